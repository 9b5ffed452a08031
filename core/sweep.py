"""The safety net under the queue: run every few seconds, it finds what was written down but not carried on."""

import logging

from core import events, schedule
from core.jobs.operations import requeue_lost

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Delivers events that are waiting, hands over jobs that are, and starts what is scheduled; gives counts."""
    waiting = events.undelivered()
    for event in waiting:
        try:
            events.deliver(event)
        except Exception:
            log.exception("event %s could not be delivered", event)
    return {"events": len(waiting), "jobs": requeue_lost(), "scheduled": schedule.enqueue_due()}
