"""Charts as numbers: nothing sticks out, longer is never drawn shorter, and the words along the axis have room."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.sop_kinerja.grafik import GAP, LOG_FROM, Row, of_shares, of_times

numbers = st.integers(0, 200_000)
rows = st.lists(
    st.builds(lambda a, b, mark: Row("x", "y", min(a, b), max(a, b), mark), numbers, numbers, st.none() | numbers),
    max_size=12,
)


@settings(deadline=None)
@given(rows, st.booleans())
def test_a_chart_keeps_to_its_frame_and_its_order(given_rows: list[Row], times: bool) -> None:
    chart = of_times(given_rows, 450) if times else of_shares(given_rows)
    assert len(chart.bars) == len(given_rows)
    for bar in chart.bars:
        assert 0 <= bar.strong <= bar.thin <= 100
        assert bar.mark is None or 0 <= bar.mark <= 100
    pairs = sorted((row.thin, bar.thin) for row, bar in zip(given_rows, chart.bars, strict=True))
    assert [place for _, place in pairs] == sorted(place for _, place in pairs)


@settings(deadline=None)
@given(rows)
def test_the_axis_has_both_ends_and_room_for_its_words(given_rows: list[Row]) -> None:
    chart = of_times(given_rows, 450)
    places = [tick.at for tick in chart.ticks]
    assert places == sorted(places)
    if places:
        assert places[0] == 0 and places[-1] == 100
        assert [tick.anchor for tick in chart.ticks] == ["start", *["middle"] * (len(places) - 2), "end"]
        assert all(later - earlier >= GAP for earlier, later in pairwise(places))


def test_short_and_long_together_want_a_logarithmic_scale() -> None:
    assert not of_times([Row("a", "", 60, 120)], 450).log
    assert of_times([Row("a", "", 60, 60 * LOG_FROM)], 450).log
    chart = of_times([Row("a", "", 2, 450 * 20, 5)], 450)
    assert (chart.ticks[0].label, chart.ticks[-1].label) == ("1 menit", "20 hari")
    assert [tick.label for tick in of_shares([Row("a", "", 40, 180, 100)]).ticks] == ["0%", "50%", "100%", "200%"]


def test_nothing_to_draw_is_no_mistake() -> None:
    assert of_times([], 450).bars == [] and of_shares([Row("a", "", 0, 0)]).ticks == []
