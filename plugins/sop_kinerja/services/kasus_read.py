"""Reading tasks: what waits for a person, what was done, and what a task's page must tell."""

from dataclasses import dataclass
from typing import Any

from core import clock
from core.actor import Actor
from core.errors import NotFound
from core.organisation.models import Jabatan, PerangkatDaerah
from core.services import offers
from plugins.sop_kinerja.contracts import StepAction
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.services.waktu_jeda import standing_pauses, waiting_for

PAGE = 30


@dataclass(frozen=True)
class InboxRow:
    """A task in a list. `action` are the words for what it does; empty: by hand. `waits` is what it waits for while
    its clock stands still, else empty."""

    task: Tugas
    action: str
    late: bool
    waits: str = ""

    @property
    def title(self) -> str:
        """What is to be done, and whether it has come back."""
        words = self.action or f"Langkah {self.task.nomor}"
        return f"{words} (dikembalikan)" if self.task.catatan_masuk else words


def inbox(actor: Actor, limit: int = 200) -> list[InboxRow]:
    """The open tasks of the positions that the person holds in the acting department, soonest due first; those that
    wait for others come last."""
    query = _own(actor).where(Tugas.status == "berjalan")
    rows = list(query.order_by(Tugas.berhenti.is_null(False), Tugas.tenggat, Tugas.id).limit(limit))
    labels = _labels({int(task.penyelenggara_id) for task in rows if task.lewat_aksi})
    now, pauses = clock.now(), standing_pauses(rows)
    return [
        InboxRow(
            task,
            labels.get((task.penyelenggara_id, task.aksi), "") if task.lewat_aksi else "",
            is_late(task, now),
            waiting_for(task, pauses.get(task.id)) if task.berhenti is not None else "",
        )
        for task in rows
    ]


def inbox_count(actor: Actor) -> int:
    if not actor.jabatan_ids:
        return 0
    return int(Tugas.select().where((Tugas.jabatan.in_(actor.jabatan_ids)) & (Tugas.status == "berjalan")).count())


def closed_tasks(actor: Actor, page: int) -> tuple[list[Tugas], int]:
    """What those positions have done, newest first, and how many pages there are."""
    query = _own(actor).where(Tugas.status != "berjalan")
    pages = max(1, -(-query.count() // PAGE))
    return list(query.order_by(Tugas.selesai.desc(), Tugas.id.desc()).paginate(page, PAGE)), pages


def get_task(uuid: str) -> Tugas:
    """:raises NotFound: also for another department's."""
    task = _with_names().where(Tugas.uuid == uuid).first()
    if task is None:
        raise NotFound("Tugas ini tidak ada di perangkat daerah Anda.")
    assert isinstance(task, Tugas)
    return task


def standing(kasus_uuid: str) -> list[Tugas]:
    """The open tasks of a case, as many of them as the department may see."""
    query = _with_names().where((Tugas.kasus_uuid == kasus_uuid) & (Tugas.status == "berjalan"))
    return list(query.order_by(Tugas.nomor, Tugas.id))


def earlier(task: Tugas, limit: int = 12) -> list[Tugas]:
    """What was done in the case before this task, newest first: as much of it as the department may see."""
    return list(
        _with_names()
        .where((Tugas.kasus_uuid == task.kasus_uuid) & (Tugas.status == "selesai") & (Tugas.id < task.id))
        .order_by(Tugas.selesai.desc(), Tugas.id.desc())
        .limit(limit)
    )


def _own(actor: Actor) -> Any:
    # No position, no task: an empty IN () matches nothing.
    return _with_names().where(Tugas.jabatan.in_(actor.jabatan_ids or [0]))


def _with_names() -> Any:
    return (
        Tugas.select(Tugas, Jabatan, PerangkatDaerah)
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .switch(Tugas)
        .join(PerangkatDaerah, on=(Tugas.perangkat_daerah == PerangkatDaerah.id))
    )


def _labels(owners: set[int]) -> dict[tuple[int, str], str]:
    """The words of every action on offer, asked once for each department that runs a case."""
    return {(owner, action.name): action.label for owner in owners for action in offers(StepAction, owner)}
