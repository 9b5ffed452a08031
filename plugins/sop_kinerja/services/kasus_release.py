"""Tasks that are held because something is not there are looked at again when something has come."""

from core import audit
from core.errors import StateError
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_needs import missing
from plugins.sop_kinerja.services.kasus_open import hand_to_action
from plugins.sop_kinerja.services.kasus_run import Run, doer_of, moving
from plugins.sop_kinerja.services.waktu import resume

_REASON = "Memeriksa kelengkapan langkah yang menunggu"


def release(perangkat_daerah_id: int, kode: str = "") -> list[Tugas]:
    """Every held task of the cases that the department runs, of those that wait for a reference of `kode` if one is
    named; gives the tasks that can be done now. Each case is moved in a transaction of its own."""
    held = Tugas.select(Tugas.kasus, Tugas.kurang).where(
        (Tugas.penyelenggara == perangkat_daerah_id) & (Tugas.tertahan == True) & (Tugas.status == "berjalan")  # noqa: E712
    )
    wanted = {row.kasus_id for row in held if not kode or any(one.get("kode") == kode for one in row.kurang)}
    released: list[Tugas] = []
    for kasus in Kasus.select(Kasus.id, Kasus.uuid, Kasus.perangkat_daerah).where(Kasus.id.in_(sorted(wanted))):
        try:
            with moving(kasus.id, kasus.perangkat_daerah_id, _REASON) as run:
                released += release_in(run)
        except StateError as error:  # a case never blocks another
            audit.record("sop_kinerja.kasus.wait", kasus, detail={"sebab": error.sentence})
    return released


def release_in(run: Run) -> list[Tugas]:
    """The same for a case that the caller holds."""
    return [task for task in run.open_tasks() if task.tertahan and _look_again(run, task)]


def _look_again(run: Run, task: Tugas) -> bool:
    """Whether it goes on now; where only a part has come, what is still lacking is written down."""
    lacking = missing(run, run.steps[int(task.nomor)], doer_of(task))
    if lacking == task.kurang:
        return False
    _write(task, lacking)
    if lacking:
        return False
    resume(task)
    audit.record("sop_kinerja.tugas.release", task, detail={"langkah": task.nomor})
    hand_to_action(task)
    return True


def _write(task: Tugas, lacking: list[dict[str, str | int | None]]) -> None:
    task.tertahan, task.kurang = bool(lacking), lacking
    Tugas.update({Tugas.tertahan: task.tertahan, Tugas.kurang: lacking}).where(Tugas.id == task.id).execute()
