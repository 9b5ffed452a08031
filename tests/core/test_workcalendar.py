from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.durations import Duration
from core.workcalendar import DEFAULT_HOURS, WorkCalendar, WorkCalendarError

WITA = ZoneInfo("Asia/Makassar")
# Kamis 17 and Jumat 18 August 2023 are off; 15 August 2023 is a Selasa.
CALENDAR = WorkCalendar(WITA, DEFAULT_HOURS, frozenset({date(2023, 8, 17), date(2023, 8, 18)}))

moments = st.datetimes(datetime(2023, 7, 1), datetime(2023, 9, 30)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001
durations = st.builds(Duration, st.integers(0, 40), st.integers(0, 3000))


def at(day: int, clock: str) -> datetime:
    return datetime.combine(date(2023, 8, day), time.fromisoformat(clock), WITA)


def in_working_time(moment: datetime) -> bool:
    local = moment.astimezone(WITA)
    spans = DEFAULT_HOURS.get(local.weekday(), ())
    return CALENDAR.is_workday(local.date()) and any(a <= local.time() <= b for a, b in spans)


def test_a_week_has_37_and_a_half_hours() -> None:
    week = [(b.hour * 60 + b.minute) - (a.hour * 60 + a.minute) for spans in DEFAULT_HOURS.values() for a, b in spans]
    assert sum(week) == 37.5 * 60
    assert {a for spans in DEFAULT_HOURS.values() for a, _ in spans[:1]} == {time(7, 30)}


def test_workdays() -> None:
    assert CALENDAR.is_workday(date(2023, 8, 15))
    assert not CALENDAR.is_workday(date(2023, 8, 17))
    assert not CALENDAR.is_workday(date(2023, 8, 19))


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (at(15, "09:05"), Duration(0, 15), at(15, "09:20")),
        (at(15, "11:50"), Duration(0, 15), at(15, "13:05")),  # past the break
        (at(15, "15:45"), Duration(0, 15), at(15, "16:00")),  # ends with the day
        (at(15, "15:50"), Duration(0, 15), at(16, "07:35")),
        (at(15, "12:30"), Duration(0, 0), at(15, "13:00")),  # begins after the break
        (at(15, "17:00"), Duration(0, 30), at(16, "08:00")),
        (at(19, "10:00"), Duration(0, 30), at(21, "08:00")),  # Sabtu
        (at(15, "09:05"), Duration(1, 0), at(16, "09:05")),
        (at(16, "09:05"), Duration(1, 0), at(21, "09:05")),  # over holidays and weekend
        (at(10, "11:45"), Duration(1, 0), at(11, "13:00")),  # Jumat's longer break
        (at(11, "16:20"), Duration(1, 0), at(14, "16:00")),  # Senin closes earlier than Jumat
        (at(15, "15:30"), Duration(1, 60), at(21, "08:00")),
        (at(14, "07:30"), Duration(0, 450), at(14, "16:00")),
        (at(14, "07:30"), Duration(0, 451), at(15, "07:31")),
    ],
)
def test_adding_working_time(start: datetime, duration: Duration, end: datetime) -> None:
    assert CALENDAR.add(start, duration) == end


def test_the_zone_of_the_start_does_not_matter() -> None:
    start = at(15, "09:05")
    end = CALENDAR.add(start.astimezone(UTC), Duration(3, 20))
    assert end == CALENDAR.add(start, Duration(3, 20))
    assert end.tzinfo is WITA


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (at(15, "09:05"), Duration(1, 0), at(16, "09:05")),
        (at(15, "09:05"), Duration(2, 0), at(21, "07:30")),  # falls on a holiday
        (at(15, "09:05"), Duration(7, 30), at(22, "09:35")),
        (at(19, "09:05"), Duration(0, 30), at(21, "08:00")),
    ],
)
def test_adding_calendar_days(start: datetime, duration: Duration, end: datetime) -> None:
    assert CALENDAR.add_calendar_days(start, duration) == end


def test_minutes_between() -> None:
    assert CALENDAR.working_minutes_between(at(15, "07:00"), at(15, "18:00")) == 450
    assert CALENDAR.working_minutes_between(at(14, "15:00"), at(21, "08:30")) == 60 + 450 * 2 + 60
    assert CALENDAR.working_minutes_between(at(15, "10:00"), at(15, "09:00")) == -60
    assert CALENDAR.working_minutes_between(at(19, "07:00"), at(20, "18:00")) == 0


@given(moments, durations)
def test_the_end_is_in_working_time_and_not_before_the_start(start: datetime, duration: Duration) -> None:
    end = CALENDAR.add(start, duration)
    assert in_working_time(end)
    assert end >= start
    later = CALENDAR.add_calendar_days(start, duration)
    assert in_working_time(later)
    assert start + timedelta(days=duration.days) <= later


@given(moments, moments, durations)
def test_a_later_start_never_ends_earlier(a: datetime, b: datetime, duration: Duration) -> None:
    first, second = sorted((a, b))
    assert CALENDAR.add(first, duration) <= CALENDAR.add(second, duration)
    assert CALENDAR.add_calendar_days(first, duration) <= CALENDAR.add_calendar_days(second, duration)


@given(moments, durations, durations)
def test_more_time_never_ends_earlier(start: datetime, duration: Duration, more: Duration) -> None:
    assert CALENDAR.add(start, duration) <= CALENDAR.add(start, duration + more)


@given(moments, st.integers(0, 5000))
def test_between_undoes_add(start: datetime, minutes: int) -> None:
    end = CALENDAR.add(start, Duration(0, minutes))
    assert CALENDAR.working_minutes_between(start, end) == minutes


class _EveryDay:
    """A holiday list that has every day in it."""

    def __contains__(self, day: object) -> bool:
        return True


def test_a_calendar_without_working_days_does_not_loop() -> None:
    with pytest.raises(WorkCalendarError, match="tidak memiliki hari kerja"):
        WorkCalendar(WITA, {0: ()})
    with pytest.raises(WorkCalendarError, match="400 hari"):
        WorkCalendar(WITA, DEFAULT_HOURS, _EveryDay()).add(at(15, "09:00"), Duration(1, 0))


@pytest.mark.parametrize(
    "hours",
    [
        {0: ((time(16), time(7)),)},
        {0: ((time(7), time(12)), (time(11), time(16)))},
        {7: ((time(7), time(12)),)},
    ],
)
def test_wrong_hours_are_refused(hours: dict[int, tuple[tuple[time, time], ...]]) -> None:
    with pytest.raises(WorkCalendarError, match="Jam kerja hari ke-"):
        WorkCalendar(WITA, hours)


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zona"):
        CALENDAR.add(at(15, "09:00").replace(tzinfo=None), Duration(1, 0))
