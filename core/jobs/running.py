"""Doing a job: claim it, keep the lease alive, write the result once."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from core import clock
from core.accounts.operations import actor_for
from core.actor import Actor, acting, system_actor
from core.db import connection, transaction
from core.errors import NotAllowed, SelarasError
from core.gate import is_active
from core.jobs import builtin, ending
from core.jobs.models import Job, Status
from core.registry import registry

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=15)
HEARTBEAT = 4.0


class TryLater(Exception):
    """Raised by a job that cannot be done now through no fault of its own: a server elsewhere is down. It is tried
    again for days, since outages last that long."""


class LeaseLost(RuntimeError):
    """Another worker has taken the job over: this one must write nothing more."""


class JobRun:
    """What a job function gets: its arguments, a way to tell progress, and the one way to finish."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.args: dict[str, Any] = dict(job.argumen)
        self.finished = False

    def asker(self) -> Actor:
        """Who asked for the job, as they may act in its department now; the program when they no longer may."""
        akun = self.job.diminta_oleh
        if akun is not None and self.job.perangkat_daerah_id is not None:
            try:
                return actor_for(akun, self.job.perangkat_daerah_id)
            except NotAllowed:
                log.info("job %s: who asked for it may no longer act there", self.job.id)
        return system_actor(self.job.perangkat_daerah_id)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Tells how far it is. Cheap enough for every few hundred rows, not for each.

        :raises LeaseLost: when the job is no longer ours.
        """
        self._update({Job.kemajuan: done, Job.total: total, Job.pesan: message[:250]})

    @contextmanager
    def finish(self, result: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """A transaction that writes the outcome and marks the job done together: both or neither, and once.

        The dict that it yields is stored as the job's result.
        """
        outcome = dict(result or {})
        with transaction():
            # First of all the row is taken (and locked): a worker that lost its lease stops here.
            self._update({Job.status: Status.DONE, Job.selesai: clock.now(), Job.sewa_sampai: None})
            yield outcome
            Job.update({Job.hasil: outcome}).where(Job.id == self.job.id).execute()
        self.finished = True

    def _update(self, changes: dict[Any, Any]) -> None:
        mine = (Job.id == self.job.id) & (Job.status == Status.RUNNING) & (Job.percobaan == self.job.percobaan)
        if not Job.update(changes).where(mine).execute():
            raise LeaseLost(f"job {self.job.id} was taken over")


def run(job_id: int) -> bool:
    """Claims and does one job. False when it was not there to be claimed (done, or in other hands)."""
    job = _claim(job_id)
    if job is None:
        return False
    handler = _handler(job)
    if handler is None:
        ending.fail(job, "Pekerjaan ini milik plugin yang tidak aktif atau tidak terpasang.")
        return True
    task = JobRun(job)
    try:
        with acting(system_actor(job.perangkat_daerah_id)), _lease_kept(job):
            handler(task)
            if not task.finished:
                with task.finish():
                    pass
    except LeaseLost:
        log.warning("job %s: the lease went to another worker", job_id)
    except TryLater as error:
        ending.try_later(job, error)
    except SelarasError as error:
        ending.fail(job, error.sentence)
    except Exception as error:
        log.exception("job %s (%s) failed", job_id, job.jenis)
        ending.try_again(job, error)
    return True


def work_off(job_id: int, *, patience: float = 60.0) -> Job:
    """Sees a job through to its end: by a worker when one takes it, else here and now.

    For the command line and the demo, which must give the same result with and without workers.
    """
    waited = threading.Event()
    deadline = clock.wall() + timedelta(seconds=patience)
    while True:
        job = Job.get_by_id(job_id)
        if job.status in (Status.DONE, Status.FAILED) or clock.wall() > deadline:
            return job
        if job.status == Status.QUEUED:
            run(job_id)
        else:
            waited.wait(0.1)


def _claim(job_id: int) -> Job | None:
    now = clock.wall()
    free = (Job.id == job_id) & (Job.status == Status.QUEUED) & (Job.coba_lagi.is_null() | (Job.coba_lagi <= now))
    with transaction():
        taken = (
            Job.update(
                {
                    Job.status: Status.RUNNING,
                    Job.percobaan: Job.percobaan + 1,
                    Job.sewa_sampai: now + LEASE,
                    Job.mulai: clock.now(),
                    Job.galat: "",
                }
            )
            .where(free)
            .execute()
        )
        return Job.get_by_id(job_id) if taken else None


def _handler(job: Job) -> Callable[[JobRun], None] | None:
    if job.plugin == "core":
        return builtin.find(builtin.JOBS, str(job.jenis))
    plugin, function = registry().jobs.get(str(job.jenis), (None, None))
    if plugin is None or (job.perangkat_daerah_id is not None and not is_active(plugin, job.perangkat_daerah_id)):
        return None
    return function


@contextmanager
def _lease_kept(job: Job) -> Iterator[None]:
    """Renews the lease from a thread while the job runs, however long one step of it takes."""
    stop = threading.Event()

    def renew() -> None:
        while not stop.wait(HEARTBEAT):
            try:
                # A thread begins without anybody acting, and so without a scope to write in.
                with connection(), acting(system_actor(job.perangkat_daerah_id)):
                    mine = (Job.id == job.id) & (Job.percobaan == job.percobaan) & (Job.status == Status.RUNNING)
                    Job.update({Job.sewa_sampai: clock.wall() + LEASE}).where(mine).execute()
            except Exception:
                log.exception("could not renew the lease of job %s", job.id)

    thread = threading.Thread(target=renew, name=f"lease-{job.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
