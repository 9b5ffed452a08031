"""Of what the times are told: one version of an SOP, a year or a period of it, and which of its tasks count.

A task counts once for each time that the step was done and ended, also one that a later Tidak made to be done again:
the time was spent. Not counted: what was skipped or cancelled, cancelled cases, and tasks from before times were
written. Steps done outside of the system count by the moment at which that was recorded; how many is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import peewee

from core.organisation.calendar import calendar_of
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Kasus, SopDokumen, SopVersi, Tugas
from plugins.sop_kinerja.services.sop import duration_of, steps_of
from plugins.sop_kinerja.services.waktu_hitung import day_minutes, standard_minutes

COUNTED = ("berjalan", "selesai")
"""Cases whose tasks count."""


@dataclass(frozen=True)
class Chosen:
    """`tahun` 0: all years; `periode` empty: all of the year. The version is one of the acting department."""

    versi: SopVersi
    tahun: int = 0
    periode: str = ""

    @cached_property
    def calendar(self) -> WorkCalendar:
        return calendar_of(self.versi.perangkat_daerah.pemerintah_daerah)

    @cached_property
    def day(self) -> int:
        """Minutes of a working day."""
        return day_minutes(self.calendar)

    @cached_property
    def counting(self) -> str:
        """How the days were counted in the newest task; tasks counted otherwise (the setting was changed since) are
        left out: their minutes are of another kind."""
        newest = self.tasks(Tugas.hitungan).order_by(Tugas.id.desc()).first()
        return str(newest.hitungan) if newest is not None else "kerja"

    @cached_property
    def standards(self) -> dict[int, tuple[int, int]]:
        """Of each step: its standard in minutes, and the minutes of a day in which that is told."""
        found = {}
        for step in steps_of(self.versi):
            time = duration_of(step)
            whole = self.counting == "kalender" and time.days > 0
            found[int(step.nomor)] = (standard_minutes(self.calendar, time, self.counting), 1440 if whole else self.day)
        return found

    def of_cases(self, *status: str) -> Any:
        """The condition on Kasus; without a status: those that count."""
        wanted = (Kasus.versi == self.versi.id) & Kasus.status.in_(status or COUNTED)
        if self.tahun:
            wanted &= Kasus.tahun == self.tahun
        return wanted & (Kasus.periode == self.periode) if self.periode else wanted

    def tasks(self, *columns: Any) -> Any:
        """Ended tasks of the cases that count: a query that can be refined."""
        ended = (Tugas.status == "selesai") & (Tugas.keputusan != "dilewati") & Tugas.menit_kerja.is_null(False)
        return Tugas.select(*columns).join(Kasus, on=(Tugas.kasus == Kasus.id)).where(self.of_cases() & ended)

    def measured(self, *columns: Any) -> Any:
        """Of `tasks`, those whose minutes are of one kind."""
        return self.tasks(*columns).where(Tugas.hitungan == self.counting)


def versions_run() -> list[tuple[SopVersi, int]]:
    """The department's versions that have cases, and how many; the most recently run first."""
    newest, number = peewee.fn.MAX(Kasus.id), peewee.fn.COUNT(Kasus.id)
    counted = Kasus.select(Kasus.versi, number.alias("banyak"), newest.alias("akhir")).where(Kasus.status.in_(COUNTED))
    rows = {row.versi_id: (row.banyak, row.akhir) for row in counted.group_by(Kasus.versi)}
    versions = SopVersi.select(SopVersi, SopDokumen).join(SopDokumen).where(SopVersi.id.in_(list(rows) or [0]))
    return [(one, rows[one.id][0]) for one in sorted(versions, key=lambda one: -rows[one.id][1])]


def periods_run(versi: SopVersi) -> list[str]:
    """The codes of the periods that have cases of this version."""
    rows = Kasus.select(Kasus.periode).where((Kasus.versi == versi.id) & Kasus.status.in_(COUNTED)).distinct()
    return sorted(str(row.periode) for row in rows)


def years_of(periods: Iterable[str]) -> list[int]:
    """The newest first."""
    return sorted({int(code[:4]) for code in periods}, reverse=True)
