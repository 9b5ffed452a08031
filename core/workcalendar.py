"""Working time of an office: when a standard time that starts now is over.

Pure: hours and holidays are given, nothing is read. Works in the wall-clock time of
the office's zone; Indonesia's zones have no summer time.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.idn.durations import Duration

Hours = Mapping[int, tuple[tuple[time, time], ...]]

_SENIN_KAMIS = ((time(7, 30), time(12, 0)), (time(13, 0), time(16, 0)))
_JUMAT = ((time(7, 30), time(11, 30)), (time(13, 0), time(16, 30)))

DEFAULT_HOURS: Hours = MappingProxyType({0: _SENIN_KAMIS, 1: _SENIN_KAMIS, 2: _SENIN_KAMIS, 3: _SENIN_KAMIS, 4: _JUMAT})
"""Weekday (0 is Senin) to its office hours. Perpres 21/2023 pasal 4: 37.5 hours a week, from
07.30, with a break of 60 minutes and of 90 on Jumat (check). When the break begins and the day
ends is for each regency to set, and Ramadan has other hours: master data, this is the start."""

# Longer than any run of holidays; a calendar without a working day must not loop for ever.
_SEARCH_DAYS = 400
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class WorkCalendarError(ValueError):
    """The calendar has no working time where some is needed, or its hours are wrong."""


@dataclass(frozen=True)
class WorkCalendar:
    """Office hours per weekday (0 is Senin) in the zone `tz`, less `holidays`.

    Moments are aware; a moment without a zone raises ValueError. Results are in `tz`. A result
    may be the very end of office hours: work that fills the day is over at its close.
    """

    tz: ZoneInfo
    hours: Hours
    holidays: Container[date] = ()

    def __post_init__(self) -> None:
        if not any(self.hours.values()):
            raise WorkCalendarError("Kalender kerja tidak memiliki hari kerja.")
        for weekday, spans in self.hours.items():
            edges = [edge for span in spans for edge in span]
            rising = all(a < b for a, b in pairwise(edges))
            if not (0 <= weekday <= 6 and rising):
                raise WorkCalendarError(
                    f"Jam kerja hari ke-{weekday + 1} keliru: setiap jam harus setelah jam sebelumnya."
                )

    def is_workday(self, day: date) -> bool:
        return bool(self.hours.get(day.weekday())) and day not in self.holidays

    def add(self, start: datetime, duration: Duration) -> datetime:
        """When `duration` is over: its days as working days, its minutes as working minutes.

        Outside office hours the time starts at the next opening. After n working days it is
        the same clock time, moved into that day's hours: to the opening, past the break, or
        back to the close. Raises WorkCalendarError when 400 days have no working time.
        """
        moment = self._opening(start)
        if duration.days:
            moment = self._into_hours(self._later_workday(moment.date(), duration.days), moment)
        return self._add_minutes(moment, duration.minutes)

    def add_calendar_days(self, start: datetime, duration: Duration) -> datetime:
        """As `add`, with the days counted by the calendar, holidays included.

        When that ends outside office hours, it ends at the next opening.
        """
        later = self._local(start) + timedelta(days=duration.days)
        return self._add_minutes(self._opening(later), duration.minutes)

    def working_minutes_between(self, a: datetime, b: datetime) -> int:
        """Whole working minutes from `a` to `b`; negative when `b` comes first."""
        a, b = self._local(a), self._local(b)
        if b < a:
            return -self.working_minutes_between(b, a)
        worked = timedelta()
        day = a.date()
        while day <= b.date():
            for opens, closes in self._spans(day):
                worked += max(min(closes, b) - max(opens, a), timedelta())
            day += _DAY
        return worked // _MINUTE

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None or moment.utcoffset() is None:
            raise ValueError("kalender kerja memerlukan waktu dengan zona")
        return moment.astimezone(self.tz)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_workday(day):
            return []
        return [
            (datetime.combine(day, opens, self.tz), datetime.combine(day, closes, self.tz))
            for opens, closes in self.hours[day.weekday()]
        ]

    def _workdays_from(self, day: date) -> Iterator[date]:
        """Working days from `day` on, itself included if it is one; without an end."""
        idle = 0
        while idle < _SEARCH_DAYS:
            if self.is_workday(day):
                idle = 0
                yield day
            else:
                idle += 1
            day += _DAY
        raise WorkCalendarError(f"Tidak ada hari kerja dalam {_SEARCH_DAYS} hari hingga {day}.")

    def _opening(self, moment: datetime) -> datetime:
        """The moment itself within office hours, else the next opening."""
        local = self._local(moment)
        for day in self._workdays_from(local.date()):
            for opens, closes in self._spans(day):
                if local < closes:
                    return max(local, opens)
        raise AssertionError("unreachable: _workdays_from has no end")

    def _later_workday(self, day: date, count: int) -> date:
        """The working day that is `count` working days after `day`."""
        for passed, later in enumerate(self._workdays_from(day + _DAY), start=1):
            if passed == count:
                return later
        raise AssertionError("unreachable: _workdays_from has no end")

    def _into_hours(self, day: date, clock: datetime) -> datetime:
        """The clock time of `clock` on the working day `day`, moved into its hours."""
        moment = datetime.combine(day, clock.time(), self.tz)
        spans = self._spans(day)
        for opens, closes in spans:
            if moment <= closes:
                return max(moment, opens)
        return spans[-1][1]

    def _add_minutes(self, moment: datetime, minutes: int) -> datetime:
        if not minutes:
            return moment
        left = timedelta(minutes=minutes)
        for day in self._workdays_from(moment.date()):
            for opens, closes in self._spans(day):
                begins = max(opens, moment)
                if left <= closes - begins:
                    return begins + left
                left -= max(closes - begins, timedelta())
        raise AssertionError("unreachable: _workdays_from has no end")
