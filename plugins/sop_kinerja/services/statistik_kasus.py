"""Whole cases: how long they took against what they should have, and what was decided in them how often."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import peewee

from plugins.sop_kinerja.garis import Line
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_tenggat import Leg, due_at, legs
from plugins.sop_kinerja.services.statistik_pilih import Chosen
from plugins.sop_kinerja.statistik import ENOUGH, quantile, share


@dataclass(frozen=True)
class Decision:
    """`tidak` of `n` decisions; `rounds`: how many rounds a finished case took here, in hundredths (None: no finished
    case yet)."""

    nomor: int
    n: int
    tidak: int
    rounds: int | None

    @property
    def per_hundred(self) -> int:
        return share(self.tidak, self.n)

    @property
    def mean_rounds(self) -> Decimal | None:
        return None if self.rounds is None else Decimal(self.rounds) / 100

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH


@dataclass(frozen=True)
class CaseRow:
    """A finished case: minutes that it took and those that it should have, by the calendar's line."""

    nama: str
    periode: str
    begun: datetime
    ended: datetime
    took: int
    standard: int

    @property
    def on_time(self) -> bool:
        return self.took <= self.standard


@dataclass(frozen=True)
class Cases:
    """The finished cases, oldest first, and how many are under way. Quantiles are None when none is finished."""

    finished: list[CaseRow]
    running: int
    cancelled: int

    @property
    def on_time(self) -> int:
        return sum(1 for one in self.finished if one.on_time)

    @property
    def enough(self) -> bool:
        return len(self.finished) >= ENOUGH

    @property
    def median(self) -> int | None:
        return self._quantile(50)

    @property
    def p90(self) -> int | None:
        return self._quantile(90)

    def _quantile(self, percent: int) -> int | None:
        times = sorted(one.took for one in self.finished)
        return quantile(times, percent) if times else None


def decisions(chosen: Chosen) -> list[Decision]:
    """Each step that decides, in the order of the form."""
    said = chosen.tasks(Tugas.nomor, peewee.fn.COUNT(Tugas.id), peewee.fn.SUM(_no())).where(
        Tugas.keputusan_diminta & Tugas.keputusan.in_(("ya", "tidak"))
    )
    per_case = chosen.tasks(Tugas.nomor.alias("nomor"), peewee.fn.MAX(Tugas.putaran).alias("rounds")).where(
        Tugas.keputusan_diminta & (Kasus.status == "selesai")
    )
    grouped = per_case.group_by(Tugas.nomor, Tugas.kasus, Tugas.perangkat_daerah, Tugas.cabang).alias("per_case")
    c = grouped.c
    means = (
        peewee.Select([grouped], [c.nomor, peewee.fn.SUM(c.rounds), peewee.fn.COUNT(c.rounds)])
        .group_by(c.nomor)
        .bind(Tugas._meta.database)
        .tuples()
    )
    rounds = {int(nomor): round(100 * int(total) / int(n)) for nomor, total, n in means}
    rows = said.group_by(Tugas.nomor).order_by(Tugas.nomor).tuples()
    return [Decision(int(nomor), int(n), int(no or 0), rounds.get(int(nomor))) for nomor, n, no in rows]


def cases(chosen: Chosen) -> Cases:
    """Few columns of each finished case are read; what it should have taken comes from its calendar."""
    line = Line(chosen.calendar, chosen.counting)
    ways: dict[str, list[Leg]] = {}
    finished = []
    columns = (
        Kasus.nama, Kasus.periode, Kasus.kadensi, Kasus.dimulai, Kasus.dibuat, Kasus.selesai, Kasus.tenggat,
        Kasus.rencana_mulai,
    )  # fmt: skip
    rows = Kasus.select(*columns).where(chosen.of_cases("selesai")).order_by(Kasus.selesai)
    for nama, periode, kadensi, dimulai, dibuat, selesai, tenggat, planned in rows.tuples():
        begun = dimulai or dibuat
        if kadensi not in ways:
            ways[kadensi] = legs(chosen.versi, kadensi, chosen.calendar, chosen.counting)
        start = line.at(begun)
        due = due_at(line, ways[kadensi], begun, tenggat, planned=planned is not None)
        finished.append(CaseRow(nama, periode, begun, selesai, line.at(selesai) - start, due - start))
    return Cases(finished, _count(chosen, "berjalan"), _count(chosen, "batal"))


def _no() -> Any:
    return peewee.Case(None, [(Tugas.keputusan == "tidak", 1)], 0)


def _count(chosen: Chosen, status: str) -> int:
    return int(Kasus.select().where(chosen.of_cases(status)).count())
