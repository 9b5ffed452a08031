"""Moving a case: a step ends with Ya or Tidak, and what follows opens, all in one transaction."""

from collections.abc import Iterable
from typing import Any

from core import clock
from core.actor import current_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.idn.dates import format_date
from core.permissions import require
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Kasus, KasusDokumen, Tugas
from plugins.sop_kinerja.services.kasus_back import TASK, send_back
from plugins.sop_kinerja.services.kasus_open import arrive, open_task
from plugins.sop_kinerja.services.kasus_release import release_in
from plugins.sop_kinerja.services.kasus_run import Doer, Run, doer_of, moving
from plugins.sop_kinerja.services.tugas_pemegang import DO, ensure_free
from plugins.sop_kinerja.services.waktu import taken

MAX_REASON = 2000


def complete(
    tugas_uuid: str,
    decision: str,
    *,
    reason: str = "",
    documents: tuple[DocumentRef, ...] = (),
    departments: tuple[int, ...] = (),
    positions: tuple[int, ...] = (),
    also: dict[Any, Any] | None = None,
) -> None:
    """See `contracts.Cases.complete`. `also` are further columns of the task that are written with it."""
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    reason = _checked(task, decision, reason)
    with moving(task.kasus_id, task.penyelenggara_id, f"Menyelesaikan langkah {task.nomor}: {task.judul}") as run:
        task = task_in(run, task)
        # Again, now that nobody else moves the case: it may have been taken, or reassigned, in this very moment.
        ensure_performer(task)
        _ensure_complete(task)
        if decision == "ya":
            _ensure_all_arrived(run, task)
        close(task, decision, reason, also)
        add_documents(run.kasus, documents, task)
        if decision == "tidak":
            send_back(run, task, reason, departments, positions)
        else:
            go_on(run, int(task.nomor), doer_of(task))
        release_in(run)


def open_task_in_scope(tugas_uuid: str) -> Tugas:
    """:raises NotFound: for a task outside the scope; :raises StateError: for one that is over, saying who ended it."""
    task: Tugas | None = Tugas.get_or_none(Tugas.uuid == tugas_uuid)
    if task is None:
        raise NotFound("Tugas ini tidak ada di perangkat daerah Anda.")
    if task.status == "batal":
        why = str(task.alasan) or "Pekerjaan dikembalikan ke langkah sebelumnya."
        raise StateError(f"Langkah {task.nomor} dibatalkan. {why}")
    if task.status != "berjalan":
        day = format_date(task.selesai.date())
        raise StateError(f"Langkah {task.nomor} sudah diselesaikan oleh {task.sebagai or task.oleh} pada {day}.")
    return task


def task_by_action(tugas_uuid: str, action: str, does: str) -> Tugas:
    """The open step that this action does, which is the acting person's.

    :param does: what the action does, for the refusal («menyusun laporan kinerja»)
    :raises NotAllowed: for somebody else's, and for a step that does something else.
    """
    require(DO)
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    if task.aksi != action or not task.lewat_aksi:
        raise NotAllowed(f"Langkah {task.nomor} tidak {does}.")
    return task


def ensure_performer(task: Tugas) -> None:
    """:raises NotAllowed: unless the acting person holds the task's position today, as whatever.
    :raises StateError: when a colleague in the same position has taken it, naming that colleague.
    """
    actor = current_actor()
    if actor.system:
        return
    if actor.assignment_for(task.jabatan_id) is None:
        raise NotAllowed(f"Langkah {task.nomor} adalah tugas {task.jabatan.nama}; Anda tidak memegang jabatan itu.")
    ensure_free(task)


def add_documents(kasus: Kasus, documents: Iterable[DocumentRef], task: Tugas | None = None) -> None:
    """Once for each core document; a second time is no mistake."""
    for document in documents:
        KasusDokumen.insert(
            perangkat_daerah=kasus.perangkat_daerah_id,
            kasus=kasus.id,
            tugas=task.id if task else None,
            dokumen=document.dokumen_id,
            nama=document.nama[:250],
            jenis=document.jenis,
            tanggal=document.tanggal,
            rujukan=document.rujukan,
        ).on_conflict_ignore().execute()


def _checked(task: Tugas, decision: str, reason: str) -> str:
    if decision not in ("ya", "tidak"):
        raise InputError("Pilih Ya atau Tidak.", "keputusan")
    reason = reason.strip()
    if decision == "tidak":
        if not task.keputusan_diminta:
            raise StateError(f"Langkah {task.nomor} bukan keputusan, sehingga tidak dapat dijawab Tidak.")
        if not reason:
            raise InputError("Tuliskan alasan mengapa pekerjaan dikembalikan.", "alasan")
    if len(reason) > MAX_REASON:
        raise InputError(f"Alasan paling banyak {MAX_REASON} huruf; sekarang {len(reason)}.", "alasan")
    return reason


def task_in(run: Run, task: Tugas) -> Tugas:
    """The same task among those of the run, still in the state in which it was found: a race shows when it moves."""
    own = next(one for one in run.tasks if one.id == task.id)
    own.status = task.status
    return own


def close(task: Tugas, decision: str, reason: str, also: dict[Any, Any] | None = None) -> None:
    actor = current_actor()
    assignment = actor.assignment_for(task.jabatan_id)
    now = clock.now()
    columns = {
        **taken(task, now),
        Tugas.keputusan: decision,
        Tugas.alasan: reason,
        Tugas.selesai: now,
        Tugas.oleh: actor.nama,
        Tugas.sebagai: assignment.title if assignment else actor.title,
        Tugas.pegawai: actor.pegawai_id,
    }
    TASK.move(task, "selesai", reason=reason, also={**columns, **(also or {})}, action="sop_kinerja.tugas.complete")


def _ensure_complete(task: Tugas) -> None:
    """:raises StateError: naming what the step needs and has not, and who can supply it."""
    if task.tertahan:
        lacking = "; ".join(f"{one['nama']} ({one['oleh']})" if one.get("oleh") else one["nama"] for one in task.kurang)
        raise StateError(f"Langkah {task.nomor} belum dapat dikerjakan karena kelengkapannya belum ada: {lacking}.")


def _ensure_all_arrived(run: Run, task: Tugas) -> None:
    """A step for one position waits for all; an asked department need not wait for the others."""
    waiting = [] if task.setiap else run.upstream(int(task.nomor))
    if waiting:
        names = ", ".join(dict.fromkeys(_party(one) for one in waiting))
        raise StateError(
            f"Langkah {task.nomor} belum dapat diselesaikan: masih menunggu langkah {waiting[0].nomor} dari {names}."
        )


def go_on(run: Run, nomor: int, doer: Doer) -> None:
    """What a finished step opens. Parties that work side by side go on without waiting for one another as long as the
    next step is theirs too; where it is not, the last of them opens it."""
    following = run.flow.after(nomor)
    while following != END and run.is_each(nomor) and run.fan(following) == run.fan(nomor):
        if run.is_open(following, doer):
            return
        if not run.is_done(following, doer):
            open_task(run, following, doer)
            return
        nomor, following = following, run.flow.after(following)
    if all(run.is_done(nomor, one) for one in run.doers(nomor)):
        arrive(run, following)


def _party(task: Tugas) -> str:
    """Of whom one waits: the asked department, or the position of the department itself."""
    own = task.perangkat_daerah_id == task.penyelenggara_id
    return str(task.jabatan.nama if own else task.perangkat_daerah.nama)
