"""What a drawn flowchart consists of, in plain units: points on paper, pixels on a screen; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass

KAPSUL, KOTAK, WAJIK, SEGILIMA = "kapsul", "kotak", "wajik", "segilima"
"""Capsule (mulai, selesai), rectangle (kegiatan), diamond (keputusan), pentagon (to another page)."""
Point = tuple[float, float]
NO_POINT: Point = (0.0, 0.0)


@dataclass(frozen=True)
class Style:
    """Sizes. `clear`: how near to a symbol no line runs (an arrow's head and a label need the room), `side`: what
    remains for lines between there and the column's border, `pitch`: the distance of neighbouring lines, `label_*`:
    the room that «Tidak» takes, `band`: the height of a row of connectors.
    """

    symbol_w: float
    symbol_h: float
    diamond_h: float
    connector_w: float
    connector_h: float
    clear: float
    side: float
    pitch: float
    label_w: float
    label_h: float
    band: float


PAPER = Style(35, 17, 24, 13, 14, 6, 3, 5, 15.5, 6.5, 28)
SCREEN = Style(56, 26, 36, 20, 20, 9, 8, 8, 27, 11, 40)


@dataclass(frozen=True)
class Shape:
    """A symbol: `x`, `y` are its upper left corner. `nomor` is its step (of a connector: the step that it serves on
    this page), `kolom` the column in which it stands, `teks` the word or letter in it. `own`: the step's own symbol.
    """

    kind: str
    x: float
    y: float
    w: float
    h: float
    page: int
    nomor: int
    kolom: int
    teks: str = ""
    own: bool = True

    @property
    def centre(self) -> Point:
        return self.x + self.w / 2, self.y + self.h / 2


@dataclass(frozen=True)
class Arrow:
    """A line with its head at the last point. `source`, `target` index `Chart.shapes`; `dari`, `ke` are the steps that
    it connects (0: the end). `label` (Ya, Tidak or nothing) is centred on `spot`.
    """

    points: tuple[Point, ...]
    page: int
    label: str
    spot: Point
    source: int
    target: int
    dari: int
    ke: int
    tidak: bool


@dataclass(frozen=True)
class Join:
    """The line between two symbols of one step."""

    points: tuple[Point, Point]
    page: int
    nomor: int


@dataclass(frozen=True)
class PageBox:
    """A page: `rows` are (step, top, bottom); above and below them stand the rows of connectors."""

    rows: tuple[tuple[int, float, float], ...]
    height: float


@dataclass(frozen=True)
class Chart:
    """`edges` are the x of the columns' borders, one more than there are columns."""

    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    joins: tuple[Join, ...]
    pages: tuple[PageBox, ...]
    edges: tuple[float, ...]
    style: Style
