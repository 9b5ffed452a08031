"""Reads a filled form into plain cells. Runs only in a process of its own (`anak`): what it reads may be hostile."""

import datetime
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from plugins.sop_kinerja.isian_excel import pagar, pagar_lembar
from plugins.sop_kinerja.isian_excel.bentuk import IDENTITAS, ISIAN, MAX_NOTE

STRICT = (
    "Berkas ini disimpan sebagai «Strict Open XML», yang tidak dapat dibaca. Simpan lagi dengan jenis «Excel Workbook "
    "(*.xlsx)», lalu unggah."
)
MAX_TEXT = 6_000_000
"""Letters of all cells together: one long text may stand in many cells and take room in the file only once."""
LONGEST = MAX_NOTE + 500
"""Letters of a text that are handed on: enough to say that it is too long."""
EXACT = 15
"""Significant digits that a cell keeps for certain, and that Excel shows: 0.30000000000000004 is 0.3."""

Cell = list[Any]
"""[kind, text, more]: kinds are angka (text is plain decimal; more: its number format), teks, rumus (more: the value
that the program calculated, as a Cell, or None), tanggal, galat, logika."""


def open_form(path: Path) -> dict[str, Any]:
    """{"lembar": names, "isian" and "identitas": {"sel": {address: Cell}, "gabung": [...], "luar": [...], "lainnya": n}
    or None where there is no such sheet}.

    :raises pagar_lembar.Refused: when it is not read at all.
    """
    found = pagar.inspect(path)
    # By open files: stored ones have no ending in their name, and openpyxl goes by that.
    with path.open("rb") as one, path.open("rb") as other:
        written = openpyxl.load_workbook(one, read_only=True, data_only=False, keep_links=False)
        shown = openpyxl.load_workbook(other, read_only=True, data_only=True, keep_links=False)
        # Its XML is named as in another standard, which openpyxl passes over.
        if found and not written.sheetnames:
            raise pagar_lembar.Refused(STRICT)
        sheets: dict[str, Any] = {"lembar": [str(name)[:40] for name in written.sheetnames[:50]]}
        for key, name in (("isian", ISIAN), ("identitas", IDENTITAS)):
            there = name in found and name in written.sheetnames
            sheets[key] = _sheet(found[name], written[name], shown[name]) if there else None
    return sheets


def _sheet(found: pagar_lembar.Lembar, written: Any, shown: Any) -> dict[str, Any]:
    return {
        "sel": _cells(written, shown),
        "gabung": found.merged[:100],
        "luar": found.outside,
        "lainnya": found.outside_count - len(found.outside),
    }


def _cells(written: Any, shown: Any) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    room = MAX_TEXT
    frame = {"max_row": pagar_lembar.MAX_ROW, "max_col": pagar_lembar.MAX_COLUMN}
    for row, results in zip(written.iter_rows(**frame), shown.iter_rows(**frame), strict=False):
        for one, result in zip(row, results, strict=False):
            if one.value is not None and (cell := _cell(one, result)) is not None:
                cells[one.coordinate] = cell
                room -= len(cell[1])
                if room < 0:
                    raise pagar_lembar.Refused(pagar_lembar.TOO_LARGE)
    return cells


def _cell(cell: Any, result: Any) -> Cell | None:
    value = cell.value
    if cell.data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        text = getattr(value, "text", value)
        cached = None if result.value is None else _cell(result, result)
        return ["rumus", str(text)[:LONGEST], cached]
    if cell.data_type == "e":
        return ["galat", str(value)[:20], None]
    if isinstance(value, bool):
        return ["logika", "TRUE" if value else "FALSE", None]
    if isinstance(value, float) and not math.isfinite(value):
        return ["galat", "#NUM!", None]
    if isinstance(value, int | float):
        return ["angka", _decimal(value), str(cell.number_format or "")[:60]]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return ["tanggal", _day(value), None]
    text = str(value)
    return ["teks", text[:LONGEST], None] if text.strip() else None


def _decimal(value: int | float) -> str:
    return f"{Decimal(value):f}" if isinstance(value, int) else f"{Decimal(format(value, f'.{EXACT}g')):f}"


def _day(value: Any) -> str:
    """'2026-04-03' of a day, with the time where it has one; '09:30:00' of a time of day."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value)[:30]
