"""Where the pages of the printed form break: few pages, few arrows cut, pages evenly filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.sop_kinerja.bagan.isi import links_of
from plugins.sop_kinerja.sopform import SopData


@dataclass(frozen=True)
class Room:
    """What a page holds, in the unit of the rows: `first` has the title above the table, `last` what follows it."""

    page: float
    first: float
    last: float
    band: float


def paginate(sop: SopData, heights: Sequence[float], room: Room) -> list[list[int]]:
    """The rows of each page. A row that fits on no page stands alone on one; whether it fits is for the caller."""
    count = len(heights)
    if not count:
        return []
    spans = _spans(sop)
    # best[j]: (pages, cost, beginnings) of the first j rows
    best: list[tuple[int, float, tuple[int, ...]] | None] = [(0, 0.0, ()), *[None] * count]
    for end in range(1, count + 1):
        for begin in range(end):
            before = best[begin]
            cut = _cut(spans, begin, end, max(1, len(sop.pelaksana)))
            height = sum(heights[begin:end]) + cut[1] * room.band
            space = room.page - (room.first if begin == 0 else 0) - (room.last if end == count else 0)
            if before is None or (height > space and end - begin > 1):
                continue
            pages, cost, breaks = before
            now = (pages + 1, cost + 10.0 * cut[0] + 20.0 * (1 - height / room.page) ** 2, (*breaks, begin))
            found = best[end]
            if found is None or now < found:
                best[end] = now
    final = best[count]
    assert final is not None  # one row to a page is always a way
    starts = [*final[2], count]
    return [list(range(a, b)) for a, b in pairwise(starts)]


def _spans(sop: SopData) -> list[tuple[int, int]]:
    """Of each arrow the rows of its ends."""
    rows = {step.nomor: row for row, step in enumerate(sop.langkah)}
    return [(rows[link.dari], rows[link.ke]) for link in links_of(sop)]


def _cut(spans: list[tuple[int, int]], begin: int, end: int, columns: int) -> tuple[int, int]:
    """How many arrows a page of these rows cuts, and how many rows of connectors it needs for them."""
    above = below = 0
    for a, b in spans:
        here, there = (a, b) if begin <= a < end else (b, a)
        if begin <= here < end:
            above += there < begin
            below += there >= end
    return above + below, -(-above // columns) + -(-below // columns)
