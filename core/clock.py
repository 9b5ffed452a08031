"""The one place that asks what time it is, so that a test or the demo can live on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("selaras_clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def wall() -> datetime:
    """What the clock on the wall really says, for leases and retries: they must hold between processes, and only
    one of them may be living on another day."""
    return datetime.now(UTC)


def today(zone: str = "Asia/Jakarta") -> date:
    """The date on the wall in the given time zone (WIB unless told)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is `moment`: the demo plays last quarter's campaign on last quarter's days."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
