"""The worlds of agregat_polos.py as rows of the database: an asker, two departments, a tree of indicators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from core import activation
from core.actor import acting, system_actor
from core.db import database
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_department, make_government
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, RekapAngka, Target
from plugins.sop_kinerja.services.agregat_sql import REKAP_ANGKA, rows
from tests.plugins.sop_kinerja.agregat_polos import Node, Rule, decimal

YEAR = 2026
TABLES = (
    "rekap_basi", "rekap_capaian", "rekap_angka", "angka", "realisasi", "penyampaian", "target", "indikator_tahun",
    "indikator",
)  # fmt: skip
COLUMNS = (
    "asal", "nilai", "jumlah", "banyak", "pembilang", "penyebut", "target", "target_atas", "jatuh_tempo", "capaian",
    "alasan", "ada", "perlu",
)  # fmt: skip
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Land:
    asker: PerangkatDaerah
    departments: list[PerangkatDaerah]

    def clear(self) -> None:
        for table in TABLES:
            if table == "indikator":
                database.execute_sql("UPDATE sop_kinerja_indikator SET induk_id = NULL")
            database.execute_sql(f"DELETE FROM sop_kinerja_{table}")

    def plant(self, rules: list[Rule]) -> list[IndikatorTahun]:
        """The indicators, approved for the year; each belongs to one of the departments in turn."""
        made: list[IndikatorTahun] = []
        masters = []
        for number, rule in enumerate(rules):
            department = self.departments[number % len(self.departments)]
            common: dict[str, Any] = {
                "perangkat_daerah": department, "kode": f"I-{number}", "uraian": f"Indikator {number}",
                "satuan": rule.satuan, "formula": rule.formula, "agregasi_periode": rule.periode,
                "agregasi_unit": rule.unit, "kumulatif": rule.kumulatif, "bobot": decimal(rule.bobot),
            }  # fmt: skip
            masters.append(Indikator.create(**common))
            made.append(
                IndikatorTahun.create(
                    **common, indikator=masters[-1], indikator_uuid=masters[-1].uuid, tahun=YEAR, status="disahkan"
                )
            )
        for row, rule in zip(made, rules, strict=True):
            if rule.induk is not None:
                row.induk_uuid = made[rule.induk].indikator_uuid
                row.save()
        return made

    def set_targets(self, made: list[IndikatorTahun], targets: Any) -> None:
        for (number, period), (low, high) in targets.items():
            Target.create(
                perangkat_daerah=made[number].perangkat_daerah_id, indikator=made[number].indikator_id,
                periode=f"{YEAR}-{period}", nilai=decimal(low), nilai_atas=decimal(high),
            )  # fmt: skip

    def submit(
        self, made: list[IndikatorTahun], place: tuple[int, str, str], node: Node, status: str, minute: int = 0
    ) -> Penyampaian:
        """A submission of one figure, in this state."""
        from plugins.sop_kinerja.models import Realisasi

        number, period, branch = place
        row = made[number]
        both = {"perangkat_daerah": row.perangkat_daerah_id, "penyelenggara": self.asker.id}
        submission: Penyampaian = Penyampaian.create(
            **both, kasus_uuid=str(uuid4()), cabang=branch, judul="Data", periode=f"{YEAR}-{period}",
            tenggat=date(2026, 12, 31), status=status,
            disahkan=BEGIN + timedelta(minutes=minute) if status == "disahkan" else None,
        )  # fmt: skip
        Realisasi.create(
            **both, penyampaian=submission, indikator_uuid=row.indikator_uuid, kode=row.kode, uraian=row.uraian,
            satuan=row.satuan, formula=node.formula, target=decimal(node.target), target_atas=decimal(node.atas),
            jatuh_tempo=node.due, nilai=decimal(node.nilai), pembilang=decimal(node.pembilang),
            penyebut=decimal(node.penyebut),
        )  # fmt: skip
        return submission

    def stored(self, made: list[IndikatorTahun]) -> dict[tuple[int, str], dict[str, Any]]:
        """What the recaps say, in the form in which agregat_polos says it."""
        numbers = {int(row.id): number for number, row in enumerate(made)}
        found = rows(
            f"SELECT indikator_tahun_id, periode, {', '.join(COLUMNS)} FROM {REKAP_ANGKA}"
            f" WHERE penyelenggara_id = {self.asker.id}"
        )
        return {
            (numbers[int(row[0])], str(row[1])[5:]): dict(zip(COLUMNS, _plain(row[2:]), strict=True)) for row in found
        }


def settle() -> Land:
    government = make_government("Kabupaten Contoh")
    asker = make_department("Sekretariat Daerah", government)
    departments = [make_department(name, government) for name in ("Dinas Kesehatan", "Dinas Pendidikan")]
    for one in (asker, *departments):
        with acting(system_actor(one.id)):
            activation.turn_on("sop_kinerja", one.id)
    return Land(asker, departments)


def fact(nilai: int | None, target: int | None = None, **more: Any) -> Node:
    """An approved figure as a node."""
    due = more.pop("due", True)
    return Node(
        "langsung", nilai, target, more.pop("atas", None), due, more.pop("formula", "naik"), nilai,
        0 if nilai is None else 1, ada=1 if nilai is not None or not due else 0, **more,
    )  # fmt: skip


def means_by_hand(asker: int) -> dict[tuple[str, str, int], tuple[int, int, int]]:
    """(level, period, department) -> how many are assessed, how many not, and the sum of millionths."""
    found: dict[tuple[str, str, int], tuple[int, int, int]] = {}
    for row in RekapAngka.select().where(RekapAngka.penyelenggara == asker):
        for key in (("perangkat_daerah", row.periode, row.perangkat_daerah_id), ("pemda", row.periode, asker)):
            yes, no, total = found.get(key, (0, 0, 0))
            value = None if row.capaian is None else int(row.capaian.scaleb(6))
            found[key] = (yes + 1, no, total + value) if value is not None else (yes, no + 1, total)
    return found


def _plain(values: Iterable[Any]) -> list[Any]:
    columns = list(values)
    columns[COLUMNS.index("jatuh_tempo")] = bool(columns[COLUMNS.index("jatuh_tempo")])
    return columns
