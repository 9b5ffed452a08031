"""The flowchart of an SOP at the sizes of a screen: the row heights are estimated from the texts beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plugins.sop_kinerja.bagan.bentuk import SCREEN, Chart
from plugins.sop_kinerja.bagan.tata import layout, least_height
from plugins.sop_kinerja.sopform import SopData

LETTER, LINE, PADDING, HEADING = 6.6, 18.0, 14.0, 6.9
"""Pixels: the width of a letter and the height of a line of the table's type (HEADING: a letter of its head), rather
too much than too little, since a row that comes out higher than its picture stretches it."""
Texts = Sequence[tuple[str, float]]
"""Texts of a row, each with the width of its cell in pixels; a new line begins where the text has one."""


def column_widths(labels: Sequence[str]) -> list[float]:
    """Of the performers' columns, in pixels: narrower the more there are, and never so narrow that a word breaks."""
    least = max(66.0, min(92.0, 432.0 / max(1, len(labels))))
    longest = (max((len(word) for word in re.split(r"[\s/]+", label)), default=0) for label in labels)
    return [min(130.0, max(least, HEADING * letters + 10)) for letters in longest]


def screen_chart(sop: SopData, texts: Mapping[int, Texts]) -> Chart:
    """`texts`: of each step what stands in its row."""
    heights = [
        max(least_height(sop, step.nomor, SCREEN), row_height(texts.get(step.nomor, ()))) for step in sop.langkah
    ]
    return layout(sop, column_widths([column.label for column in sop.pelaksana]), heights, style=SCREEN)


def row_height(texts: Texts) -> float:
    return PADDING + LINE * max((_lines(text, width) for text, width in texts), default=1)


def _lines(text: str, width: float) -> int:
    return sum(_wrapped(line, max(4, int((width - 10) / LETTER))) for line in text.split("\n"))


def _wrapped(text: str, room: int) -> int:
    """How many lines of so many letters the text takes when its words are set one after another."""
    lines, left = 1, room
    for word in text.split():
        need = len(word) + 1
        if need > left and left < room:
            lines, left = lines + 1, room
        extra, rest = divmod(max(0, need - 1), room)
        lines, left = lines + extra, left - rest - 1 if extra == 0 else room - rest - 1
    return lines
