"""The Celery application: two tasks, and what a worker process does at its birth and around each task.

Started as `celery -A workers.app worker`. Jobs and their logic live in core.jobs and the plugins' tasks.py; a task
here takes an id and may run twice.
"""

import logging
import os
from typing import Any

from celery import bootsteps, signals

from config.logging import configure
from config.settings import get_settings
from core import db, queue
from core.actor import acting, system_actor
from workers import kernel, lifeline

log = logging.getLogger(__name__)
app = queue.celery_app(get_settings())
app.set_current()
# Taken before any fork: what a child's parent must be.
_MAIN_PID = os.getpid()


@app.task(name=queue.RUN_JOB)
def run_job(job_id: int) -> None:
    """Runs one job row. Its failure is recorded in the row, not raised here."""
    from core import jobs

    # Which department the job belongs to is in its row, so reading the row comes before any department's scope.
    with acting(system_actor()):
        jobs.run(job_id)


@app.task(name=queue.SWEEP)
def sweep() -> None:
    """Hands over again whatever was lost: events, jobs, mail, and schedules that are due."""
    from core.sweep import sweep as sweep_all

    with acting(system_actor()):
        sweep_all()


class Heartbeat(bootsteps.StartStopStep):
    """Tells /readyz which queues have a worker, from the worker's own loop: a hung worker falls silent."""

    requires = frozenset({"celery.worker.components:Timer"})

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        self._beat(parent)
        self.entry = parent.timer.call_repeatedly(queue.HEARTBEAT_EVERY, self._beat, (parent,))

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()

    def _beat(self, parent: Any) -> None:
        try:
            queue.beat_heartbeat(parent.hostname, tuple(parent.app.amqp.queues.consume_from))
        except Exception as error:  # the queue may be restarting; the worker reconnects by itself
            log.warning("no heartbeat: %s", error)


app.steps["worker"].add(Heartbeat)


@signals.setup_logging.connect
def _log(**_: Any) -> None:
    configure(get_settings().log_level)


@signals.worker_init.connect
def _load(**_: Any) -> None:
    """Before the fork, so that the children share the memory of what is loaded."""
    kernel.start(get_settings())


@signals.worker_process_init.connect
def _born(**_: Any) -> None:
    lifeline.bind_to_parent(_MAIN_PID)
    kernel.forget_connections()


@signals.beat_embedded_init.connect
def _beat_born(**_: Any) -> None:
    lifeline.bind_to_parent(_MAIN_PID)


@signals.task_prerun.connect
def _connect(**_: Any) -> None:
    db.database.connect(reuse_if_open=True)


@signals.task_postrun.connect
def _close(**_: Any) -> None:
    if not db.database.is_closed():
        db.database.close()
