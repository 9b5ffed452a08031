"""The layout: lines and pages of `halaman`, the ways of `rute`, the tracks of `jalur`, turned into coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from plugins.sop_kinerja.bagan.bentuk import NO_POINT, PAPER, Arrow, Chart, Join, Point, Shape, Style
from plugins.sop_kinerja.bagan.halaman import Line, Page, build, line_keys
from plugins.sop_kinerja.bagan.jalur import Run, Track, runs_of, tracks_of
from plugins.sop_kinerja.bagan.rute import DOWN, LEFT, RIGHT, UP, Node, Route, Streets
from plugins.sop_kinerja.bagan.sambungan import Groups
from plugins.sop_kinerja.sopform import SopData


def least_height(sop: SopData, nomor: int, style: Style = PAPER) -> float:
    """The height that the row of a step needs at least for its symbols and the lines between them."""
    return len(line_keys(sop, nomor)) * (style.diamond_h + 2 * style.clear + 2 * style.pitch)


def layout(
    sop: SopData,
    widths: Sequence[float],
    heights: Sequence[float],
    groups: Groups | None = None,
    style: Style = PAPER,
) -> Chart:
    """The flowchart over columns of the given `widths` and rows of the given `heights`.

    `groups`: for each page the rows that stand on it, counted from 0; without it all stand on one page. Each page's
    coordinates begin at the upper left corner of its first line, connectors included.
    """
    groups = groups if groups is not None else [range(len(sop.langkah))]
    edges = tuple(accumulate(widths, initial=0.0))
    pages, shapes = build(sop, edges, heights, groups, style)
    arrows, joins = [], []
    for number, page in enumerate(pages):
        arrows += _Drawing(page, shapes, edges, style).arrows(number)
        joins += _joins(page, shapes, number)
    return Chart(tuple(shapes), tuple(arrows), tuple(joins), tuple(page.box for page in pages), edges, style)


def _joins(page: Page, shapes: list[Shape], number: int) -> list[Join]:
    found = []
    for line in page.lines:
        if line.key[0]:
            row = [shapes[spot] for _, spot in sorted(line.spots.items())]
            for left, right in pairwise(row):
                y = line.centre
                found.append(Join(((left.x + left.w, y), (right.x, y)), number, left.nomor))
    return found


class _Drawing:
    """The arrows of one page."""

    def __init__(self, page: Page, shapes: list[Shape], edges: tuple[float, ...], style: Style) -> None:
        self.page, self.shapes, self.edges, self.style = page, shapes, edges, style
        self.routes = Streets(page, shapes, len(edges) - 1).route_all()
        self.at: dict[tuple[int, int], float] = {}
        for (upright, line), tracks in tracks_of(self.routes).items():
            room = self._room_across(line // 2) if upright else self._room_down(line // 2)
            for track in tracks:
                for stretch in track.stretches:
                    self.at[stretch] = _position(track, *room, style.pitch, lean=0 if upright else -1)

    def arrows(self, number: int) -> list[Arrow]:
        found = []
        for index, route in enumerate(self.routes):
            link = route.job.link
            points = self._points(index, route)
            spot = self._spot(self.shapes[route.source], route.nodes) if route.job.label else NO_POINT
            found.append(
                Arrow(
                    points, number, route.job.label, spot, route.source, route.target, link.dari,
                    0 if link.ke_place != "sendiri" else link.ke, link.tidak,
                )
            )  # fmt: skip
        return found

    def _points(self, index: int, route: Route) -> tuple[Point, ...]:
        runs = runs_of(route.nodes)
        fixed = [self._fixed(run, (index, part)) for part, run in enumerate(runs)]
        points = [_port(self.shapes[route.source], _way(route.nodes[0], route.nodes[1]))]
        for (run, here), there in zip(zip(runs, fixed, strict=True), fixed[1:], strict=False):
            points.append((here, there) if run.upright else (there, here))
        points.append(_port(self.shapes[route.target], _way(route.nodes[-1], route.nodes[-2])))
        return tuple(points)

    def _fixed(self, run: Run, stretch: tuple[int, int]) -> float:
        """The x of an upright run, the y of a level one."""
        if run.line % 2 == 0:
            return self.at[stretch]
        middle = run.line // 2
        return (self.edges[middle] + self.edges[middle + 1]) / 2 if run.upright else self.page.lines[middle].centre

    def _room_across(self, gutter: int) -> tuple[float, float, float | None]:
        """From where to where the lines of a gutter between columns may run, and the table's line within it."""
        border = self.edges[gutter]
        left = [s.x + s.w for s in self._shapes() if s.kolom == gutter - 1]
        right = [s.x for s in self._shapes() if s.kolom == gutter]
        low, high = max(left, default=self._middle(gutter - 1)), min(right, default=self._middle(gutter))
        return _room(low if gutter else None, high if gutter < len(self.edges) - 1 else None, border, self.style.clear)

    def _room_down(self, gutter: int) -> tuple[float, float, float | None]:
        lines = self.page.lines
        above, below = lines[gutter - 1] if gutter else None, lines[gutter] if gutter < len(lines) else None
        border = above.base if above is not None else 0.0
        low = None if above is None else max((self._low(above)), default=above.centre)
        high = None if below is None else min((self._high(below)), default=below.centre)
        return _room(low, high, border, self.style.clear)

    def _low(self, line: Line) -> list[float]:
        return [self.shapes[spot].y + self.shapes[spot].h for spot in line.spots.values()]

    def _high(self, line: Line) -> list[float]:
        return [self.shapes[spot].y for spot in line.spots.values()]

    def _shapes(self) -> list[Shape]:
        return [self.shapes[spot] for line in self.page.lines for spot in line.spots.values()]

    def _middle(self, column: int) -> float:
        column = min(max(column, 0), len(self.edges) - 2)
        return (self.edges[column] + self.edges[column + 1]) / 2

    def _spot(self, shape: Shape, nodes: tuple[Node, ...]) -> Point:
        """The label's middle: in the corner beside a diamond's point, where no line can come."""
        x, y = shape.centre
        w, h = self.style.label_w, self.style.label_h
        way = _way(nodes[0], nodes[1])
        if way == DOWN:
            return x + shape.w / 8 + w / 2, y + shape.h * 3 / 8 + h / 2 + self.style.clear / 12
        inner = max(shape.w / 2 + self.style.clear - w, self.style.clear / 3)
        rise = shape.h / 2 * max(0.0, 1 - 2 * inner / shape.w) + self.style.clear / 12
        return x + way[0] * (inner + w / 2), y - rise - h / 2


def _way(node: Node, after: Node) -> Node:
    return after[0] - node[0], after[1] - node[1]


def _port(shape: Shape, way: Node) -> Point:
    x, y = shape.centre
    return {
        LEFT: (shape.x, y),
        RIGHT: (shape.x + shape.w, y),
        UP: (x, shape.y),
        DOWN: (x, shape.y + shape.h),
    }[way]


def _room(
    low: float | None, high: float | None, border: float | None, clear: float
) -> tuple[float, float, float | None]:
    """The room between the symbols on both sides of a gutter, kept clear of them; at the edge of the page, up to it."""
    if low is None or high is None:
        edge, symbol = border or 0.0, low if low is not None else high
        if symbol is None:
            return edge, edge, None
        gap = min(clear, abs(symbol - edge) * 2 / 3)
        return (symbol + gap, edge, None) if symbol < edge else (edge, symbol - gap, None)
    if border is None:
        gap = min(clear, (high - low) / 4)
        return low + gap, high - gap, None
    return low + min(clear, (border - low) * 2 / 3), high - min(clear, (high - border) * 2 / 3), border


def _position(track: Track, low: float, high: float, border: float | None, pitch: float, lean: int) -> float:
    """Where a track runs: beside the table's own line, never on it."""
    count, level = track.levels, track.level
    if border is not None and lean < 0 and border - low >= count * pitch:
        high, border = border, None  # all fit into the upper row
    if border is None:
        step = min(pitch, (high - low) / (count + 0.5))
        return (low + high) / 2 + (level - (count - 1) / 2) * step
    odd = count % 2
    step = min(pitch, 2 * (border - low) / (count + odd), 2 * (high - border) / (count + odd))
    side = -1 if sum(side for _, side in track.turns) < 0 else 1
    return border + (level - (count - 1) / 2) * step + (odd * side * step / 2 if count == 1 else odd * step / 2)
