"""Whom to tell about which task: near its due time or past it, to who has it; long past it, to the superior.

All of a department is chosen as it stood when its office opened today, so that who asks again an hour later finds the
same. What is told to nobody (a position without holder, holders without an address) is told to the superior at once
when the task is late; where there is no superior to be reached either, the page of late tasks still shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from core.organisation.models import Jabatan
from core.organisation.positions import Holder, holders_of
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Tugas, TugasPengingat

_DAY = timedelta(days=1)
_SEARCH_DAYS = 400
_READ = (
    Tugas.id, Tugas.uuid, Tugas.nomor, Tugas.uraian, Tugas.judul, Tugas.perangkat_daerah, Tugas.penyelenggara,
    Tugas.jabatan, Tugas.diambil, Tugas.dibuat, Tugas.mulai, Tugas.tenggat, Tugas.hitungan, Tugas.standar_hari,
    Tugas.standar_menit, Tugas.kurang,
)  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """Something to tell one person. `jenis` is a key of JENIS_PENGINGAT; `who` says who has the task, for the superior
    (`outside`: one of another department, who cannot open its page); `needs` what it waits for, for who supplies it."""

    jenis: str
    task: Tugas
    person: Holder
    who: str = ""
    needs: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Morning:
    """When the office opened today, and the moments that divide its tasks: what is due before `soon` is near, what was
    due before `long_ago` is for the superior. A moment that is None: that reminder is off."""

    opening: datetime
    soon: datetime | None
    long_ago: datetime | None


def morning(calendar: WorkCalendar, now: datetime, before: int, after: int) -> Morning | None:
    """`before` and `after` are working days, 0 turns them off. None on a day without work, and before it begins."""
    today = now.astimezone(calendar.tz).date()
    if not calendar.is_workday(today):
        return None
    opening = datetime.combine(today, calendar.hours[today.weekday()][0][0], calendar.tz)
    if now < opening:
        return None
    return Morning(
        opening,
        _end_of(calendar, _workdays_away(calendar, today, before, _DAY)) if before > 0 else None,
        _end_of(calendar, _workdays_away(calendar, today, after, -_DAY)) if after > 0 else None,
    )


def choose(perangkat_daerah_id: int, when: Morning) -> list[Notice]:
    """What is to be told in the department and has not been told yet; a constant number of queries."""
    due = Tugas.tenggat < (when.soon or when.opening)
    going = (
        (Tugas.status == "berjalan") & (Tugas.dibuat < when.opening) & (Tugas.perangkat_daerah == perangkat_daerah_id)
    )
    tasks = list(_with_position().where(going & Tugas.berhenti.is_null() & due).order_by(Tugas.tenggat, Tugas.id))
    held = (Tugas.status == "berjalan") & (Tugas.dibuat < when.opening) & (Tugas.penyelenggara == perangkat_daerah_id)
    waiting = list(_with_position().where(held & (Tugas.tertahan == True)).order_by(Tugas.id))  # noqa: E712
    if not tasks and not waiting:
        return []
    people = _People(perangkat_daerah_id, when.opening.date(), waiting)
    found = [notice for task in tasks for notice in _about(task, when, people)]
    found += [notice for task in waiting for notice in _needed(task, people)]
    told = _told(perangkat_daerah_id)
    return [one for one in found if (one.task.id, one.jenis, one.person.pegawai_id) not in told]


class _People:
    """Who holds which position today, and who stands above it."""

    def __init__(self, perangkat_daerah_id: int, day: date, waiting: Iterable[Tugas]) -> None:
        rows = list(Jabatan.select().where(Jabatan.perangkat_daerah == perangkat_daerah_id))
        self.superior = {row.id: row.atasan_id for row in rows}
        self.head = next((row.id for row in rows if row.kepala), None)
        suppliers = {int(one["jabatan_id"]) for task in waiting for one in task.kurang if one.get("jabatan_id")}
        positions = {*self.superior, *filter(None, self.superior.values()), *suppliers}
        self.holders = holders_of(sorted(positions), day)

    def doing(self, task: Tugas) -> list[Holder]:
        """Who may do it: whoever has taken it, else all who hold its position; each person once."""
        every = _once(self.holders.get(int(task.jabatan_id), []))
        return [one for one in every if one.pegawai_id == task.diambil_id] or every

    def above(self, task: Tugas) -> list[Holder]:
        """The superior's holders, or the head's; nobody who has the task himself, and only who can be reached."""
        own = {one.pegawai_id for one in self.doing(task)}
        for position in (self.superior.get(int(task.jabatan_id)), self.head):
            found = [one for one in _once(self.holders.get(position or 0, [])) if one.pegawai_id not in own]
            if reached := [one for one in found if reachable(one)]:
                return reached
        return []


def reachable(person: Holder) -> bool:
    return "@" in person.surel


def _about(task: Tugas, when: Morning, people: _People) -> list[Notice]:
    doing = people.doing(task)
    reached = [one for one in doing if reachable(one)]
    if task.tenggat > when.opening:
        return [Notice("sebelum", task, one) for one in reached]
    told = [Notice("lewat", task, one) for one in reached]
    long_ago = when.long_ago is not None and task.tenggat < when.long_ago
    if reached and not long_ago:
        return told
    who = ", ".join(one.nama for one in doing) or "jabatan ini sedang kosong"
    if doing and not reached:
        who += ", belum mempunyai alamat surel"
    return told + [
        Notice("eskalasi", task, one, who=who, outside=one.jabatan_id not in people.superior)
        for one in people.above(task)
    ]


def _needed(task: Tugas, people: _People) -> list[Notice]:
    """To who supplies a reference document; who is to finish an earlier step hears of that by its own due time."""
    wanted: dict[int, list[str]] = {}
    for one in task.kurang:
        if one.get("jenis") == "acuan" and one.get("jabatan_id"):
            wanted.setdefault(int(one["jabatan_id"]), []).append(str(one["nama"]))
    return [
        Notice("kelengkapan", task, person, needs="; ".join(names))
        for position, names in wanted.items()
        for person in _once(people.holders.get(position, []))
        if reachable(person)
    ]


def _with_position() -> Any:
    return Tugas.select(*_READ, Jabatan.id, Jabatan.nama).join(Jabatan, on=(Tugas.jabatan == Jabatan.id))


def _told(perangkat_daerah_id: int) -> set[tuple[Any, ...]]:
    here = (Tugas.perangkat_daerah == perangkat_daerah_id) | (Tugas.penyelenggara == perangkat_daerah_id)
    rows = TugasPengingat.select(TugasPengingat.tugas, TugasPengingat.jenis, TugasPengingat.pegawai).join(Tugas)
    return set(rows.where(here & (Tugas.status == "berjalan")).tuples())


def _once(people: Iterable[Holder]) -> list[Holder]:
    return list({one.pegawai_id: one for one in reversed(list(people))}.values())[::-1]


def _workdays_away(calendar: WorkCalendar, day: date, count: int, step: timedelta) -> date:
    for _ in range(_SEARCH_DAYS):
        if count == 0:
            break
        day += step
        count -= calendar.is_workday(day)
    return day


def _end_of(calendar: WorkCalendar, day: date) -> datetime:
    return datetime.combine(day + _DAY, time(), calendar.tz)
