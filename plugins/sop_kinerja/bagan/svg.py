"""The flowchart as pictures for the browser: one for each row of the form's table, so that they always fit its rows.

A row's picture holds what of the drawing lies in it: the step's symbols as one link with a name that says it all, and
the lines that pass by, hidden from who cannot see them. The rows stand close, so the pictures join into one drawing.
No style is written here: only classes, and the attributes of SVG.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from plugins.sop_kinerja.bagan.bentuk import KAPSUL, KOTAK, WAJIK, Arrow, Chart, Point, Shape

OVER = 0.8
"""A picture reaches this far over its row's rim, in pixels: the table's line there shall not cut an arrow."""
HEAD, SIDE = 7.0, 3.2
ICONS = {
    "selesai": "M-4 0L-1 3.5L4 -3.5",
    "sekarang": "M-2.5 -4L4 0L-2.5 4Z",
    "tertahan": "M-2 -4V4M2 -4V4",
    "kembali": "M4 -1A4 4 0 1 0 3 3M4 -4.5V-1H0.5",
}
"""What a state looks like besides its colour, in a square of 10 around its middle."""


@dataclass(frozen=True)
class Mark:
    """How a step stands. `state`: nanti, sekarang, selesai, kembali, tertahan, lain (another case's step), or nothing.

    `name` is what the link says, `count` the number of cases that stand there (0 where that is not asked), `late`
    whether something there is past its due time.
    """

    name: str
    href: str
    state: str = ""
    count: int = 0
    late: bool = False


@dataclass(frozen=True)
class Picture:
    """What belongs into a row's cell, and how high the row must be at least, in pixels."""

    svg: Markup
    height: str


def slices(chart: Chart, marks: Mapping[int, Mark], taken: Mapping[int, int] | None = None) -> dict[int, Picture]:
    """Step -> the picture of its row, of a chart on one page. `taken`: how often the Tidak of a step was gone."""
    if not chart.pages:
        return {}
    return {
        nomor: Picture(_picture(chart, nomor, top, bottom, marks, taken or {}), _n(bottom - top))
        for nomor, top, bottom in chart.pages[0].rows
    }


def _picture(
    chart: Chart, nomor: int, top: float, bottom: float, marks: Mapping[int, Mark], taken: Mapping[int, int]
) -> Markup:
    width, height, mark = chart.edges[-1], bottom - top, marks[nomor]
    pale = {step for step, other in marks.items() if other.state == "lain"}
    lines = [
        Markup('<path class="bagan-kisi" d="M{} {}V{}"/>').format(_n(x), _n(top), _n(bottom)) for x in chart.edges[1:-1]
    ]
    last: list[Markup] = []
    # Gone ways on top of the others, so that they are seen whole
    for arrow in sorted(chart.arrows, key=lambda one: bool(one.tidak and taken.get(one.dari))):
        times = taken.get(arrow.dari, 0) if arrow.tidak else 0
        line, label = _arrow(arrow, top, bottom, width, times, pale=arrow.dari in pale or arrow.ke in pale)
        lines += line
        last += label
    symbols = [shape for shape in chart.shapes if shape.nomor == nomor]
    inner = [
        Markup('<path class="bagan-panah" d="M{} {}H{}"/>').format(
            _n(join.points[0][0]), _n(join.points[0][1]), _n(join.points[1][0])
        )
        for join in chart.joins
        if join.nomor == nomor
    ]
    inner += [
        _symbol(shape, mark, first=index == 0) for index, shape in enumerate(sorted(symbols, key=lambda s: not s.own))
    ]
    classes = " ".join(
        filter(None, ("bagan-langkah", f"bagan-{mark.state}" if mark.state else "", "bagan-telat" if mark.late else ""))
    )
    step = Markup('<a class="{}" href="{}" aria-label="{}">{}</a>').format(classes, mark.href, mark.name, _all(inner))
    return Markup(
        '<svg class="bagan" viewBox="0 {} {} {}" width="{}" height="{}" preserveAspectRatio="none">'
        '<g aria-hidden="true">{}</g>{}<g aria-hidden="true">{}</g></svg>'
    ).format(_n(top), _n(width), _n(height), _n(width), _n(height), _all(lines), step if inner else "", _all(last))


def _symbol(shape: Shape, mark: Mark, first: bool) -> Markup:
    x, y = shape.centre
    if shape.kind == WAJIK:
        form = Markup('<path class="bagan-bentuk" d="M{} {}L{} {}L{} {}L{} {}Z"/>').format(
            _n(x), _n(shape.y), _n(shape.x + shape.w), _n(y), _n(x), _n(shape.y + shape.h), _n(shape.x), _n(y)
        )
    else:
        radius = shape.h / 2 if shape.kind == KAPSUL else 0
        form = Markup('<rect class="bagan-bentuk" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
            _n(shape.x), _n(shape.y), _n(shape.w), _n(shape.h), _n(radius)
        )
    parts = [form]
    if shape.teks:
        parts.append(_text("bagan-teks", x, y, shape.teks))
    elif first and mark.state in ICONS and not mark.count:
        parts.append(_icon(mark.state, x, y))
    if first and shape.own and shape.teks and mark.state in ICONS and not mark.count:
        parts.append(
            Markup('<circle class="bagan-keping" cx="{}" cy="{}" r="8"/>').format(_n(shape.x + 2), _n(shape.y))
        )
        parts.append(_icon(mark.state, shape.x + 2, shape.y))
    if first and mark.count:
        at = (x, y) if shape.kind in (KOTAK, WAJIK) else (shape.x + shape.w - 2, shape.y)
        parts.append(Markup('<circle class="bagan-keping" cx="{}" cy="{}" r="10"/>').format(*map(_n, at)))
        parts.append(_text("bagan-jumlah", *at, str(mark.count)))
    return _all(parts)


def _icon(state: str, x: float, y: float) -> Markup:
    return Markup('<path class="bagan-ikon" transform="translate({} {})" d="{}"/>').format(_n(x), _n(y), ICONS[state])


def _arrow(
    arrow: Arrow, top: float, bottom: float, width: float, times: int, pale: bool
) -> tuple[list[Markup], list[Markup]]:
    """The parts of an arrow that lie in the row, and its words, which stand above all lines."""
    kind = " bagan-balik" if times else " bagan-pucat" if pale else ""
    low, high = top - OVER, bottom + OVER
    lines = []
    for a, b in pairwise(arrow.points):
        part = _clip(a, b, low, high)
        if part is not None:
            (x0, y0), (x1, y1) = part
            lines.append(
                Markup('<path class="bagan-panah{}" d="M{} {}L{} {}"/>').format(kind, _n(x0), _n(y0), _n(x1), _n(y1))
            )
    tip = arrow.points[-1]
    if top <= tip[1] <= bottom:
        lines.append(_head(arrow.points[-2], tip, kind))
    words = []
    if arrow.label and top <= arrow.spot[1] <= bottom:
        words.append(_text("bagan-kata", *arrow.spot, arrow.label))
    if times:
        x, y = _longest(arrow)
        x = min(max(x, 12.0), width - 12.0)
        if top <= y < bottom:
            words.append(
                Markup('<rect class="bagan-kali" x="{}" y="{}" width="24" height="16" rx="8"/>').format(
                    _n(x - 12), _n(y - 8)
                )
            )
            words.append(_text("bagan-kali-teks", x, y, f"{times}×"))
    return lines, words


def _clip(a: Point, b: Point, low: float, high: float) -> tuple[Point, Point] | None:
    if a[1] == b[1]:
        return (a, b) if low <= a[1] < high else None
    y0, y1 = sorted((a[1], b[1]))
    if y1 <= low or y0 >= high:
        return None
    start, end = min(max(a[1], low), high), min(max(b[1], low), high)
    return (a[0], start), (b[0], end)


def _head(before: Point, tip: Point, kind: str) -> Markup:
    (x0, y0), (x, y) = before, tip
    dx, dy = (0 if x == x0 else (1 if x > x0 else -1)), (0 if y == y0 else (1 if y > y0 else -1))
    bx, by = x - dx * HEAD, y - dy * HEAD
    return Markup('<path class="bagan-ujung{}" d="M{} {}L{} {}L{} {}Z"/>').format(
        kind, _n(x), _n(y), _n(bx + dy * SIDE), _n(by + dx * SIDE), _n(bx - dy * SIDE), _n(by - dx * SIDE)
    )


def _longest(arrow: Arrow) -> Point:
    """The middle of the longest straight part."""
    (x0, y0), (x1, y1) = max(pairwise(arrow.points), key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return (x0 + x1) / 2, (y0 + y1) / 2


def _text(kind: str, x: float, y: float, words: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="middle" dominant-baseline="central">{}</text>').format(
        kind, _n(x), _n(y), words
    )


def _all(parts: list[Markup]) -> Markup:
    return Markup("").join(parts)


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
