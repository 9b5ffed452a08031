"""Taking back: who ended a step a moment ago opens it again, as long as nobody has gone on from there."""

from typing import Any

from core import audit, clock
from core.actor import Actor, current_actor
from core.errors import NotAllowed, NotFound, StateError
from core.permissions import require
from plugins.sop_kinerja.contracts import UndoableAction
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_back import cancel, void
from plugins.sop_kinerja.services.kasus_hand import action_of
from plugins.sop_kinerja.services.kasus_mark import WORDS
from plugins.sop_kinerja.services.kasus_open import open_task, step_ref
from plugins.sop_kinerja.services.kasus_run import Run, counts, doer_of, moving, reaching
from plugins.sop_kinerja.services.tugas_ambil import checked_reason
from plugins.sop_kinerja.services.tugas_kabar import note
from plugins.sop_kinerja.services.tugas_pemegang import DO, claimant, sharing
from plugins.sop_kinerja.services.waktu_jeda import standing_pauses, waiting_for


def withdraw(tugas_uuid: str, reason: str) -> Tugas:
    """The step is open again for the one who ended it, with the due time it had; what it had opened is closed.
    Gives the new task.

    :raises NotAllowed: for somebody else's step, and for one whose position the actor holds no more.
    :raises InputError: without a reason.
    :raises StateError: saying what has been done since, or why this step cannot be taken back.
    """
    actor = require(DO)
    task = Tugas.get_or_none(Tugas.uuid == tugas_uuid)
    if task is None:
        raise NotFound("Tugas ini tidak ada di perangkat daerah Anda.")
    _ensure_own(task, actor)
    reason = checked_reason(reason, "Tuliskan mengapa langkah ini ditarik kembali.")
    with moving(task.kasus_id, task.penyelenggara_id, f"Menarik kembali langkah {task.nomor}: {task.judul}") as run:
        task = next(one for one in run.tasks if one.id == task.id)
        obstacle = _obstacle(run, task)
        if obstacle:
            raise StateError(obstacle)
        for follower in _followers(run, task):
            _close(follower, f"Langkah {task.nomor} ditarik kembali oleh {task.sebagai or task.oleh}.")
        void(task)
        again = open_task(
            run, int(task.nomor), doer_of(task), f"Ditarik kembali oleh {actor.title}: {reason}", until=task.tenggat
        )
        _give_back(again, task, actor)
        audit.record(
            "sop_kinerja.tugas.take_back", task, detail={"langkah": task.nomor, "alasan": reason, "menjadi": again.uuid}
        )
        note(again, f"Langkah {task.nomor} ditarik kembali. Alasan: {reason}")
    return again


def obstacle_of(task: Tugas) -> str:
    """Why the actor cannot take the step back now, in one sentence; empty when they can."""
    try:
        _ensure_own(task, current_actor())
    except NotAllowed as error:
        return error.sentence
    with reaching(int(task.penyelenggara_id), f"Memeriksa langkah {task.nomor}: {task.judul}"):
        run = Run(task.kasus)
        return _obstacle(run, next(one for one in run.tasks if one.id == task.id))


def is_own(task: Tugas, actor: Actor) -> bool:
    """Whether the actor ended it, and holds its position today."""
    me = actor.pegawai_id is not None and task.pegawai_id == actor.pegawai_id
    return bool(task.status == "selesai" and me and actor.assignment_for(task.jabatan_id) is not None)


def may_be_tried(task: Tugas, actor: Actor) -> bool:
    """Whether taking it back is worth offering: what `_obstacle` can say of the task alone."""
    undone = task.gugur or task.lewat_aksi or task.terakhir
    return is_own(task, actor) and not undone and task.keputusan == "ya"


def _ensure_own(task: Tugas, actor: Actor) -> None:
    if not is_own(task, actor):
        raise NotAllowed("Langkah hanya dapat ditarik kembali oleh yang menyelesaikannya, selama memegang jabatan itu.")


def _obstacle(run: Run, task: Tugas) -> str:
    if run.kasus.status != "berjalan":
        return "Pelaksanaan ini sudah berakhir, sehingga langkahnya tidak dapat ditarik kembali."
    if task.gugur or task.status != "selesai":
        return f"Langkah {task.nomor} sudah dikembalikan atau ditarik kembali."
    if task.keputusan == "tidak":
        return "Pekerjaan sudah dikembalikan ke langkah sebelumnya dengan alasan Anda; putusan itu tidak dapat ditarik."
    if task.lewat_aksi:
        return (
            f"Langkah {task.nomor} dikerjakan lewat layanannya sendiri, dan hasilnya sudah diteruskan. Mintalah "
            "dikembalikan dari sana."
        )
    for follower in _followers(run, task):
        if sentence := _touched(follower):
            return sentence
    return ""


def _followers(run: Run, task: Tugas) -> list[Tugas]:
    """What has opened from this step on since it ended: of its own branch, and where the branches come together."""
    doer, nomor = doer_of(task), int(task.nomor)
    return [
        one
        for one in run.tasks
        if one.id > task.id
        and one.dibuat >= task.selesai
        and run.flow.leads_to(nomor, int(one.nomor))
        and (doer_of(one) == doer or run.fan(int(one.nomor)) != run.fan(nomor))
        and (one.status == "berjalan" or counts(one) or one.keputusan == "tidak")
    ]


def _touched(follower: Tugas) -> str:
    """Why a step that followed cannot be closed again; empty when nobody has begun with it."""
    if follower.status != "berjalan":
        return f"Langkah {follower.nomor} sesudahnya sudah diselesaikan oleh {follower.sebagai or follower.oleh}."
    holder = claimant(follower)
    if holder is not None:
        return f"Langkah {follower.nomor} sesudahnya sudah diambil oleh {holder.nama}."
    if follower.dialihkan:
        return f"Langkah {follower.nomor} sesudahnya sudah dialihkan kepada {follower.jabatan.nama}."
    if follower.ditandai is not None:
        words = WORDS[str(follower.tanda)]
        return f"Langkah {follower.nomor} sesudahnya sudah dibubuhi {words} oleh {follower.ditandai_oleh}."
    if follower.berhenti is not None and not follower.tertahan:
        pause = waiting_for(follower, standing_pauses([follower]).get(follower.id))
        return f"Langkah {follower.nomor} sesudahnya sudah dimulai: menunggu {pause}."
    if follower.lewat_aksi and not isinstance(action_of(follower), UndoableAction):
        return (
            f"Langkah {follower.nomor} sesudahnya sudah disiapkan untuk {follower.jabatan.nama} dan dapat sudah "
            "dilihat, sehingga langkah ini tidak dapat ditarik kembali."
        )
    return ""


def _close(follower: Tugas, why: str) -> None:
    """:raises StateError: when its action says that somebody has begun."""
    action: Any = action_of(follower)
    if action is not None:
        with reaching(int(follower.perangkat_daerah_id), f"Menutup langkah {follower.nomor}: {follower.judul}"):
            if not action.undo(step_ref(follower)):
                raise StateError(f"Langkah {follower.nomor} sesudahnya sudah mulai dikerjakan.")
    cancel(follower, why, why)


def _give_back(again: Tugas, task: Tugas, actor: Actor) -> None:
    """To the position that had it (it may have been reassigned), and where several hold that, to the same person."""
    changes: dict[Any, Any] = {Tugas.jabatan: task.jabatan_id, Tugas.dialihkan: task.dialihkan}
    again.jabatan = task.jabatan_id
    if len(sharing(again)) > 1:
        changes |= {Tugas.diambil: actor.pegawai_id, Tugas.diambil_pada: clock.now()}
    Tugas.update(changes).where(Tugas.id == again.id).execute()
