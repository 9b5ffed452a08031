"""Bar charts as numbers: where bars end, where the mark stands, and what is written along the axis. Pure.

Positions are in per cent of the width, so that the same chart is drawn in a browser of any width and on paper.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.idn.numbers import format_percent
from plugins.sop_kinerja.statistik import in_words

LOG_FROM = 30
"""From this factor between the shortest and the longest on, a linear bar would hide the short ones."""
GAP = 25.0
"""Per cent of the width that two words along the axis keep apart: they must not touch on a phone."""


@dataclass(frozen=True)
class Bar:
    """A row: up to where the strong bar and the thin one behind it reach, and where the mark stands (None: no mark)."""

    label: str
    note: str
    strong: float
    thin: float
    mark: float | None


@dataclass(frozen=True)
class Tick:
    """`anchor`: start, middle or end, as SVG says."""

    at: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    ticks: list[Tick]
    log: bool


@dataclass(frozen=True)
class Row:
    """What is to be drawn: the values of the bars and of the mark, on one scale."""

    label: str
    note: str
    strong: int
    thin: int
    mark: int | None = None


def of_times(rows: Sequence[Row], day: int) -> Chart:
    """Values in minutes; a day has `day` of them."""
    round_times = [1, 2, 5, 10, 30, 60, 120, 240, *(day * one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))]
    return _chart(rows, round_times, lambda minutes: in_words(minutes, day) if minutes else "0")


def of_shares(rows: Sequence[Row]) -> Chart:
    """Values in per cent."""
    round_shares = [1, 2, 5, *(base * power for power in (10, 100, 1000, 10_000, 100_000) for base in (1, 2, 5))]
    return _chart(rows, round_shares, lambda percent: format_percent(Decimal(percent), 0))


def _chart(rows: Sequence[Row], steps: Sequence[int], words: Callable[[int], str]) -> Chart:
    values = [value for row in rows for value in (row.strong, row.thin, row.mark) if value]
    if not values:
        return Chart([Bar(row.label, row.note, 0, 0, None) for row in rows], [], False)
    least, most = min(values), max(values)
    log = most >= LOG_FROM * least
    high = next((one for one in steps if one >= most), most)
    low = next((one for one in reversed(steps) if one < least), 1) if log else 0

    def place(value: int) -> float:
        if not log:
            return round(100 * value / high, 2)
        # What is less than the axis begins with is drawn as the thinnest bar, not as none.
        return round(max(1.0, 100 * math.log(max(value, low) / low) / math.log(high / low)), 2)

    bars = [
        Bar(row.label, row.note, place(row.strong), place(row.thin), None if row.mark is None else place(row.mark))
        for row in rows
    ]
    return Chart(bars, _ticks(low, high, [one for one in steps if low <= one <= high], place, words), log)


def _ticks(
    low: int, high: int, steps: Sequence[int], place: Callable[[int], float], words: Callable[[int], str]
) -> list[Tick]:
    """Both ends, and between them as many round values as have room, the greater first: these are what is long."""
    found = [(100.0, high), (0.0, low)]
    for value in reversed(steps):
        at = place(value)
        if all(abs(at - other) >= GAP for other, _ in found):
            found.append((at, value))
    found.sort()
    return [Tick(at, words(value), "start" if at < 1 else "end" if at > 99 else "middle") for at, value in found]
