"""What the department that runs a case may do with an asked department's step: open it again, or go on without it."""

from core.actor import current_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_back import void
from plugins.sop_kinerja.services.kasus_move import close, go_on, open_task_in_scope, task_in
from plugins.sop_kinerja.services.kasus_open import open_task
from plugins.sop_kinerja.services.kasus_release import release_in
from plugins.sop_kinerja.services.kasus_run import Doer, Run, counts, doer_of, moving


def reopen(case_uuid: str, aksi: str, department: int, *, reason: str, position: int = 0) -> None:
    """See `contracts.Cases.reopen`."""
    kasus = Kasus.get_or_none(Kasus.uuid == case_uuid)
    if kasus is None:
        raise NotFound("Pelaksanaan SOP ini tidak ada di perangkat daerah Anda.")
    with moving(kasus.id, kasus.perangkat_daerah_id, f"Membuka kembali langkah: {kasus.nama}") as run:
        doer = Doer(department, position)
        done = [task for task in run.tasks if task.aksi == aksi and doer_of(task) == doer]
        if any(task.status == "berjalan" for task in done):
            return
        last = next((task for task in reversed(done) if task.setiap and counts(task)), None)
        if last is None:
            raise StateError("Langkah itu belum pernah diselesaikan oleh perangkat daerah ini.")
        _ensure_not_overtaken(run, last)
        for task in run.tasks:
            own = doer_of(task) == doer and task.nomor in run.flow.path(int(last.nomor))
            if own and counts(task):
                void(task)
        open_task(run, int(last.nomor), doer, reason.strip())


def waive(tugas_uuid: str, *, reason: str) -> None:
    """See `contracts.Cases.waive`."""
    task = open_task_in_scope(tugas_uuid)
    actor = current_actor()
    if not task.setiap or not (actor.system or actor.perangkat_daerah_id == task.penyelenggara_id):
        raise NotAllowed("Hanya penyelenggara yang dapat menutup langkah ini tanpa menunggu perangkat daerahnya.")
    if not reason.strip():
        raise InputError("Tuliskan alasannya.", "alasan")
    with moving(task.kasus_id, task.penyelenggara_id, f"Melewati langkah {task.nomor}: {task.judul}") as run:
        task = task_in(run, task)
        close(task, "dilewati", reason.strip())
        go_on(run, int(task.nomor), doer_of(task))
        release_in(run)


def _ensure_not_overtaken(run: Run, last: Tugas) -> None:
    """:raises StateError: when the case has gone on from there so far that only a Tidak can bring it back.

    A step that is open further on and decides nothing does not stand in the way: it waits until this one is done.
    """
    if run.kasus.status != "berjalan":
        raise StateError(f"Pelaksanaan sudah selesai, sehingga langkah {last.nomor} tidak dapat dibuka kembali.")
    later = [
        task
        for task in run.tasks
        if run.flow.leads_to(int(last.nomor), int(task.nomor))
        and (
            (task.status == "berjalan" and (task.keputusan_diminta or doer_of(task) == doer_of(last)))
            or (counts(task) and run.fan(int(task.nomor)) != run.fan(int(last.nomor)))
        )
    ]
    if later:
        furthest = max(int(task.nomor) for task in later)
        raise StateError(
            f"Pelaksanaan sudah sampai langkah {furthest}, sehingga langkah {last.nomor} tidak dapat dibuka kembali "
            "dari sini."
        )
