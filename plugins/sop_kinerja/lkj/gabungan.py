"""Merged cells of a sheet: what stands in the first of several rows holds for those below it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Any

from plugins.sop_kinerja.lkj.kepala import Baris
from plugins.sop_kinerja.lkj.sel import EMPTY

MOST = 5_000
"""Merged areas that are looked at, and a hundred times as many of their rows: of more nobody merged them by hand."""
_MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s[^<>]{0,100}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


def fill_merged(rows: list[Baris], sheet: Any) -> None:
    """In place, and only downwards: a title over several columns is no figure of each of them."""
    from openpyxl.utils import range_boundaries  # only where a table is read: it would cost each start

    with sheet._get_source() as source:  # the reader that keeps no sheet in memory does not tell what is merged
        found = _MERGED.findall(source.read())[:MOST]
    numbers = [row.nomor for row in rows]
    left = MOST * 100
    for area in found:
        column, first, _, last = range_boundaries(area.decode())
        above = bisect_right(numbers, first) - 1
        if last == first or above < 0 or numbers[above] != first or len(rows[above].sel) < column:
            continue
        cell = rows[above].sel[column - 1]
        below = range(above + 1, bisect_right(numbers, last)) if cell.teks else range(0)
        left -= len(below)
        if left < 0:
            return
        if below:
            rows[above].sel[column - 1] = replace(cell, gabungan="awal")
        for row in (rows[index] for index in below):
            row.sel.extend([EMPTY] * (column - len(row.sel)))
            if not row.sel[column - 1].teks:
                row.sel[column - 1] = replace(cell, gabungan="lanjutan")
