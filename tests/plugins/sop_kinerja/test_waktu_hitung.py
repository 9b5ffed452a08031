"""Minutes of a time and of its pauses: what always holds, whatever the hours, the zone and the moments."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.durations import Duration
from core.workcalendar import DEFAULT_HOURS, WorkCalendar
from plugins.sop_kinerja.services.waktu_hitung import (
    clipped,
    counts_calendar,
    day_minutes,
    in_days,
    joined,
    minutes_between,
    minutes_of,
    standard_minutes,
    without,
)

ZONES = [ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
HOLIDAYS = frozenset({date(2026, 3, 19), date(2026, 3, 20), date(2026, 4, 3)})
WIB = WorkCalendar(ZONES[0], DEFAULT_HOURS, HOLIDAYS)
calendars = st.sampled_from([WorkCalendar(zone, DEFAULT_HOURS, HOLIDAYS) for zone in ZONES])
moments = st.builds(
    lambda seconds, zone: (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(zone),
    st.integers(0, 60 * 24 * 3600),
    st.sampled_from([UTC, *ZONES]),
)
spans = st.tuples(moments, moments)
kinds = st.booleans()


def wib(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """In March 2026; the 2nd is a Senin."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=ZONES[0])


@given(calendars, moments, moments, kinds)
def test_nothing_is_negative_and_office_hours_are_never_more_than_all(
    calendar: WorkCalendar, a: datetime, b: datetime, whole: bool
) -> None:
    assert 0 <= minutes_between(calendar, a, b) <= minutes_between(calendar, a, b, by_calendar=True)
    assert 0 in (
        minutes_between(calendar, a, b, by_calendar=whole),
        minutes_between(calendar, b, a, by_calendar=whole),
    )


@given(calendars, st.lists(moments, min_size=3, max_size=6), kinds)
def test_adjoining_times_add_up(calendar: WorkCalendar, edges: list[datetime], whole: bool) -> None:
    edges.sort()
    parts = [minutes_between(calendar, a, b, by_calendar=whole) for a, b in pairwise(edges)]
    assert sum(parts) == minutes_between(calendar, edges[0], edges[-1], by_calendar=whole)


@given(calendars, spans, st.lists(spans, max_size=6), kinds)
def test_pauses_never_exceed_and_what_is_left_makes_the_whole(
    calendar: WorkCalendar, span: tuple[datetime, datetime], pauses: list[tuple[datetime, datetime]], whole: bool
) -> None:
    start, end = min(span), max(span)
    total = minutes_between(calendar, start, end, by_calendar=whole)
    paused = minutes_of(calendar, clipped(pauses, start, end), by_calendar=whole)
    left = minutes_of(calendar, without(start, end, pauses), by_calendar=whole)
    assert 0 <= paused <= total
    assert paused + left == total


@given(calendars, spans, st.lists(spans, max_size=4), st.sampled_from([UTC, *ZONES]), kinds)
def test_the_zone_in_which_a_moment_is_written_does_not_matter(
    calendar: WorkCalendar,
    span: tuple[datetime, datetime],
    pauses: list[tuple[datetime, datetime]],
    zone: ZoneInfo,
    whole: bool,
) -> None:
    def there(moment: datetime) -> datetime:
        return moment.astimezone(zone)

    (a, b), moved = span, [(there(x), there(y)) for x, y in pauses]
    assert minutes_between(calendar, a, b, by_calendar=whole) == minutes_between(
        calendar, there(a), there(b), by_calendar=whole
    )
    assert clipped(pauses, a, b) == clipped(moved, there(a), there(b))


@given(st.lists(spans, max_size=8), calendars)
def test_the_same_pause_twice_is_one(pauses: list[tuple[datetime, datetime]], calendar: WorkCalendar) -> None:
    assert joined([*pauses, *pauses]) == joined(pauses)
    for (_, first), (second, _) in pairwise(joined(pauses)):
        assert first < second
    assert minutes_of(calendar, pauses) <= sum(minutes_between(calendar, a, b) for a, b in pauses)


@given(calendars, moments, st.integers(0, 5), st.integers(0, 600))
def test_a_standard_time_without_rest_is_as_long_as_it_says(
    calendar: WorkCalendar, start: datetime, days: int, minutes: int
) -> None:
    """From when work can begin to when the standard time is over: the days are days of the office."""
    standard = Duration(days, minutes)
    opening = calendar.add(start, Duration())
    took = minutes_between(calendar, opening, calendar.add(start, standard))
    # «The same clock time some days later» is moved past a break or to the close: by no more than such a break.
    assert abs(took - standard_minutes(calendar, standard, "kerja")) <= 90


def test_pauses_that_overlap_or_stick_out() -> None:
    pauses = [(wib(2, 9), wib(2, 10)), (wib(2, 9, 30), wib(2, 11)), (wib(1, 9), wib(2, 8)), (wib(3, 9), wib(3, 9))]
    assert minutes_of(WIB, clipped(pauses, wib(2, 7, 30), wib(2, 16))) == 30 + 120
    assert minutes_of(WIB, without(wib(2, 7, 30), wib(2, 16), pauses)) == 450 - 150


def test_seconds_do_not_add_up_to_other_minutes() -> None:
    assert minutes_between(WIB, wib(2, 9, 0, 59), wib(2, 9, 1, 1)) == 1
    assert minutes_between(WIB, wib(2, 9, 0, 1), wib(2, 9, 0, 59)) == 0


@pytest.mark.parametrize(
    ("counting", "standard", "expected"),
    [
        ("kerja", Duration(days=1), 450),
        ("kerja", Duration(days=2, minutes=30), 930),
        ("kalender", Duration(days=1), 1440),
        ("kalender", Duration(minutes=30), 30),
        ("kerja", Duration(), 0),
    ],
)
def test_days_compare_with_minutes(counting: str, standard: Duration, expected: int) -> None:
    assert standard_minutes(WIB, standard, counting) == expected
    assert counts_calendar(counting, standard) == (expected == 1440)


def test_a_day_of_other_hours() -> None:
    short = WorkCalendar(ZONES[0], {0: ((time(8), time(14)),), 1: ((time(8), time(13)),), 2: ()})
    assert day_minutes(short) == 330
    assert in_days(700, 330) == Duration(2, 40)
    assert day_minutes(short, by_calendar=True) == timedelta(days=1) // timedelta(minutes=1)
