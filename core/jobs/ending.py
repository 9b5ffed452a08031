"""How a job ends otherwise than well: tried again soon, tried again for days, or given up with a sentence."""

from datetime import timedelta

from core import clock
from core.db import transaction
from core.jobs import builtin
from core.jobs.models import Job, Status

MAX_ATTEMPTS = 6
"""Of a job that fails by an error of the program."""
MAX_LOST = 10
"""Times a job may take its worker down with it."""
PATIENCE = timedelta(days=5)
"""How long a job waits for a server that is down; as long as mail servers keep trying (RFC 5321, 4.5.4.1)."""


def fail(job: Job, sentence: str) -> None:
    """Given up. What hangs on the job (a mail) is told in the same transaction, so that it shows where people look."""
    with transaction():
        ended = {Job.status: Status.FAILED, Job.galat: sentence, Job.selesai: clock.now(), Job.sewa_sampai: None}
        if Job.update(ended).where(_ours(job)).execute():
            tell = builtin.find(builtin.ON_FAILURE, str(job.jenis))
            if tell is not None:
                tell(dict(job.argumen), sentence)


def try_again(job: Job, error: Exception) -> None:
    """After an error of the program: a few times, ever later."""
    if job.percobaan >= MAX_ATTEMPTS:
        fail(job, f"Gagal setelah {job.percobaan} kali dicoba: {type(error).__name__}. Hubungi admin situs.")
    else:
        _put_back(job, error, timedelta(seconds=min(2 ** (job.percobaan + 1), 300)))


def try_later(job: Job, error: Exception) -> None:
    """While a server elsewhere is down."""
    if clock.wall() - job.dibuat > PATIENCE:
        fail(job, f"Dicoba selama {PATIENCE.days} hari tanpa hasil: {error}")
    else:
        _put_back(job, error, timedelta(seconds=min(2 ** min(job.percobaan + 1, 20), 900)))


def give_up_on_killers() -> int:
    """Fails jobs that were lost in hand again and again: whatever they do, it ends the worker. Gives how many."""
    lost = (Job.status == Status.RUNNING) & (Job.sewa_sampai < clock.wall()) & (Job.percobaan >= MAX_LOST)
    found = list(Job.select().where(lost))
    for job in found:
        fail(job, f"Pekerjaan ini {job.percobaan} kali terhenti di tengah jalan. Hubungi admin situs.")
    return len(found)


def _ours(job: Job) -> object:
    """Still in this attempt's hands."""
    return (Job.id == job.id) & (Job.percobaan == job.percobaan) & (Job.status == Status.RUNNING)


def _put_back(job: Job, error: Exception, wait: timedelta) -> None:
    Job.update(
        {
            Job.status: Status.QUEUED,
            Job.coba_lagi: clock.wall() + wait,
            Job.dikirim: None,
            Job.sewa_sampai: None,
            Job.galat: f"{type(error).__name__}: {error}"[:2000],
        }
    ).where(_ours(job)).execute()
