"""The queue as both of its ends see it: how a job is handed over, and who is there to take it.

A job is a row in the database first; what travels here is only its id. So a lost message costs time, never work:
the sweeper sends it again.
"""

import logging
from functools import lru_cache
from typing import Any

import redis
from celery import Celery
from kombu.entity import Queue
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.settings import Settings, get_settings
from core.plugin import QUEUES

__all__ = ["QUEUES", "beat_heartbeat", "celery_app", "ping", "reset", "send", "unserved_queues", "worker_alive"]
log = logging.getLogger(__name__)

RUN_JOB = "selaras.run_job"
SWEEP = "selaras.sweep"
SWEEP_EVERY = 5.0
"""Seconds."""

HEARTBEAT_EVERY = 5.0
"""Seconds between signs of life of a worker."""
_HEARTBEAT_LIFE = 20
"""Seconds until a silent worker counts as dead."""
_HEARTBEAT_KEY = "selaras:worker:"

# An answer from a queue on the same machine or network takes under a millisecond. Whoever waits here is a person
# in front of a browser, and the sweeper is behind them.
_TIMEOUT = 2.0

_TRANSPORT: dict[str, Any] = {
    # A message not acknowledged in this time goes to another worker. A job that truly takes longer is guarded by
    # the claim on its row, so the second delivery finds it taken.
    "visibility_timeout": 60,
    # Kombu looks for such messages on every 10th beat of 10 s by default: 104 s after a kill -9.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": _TIMEOUT,
    # Not the default five seconds of redis-py 8, which is shorter than some answers of a loaded disk.
    "socket_timeout": 15.0,
    "health_check_interval": 10,
    # These hold for a producer: fail at once. A worker's own reconnecting is `broker_connection_max_retries`.
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}


def celery_app(settings: Settings) -> Celery:
    """A Celery application on the queue of these settings; opens no connection."""
    app = Celery("selaras", set_as_current=False)
    app.conf.update(
        broker_url=_for_kombu(settings.redis_url),
        broker_transport_options=_TRANSPORT,
        broker_connection_timeout=_TIMEOUT,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        task_queues=[Queue(name) for name in QUEUES],  # type: ignore[no-untyped-call]
        task_default_queue="default",
        task_create_missing_queues=False,
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        timezone="UTC",
        enable_utc=True,
        # Schedules of plugins are rows that the sweep reads, so the beat itself has nothing to remember on disk.
        beat_scheduler="celery.beat.Scheduler",
        beat_schedule={
            "sweep": {
                "task": SWEEP,
                "schedule": SWEEP_EVERY,
                # A sweep that waited longer than one round is covered by the next.
                "options": {"queue": "default", "expires": SWEEP_EVERY},
            }
        },
    )
    return app


def send(job_id: int, queue: str) -> bool:
    """Hands a job's id to the workers of `queue`; False, within about two seconds, when the queue is down.

    Then leave the row: the sweeper sends it later. ValueError: there is no such queue.
    """
    if queue not in QUEUES:
        raise ValueError(f"queue {queue!r} is none of {', '.join(QUEUES)}")
    try:
        _producer().send_task(RUN_JOB, args=[job_id], queue=queue, retry=False, ignore_result=True)
    except (OperationalError, redis.RedisError, OSError) as error:
        log.warning("job %s waits for the sweeper, the queue is down: %s", job_id, error)
        return False
    return True


def ping() -> bool:
    """True when the queue answers; redis.RedisError says why not."""
    return bool(_client().ping())


def beat_heartbeat(name: str, queues: tuple[str, ...]) -> None:
    """A worker's sign of life: it serves `queues`. `name` tells workers apart. redis.RedisError: queue down."""
    _client().set(_HEARTBEAT_KEY + name, ",".join(queues), ex=_HEARTBEAT_LIFE)


def unserved_queues() -> tuple[str, ...]:
    """The queues that no living worker serves, in the order of QUEUES. redis.RedisError: queue down."""
    client = _client()
    served: set[str] = set()
    for key in client.scan_iter(match=_HEARTBEAT_KEY + "*"):
        served.update(_text(client.get(key)).split(","))
    return tuple(name for name in QUEUES if name not in served)


def _text(value: "bytes | str | None") -> str:
    return value.decode() if isinstance(value, bytes) else value or ""


def worker_alive() -> bool:
    """True when each queue has a living worker. redis.RedisError: queue down."""
    return not unserved_queues()


def reset() -> None:
    """Forgets this process's connections: after a fork, or when tests change the settings."""
    _producer.cache_clear()
    _client.cache_clear()


@lru_cache(maxsize=1)
def _producer() -> Celery:
    return celery_app(get_settings())


@lru_cache(maxsize=1)
def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        get_settings().redis_url,
        socket_connect_timeout=_TIMEOUT,
        socket_timeout=_TIMEOUT,
        retry=Retry(NoBackoff(), 1),  # one more try: an idle connection may have died with the old queue
    )


def _for_kombu(url: str) -> str:
    """redis-py says unix://, kombu redis+socket:// for the same thing."""
    return "redis+socket" + url.removeprefix("unix") if url.startswith("unix:") else url
