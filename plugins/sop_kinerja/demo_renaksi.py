"""The Rencana Aksi of the demo: targets of the months, actions, progress and spending, as the planners type them."""

import tomllib
from datetime import UTC, datetime
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import Any

from core import clock
from core.accounts.operations import actor_by_position
from core.actor import acting
from core.idn.numbers import format_number, parse_number
from core.idn.periods import Periode
from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja.demo_figures import FOLDER, asked, figures
from plugins.sop_kinerja.demo_renaksi_bulan import divide
from plugins.sop_kinerja.models import Indikator, ProgramKegiatan, RencanaAksi, Target
from plugins.sop_kinerja.services import (
    anggaran_isi,
    progres_isi,
    progres_selesai,
    renaksi_aksi,
    renaksi_selesai,
    renaksi_target,
)
from plugins.sop_kinerja.services.isian_bulan import note_cell, value_cell
from plugins.sop_kinerja.services.renaksi_data import Line, lines
from plugins.sop_kinerja.target_periksa import MONTHS_OF, QUARTERS, YEAR

BALANGAN = "dkp3"
PLANNER = "kasubbag_perencanaan"
SETTLED, RECENT = ("dikbud", "dinkes", BALANGAN), ("dikbud",)
"""Whose Rencana Aksi is settled; and who fills in progress only since two months, and has finished one report."""
FOLLOWED = (*SETTLED, "dinsos")
"""Who fills in progress and spending at all."""
SPENT = (2, 5, 11, 18, 26, 35, 44, 53, 62, 74, 86, 97)
"""Percent of the pagu that is spent by the end of each month."""
OVERSPENT = "Pengelolaan Pelayanan Kesehatan Ibu Hamil"
MILLION = 1_000_000
NOTE = "Belum ada kegiatan pada bulan ini."


@cache
def told() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "renaksi.toml").read_text("utf-8"))


def load_balangan(tahun: int) -> None:
    """Indicators, targets and programmes of DKP3 that are not there yet."""
    department = PerangkatDaerah.get_or_none(PerangkatDaerah.kode == BALANGAN)
    if department is None:
        return
    own = ("kode", "target", "realisasi")
    for number, row in enumerate(told()["indikator"], start=1):
        content = {key: value for key, value in row.items() if key not in own}
        indikator, _ = Indikator.get_or_create(
            perangkat_daerah=department, kode=row["kode"], defaults={**content, "urutan": number}
        )
        quarters = [parse_number(text) for text in row["target"]]
        given = [value for value in quarters if value is not None]
        added = row["agregasi_periode"] == "jumlah" and not row.get("kumulatif")
        whole = sum(given, Decimal(0)) if added else given[-1]
        for part, value in zip((YEAR, *QUARTERS), (whole, *quarters), strict=True):
            Target.get_or_create(
                perangkat_daerah=department, indikator=indikator, periode=f"{tahun}-{part}", defaults={"nilai": value}
            )
    for row in told()["program"]:
        _programme(department, tahun, row)


def tell_plans(tahun: int) -> None:
    """January: the Rencana Aksi of each department; since then progress and spending, up to the month that is over."""
    january = min(datetime(tahun, 1, 20, 2, tzinfo=UTC), clock.now())
    for department in [*asked(), *PerangkatDaerah.select().where(PerangkatDaerah.kode == BALANGAN)]:
        planner = Jabatan.get_or_none((Jabatan.perangkat_daerah == department.id) & (Jabatan.kode == PLANNER))
        if planner is None:
            continue
        with acting(actor_by_position(planner)):
            with clock.at(january):
                _plan(department, tahun, planner)
            if department.kode in FOLLOWED:
                _follow(department, tahun)


def _plan(department: PerangkatDaerah, tahun: int, planner: Jabatan) -> None:
    rows = lines(int(department.id), tahun)
    typed = {renaksi_target.cell(row.uuid, part): text for row in rows for part, text in _months(row).items()}
    renaksi_target.save(tahun, "bulan", typed, {})
    by_code = {str(row.text.kode): row for row in rows}
    if not RencanaAksi.select().where(RencanaAksi.perangkat_daerah == department.id).exists():
        for one in told()["aksi"]:
            if one["indikator"] in by_code:
                _act(department, tahun, by_code[one["indikator"]], one, planner)
    if department.kode in SETTLED:
        renaksi_selesai.settle(tahun)


def _act(department: PerangkatDaerah, tahun: int, row: Line, one: dict[str, Any], planner: Jabatan) -> None:
    sub = ProgramKegiatan.get_or_none(
        (ProgramKegiatan.perangkat_daerah == department.id)
        & (ProgramKegiatan.tahun == tahun)
        & (ProgramKegiatan.nama == one.get("sub", ""))
    )
    form = {
        "aksi": one["aksi"],
        "keluaran": one["keluaran"],
        "penanggung_jawab": str(planner.uuid),
        "kegiatan": str(sub.uuid) if sub else "",
    }
    renaksi_aksi.add(tahun, row.uuid, form, [str(month) for month in one["bulan"]])


def _follow(department: PerangkatDaerah, tahun: int) -> None:
    """Each month is filled in on its last day; the last one of Balangan's is finished, and one of `RECENT`."""
    today, kode = clock.today(), str(department.kode)
    over = [month for month in Periode(tahun, "TH").months if month.end < today]
    filled = over[-2:] if kode in RECENT else over
    finished = filled[:1] if kode in RECENT else filled[-1:] if kode == BALANGAN else []
    for month in over:
        with clock.at(datetime(month.end.year, month.end.month, month.end.day, 3, tzinfo=UTC)):
            anggaran_isi.save(month.code, _spending(department, month), {})
            if month in filled:
                progres_isi.save(month.code, _progress(department, month), {})
            if month in finished:
                _finish(department, month)


def _finish(department: PerangkatDaerah, month: Periode) -> None:
    """Where nothing holds it up: Balangan's earlier months have their report from the play of its year."""
    if not progres_selesai.stand(int(department.id), month, clock.today()).halangan:
        progres_selesai.finish(month.code)


def _months(row: Line) -> dict[str, str]:
    """Part -> text: the triwulan's targets divided by the rule of the indicator; «-» where it is not due."""
    typed: dict[str, str] = {}
    quarters = [row.numbers.get(part) for part in QUARTERS]
    for index, (quarter, months) in enumerate(MONTHS_OF.items()):
        if quarter not in row.targets:
            continue
        values = divide(row, quarters, index)
        typed |= {
            part: "-" if value is None else format_number(value) for part, value in zip(months, values, strict=True)
        }
    return typed


def _progress(department: PerangkatDaerah, month: Periode) -> dict[str, str]:
    """What was reached by the end of the month, out of the quarters' figures."""
    actual = {one.kode: one.realisasi for one in figures()}
    actual |= {row["kode"]: tuple(row["realisasi"]) for row in told()["indikator"]}
    number, typed = month.start.month, {}
    for row in progres_isi.rows(int(department.id), month):
        quarters = [parse_number(text) for text in actual.get(str(row.line.text.kode), ("",) * 4)]
        values = divide(row.line, quarters, (number - 1) // 3, level=True)
        value = values[(number - 1) % 3]
        typed[value_cell(row.uuid)] = "" if value is None else format_number(value)
        typed[note_cell(row.uuid)] = NOTE if value is None else ""
    return typed


def _spending(department: PerangkatDaerah, month: Periode) -> dict[str, str]:
    """What is left of each row's share up to the month; one row spends more than it has."""
    typed = {}
    for number, row in enumerate(anggaran_isi.rows(int(department.id), month)):
        share = Decimal(SPENT[month.start.month - 1] + number % 4)
        if row.node.item.nama == OVERSPENT:
            share = share * 3 / 2
        until = (row.node.pagu * share / 100).quantize(Decimal(1000), ROUND_DOWN)
        typed[value_cell(row.uuid)] = format_number(max(until - (row.sebelum or Decimal(0)), Decimal(0)))
    return typed


def _programme(department: PerangkatDaerah, tahun: int, row: dict[str, Any]) -> None:
    def put(kode: str, nama: str, jenis: str, above: Any, pagu: Decimal) -> Any:
        content = {"nama": nama, "jenis": jenis, "induk": above, "pagu": pagu * MILLION}
        made, _ = ProgramKegiatan.get_or_create(perangkat_daerah=department, tahun=tahun, kode=kode, defaults=content)
        return made

    def pagu(kegiatan: dict[str, Any]) -> Decimal:
        return sum((parse_number(text) or Decimal(0) for _, text in kegiatan["sub"]), Decimal(0))

    total = sum((pagu(kegiatan) for kegiatan in row["kegiatan"]), Decimal(0))
    program = put(row["kode"], row["nama"], "program", None, total)
    for number, kegiatan in enumerate(row["kegiatan"], start=1):
        code = f"{row['kode']}.2.{number:02d}"
        above = put(code, kegiatan["nama"], "kegiatan", program, pagu(kegiatan))
        for index, (nama, text) in enumerate(kegiatan["sub"], start=1):
            put(f"{code}.{index:04d}", nama, "sub_kegiatan", above, parse_number(text) or Decimal(0))
