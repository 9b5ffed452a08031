"""Giving an open task to another position of the same department, with a reason."""

from collections.abc import Iterable

from core import audit, clock
from core.actor import Actor, current_actor
from core.errors import FieldErrors, InputError, NotAllowed, StateError
from core.organisation.models import Jabatan, Penugasan
from core.organisation.positions import head_of, holders, holds_on
from core.permissions import allowed, require
from plugins.sop_kinerja.contracts import MovableAction
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_hand import action_of
from plugins.sop_kinerja.services.kasus_move import open_task_in_scope
from plugins.sop_kinerja.services.kasus_open import step_ref
from plugins.sop_kinerja.services.kasus_run import moving
from plugins.sop_kinerja.services.tugas_ambil import checked_reason
from plugins.sop_kinerja.services.tugas_kabar import note
from plugins.sop_kinerja.services.tugas_pemegang import DO, able

REASSIGN = "sop_kinerja.tugas.reassign"
NO_TARGET = "Pilih jabatan lain di perangkat daerah yang sama, yang hari ini ada pemegangnya."


def reassign(tugas_uuid: str, jabatan_id: int, reason: str) -> Tugas:
    """The task goes to the other position; what its action remembers of the position follows. It keeps its branch, its
    due time and its clock; a claim on it ends.

    :raises NotAllowed: unless the actor may reassign in the department, or leads the position that has it.
    :raises FieldErrors: naming jabatan or alasan.
    :raises StateError: when nobody of the other position could do it, or the action cannot follow, saying why.
    """
    actor = require(DO) if not allowed(current_actor(), REASSIGN) else current_actor()
    task = open_task_in_scope(tugas_uuid)
    ensure_may_reassign(task, actor)
    reason = _checked(task, jabatan_id, reason)
    with moving(task.kasus_id, task.penyelenggara_id, f"Mengalihkan langkah {task.nomor}: {task.judul}"):
        task = open_task_in_scope(tugas_uuid)
        former: Jabatan = task.jabatan
        target = _target(task, jabatan_id)
        action = action_of(task)
        if isinstance(action, MovableAction):
            action.hand_over(step_ref(task), int(target.id))
        told = f"Dialihkan dari {former.nama} oleh {actor.title}. Alasan: {reason}"
        changes = {Tugas.jabatan: target.id, Tugas.dialihkan: told, Tugas.diambil: None, Tugas.diambil_pada: None}
        changes |= {Tugas.ditandai: None, Tugas.ditandai_oleh: ""}  # whoever does it now puts the mark
        Tugas.update(changes).where(Tugas.id == task.id).execute()
        audit.record(
            "sop_kinerja.tugas.reassign",
            task,
            detail={"langkah": task.nomor, "dari": str(former.nama), "ke": str(target.nama), "alasan": reason},
        )
        task.jabatan, task.dialihkan = target, told
        people = {one.pegawai_id for position in (former, target) for one in holders(int(position.id))}
        note(task, f"Langkah {task.nomor} dialihkan dari {former.nama} kepada {target.nama}. Alasan: {reason}", people)
    return task


def may_reassign(task: Tugas, actor: Actor) -> bool:
    """With the permission in the department whose task it is; or as the direct superior of its position. Where there
    is no superior, or nobody holds that position, the head of the department stands in."""
    if task.perangkat_daerah_id != actor.perangkat_daerah_id:
        return False
    if allowed(actor, REASSIGN):
        return True
    superior = task.jabatan.atasan_id
    if superior is not None and superior in actor.jabatan_ids:
        return True
    head = head_of(int(task.perangkat_daerah_id))
    return head is not None and head.id in actor.jabatan_ids and (superior is None or not holders(int(superior)))


def movable(tasks: Iterable[Tugas], actor: Actor) -> list[Tugas]:
    """Those of the tasks for which `may_reassign` holds; without its queries where the answer is plain."""
    own = [task for task in tasks if task.perangkat_daerah_id == actor.perangkat_daerah_id]
    if not own or allowed(actor, REASSIGN):
        return own
    head = head_of(int(own[0].perangkat_daerah_id))
    leads = head is not None and head.id in actor.jabatan_ids
    return [
        task for task in own if task.jabatan.atasan_id in actor.jabatan_ids or (leads and may_reassign(task, actor))
    ]


def ensure_may_reassign(task: Tugas, actor: Actor) -> None:
    """:raises NotAllowed: saying who may."""
    if not may_reassign(task, actor):
        raise NotAllowed(
            f"Langkah {task.nomor} hanya dapat dialihkan oleh atasan langsung {task.jabatan.nama}, atau oleh yang "
            "mempunyai izin «Mengalihkan tugas»."
        )


def targets(task: Tugas) -> list[Jabatan]:
    """The positions to which it could go: of the same department, and held today."""
    held = Penugasan.select(Penugasan.jabatan).where(holds_on(clock.today()))
    rows = Jabatan.select().where(
        (Jabatan.perangkat_daerah == task.perangkat_daerah_id) & (Jabatan.id != task.jabatan_id) & Jabatan.id.in_(held)
    )
    return list(rows.order_by(Jabatan.nama, Jabatan.id))


def _checked(task: Tugas, jabatan_id: int, reason: str) -> str:
    """The reason, when it and the position will do."""
    errors: dict[str, str] = {}
    if jabatan_id not in {one.id for one in targets(task)}:
        errors["jabatan"] = NO_TARGET
    try:
        reason = checked_reason(reason, "Tuliskan mengapa tugas ini dialihkan.")
    except InputError as error:
        errors |= error.fields
    if errors:
        raise FieldErrors(errors)
    return reason


def _target(task: Tugas, jabatan_id: int) -> Jabatan:
    """Once more, now that nobody else moves the case."""
    found = next((one for one in targets(task) if one.id == jabatan_id), None)
    if found is None:
        raise InputError(NO_TARGET, "jabatan")
    if not able(found):
        raise StateError(
            f"Pemegang jabatan {found.nama} belum mempunyai akun dengan izin «Mengerjakan tugas», sehingga tugas ini "
            "akan tertahan di sana. Pilih jabatan lain."
        )
    return found
