"""A calendar's time laid out as one line of minutes, so that many moments can be compared by plain subtraction.

Pure. Counted «kerja», only working minutes are on the line: nights and holidays have no length. Counted «kalender»,
every minute is.
"""

from datetime import date, datetime, time, timedelta

from core.idn.durations import Duration
from core.workcalendar import WorkCalendar

DAY_MINUTES = 1440
_DAY = timedelta(days=1)


class Line:
    """`at` is cheap once a day has been asked for: a thousand moments of one year cost one walk through that year."""

    def __init__(self, calendar: WorkCalendar, counting: str) -> None:
        self.calendar = calendar
        self.by_calendar = counting == "kalender"
        self._before: dict[date, int] = {}
        self._first: date | None = None
        self._last: date | None = None

    def at(self, moment: datetime) -> int:
        """Whole minutes from a fixed day to `moment` (aware). Only differences mean something."""
        local = moment.astimezone(self.calendar.tz)
        day = local.date()
        seconds = (local.hour * 60 + local.minute) * 60 + local.second
        if self.by_calendar:
            return day.toordinal() * DAY_MINUTES + seconds // 60
        return self._worked_before(day) + self._within(day, seconds)

    def later(self, start: datetime, minutes: int) -> datetime:
        """The moment that lies `minutes` after `start` on the line, in the calendar's zone."""
        if self.by_calendar:
            return start.astimezone(self.calendar.tz) + timedelta(minutes=minutes)
        return self.calendar.add(start, Duration(minutes=minutes))

    def moment(self, point: int) -> datetime:
        """The first moment at which `at` gives this point; of office hours, the end of these rather than a night."""
        if self.by_calendar:
            day = date.fromordinal(point // DAY_MINUTES)
            return datetime.combine(day, time(), self.calendar.tz) + timedelta(minutes=point % DAY_MINUTES)
        if self._first is None:
            raise ValueError("a line on which nothing was asked has no beginning")
        start = self._first
        while self._worked_before(start) > point:
            start -= _DAY
        start_point = self._worked_before(start)
        return self.calendar.add(
            datetime.combine(start, time(), self.calendar.tz), Duration(minutes=point - start_point)
        )

    def end_of(self, day: date) -> int:
        """The last minute of a day: what is due «on» that day is due then."""
        return self.at(datetime.combine(day, time(23, 59), self.calendar.tz))

    def _worked_before(self, day: date) -> int:
        if self._first is None or self._last is None:
            self._first = self._last = day
            self._before[day] = 0
        while day > self._last:
            self._before[self._last + _DAY] = self._before[self._last] + self._within(self._last, 86_400)
            self._last += _DAY
        while day < self._first:
            earlier = self._first - _DAY
            self._before[earlier] = self._before[self._first] - self._within(earlier, 86_400)
            self._first = earlier
        return self._before[day]

    def _within(self, day: date, until: int) -> int:
        """Working minutes of the day up to `until` (seconds since midnight)."""
        if not self.calendar.is_workday(day):
            return 0
        spans = self.calendar.hours[day.weekday()]
        return sum(max(0, min(_seconds(closes), until) - _seconds(opens)) for opens, closes in spans) // 60


def _seconds(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * 60 + clock.second
