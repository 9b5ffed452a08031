"""Background work. A job is a row first: written in the transaction that asks for it, handed to the queue
after the commit, found again by the sweeper when anything between was lost."""

from core.jobs.models import Job, Status
from core.jobs.operations import enqueue, requeue_lost
from core.jobs.running import JobRun, LeaseLost, TryLater, run, work_off

__all__ = ["Job", "JobRun", "LeaseLost", "Status", "TryLater", "enqueue", "requeue_lost", "run", "work_off"]
