"""The plan of the demo: Lamandau's Renstra, pohon kinerja, programmes and targets; the year approved by the heads."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from core import clock
from core.accounts.operations import actor_by_position
from core.actor import acting
from core.idn.numbers import parse_number
from core.organisation.models import Jabatan, PemerintahDaerah, PerangkatDaerah, UnitKerja
from plugins.sop_kinerja.demo_figures import FOLDER, GOVERNMENT, figures
from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    ProgramKegiatan,
    Renstra,
    Sasaran,
    Target,
    TargetRenstra,
)
from plugins.sop_kinerja.services.rencana_sahkan import approve

MILLION = 1_000_000
STEP, HUNDRED = Decimal("0.5"), Decimal(100)
"""How much a percentage that shall rise rises each year of the Renstra, and where it ends."""
NOT_YET = ("dinsos",)
"""Departments whose year is ready and not approved, so that there is something to approve."""
PEMDA = "setda"


@cache
def plan() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "rencana.toml").read_text("utf-8"))


def load_plan(tahun: int) -> None:
    """What is not there yet; twice is harmless, and what a planner has changed stays."""
    rows = PerangkatDaerah.select().join(PemerintahDaerah).where(PemerintahDaerah.kode == GOVERNMENT)
    departments = {str(row.kode): row for row in rows}
    sasaran = _tree(departments)
    _details(departments)
    _of_regency(departments[PEMDA], sasaran, tahun)
    for kode, department in departments.items():
        _targets(department, tahun)
        _programmes(department, kode, sasaran, tahun)
        if kode not in NOT_YET:
            _approve(department, tahun)


def _tree(departments: dict[str, PerangkatDaerah]) -> dict[str, Sasaran]:
    first, last = plan()["renstra"]
    found: dict[str, Sasaran] = {}
    for number, row in enumerate(plan()["sasaran"], start=1):
        department = departments[row["perangkat_daerah"]]
        renstra, _ = Renstra.get_or_create(
            perangkat_daerah=department,
            tahun_awal=first,
            defaults={"nama": f"Renstra {department.singkatan} {first}–{last}", "tahun_akhir": last},
        )
        unit = UnitKerja.get_or_none(
            (UnitKerja.perangkat_daerah == department.id) & (UnitKerja.kode == row.get("unit_kerja"))
        )
        found[row["kode"]], _ = Sasaran.get_or_create(
            perangkat_daerah=department,
            kode=row["kode"],
            defaults={
                "renstra": renstra,
                "induk": found.get(row.get("induk", "")),
                "jenis": row.get("jenis", "sasaran"),
                "tingkat": row.get("tingkat", "perangkat_daerah"),
                "unit_kerja": unit,
                "uraian": row["uraian"],
                "urutan": number,
            },
        )
    return found


def _details(departments: dict[str, PerangkatDaerah]) -> None:
    """Puts each indicator on the sasaran of its own words; the first of a department is an IKU."""
    told = {row["kode"]: {key: row[key] for key in row if key != "kode"} for row in plan()["rincian"]}
    for department in departments.values():
        nodes = {str(row.uraian): row for row in Sasaran.select().where(Sasaran.perangkat_daerah == department.id)}
        kasubbag = Jabatan.get_or_none(
            (Jabatan.perangkat_daerah == department.id) & (Jabatan.kode == "kasubbag_perencanaan")
        )
        for row in Indikator.select().where(Indikator.perangkat_daerah == department.id):
            if row.untuk_sasaran_id is not None or str(row.sasaran) not in nodes:
                continue
            more = dict(told.get(str(row.kode), {}))
            if "bobot" in more:
                more["bobot"] = parse_number(more["bobot"])
            more |= {"untuk_sasaran": nodes[str(row.sasaran)], "penanggung_jawab": kasubbag, "iku": row.urutan == 1}
            Indikator.update(**more).where(Indikator.id == row.id).execute()


def _of_regency(department: PerangkatDaerah, sasaran: dict[str, Sasaran], tahun: int) -> None:
    own = ("target", "didukung", "sasaran", "kode")
    for number, row in enumerate(plan()["indikator_pemda"], start=1):
        node = sasaran[row["sasaran"]]
        content = {key: row[key] for key in row if key not in own}
        content |= {"urutan": number, "iku": True, "untuk_sasaran": node, "sasaran": node.uraian}
        indikator, _ = Indikator.get_or_create(perangkat_daerah=department, kode=row["kode"], defaults=content)
        for index, text in enumerate(row["target"], start=1):
            _target(department, indikator, f"{tahun}-TW{index}", parse_number(text))
        Indikator.update(induk=indikator.id).where(
            Indikator.kode.in_(row.get("didukung", [])) & Indikator.induk.is_null()
        ).execute()


def _targets(department: PerangkatDaerah, tahun: int) -> None:
    """The target of the year out of its quarters', and those of the Renstra around it."""
    first, last = plan()["renstra"]
    texts = {one.kode: one.target for one in figures()} | {
        row["kode"]: row["target"] for row in plan()["indikator_pemda"]
    }
    for row in Indikator.select().where(Indikator.perangkat_daerah == department.id):
        if str(row.kode) not in texts:
            continue
        value = whole_of([parse_number(text) for text in texts[str(row.kode)]], row)
        _target(department, row, f"{tahun}-TH", value)
        for year in range(first, last + 1) if value is not None else ():
            rising = row.formula == "naik" and row.satuan == "%"
            aim = min(value + (year - tahun) * STEP, HUNDRED) if rising else value
            TargetRenstra.get_or_create(perangkat_daerah=department, indikator=row, tahun=year, defaults={"nilai": aim})


def whole_of(quarters: Sequence[Decimal | None], row: Indikator) -> Decimal | None:
    """The target of a year by the indicator's own rule."""
    given = [one for one in quarters if one is not None]
    if not given:
        return None
    if row.agregasi_periode == "jumlah" and not row.kumulatif:
        return sum(given, Decimal(0))
    if row.agregasi_periode == "rata_rata" and not row.kumulatif:
        return sum(given, Decimal(0)) / len(given)
    return given[-1]


def _target(department: PerangkatDaerah, indikator: Indikator, periode: str, nilai: Decimal | None) -> None:
    Target.get_or_create(perangkat_daerah=department, indikator=indikator, periode=periode, defaults={"nilai": nilai})


def _programmes(department: PerangkatDaerah, kode: str, sasaran: dict[str, Sasaran], tahun: int) -> None:
    """The programme that every department has, and its own."""
    general = plan()["penunjang"]
    parts = [{"nama": general["kegiatan"], "sub": general["subkegiatan"]}]
    for row in plan()["program"]:
        if row["perangkat_daerah"] == kode:
            urusan, node = row["urusan"], sasaran[row["sasaran"]]
            _programme(department, tahun, f"{urusan}.01", general["program"], parts, None)
            _programme(department, tahun, f"{urusan}.02", row["nama"], row["kegiatan"], node)


def _programme(
    department: PerangkatDaerah, tahun: int, kode: str, nama: str, parts: list[dict[str, Any]], node: Sasaran | None
) -> None:
    def pagu(rows: list[list[str]]) -> Decimal:
        return sum(((parse_number(text) or Decimal(0)) * MILLION for _, text in rows), Decimal(0))

    def put(jenis: str, kode: str, nama: str, above: ProgramKegiatan | None, pagu: Decimal, post: str) -> Any:
        holder = Jabatan.get_or_none((Jabatan.perangkat_daerah == department.id) & (Jabatan.kode == post))
        content = {"jenis": jenis, "nama": nama, "induk": above, "pagu": pagu, "penanggung_jawab": holder}
        row, _ = ProgramKegiatan.get_or_create(
            perangkat_daerah=department, tahun=tahun, kode=kode, defaults={**content, "sasaran": node}
        )
        return row

    total = sum((pagu(part["sub"]) for part in parts), Decimal(0))
    program = put("program", kode, nama, None, total, "kepala")
    for number, part in enumerate(parts, start=1):
        code = f"{kode}.2.{number:02d}"
        kegiatan = put("kegiatan", code, part["nama"], program, pagu(part["sub"]), "kasubbag_perencanaan")
        for index, sub in enumerate(part["sub"], start=1):
            put("sub_kegiatan", f"{code}.{index:04d}", sub[0], kegiatan, pagu([sub]), "kasubbag_perencanaan")


def _approve(department: PerangkatDaerah, tahun: int) -> None:
    """By the head, in January; what was approved before stays."""
    mine = (IndikatorTahun.perangkat_daerah == department.id) & (IndikatorTahun.tahun == tahun)
    if IndikatorTahun.select().where(mine & (IndikatorTahun.status == "disahkan")).exists():
        return
    head = Jabatan.get_or_none((Jabatan.perangkat_daerah == department.id) & (Jabatan.kepala == True))  # noqa: E712
    if head is None or not Indikator.select().where(Indikator.perangkat_daerah == department.id).exists():
        return
    with clock.at(min(datetime(tahun, 1, 8, 2, tzinfo=UTC), clock.now())), acting(actor_by_position(head)):
        approve(tahun)
