"""Line charts as numbers: where points, lines and the target stand. Pure.

Across in per cent of the width, down in per cent of the height, so that the same chart fits any screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from core.idn.numbers import format_number, format_percent

EDGE = 6.0
"""Per cent of the width that stay free at each side: a word under the first point must not be cut."""
_TOPS = (120, 150, 200, 300, 500, 1000, 2000, 5000)
NEAR = 10.0
"""Per cent of the height within which two words at the side would stand in one another; the target's word stays."""


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str
    note: str
    """What it is, for who hovers: 'Triwulan II 2026: 96,4%'."""


@dataclass(frozen=True)
class Tick:
    at: float
    label: str
    below: str = ""


@dataclass(frozen=True)
class Lines:
    """`lines` join neighbouring points: where a period has no figure there is a gap, never a zero."""

    points: list[Point]
    lines: list[tuple[Point, Point]]
    across: list[Tick]
    up: list[Tick]
    target: float | None

    @property
    def empty(self) -> bool:
        return not self.points


@dataclass(frozen=True)
class Column:
    """A period: `value` in per cent, None: none; `label` short under the chart, `below` beneath it (the year)."""

    label: str
    name: str
    value: Decimal | None
    below: str = ""


def of_percent(columns: Sequence[Column], target: Decimal = Decimal(100)) -> Lines:
    """Values in per cent, with the target as a line across."""
    values = [column.value for column in columns if column.value is not None]
    top = _above(max([*values, target]))
    bottom = min([Decimal(0), *(_below(value) for value in values if value < 0)])

    def down(value: Decimal) -> float:
        return round(float(100 - 100 * (value - bottom) / (top - bottom)), 2)

    step = (100 - 2 * EDGE) / max(1, len(columns) - 1)
    places = [round(EDGE + step * at, 2) if len(columns) > 1 else 50.0 for at in range(len(columns))]
    points: dict[int, Point] = {}
    for at, column in enumerate(columns):
        if column.value is not None:
            shown = format_percent(column.value)
            points[at] = Point(
                places[at], down(column.value), format_percent(column.value, 0), f"{column.name}: {shown}"
            )
    lines = [(points[at], points[at + 1]) for at in points if at + 1 in points]
    across = [Tick(at, column.label, column.below) for at, column in zip(places, columns, strict=True)]
    marks = sorted({bottom, target, top, *([Decimal(0)] if bottom < 0 else [])})
    up = [
        Tick(down(value), f"{format_number(value)}%")
        for value in marks
        if value == target or abs(down(value) - down(target)) >= NEAR
    ]
    return Lines(list(points.values()), lines, across, up, down(target))


def _above(value: Decimal) -> Decimal:
    """The next round value: the chart's upper edge."""
    return Decimal(next((top for top in _TOPS if top >= value), _TOPS[-1] * ceil(value / _TOPS[-1])))


def _below(value: Decimal) -> Decimal:
    return -_above(-value) if value < -100 else Decimal(-100)
