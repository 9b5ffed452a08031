"""All that is late: who has it, since when, how long over, who was told; of the department, or below a superior."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from core import clock
from core.actor import Actor
from core.organisation.calendar import calendar_of
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.organisation.positions import Holder, holders_of
from plugins.sop_kinerja.models import Tugas, TugasPengingat
from plugins.sop_kinerja.models.tugas import JENIS_PENGINGAT
from plugins.sop_kinerja.services.tugas_baca import with_names
from plugins.sop_kinerja.services.waktu import by_calendar, overdue
from plugins.sop_kinerja.services.waktu_kasus import how_late

PAGE = 30


@dataclass(frozen=True)
class LateRow:
    """A late task. `over` is how long, in words; `told` are (kind in words, name, when), the oldest first; `waits`:
    it was late when its clock stopped."""

    task: Tugas
    people: list[Holder]
    over: str
    told: list[tuple[str, str, datetime]]
    waits: bool

    @property
    def reachable(self) -> bool:
        return any("@" in person.surel for person in self.people)


@dataclass(frozen=True)
class LateBelow:
    """How many tasks of a position below one are late, and since when the oldest is."""

    jabatan: str
    count: int
    since: datetime


def late_tasks(actor: Actor, page: int, *, below: bool) -> tuple[list[LateRow], int, int]:
    """The longest over first, `PAGE` at a time, with the number of pages and of rows; a constant number of queries.

    :param below: only of positions below those that the actor holds
    """
    now = clock.now()
    query = with_names().where(overdue(now) & (_below(actor) if below else True))
    count = query.count()
    tasks = list(query.order_by(Tugas.tenggat, Tugas.id).paginate(page, PAGE))
    people = holders_of({task.jabatan_id for task in tasks})
    told = _told([task.id for task in tasks])
    calendar = calendar_of(PerangkatDaerah.get_by_id(actor.perangkat_daerah_id).pemerintah_daerah)
    rows = [
        LateRow(
            task,
            people.get(task.jabatan_id, []),
            _words(how_late(calendar, task, task.berhenti or now), task),
            told.get(task.id, []),
            task.berhenti is not None,
        )
        for task in tasks
    ]
    return rows, max(1, -(-count // PAGE)), count


def late_below(actor: Actor) -> list[LateBelow]:
    """By position, the one with the oldest first; one query."""
    if not actor.jabatan_ids:
        return []
    oldest = fn.MIN(Tugas.tenggat)
    rows = (
        Tugas.select(Jabatan.nama, fn.COUNT(Tugas.id), oldest)
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .where(overdue(clock.now()) & _below(actor))
        .group_by(Jabatan.id, Jabatan.nama)
        .order_by(oldest)
    )
    return [LateBelow(*row) for row in rows.tuples()]


def _below(actor: Actor) -> Any:
    """Tasks of the positions whose direct superior the actor is; and for the head, of those that have none."""
    mine = actor.jabatan_ids or [0]
    head = Jabatan.alias()
    leads = head.select(head.id).where(head.id.in_(mine) & (head.kepala == True))  # noqa: E712
    without = Jabatan.atasan.is_null() & fn.EXISTS(leads)
    under = Jabatan.select(Jabatan.id).where(
        (Jabatan.perangkat_daerah == actor.perangkat_daerah_id) & (Jabatan.atasan.in_(mine) | without)
    )
    return Tugas.jabatan.in_(under) & Tugas.jabatan.not_in(mine)


def _told(task_ids: list[int]) -> dict[int, list[tuple[str, str, datetime]]]:
    rows = TugasPengingat.select(TugasPengingat, Pegawai).join(Pegawai, on=(TugasPengingat.pegawai == Pegawai.id))
    found: dict[int, list[tuple[str, str, datetime]]] = {}
    for row in rows.where(TugasPengingat.tugas.in_(task_ids or [0])).order_by(TugasPengingat.pada, TugasPengingat.id):
        found.setdefault(row.tugas_id, []).append((JENIS_PENGINGAT[str(row.jenis)], str(row.pegawai.nama), row.pada))
    return found


def _words(over: str, task: Tugas) -> str:
    return over if by_calendar(task) else f"{over} waktu kerja"
