"""Arithmetic of the clock: minutes of a time with its pauses, and how a day of an SOP compares with them.

Pure: a calendar and moments are given, nothing is read.

- Moments are taken to the minute that they stand in, so the minutes of adjoining times add up exactly.
- Pauses are joined before they are counted (two at once are one) and cut to the time that they interrupt.
- «Hari» means working days or calendar days, as the SOP says. Hours and minutes are always of office hours, also where
  its days are of the calendar: a step of 30 minutes that came at the close of an office day has not taken the night.
- To compare minutes with days: a calendar day has 24 hours; a working day has the office hours of a week divided by the
  working days of a week, to the minute (7 hours 30 minutes with the usual hours). Ramadan and other short
  days do not change it: else the same standard would be another one in another month.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from core.idn.durations import Duration
from core.workcalendar import WorkCalendar

Span = tuple[datetime, datetime]
"""From when to when, both aware."""
_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)


def counts_calendar(counting: str, standard: Duration) -> bool:
    """Whether the time of a step runs by night and on holidays too: only where its standard is in calendar days."""
    return counting == "kalender" and standard.days > 0


def minutes_between(calendar: WorkCalendar, start: datetime, end: datetime, *, by_calendar: bool = False) -> int:
    """Whole minutes, never negative: of office hours, or all of them."""
    start, end = to_minute(start), to_minute(end)
    if end <= start:
        return 0
    return (end - start) // _MINUTE if by_calendar else calendar.working_minutes_between(start, end)


def minutes_of(calendar: WorkCalendar, spans: Iterable[Span], *, by_calendar: bool = False) -> int:
    """Minutes of several times together; what several of them cover counts once."""
    return sum(minutes_between(calendar, a, b, by_calendar=by_calendar) for a, b in joined(spans))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that neither touch nor overlap, in order; empty and turned ones are left out."""
    found: list[Span] = []
    for start, end in sorted((to_minute(a), to_minute(b)) for a, b in spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def clipped(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """The pieces of the spans that lie between `start` and `end`, joined."""
    return joined((max(a, start), min(b, end)) for a, b in spans)


def without(start: datetime, end: datetime, pauses: Iterable[Span]) -> list[Span]:
    """What is left of a time when its pauses are taken out."""
    left, at = [], start
    for a, b in clipped(pauses, start, end):
        left.append((at, a))
        at = b
    return joined([*left, (at, end)])


def day_minutes(calendar: WorkCalendar, *, by_calendar: bool = False) -> int:
    """How many minutes a day of an SOP has (see above)."""
    if by_calendar:
        return _DAY
    days = [spans for spans in calendar.hours.values() if spans]
    minutes = sum(_clock(closes) - _clock(opens) for spans in days for opens, closes in spans)
    return max(1, round(minutes / len(days)))


def standard_minutes(calendar: WorkCalendar, standard: Duration, counting: str) -> int:
    """A standard time in minutes, to be compared with minutes that were taken; 0 where it has none."""
    day = day_minutes(calendar, by_calendar=counts_calendar(counting, standard))
    return standard.days * day + standard.minutes


def in_days(minutes: int, day: int) -> Duration:
    """Minutes as days of `day` minutes and the rest: for words, beside a standard in days."""
    days, rest = divmod(minutes, day)
    return Duration(days, rest)


def to_minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _clock(edge: time) -> int:
    return edge.hour * 60 + edge.minute
