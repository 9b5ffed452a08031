"""Tasks that nobody could do today: their position lost its last holder. They are shown to whoever can help."""

from core import clock
from core.actor import Actor
from core.organisation.models import Jabatan, Penugasan
from core.organisation.positions import head_of, holds_on
from core.permissions import allowed
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.tugas_alih import REASSIGN
from plugins.sop_kinerja.services.tugas_pemegang import vacant


def vacant_tasks(actor: Actor, limit: int = 30) -> list[Tugas]:
    """Those of the acting department that the actor may reassign, soonest due first: all with the permission and for
    the head of the department, else those of the positions that one leads."""
    if not actor.jabatan_ids and not allowed(actor, REASSIGN):
        return []
    positions = _vacant_positions(actor)
    if not positions:
        return []
    rows = (
        Tugas.select(Tugas, Jabatan)
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .where(Tugas.jabatan.in_(positions) & (Tugas.status == "berjalan"))
    )
    return list(rows.order_by(Tugas.tenggat, Tugas.id).limit(limit))


def _vacant_positions(actor: Actor) -> list[int]:
    """Asked first, since there are few: the open tasks of a department may be thousands."""
    own = Jabatan.perangkat_daerah == actor.perangkat_daerah_id
    there = Penugasan.jabatan.in_(Jabatan.select(Jabatan.id).where(own))
    held = Penugasan.select(Penugasan.jabatan).where(there & holds_on(clock.today()))
    wanted = own & Jabatan.id.not_in(held)
    head = head_of(actor.perangkat_daerah_id) if actor.perangkat_daerah_id is not None else None
    if not allowed(actor, REASSIGN) and (head is None or head.id not in actor.jabatan_ids):
        wanted &= Jabatan.atasan.in_(actor.jabatan_ids)
    return [row.id for row in Jabatan.select(Jabatan.id).where(wanted)]


def is_vacant(task: Tugas) -> bool:
    return bool(Tugas.select().where((Tugas.id == task.id) & (Tugas.status == "berjalan") & vacant()).exists())


def vacant_in(kasus: Kasus) -> set[int]:
    """Ids of the open tasks of a case that nobody could do today."""
    rows = Tugas.select(Tugas.id).where((Tugas.kasus == kasus.id) & (Tugas.status == "berjalan") & vacant())
    return {row.id for row in rows}
