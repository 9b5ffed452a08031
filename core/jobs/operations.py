"""Asking for work, and finding work that got lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from core import clock
from core import queue as broker
from core.actor import find_actor
from core.db import on_commit, transaction
from core.jobs import ending
from core.jobs.models import Job, Status
from core.registry import registry

RESEND_AFTER = timedelta(seconds=30)


def enqueue(
    kind: str,
    *,
    queue: str = "default",
    title: str = "",
    key: str | None = None,
    perangkat_daerah_id: int | None = None,
    **args: Any,
) -> Job:
    """Asks for job `kind` (a name in some plugin's tasks.JOBS), with JSON `args`: ids, not data.

    Part of the current transaction: no commit, no job. With a `key`, a job with the same key that has not
    ended is given back instead of a second one.
    """
    if queue not in broker.QUEUES:
        raise ValueError(f"unknown queue {queue!r}")
    plugin = registry().jobs[kind][0] if kind in registry().jobs else "core"
    actor = find_actor()
    wanted = {
        "uuid": str(uuid4()),
        "jenis": kind,
        "judul": title,
        "argumen": args,
        "antrean": queue,
        "plugin": plugin,
        "kunci": key,
        "perangkat_daerah": perangkat_daerah_id or (actor.perangkat_daerah_id if actor else None),
        "diminta_oleh": actor.akun_id if actor else None,
    }
    job = Job.create(**wanted) if key is None else _only_one(key, wanted)
    if job.uuid != wanted["uuid"]:
        return job
    on_commit(lambda: dispatch(job.id, queue))
    return job


def _only_one(key: str, wanted: dict[str, Any]) -> Job:
    """The job that has the key: the wanted one, or another that has not ended, whoever asked in the same moment."""
    with transaction():
        ended = (Job.kunci == key) & Job.status.in_((Status.DONE, Status.FAILED))
        Job.update({Job.kunci: None}).where(ended).execute()
        Job.insert(wanted).on_conflict_ignore().execute()
        job: Job = Job.get(Job.kunci == key)
    return job


def dispatch(job_id: int, queue: str) -> None:
    """Hands a job to the queue. When the queue is away the row waits for the sweeper."""
    if broker.send(job_id, queue):
        Job.update({Job.dikirim: clock.wall()}).where(Job.id == job_id).execute()


def requeue_lost() -> int:
    """Hands over again what was never handed over, what is due for another try, and what died in hand.

    Gives how many. A job that is handed over twice runs once: claiming is a conditional update.
    """
    ending.give_up_on_killers()
    now = clock.wall()
    with_dead_worker = (Job.status == Status.RUNNING) & (Job.sewa_sampai < now)
    Job.update({Job.status: Status.QUEUED, Job.coba_lagi: None, Job.dikirim: None}).where(with_dead_worker).execute()
    due = (Job.status == Status.QUEUED) & (Job.coba_lagi.is_null() | (Job.coba_lagi <= now))
    never_sent = Job.dikirim.is_null() & (Job.dibuat < now - timedelta(seconds=2))
    rows = Job.select(Job.id, Job.antrean).where(due & (never_sent | (Job.dikirim < now - RESEND_AFTER))).limit(500)
    found = list(rows)
    for row in found:
        dispatch(row.id, row.antrean)
    return len(found)
