"""Looking at what happens: queries, emitted events, jobs that wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from core import clock, jobs
from core.actor import acting, system_actor
from core.db import database
from core.events import Pengantaran, Peristiwa, revive
from core.fields import UtcDateTimeField
from core.jobs.models import Job, Status
from core.schedule import Jadwal
from core.scoping import EVERYWHERE, scope

E = TypeVar("E")
_BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Collects the SQL of every statement, without those that only begin or end a transaction."""
    found: list[str] = []

    def note(event: Any) -> None:
        if not event.sql.lstrip().upper().startswith(_BRACKETS):
            found.append(event.sql)

    database.obj.query_hooks.append(note)
    try:
        yield found
    finally:
        database.obj.query_hooks.remove(note)


@contextmanager
def max_queries(most: int) -> Iterator[None]:
    """Fails, and shows them, when more than `most` queries run inside."""
    with count_queries() as found:
        yield
    assert len(found) <= most, f"{len(found)} queries, at most {most}:\n" + "\n".join(found)


class Emitted:
    """The events emitted so far, oldest first, as their subscribers get them; read from the outbox."""

    def __iter__(self) -> Iterator[Any]:
        return iter([revive(row) for row in Peristiwa.select().order_by(Peristiwa.id)])

    def __len__(self) -> int:
        return int(Peristiwa.select().count())

    def __getitem__(self, index: int) -> Any:
        return list(self)[index]

    def of(self, event: type[E]) -> list[E]:
        return [one for one in self if isinstance(one, event)]


def run_jobs() -> list[Job]:
    """Does, in this process, every job that is due, also those that the jobs ask for; gives them as they ended.

    A job that is to be tried again later is left to wait.
    """
    done: list[int] = []
    with acting(system_actor()):
        while waiting := _due():
            for job_id in waiting:
                jobs.run(job_id)
                done.append(job_id)
        return [Job.get_by_id(job_id) for job_id in done]


def _due() -> list[int]:
    ready = (Job.status == Status.QUEUED) & (Job.coba_lagi.is_null() | (Job.coba_lagi <= clock.wall()))
    return [row.id for row in Job.select(Job.id).where(ready).order_by(Job.id)]


def let_time_pass(seconds: float) -> None:
    """Plays that the last `seconds` were longer ago than they were, for leases, retries, events and schedules:
    these live by the clock on the wall, which no test can move, so it is their rows that grow older."""
    with scope(EVERYWHERE):
        for model in (Job, Peristiwa, Pengantaran, Jadwal):
            moments = [name for name, f in model._meta.fields.items() if isinstance(f, UtcDateTimeField)]
            for row in model.select():
                for name in moments:
                    if (moment := getattr(row, name)) is not None:
                        setattr(row, name, moment - timedelta(seconds=seconds))
                row.save(only=[model._meta.fields[name] for name in moments])
