"""Reading tasks: what waits for a person, what was done, and what a task's page must tell."""

from dataclasses import dataclass
from typing import Any

from core import clock
from core.actor import Actor
from core.bounded import count_up_to
from core.errors import NotFound
from core.services import offers
from plugins.sop_kinerja.contracts import StepAction
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.tugas_baca import with_names
from plugins.sop_kinerja.services.tugas_pemegang import claims
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.services.waktu_jeda import standing_pauses, waiting_for

PAGE = 30


@dataclass(frozen=True)
class InboxRow:
    """A task in a list. `action` are the words for what it does; empty: by hand. `waits` is what it waits for while
    its clock stands still, else empty; `taken` the colleague in the same position who has taken it, else empty."""

    task: Tugas
    action: str
    late: bool
    waits: str = ""
    taken: str = ""

    @property
    def title(self) -> str:
        """What is to be done, and whether it has come back."""
        words = self.action or f"Langkah {self.task.nomor}"
        return f"{words} (dikembalikan)" if self.task.catatan_masuk else words


def inbox(actor: Actor, page: int = 1, size: int = PAGE) -> list[InboxRow]:
    """A page of the open tasks of the positions that the person holds in the acting department, soonest due first;
    those that wait for others come last."""
    ids = _waiting_ids(actor, (page - 1) * size, size)
    place = {one: number for number, one in enumerate(ids)}
    rows = sorted(with_names().where(Tugas.id.in_(ids)), key=lambda task: place[task.id]) if ids else []
    labels = _labels({int(task.penyelenggara_id) for task in rows if task.lewat_aksi})
    now, pauses, taken = clock.now(), standing_pauses(rows), claims(rows, actor)
    return [
        InboxRow(
            task,
            labels.get((task.penyelenggara_id, task.aksi), "") if task.lewat_aksi else "",
            is_late(task, now),
            waiting_for(task, pauses.get(task.id)) if task.berhenti is not None else "",
            taken.get(task.id, ""),
        )
        for task in rows
    ]


def inbox_count(actor: Actor) -> int:
    """How many open tasks there are; no further than `core.bounded` counts."""
    return count_up_to(_open(actor)) if actor.jabatan_ids else 0


def _open(actor: Actor) -> Any:
    mine = Tugas.jabatan.in_(actor.jabatan_ids or [0])
    return Tugas.select(Tugas.id).where(mine & (Tugas.status == "berjalan"))


def _waiting_ids(actor: Actor, offset: int, size: int) -> list[int]:
    """Ids of the tasks of a page. First those whose clock runs, by the index that has them in this order; only where
    they leave room, those that stand still."""
    running, standing = (
        _open(actor).where(Tugas.berhenti.is_null(none)).order_by(Tugas.tenggat, Tugas.id) for none in (True, False)
    )
    ids = [row.id for row in running.offset(offset).limit(size)]
    if len(ids) < size:
        before = max(0, offset - running.count()) if not ids else 0
        ids += [row.id for row in standing.offset(before).limit(size - len(ids))]
    return ids


def closed_tasks(actor: Actor, page: int) -> tuple[list[Tugas], int]:
    """What those positions have done, newest first, and how many pages there are."""
    query = _own(actor).where(Tugas.status != "berjalan")
    pages = max(1, -(-query.count() // PAGE))
    return list(query.order_by(Tugas.selesai.desc(), Tugas.id.desc()).paginate(page, PAGE)), pages


def get_task(uuid: str) -> Tugas:
    """:raises NotFound: also for another department's."""
    task = with_names().where(Tugas.uuid == uuid).first()
    if task is None:
        raise NotFound("Tugas ini tidak ada di perangkat daerah Anda.")
    assert isinstance(task, Tugas)
    return task


def standing(kasus_uuid: str) -> list[Tugas]:
    """The open tasks of a case, as many of them as the department may see."""
    query = with_names().where((Tugas.kasus_uuid == kasus_uuid) & (Tugas.status == "berjalan"))
    return list(query.order_by(Tugas.nomor, Tugas.id))


def earlier(task: Tugas, limit: int = 12) -> list[Tugas]:
    """What was done in the case before this task, newest first: as much of it as the department may see."""
    return list(
        with_names()
        .where((Tugas.kasus_uuid == task.kasus_uuid) & (Tugas.status == "selesai") & (Tugas.id < task.id))
        .order_by(Tugas.selesai.desc(), Tugas.id.desc())
        .limit(limit)
    )


def _own(actor: Actor) -> Any:
    # No position, no task: an empty IN () matches nothing.
    return with_names().where(Tugas.jabatan.in_(actor.jabatan_ids or [0]))


def _labels(owners: set[int]) -> dict[tuple[int, str], str]:
    """The words of every action on offer, asked once for each department that runs a case."""
    return {(owner, action.name): action.label for owner in owners for action in offers(StepAction, owner)}
