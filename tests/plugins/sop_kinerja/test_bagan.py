"""The flowchart of an SOP AP: every symbol and arrow of the data is there, and nothing runs over anything else."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings

from plugins.sop_kinerja.bagan import PAPER, bands, layout, links_of, symbols_of
from plugins.sop_kinerja.bagan.bentuk import KAPSUL, KOTAK, SEGILIMA, WAJIK
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.bagan_support import (
    Drawn,
    box,
    covers,
    cuts,
    drawings,
    on_border,
    segments,
    sop_of,
    step,
)


def _crossing(drawn: Drawn) -> int:
    page = {drawn.sop.langkah[row].nomor: number for number, group in enumerate(drawn.groups) for row in group}
    return sum(page[link.dari] != page[link.ke] for link in links_of(drawn.sop))


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_symbols_and_arrows_are_those_of_the_data(drawn: Drawn) -> None:
    chart = drawn.chart
    kinds = Counter(shape.kind for shape in chart.shapes)
    wanted = Counter(symbol.kind for symbol in symbols_of(drawn.sop))
    crossing = _crossing(drawn)
    assert kinds == wanted + Counter({SEGILIMA: 2 * crossing})
    assert len(chart.arrows) == len(links_of(drawn.sop)) + crossing
    assert sum(arrow.label == "Tidak" for arrow in chart.arrows) == sum(
        one.tidak_ke is not None for one in drawn.sop.langkah
    )
    letters = Counter(shape.teks for shape in chart.shapes if shape.kind == SEGILIMA)
    assert set(letters.values()) <= {2}
    assert len(chart.joins) == sum(len(set(one.pelaksana)) - 1 for one in drawn.sop.langkah)


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_each_symbol_stands_inside_its_cell_and_the_page(drawn: Drawn) -> None:
    chart = drawn.chart
    for shape in chart.shapes:
        page = chart.pages[shape.page]
        assert chart.edges[shape.kolom] < shape.x < shape.x + shape.w < chart.edges[shape.kolom + 1]
        if shape.kind == SEGILIMA:
            assert 0 < shape.y < shape.y + shape.h < page.height
            assert not any(cuts(box(shape), (0, top, chart.edges[-1], bottom)) for _, top, bottom in page.rows)
        else:
            top, bottom = next((a, b) for nomor, a, b in page.rows if nomor == shape.nomor)
            assert top < shape.y < shape.y + shape.h < bottom
    for one, other in combinations(chart.shapes, 2):
        assert one.page != other.page or not cuts(box(one), box(other))


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_arrows_are_orthogonal_and_run_through_no_symbol(drawn: Drawn) -> None:
    chart = drawn.chart
    for arrow in chart.arrows:
        source, target = chart.shapes[arrow.source], chart.shapes[arrow.target]
        assert arrow.page == source.page == target.page
        assert on_border(arrow.points[0], source)
        assert on_border(arrow.points[-1], target)
        for segment in segments(arrow):
            assert segment[0] == segment[2] or segment[1] == segment[3]
            assert segment[0] != segment[2] or segment[1] != segment[3]
            assert segment[0] > 0 and segment[2] < chart.edges[-1]
            assert segment[1] > 0 and segment[3] < chart.pages[arrow.page].height
            for shape in chart.shapes:
                assert shape.page != arrow.page or not cuts(segment, box(shape))


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_no_two_arrows_lie_on_each_other_unless_they_end_in_the_same_symbol(drawn: Drawn) -> None:
    chart = drawn.chart
    lines = [(arrow, segment) for arrow in chart.arrows for segment in segments(arrow)]
    joins = [(join, (*join.points[0], *join.points[1])) for join in chart.joins]
    for (one, a), (other, b) in combinations(lines, 2):
        if one.page == other.page and one is not other and _target(chart, one) != _target(chart, other):
            assert not covers(a, b)
    for join, a in joins:
        assert not any(arrow.page == join.page and covers(a, b) for arrow, b in lines)


def _target(chart, arrow):
    """The symbol, or any of the symbols of one step: its columns stand for the same activity."""
    shape = chart.shapes[arrow.target]
    return (shape.nomor, shape.own) if shape.kind != SEGILIMA else arrow.target


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_ya_and_tidak_leave_by_different_corners_and_nothing_comes_in_there(drawn: Drawn) -> None:
    chart = drawn.chart
    out = Counter((arrow.page, arrow.points[0]) for arrow in chart.arrows)
    assert set(out.values()) <= {1}
    assert not set(out) & {(arrow.page, arrow.points[-1]) for arrow in chart.arrows}


@settings(max_examples=150, deadline=None)
@given(drawings())
def test_labels_stand_free(drawn: Drawn) -> None:
    chart = drawn.chart
    labels = []
    for arrow in chart.arrows:
        if arrow.label:
            x, y = arrow.spot
            labels.append(
                (arrow, (x - PAPER.label_w / 2, y - PAPER.label_h / 2, x + PAPER.label_w / 2, y + PAPER.label_h / 2))
            )
    for arrow, area in labels:
        for shape in chart.shapes:
            if shape.page == arrow.page and shape.kind != WAJIK:
                assert not cuts(box(shape), area)
            if shape.page == arrow.page and shape.kind == WAJIK:
                assert not _in_diamond(shape, area)
        for other in chart.arrows:
            assert other.page != arrow.page or not any(cuts(segment, area) for segment in segments(other))
        assert not any(other is not arrow and other.page == arrow.page and cuts(area, there) for other, there in labels)


def _in_diamond(shape, area) -> bool:
    """Whether the corner of the area that is nearest to the diamond's middle lies inside the diamond."""
    x, y = shape.centre
    dx = max(area[0] - x, x - area[2], 0)
    dy = max(area[1] - y, y - area[3], 0)
    return dx / (shape.w / 2) + dy / (shape.h / 2) < 1 - 1e-6


@settings(max_examples=100, deadline=None)
@given(drawings())
def test_no_line_hides_on_a_line_of_the_table(drawn: Drawn) -> None:
    chart = drawn.chart
    for arrow in chart.arrows:
        borders = {y for _, top, bottom in chart.pages[arrow.page].rows for y in (top, bottom)}
        for x0, y0, x1, y1 in segments(arrow):
            assert x0 != x1 or x0 not in chart.edges
            assert y0 != y1 or y0 not in borders


def test_the_five_documents() -> None:
    """Symbols as on the printed forms: the first and the last activity are capsules, the rest by their kind."""
    for sop in seed_sops():
        kinds = Counter(symbol.kind for symbol in symbols_of(sop))
        own = sum(len(one.pelaksana) for one in sop.langkah)
        decisions = sum(one.tidak_ke is not None for one in sop.langkah)
        ends = 1 + len(sop.langkah[-1].pelaksana)
        assert kinds == Counter({KAPSUL: ends, WAJIK: decisions, KOTAK: own - ends - decisions})
        assert len(links_of(sop)) == len(sop.langkah) - 1 + decisions


def test_a_decision_at_the_beginning_or_the_end_keeps_its_diamond() -> None:
    sop = sop_of(2, (step(1, ("k0",), 2, None, "keputusan"), step(2, ("k1",), 0, 1)))
    chart = layout(sop, (60, 60), (100, 100))
    assert [(shape.kind, shape.teks, shape.nomor) for shape in chart.shapes] == [
        ("kapsul", "Mulai", 1), ("wajik", "", 1), ("wajik", "", 2), ("kapsul", "Selesai", 2),
    ]  # fmt: skip
    assert [(arrow.label, arrow.dari, arrow.ke) for arrow in sorted(chart.arrows, key=lambda a: (a.dari, a.ke))] == [
        ("", 1, 1), ("Ya", 1, 2), ("Ya", 2, 0), ("Tidak", 2, 1),
    ]  # fmt: skip


def test_the_only_step_stands_between_both_capsules() -> None:
    chart = layout(sop_of(1, (step(1, ("k0",), 0, None),)), (60,), (160,))
    assert [(shape.kind, shape.teks) for shape in chart.shapes] == [
        ("kapsul", "Mulai"), ("kotak", ""), ("kapsul", "Selesai"),
    ]  # fmt: skip


def test_a_draft_with_gaps_is_drawn_as_far_as_it_goes() -> None:
    """Performers without a column, arrows to steps that are not there, nothing at all."""
    sop = sop_of(1, (step(1, ("lain",), 2, None), step(2, ("k0",), 9, 8)))
    chart = layout(sop, (60,), (60, 60))
    assert [shape.nomor for shape in chart.shapes] == [2]
    assert chart.arrows == ()
    assert layout(sop_of(0, ()), (), ()).shapes == ()


def test_connectors_take_more_rows_when_they_are_more_than_the_columns() -> None:
    steps = (step(1, ("k0",), 2, None), step(2, ("k0",), 3, 1), step(3, ("k0",), 0, 1))
    sop = sop_of(1, steps)
    assert bands(sop, [[0], [1, 2]]) == [(0, 3), (3, 0)]
    chart = layout(sop, (60,), (60, 60, 120), [[0], [1, 2]])
    assert sorted(shape.teks for shape in chart.shapes if shape.kind == SEGILIMA) == ["A", "A", "B", "B", "C", "C"]
