"""Taking a task: where several hold its position, one says «I do it», and the others leave it to them."""

from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import InputError, NotAllowed, StateError
from core.permissions import require
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_move import MAX_REASON, ensure_performer, open_task_in_scope
from plugins.sop_kinerja.services.kasus_run import moving
from plugins.sop_kinerja.services.tugas_kabar import note
from plugins.sop_kinerja.services.tugas_pemegang import DO, claimant, sharing, taken_by_other


def take(tugas_uuid: str) -> Tugas:
    """Nothing happens when it is the actor's already.

    :raises StateError: when a colleague was quicker, naming them; or when nobody else holds the position.
    """
    actor = require(DO)
    task = open_task_in_scope(tugas_uuid)
    with moving(task.kasus_id, task.penyelenggara_id, f"Mengambil langkah {task.nomor}: {task.judul}"):
        task = open_task_in_scope(tugas_uuid)
        ensure_performer(task)
        if len(sharing(task)) < 2:
            raise StateError("Hanya Anda yang memegang jabatan ini, sehingga tugasnya tidak perlu diambil.")
        if task.diambil_id != actor.pegawai_id:
            _write(task, actor)
            audit.record("sop_kinerja.tugas.claim", task, detail={"langkah": task.nomor})
    return task


def release(tugas_uuid: str) -> Tugas:
    """The actor leaves it to the others again.

    :raises StateError: when it is not the actor who has taken it.
    """
    actor = require(DO)
    with transaction():
        task = open_task_in_scope(tugas_uuid)
        if task.diambil_id is None or task.diambil_id != actor.pegawai_id:
            raise StateError("Tugas ini tidak sedang Anda ambil.")
        mine = (Tugas.id == task.id) & (Tugas.diambil == actor.pegawai_id) & (Tugas.status == "berjalan")
        Tugas.update({Tugas.diambil: None, Tugas.diambil_pada: None}).where(mine).execute()
        audit.record("sop_kinerja.tugas.release_claim", task, detail={"langkah": task.nomor})
    return task


def take_over(tugas_uuid: str, reason: str) -> Tugas:
    """From the colleague who has taken it; they are told, with the reason.

    :raises InputError: without a reason.
    :raises StateError: when nobody has taken it.
    """
    actor = require(DO)
    reason = checked_reason(reason, "Tuliskan mengapa Anda mengambil alih tugas ini.")
    task = open_task_in_scope(tugas_uuid)
    with moving(task.kasus_id, task.penyelenggara_id, f"Mengambil alih langkah {task.nomor}: {task.judul}"):
        task = open_task_in_scope(tugas_uuid)
        if actor.assignment_for(task.jabatan_id) is None:
            raise NotAllowed(f"Langkah {task.nomor} adalah tugas {task.jabatan.nama}; Anda tidak memegang jabatan itu.")
        other = taken_by_other(task)
        if other is None:
            raise StateError("Tugas ini tidak sedang diambil orang lain. Anda dapat langsung mengambilnya.")
        _write(task, actor)
        audit.record(
            "sop_kinerja.tugas.take_over",
            task,
            detail={"langkah": task.nomor, "dari": other.nama, "alasan": reason},
        )
        words = f"Langkah {task.nomor} diambil alih dari {other.nama}. Alasan: {reason}"
        note(task, words, (other.pegawai_id,))
    return task


def checked_reason(reason: str, missing: str) -> str:
    """:raises InputError: at `alasan`, without one, or for one that is too long."""
    reason = reason.strip()
    if not reason:
        raise InputError(missing, "alasan")
    if len(reason) > MAX_REASON:
        raise InputError(f"Alasan paling banyak {MAX_REASON} huruf; sekarang {len(reason)}.", "alasan")
    return reason


def claim_state(task: Tugas) -> dict[str, object]:
    """For the task's page: whether a claim means anything here, who has it, and whether it is the actor's."""
    holder = claimant(task)
    me = current_actor().pegawai_id
    return {
        "berbagi": len(sharing(task)) > 1,
        "oleh": holder,
        "saya": holder is not None and holder.pegawai_id == me,
        "sejak": task.diambil_pada,
    }


def _write(task: Tugas, actor: Actor) -> None:
    now = clock.now()
    Tugas.update({Tugas.diambil: actor.pegawai_id, Tugas.diambil_pada: now}).where(Tugas.id == task.id).execute()
    task.diambil, task.diambil_pada = actor.pegawai_id, now
