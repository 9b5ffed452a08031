"""Counting notes, and a job that ends in whichever way it is told to."""

from plugins.contoh.models import Catatan, Gema

from core.errors import StateError
from core.jobs import JobRun


def count_notes(task: JobRun) -> None:
    """The number of notes of the department as result; without one (a scheduled round) nothing is counted."""
    if task.job.perangkat_daerah_id is None:
        return
    total = Catatan.select().count()
    task.progress(total, total, "Semua terhitung")
    with task.finish({"jumlah": total}):
        Gema.create(perangkat_daerah=task.job.perangkat_daerah_id, pendengar="pekerjaan", judul=f"{total} catatan")


def try_out(task: JobRun) -> None:
    """`cara`: "ditolak" fails with a sentence, "rusak" with a bug."""
    if task.args["cara"] == "ditolak":
        raise StateError("Catatan sedang ditutup.")
    if task.args["cara"] == "rusak":
        raise ZeroDivisionError("bug")


JOBS = {"contoh.hitung": count_notes, "contoh.coba": try_out}
