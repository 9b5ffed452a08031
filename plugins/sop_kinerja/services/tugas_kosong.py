"""Tasks that nobody could do today: their position lost its last holder. They are shown to whoever can help."""

from core.actor import Actor
from core.organisation.models import Jabatan
from core.organisation.positions import head_of
from core.permissions import allowed
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.tugas_alih import REASSIGN
from plugins.sop_kinerja.services.tugas_pemegang import vacant


def vacant_tasks(actor: Actor, limit: int = 30) -> list[Tugas]:
    """Those of the acting department that the actor may reassign, soonest due first: all with the permission and for
    the head of the department, else those of the positions that one leads."""
    if not actor.jabatan_ids and not allowed(actor, REASSIGN):
        return []
    wanted = (Tugas.perangkat_daerah == actor.perangkat_daerah_id) & (Tugas.status == "berjalan") & vacant()
    head = head_of(actor.perangkat_daerah_id) if actor.perangkat_daerah_id is not None else None
    if not allowed(actor, REASSIGN) and (head is None or head.id not in actor.jabatan_ids):
        wanted &= Jabatan.atasan.in_(actor.jabatan_ids)
    rows = Tugas.select(Tugas, Jabatan).join(Jabatan, on=(Tugas.jabatan == Jabatan.id)).where(wanted)
    return list(rows.order_by(Tugas.tenggat, Tugas.id).limit(limit))


def is_vacant(task: Tugas) -> bool:
    return bool(Tugas.select().where((Tugas.id == task.id) & (Tugas.status == "berjalan") & vacant()).exists())


def vacant_in(kasus: Kasus) -> set[int]:
    """Ids of the open tasks of a case that nobody could do today."""
    rows = Tugas.select(Tugas.id).where((Tugas.kasus == kasus.id) & (Tugas.status == "berjalan") & vacant())
    return {row.id for row in rows}
