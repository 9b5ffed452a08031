"""The clock of a step: how its days are counted, when it is due, the times in which it stands still, and what it took.

What counts as a minute and as a day is said once, in `waktu_hitung`. Whoever calls these holds the case
(`kasus_run.moving`), so that nobody pauses a step that somebody else is ending.
"""

from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.actor import current_actor
from core.idn.durations import Duration
from core.organisation.calendar import calendar_of
from core.preferences import preference
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Kasus, Tugas, TugasJeda
from plugins.sop_kinerja.services.waktu_hitung import (
    Span,
    clipped,
    counts_calendar,
    minutes_between,
    minutes_of,
)


def counting_of(kasus: Kasus) -> str:
    """«kerja» or «kalender»: as the SOP says, and where it does not say, as the department's setting does."""
    said = str(kasus.versi.hitungan_hari)
    if said in ("kerja", "kalender"):
        return said
    return str(preference("sop_kinerja", "hari_kerja", kasus.perangkat_daerah_id))


def due_after(calendar: WorkCalendar, start: datetime, standard: Duration, counting: str) -> datetime:
    """When a standard time that begins at `start` is over."""
    return (calendar.add_calendar_days if counting == "kalender" else calendar.add)(start, standard)


def standard_of(task: Tugas) -> Duration:
    return Duration(int(task.standar_hari), int(task.standar_menit))


def by_calendar(task: Tugas) -> bool:
    """Whether its minutes run by night and on holidays too."""
    return counts_calendar(str(task.hitungan), standard_of(task))


def overdue(now: datetime) -> Any:
    """The condition on Tugas for open ones that are late. A clock that stands still makes none late; but a task that
    was late when its clock stopped stays so: waiting for others does not wash it clean."""
    stopped_in_time = Tugas.berhenti.is_null(False) & (Tugas.berhenti <= Tugas.tenggat)
    return (Tugas.status == "berjalan") & (Tugas.tenggat < now) & ~stopped_in_time


def is_late(task: Tugas, now: datetime | None = None) -> bool:
    """Closed after its due time; or open past it, as `overdue` says."""
    return bool((task.selesai or task.berhenti or now or clock.now()) > task.tenggat)


def pause(task: Tugas, sebab: str, keterangan: str) -> None:
    """Its clock stands still from now on; `sebab` is a key of SEBAB_JEDA. Nothing when it does already."""
    if _open_pauses(task):
        return
    now = clock.now()
    TugasJeda.create(
        perangkat_daerah=task.perangkat_daerah_id,
        penyelenggara=task.penyelenggara_id,
        tugas=task.id,
        sebab=sebab,
        keterangan=keterangan,
        mulai=now,
        oleh=current_actor().title,
    )
    _write(task, {Tugas.berhenti: now})


def resume(task: Tugas) -> None:
    """Its clock goes on: open pauses end, and it is due as much later as they lasted.

    A task that had not begun begins now, and has its whole standard time from now on; what it was given beyond that
    (an asked department has until the day that the letter names) it keeps.
    """
    now = clock.now()
    since = _end_pauses(task, now)
    changes: dict[Any, Any] = {Tugas.berhenti: None}
    if not task.mulai:
        full = due_after(_calendar(task), now, standard_of(task), str(task.hitungan))
        changes |= {Tugas.mulai: now, Tugas.tenggat: max(task.tenggat, full)}
    elif since is not None:
        changes[Tugas.tenggat] = _moved(task, since, now)
    _write(task, changes)


def taken(task: Tugas, now: datetime) -> dict[Any, Any]:
    """The columns to write when a task ends at `now`, in whatever way: what it took, and the pauses in that. An open
    pause ends with it."""
    since = _end_pauses(task, now)
    started = task.mulai or task.dibuat
    calendar, whole_days = _calendar(task), by_calendar(task)
    return {
        Tugas.berhenti: None,
        Tugas.tenggat: task.tenggat if since is None or not task.mulai else _moved(task, since, now),
        Tugas.menit_kerja: minutes_between(calendar, started, now, by_calendar=whole_days),
        Tugas.menit_jeda: minutes_of(calendar, clipped(pauses_of(task), started, now), by_calendar=whole_days),
    }


def pauses_of(task: Tugas) -> list[Span]:
    """Those that have ended, as they were written down: they may overlap."""
    rows = TugasJeda.select().where((TugasJeda.tugas == task.id) & TugasJeda.selesai.is_null(False))
    return [(row.mulai, row.selesai) for row in rows]


def _open_pauses(task: Tugas) -> list[TugasJeda]:
    rows = TugasJeda.select().where((TugasJeda.tugas == task.id) & TugasJeda.selesai.is_null())
    return list(rows.order_by(TugasJeda.mulai))


def _end_pauses(task: Tugas, now: datetime) -> datetime | None:
    """Since when the clock has stood still; None when it was going."""
    standing = _open_pauses(task)
    if not standing:
        return None
    TugasJeda.update({TugasJeda.selesai: now}).where(TugasJeda.id.in_([row.id for row in standing])).execute()
    return standing[0].mulai


def _moved(task: Tugas, since: datetime, now: datetime) -> datetime:
    """The due time, later by the time between; a pause outside office hours moves nothing that is counted in these."""
    calendar = _calendar(task)
    minutes = minutes_between(calendar, since, now, by_calendar=by_calendar(task))
    due: datetime = task.tenggat
    if not minutes:
        return due
    if by_calendar(task):
        return calendar.add_calendar_days(due + timedelta(minutes=minutes), Duration())
    return calendar.add(due, Duration(minutes=minutes))


def _calendar(task: Tugas) -> WorkCalendar:
    return calendar_of(task.perangkat_daerah.pemerintah_daerah)


def _write(task: Tugas, changes: dict[Any, Any]) -> None:
    Tugas.update(changes).where(Tugas.id == task.id).execute()
    for field, value in changes.items():
        setattr(task, field.name, value)
