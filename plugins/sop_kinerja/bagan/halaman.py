"""Where everything stands: pages, the lines of symbols on them, and the connectors between pages.

A page is a grid. Its lines are, from above: rows of connectors from other pages, then for each step its own symbol
(with a capsule before or after it where `isi` says so), then rows of connectors to other pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.sop_kinerja.bagan.bentuk import SEGILIMA, WAJIK, PageBox, Shape, Style
from plugins.sop_kinerja.bagan.isi import AFTER, BEFORE, OWN, Link, columns_of, links_of, symbols_of
from plugins.sop_kinerja.bagan.sambungan import Crossing, Groups, bands, crossings_of, pages_by_step, sides
from plugins.sop_kinerja.sopform import SopData

TOP, BOTTOM = "atas", "bawah"


@dataclass
class Line:
    """A line of symbols: `key` is (step, place), or (0, TOP or BOTTOM) of connectors; `spots` are the shapes by column.

    `base` is the border of the table's row below it, or None when the line ends inside a row.
    """

    key: tuple[int, str]
    top: float
    bottom: float
    base: float | None
    spots: dict[int, int] = field(default_factory=dict)

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Job:
    """An arrow on one page, between two of its lines. `source`, `target`: shapes that may be its ends, best first."""

    link: Link
    label: str
    source: tuple[int, ...]
    target: tuple[int, ...]
    source_line: int
    target_line: int


@dataclass
class Page:
    lines: list[Line]
    jobs: list[Job]
    box: PageBox


def line_keys(sop: SopData, nomor: int) -> list[tuple[int, str]]:
    """The lines of a step, from above."""
    places = {symbol.place for symbol in symbols_of(sop) if symbol.nomor == nomor}
    return [(nomor, place) for place in (BEFORE, OWN, AFTER) if place == OWN or place in places]


def build(
    sop: SopData, edges: Sequence[float], heights: Sequence[float], groups: Groups, style: Style
) -> tuple[list[Page], list[Shape]]:
    """The pages with their lines and the arrows between them, and all shapes."""
    shapes: list[Shape] = []
    crossings = crossings_of(sop, groups)
    pages = [
        _page(sop, edges, heights, group, number, count, style, shapes)
        for number, (group, count) in enumerate(zip(groups, bands(sop, groups), strict=True))
    ]
    for number, page in enumerate(pages):
        above, below = sides(crossings, number)
        ports = _connect(sop, page, number, TOP, above, edges, style, shapes)
        ports |= _connect(sop, page, number, BOTTOM, below, edges, style, shapes)
        page.jobs = _jobs(sop, page, number, groups, ports)
    return pages, shapes


def _page(
    sop: SopData, edges: Sequence[float], heights: Sequence[float], group: Sequence[int], number: int,
    count: tuple[int, int], style: Style, shapes: list[Shape],
) -> Page:  # fmt: skip
    lines: list[Line] = []
    rows = []
    y = 0.0
    for _ in range(count[0]):
        lines.append(Line((0, TOP), y, y + style.band, y + style.band))
        y += style.band
    for row in group:
        step = sop.langkah[row]
        keys = line_keys(sop, step.nomor)
        part = heights[row] / len(keys)
        for index, key in enumerate(keys):
            top = y + index * part
            lines.append(Line(key, top, top + part, top + part if index == len(keys) - 1 else None))
        rows.append((step.nomor, y, y + heights[row]))
        y += heights[row]
    for _ in range(count[1]):
        lines.append(Line((0, BOTTOM), y, y + style.band, y + style.band))
        y += style.band
    by_key = {line.key: line for line in lines if line.key[0]}
    for symbol in symbols_of(sop):
        line = by_key.get((symbol.nomor, symbol.place))
        if line is not None:
            height = style.diamond_h if symbol.kind == WAJIK else style.symbol_h
            line.spots[symbol.kolom] = _place(
                shapes, line, edges, symbol.kolom, (style.symbol_w, height), style,
                kind=symbol.kind, page=number, nomor=symbol.nomor, teks=symbol.teks, own=symbol.place == OWN,
            )  # fmt: skip
    return Page(lines, [], PageBox(tuple(rows), y))


def _place(
    shapes: list[Shape], line: Line, edges: Sequence[float], kolom: int, size: tuple[float, float], style: Style,
    *, kind: str, page: int, nomor: int, teks: str, own: bool,
) -> int:  # fmt: skip
    """Puts a symbol in the middle of its cell, smaller where the cell is small; gives its index."""
    left, right = edges[kolom], edges[kolom + 1]
    w = min(size[0], max((right - left) * 0.4, right - left - 2 * (style.clear + style.side)))
    h = min(size[1], (line.bottom - line.top) * 0.6)
    shapes.append(
        Shape(kind, (left + right - w) / 2, line.centre - h / 2, w, h, page, nomor, kolom, teks, own)
    )  # fmt: skip
    return len(shapes) - 1


def _connect(
    sop: SopData, page: Page, number: int, side: str, crossings: list[Crossing], edges: Sequence[float], style: Style,
    shapes: list[Shape],
) -> dict[Link, tuple[int, int]]:  # fmt: skip
    """Puts the connectors of one side of a page, each as near to its step's column as there is room.

    Gives for each link (line, shape).
    """
    steps = {step.nomor: step for step in sop.langkah}
    free = [
        (index, kolom)
        for index, line in enumerate(page.lines)
        if line.key == (0, side)
        for kolom in range(len(edges) - 1)
    ]
    found = {}
    for one in crossings:
        nomor = one.link.dari if one.page == number else one.link.ke
        wanted = columns_of(sop, steps[nomor])[0]
        index, kolom = min(free, key=lambda spot: (abs(spot[1] - wanted), spot))
        free.remove((index, kolom))
        line = page.lines[index]
        line.spots[kolom] = _place(
            shapes, line, edges, kolom, (style.connector_w, style.connector_h), style,
            kind=SEGILIMA, page=number, nomor=nomor, teks=one.letter, own=False,
        )  # fmt: skip
        found[one.link] = (index, line.spots[kolom])
    return found


def _jobs(sop: SopData, page: Page, number: int, groups: Groups, ports: dict[Link, tuple[int, int]]) -> list[Job]:
    page_of = pages_by_step(sop, groups)
    where = {line.key: index for index, line in enumerate(page.lines) if line.key[0]}
    steps = {step.nomor: step for step in sop.langkah}

    def ends(nomor: int, place: str) -> tuple[int, tuple[int, ...]]:
        line = where[(nomor, place)]
        spots = page.lines[line].spots
        return line, tuple(spots[kolom] for kolom in columns_of(sop, steps[nomor]) if kolom in spots)

    found = []
    for link in links_of(sop):
        here, there = page_of[link.dari] == number, page_of[link.ke] == number
        if not (here or there):
            continue
        away = ports.get(link)
        connector = (away[0], (away[1],)) if away else None
        source_line, source = ends(link.dari, link.dari_place) if here else connector or (0, ())
        target_line, target = ends(link.ke, link.ke_place) if there else connector or (0, ())
        found.append(Job(link, link.label if here else "", source, target, source_line, target_line))
    return found
