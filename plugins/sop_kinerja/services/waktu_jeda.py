"""Waiting for another party: a holder stops the clock of a step, says for what, and lets it go on."""

from collections.abc import Iterable

from core import audit
from core.errors import InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.models import Tugas, TugasJeda
from plugins.sop_kinerja.services import waktu
from plugins.sop_kinerja.services.kasus_move import ensure_performer, open_task_in_scope
from plugins.sop_kinerja.services.kasus_run import Run, moving

MAX_TEXT = 500


def wait(tugas_uuid: str, keterangan: str) -> None:
    """Stops the clock of an open task of one's own. `keterangan` says what is waited for, and from whom.

    :raises StateError: when it stands still already, saying for what.
    :raises InputError: without the words.
    """
    require("sop_kinerja.tugas.do")
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    keterangan = _checked(keterangan)
    with moving(task.kasus_id, task.penyelenggara_id, f"Menghentikan waktu langkah {task.nomor}: {task.judul}") as run:
        task = _open_in(run, task)
        if task.berhenti is not None:
            reason = waiting_for(task, standing_pauses([task]).get(task.id))
            raise StateError(f"Waktu langkah {task.nomor} sudah berhenti karena menunggu {reason}.")
        waktu.pause(task, "pihak_lain", keterangan)
        audit.record("sop_kinerja.tugas.pause", task, detail={"langkah": task.nomor, "menunggu": keterangan})


def go_on(tugas_uuid: str) -> None:
    """Lets the clock of one's own task go on; it is due as much later as it stood still.

    :raises StateError: when it was going, and for a step whose kelengkapan is not there: that goes on when it is.
    """
    require("sop_kinerja.tugas.do")
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    with moving(task.kasus_id, task.penyelenggara_id, f"Melanjutkan waktu langkah {task.nomor}: {task.judul}") as run:
        task = _open_in(run, task)
        if task.tertahan:
            raise StateError(
                f"Waktu langkah {task.nomor} berjalan sendiri begitu kelengkapannya ada, dan belum dapat dilanjutkan."
            )
        if task.berhenti is None:
            raise StateError(f"Waktu langkah {task.nomor} sedang berjalan.")
        waktu.resume(task)
        audit.record("sop_kinerja.tugas.resume", task, detail={"langkah": task.nomor})


def standing_pauses(tasks: Iterable[Tugas]) -> dict[int, TugasJeda]:
    """The open pause of each task whose clock stands still, in one query; by the task's id."""
    stopped = [task.id for task in tasks if task.berhenti is not None]
    if not stopped:
        return {}
    rows = TugasJeda.select().where(TugasJeda.tugas.in_(stopped) & TugasJeda.selesai.is_null())
    return {row.tugas_id: row for row in rows.order_by(TugasJeda.id)}


def pauses_of_all(tasks: Iterable[Tugas]) -> list[TugasJeda]:
    """Every pause of the tasks, the open ones too, in the order in which they began; one query."""
    rows = TugasJeda.select().where(TugasJeda.tugas.in_([task.id for task in tasks] or [0]))
    return list(rows.order_by(TugasJeda.mulai, TugasJeda.id))


def waiting_for(task: Tugas, jeda: TugasJeda | None) -> str:
    """What a task waits for, to stand after «menunggu»."""
    if task.tertahan:
        return f"kelengkapan: {'; '.join(str(one['nama']) for one in task.kurang)}"
    if jeda is None:
        return "pihak lain"
    return str(jeda.keterangan) if jeda.sebab == "pihak_lain" else f"kelengkapan: {jeda.keterangan}"


def _checked(keterangan: str) -> str:
    """«Menunggu jawaban BKPSDM» is said as «jawaban BKPSDM»: the word stands before it wherever it is shown."""
    words = keterangan.split()
    if words and words[0].lower() == "menunggu":
        words = words[1:]
    text = " ".join(words).rstrip(".")
    if not text:
        raise InputError("Tuliskan apa yang ditunggu, dan dari siapa.", "menunggu")
    if len(text) > MAX_TEXT:
        raise InputError(f"Keterangan paling banyak {MAX_TEXT} huruf; sekarang {len(text)}.", "menunggu")
    return text


def _open_in(run: Run, task: Tugas) -> Tugas:
    """The task as it is now that nobody else moves the case."""
    own = next(one for one in run.tasks if one.id == task.id)
    if own.status != "berjalan":
        raise StateError(f"Langkah {task.nomor} baru saja diselesaikan. Muat ulang halaman untuk melihatnya.")
    return own
