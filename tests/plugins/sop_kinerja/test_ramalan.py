"""The forecast: what must hold of it whatever the history says; and the line of minutes on which it reckons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.idn.durations import Duration
from core.workcalendar import DEFAULT_HOURS, WorkCalendar
from plugins.sop_kinerja.garis import Line
from plugins.sop_kinerja.ramalan import Open, Step, forecast, probability
from plugins.sop_kinerja.sisa_waktu import ENOUGH

JAKARTA = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkCalendar(JAKARTA, DEFAULT_HOURS, frozenset({date(2026, 1, 16), date(2026, 2, 17)}))
FEW = 60  # draws: what must hold, holds of each
times = st.lists(st.integers(0, 5000), max_size=12).map(lambda found: tuple(sorted(found)))


@st.composite
def paths(draw: st.DrawFn) -> tuple[Step, ...]:
    found = []
    number = draw(st.integers(1, 7))
    for nomor in range(1, number + 1):
        fan = draw(st.sampled_from(("", "", "unit", "dinas")))
        back = draw(st.one_of(st.none(), st.integers(1, nomor - 1))) if nomor > 1 else None
        parties = draw(st.integers(1, 4)) if fan else 1
        found.append(
            Step(
                nomor, draw(st.integers(0, 3000)), draw(times), back, draw(st.sampled_from((0.0, 0.3, 1.0))),
                fan, parties, draw(st.integers(1, parties)),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def standings(draw: st.DrawFn) -> tuple[tuple[Step, ...], list[Open]]:
    path = draw(paths())
    numbers = draw(st.lists(st.integers(1, len(path)), min_size=1, max_size=3))
    return path, [Open(nomor, draw(st.integers(0, 4000))) for nomor in numbers]


@settings(deadline=None)
@given(standings(), st.text(max_size=5), st.integers(-5000, 60_000))
def test_it_always_ends_and_is_in_order(case: tuple[Sequence[Step], list[Open]], seed: str, deadline: int) -> None:
    """Also where a decision says Tidak for certain."""
    found = forecast(*case, seed, deadline=deadline, draws=FEW)
    assert 0 <= found.low <= found.median <= found.high
    assert found.chance is not None and 0 <= found.chance <= 1
    assert found == forecast(*case, seed, deadline=deadline, draws=FEW)
    if deadline < found.low:
        assert found.chance < 0.2
    if deadline >= found.high:
        assert found.chance >= 0.9


@settings(deadline=None)
@given(standings(), st.text(max_size=5), st.integers(0, 3000))
def test_looked_at_later_it_does_not_end_earlier(
    case: tuple[Sequence[Step], list[Open]], seed: str, passed: int
) -> None:
    path, standing = case
    now = forecast(path, standing, seed, draws=FEW)
    later = forecast(path, [Open(one.nomor, one.elapsed + passed) for one in standing], seed, draws=FEW)
    for name in ("low", "median", "high"):
        assert getattr(later, name) + passed >= getattr(now, name)


@settings(deadline=None)
@given(standings(), st.text(max_size=5), st.integers(0, 3000))
def test_a_slower_history_does_not_end_earlier(case: tuple[Sequence[Step], list[Open]], seed: str, more: int) -> None:
    """Before anything was begun: of a task that is open, the same time tells less where all is slower."""
    path, standing = case
    fresh = [Open(one.nomor, 0) for one in standing]
    slower = [
        replace(step, seen=tuple(one + more for one in step.seen), standard=step.standard + more) for step in path
    ]
    first, second = (forecast(way, fresh, seed, draws=FEW) for way in (path, slower))
    assert first.median <= second.median and first.high <= second.high


@settings(deadline=None)
@given(standings(), st.text(max_size=5), st.integers(-100, 20_000), st.integers(0, 20_000))
def test_a_later_deadline_is_never_less_likely(
    case: tuple[Sequence[Step], list[Open]], seed: str, deadline: int, more: int
) -> None:
    first, second = (forecast(*case, seed, deadline=one, draws=FEW).chance for one in (deadline, deadline + more))
    assert first is not None and second is not None and first <= second


@settings(deadline=None)
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=8), st.text(max_size=5))
def test_without_history_and_spread_it_is_the_standard(standards: list[int], seed: str) -> None:
    path = [Step(nomor, minutes) for nomor, minutes in enumerate(standards, start=1)]
    found = forecast(path, [Open(1, 0)], seed, spread=1, draws=FEW)
    assert (found.low, found.median, found.high) == (sum(standards),) * 3
    wide = forecast(path, [Open(1, 0)], seed, draws=FEW)
    assert sum(standards) // 2 - 1 <= wide.low <= wide.high <= 2 * sum(standards) + 1


@settings(deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=ENOUGH, max_size=20), st.integers(1, 6000), st.text(max_size=5))
def test_what_has_lasted_cannot_have_been_shorter(seen: list[int], elapsed: int, seed: str) -> None:
    found = forecast([Step(1, 60, tuple(sorted(seen)))], [Open(1, elapsed)], seed, draws=FEW)
    left = [one - elapsed for one in seen if one > elapsed]
    assert found.low >= (min(left) if left else 0)


def test_what_has_lasted_longer_than_anything_known_may_last_long() -> None:
    for step in (Step(1, 2), Step(1, 2, (1, 2, 3))):
        found = forecast([step], [Open(1, 10_000)], "x")
        assert found.median == pytest.approx(4142, rel=0.15)  # half within the square root of two
        assert found.high == pytest.approx(21_600, rel=0.15)


def test_of_those_side_by_side_the_slowest_counts() -> None:
    """The maximum of k of n values, computed exactly, against the draws."""
    seen = tuple(range(1, 11))
    alone, many = (
        forecast([Step(1, 0, (1, 1, 1)), Step(2, 0, seen, fan="dinas", parties=number)], [Open(1, 0)], "x", deadline=9)
        for number in (1, 5)
    )
    # One minute for step 1, so at most 8 of 10 for step 2.
    assert alone.chance == pytest.approx(0.8, abs=0.04)
    assert many.chance == pytest.approx(0.8**5, abs=0.04)
    opened = forecast([Step(1, 0, seen, fan="dinas", parties=5)], [Open(1, 0)] * 5, "x", deadline=8)
    assert opened.chance == pytest.approx(0.8**5, abs=0.04)


def test_a_tidak_costs_the_way_back() -> None:
    path = [Step(1, 0, (10, 10, 10)), Step(2, 0, (5, 5, 5), back=1, tidak=0.5)]
    found = forecast(path, [Open(2, 0)], "x", deadline=5)
    assert found.chance == pytest.approx(0.5, abs=0.04)
    assert found.median in (5, 20) and found.high > 20
    certain = forecast([path[0], replace(path[1], tidak=1.0)], [Open(2, 0)], "x", draws=FEW)
    assert certain.low == certain.high == 5 + 20 * 15


def test_only_those_return_to_whom_it_is_sent_back() -> None:
    one = (Step(1, 0, (10, 20, 30), fan="dinas", parties=9, returned=1), Step(2, 0, (0, 0, 0), back=1, tidak=1.0))
    every = (replace(one[0], returned=9), one[1])
    assert forecast(one, [Open(2, 0)], "x").median < forecast(every, [Open(2, 0)], "x").median


def test_what_waits_further_on_ends_with_what_it_waits_for() -> None:
    path = [Step(1, 0, (100, 100, 100), fan="dinas", parties=2), Step(2, 0, (40, 40, 40))]
    assert forecast(path, [Open(1, 0), Open(2, 30)], "x", draws=FEW).median == 100
    assert forecast(path, [Open(1, 90), Open(2, 0)], "x", draws=FEW).median == 40


def test_nothing_open_is_a_mistake() -> None:
    for standing in ([], [Open(7, 0)]):
        with pytest.raises(ValueError, match="open"):
            forecast([Step(1, 5)], standing, "x")


def test_a_probability_is_drawn_towards_one_in_ten() -> None:
    assert probability(0, 0) == pytest.approx(0.1)
    assert 0 < probability(0, 1000) < 0.001 < 0.5 < probability(9, 10) < 1


moments = st.datetimes(datetime(2025, 12, 20), datetime(2026, 3, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(moments, moments)
def test_the_line_is_the_calendar_laid_out(first: datetime, second: datetime) -> None:
    line = Line(CALENDAR, "kerja")
    first, second = (one.replace(second=0, microsecond=0) for one in (first, second))
    assert line.at(second) - line.at(first) == CALENDAR.working_minutes_between(first, second)
    wall = Line(CALENDAR, "kalender")
    assert wall.at(second) - wall.at(first) == (second - first) // timedelta(minutes=1)


@settings(deadline=None)
@given(moments, st.integers(0, 9000), st.sampled_from(("kerja", "kalender")))
def test_a_point_of_the_line_is_a_moment_again(start: datetime, minutes: int, counting: str) -> None:
    line = Line(CALENDAR, counting)
    later = line.later(start, minutes)
    assert line.at(later) == line.at(start) + minutes
    assert line.at(line.moment(line.at(start) + minutes)) == line.at(start) + minutes
    assert line.end_of(later.date()) >= line.at(later)


def test_a_line_on_which_nothing_was_asked_has_no_moment() -> None:
    with pytest.raises(ValueError, match="no beginning"):
        Line(CALENDAR, "kerja").moment(5)
    friday = datetime.combine(date(2026, 1, 9), time(16, 0), JAKARTA)
    assert Line(CALENDAR, "kerja").later(friday, 60) == CALENDAR.add(friday, Duration(minutes=60))
