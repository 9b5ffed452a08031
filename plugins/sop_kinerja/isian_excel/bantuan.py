"""What helps where one types: a note on the cell, and what the spreadsheet program itself lets in."""

from typing import Any

from core.idn.numbers import LIMIT
from core.spreadsheet_cells import clean
from plugins.sop_kinerja.isian_excel.bentuk import Baris, Kolom

NUMBERS = ("nilai", "pembilang", "penyebut")
"""Columns in which numbers are typed (or words of a list)."""
_MOST = int(LIMIT) - 1


def note(sheet: Any, row: int, at: int, complaint: str, about: str) -> None:
    """A note with what is to be put right, and what the figure is; none where there is nothing to say."""
    text = "\n\n".join(part for part in (complaint and f"PERBAIKI: {complaint}", about) if part)
    if text:
        size = {"x_scale": 2.4, "y_scale": 0.7 + len(text) / 150}
        sheet.write_comment(row, at, clean(text)[:2000], {"author": "Selaras", "font_size": 9, **size})


def about(line: Baris, column: Kolom) -> str:
    """What the note on a cell says of it: the indicator's definition, or the name of the part of a ratio."""
    if column.nama == "nilai":
        return line.catatan
    return {"pembilang": line.pembilang, "penyebut": line.penyebut}.get(column.nama, "")


def rule(line: Baris, column: Kolom, choices: str) -> dict[str, Any]:
    """What may be typed, for xlsxwriter; `choices` is the range of the words of the line's list."""
    options: dict[str, Any] = {"error_title": "Periksa isian", "error_type": "stop", "ignore_blank": True}
    if line.pilihan:
        return options | {
            "validate": "list",
            "source": choices,
            "error_message": "Pilih salah satu dari daftar.",
            "input_title": "Pilih dari daftar",
            "input_message": "Tekan panah di kanan sel.",
        }
    hint = f"Satuan: {line.satuan}" if column.nama == "nilai" else about(line, column)
    return options | {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_MOST,
        "maximum": _MOST,
        "error_message": "Tulis angka saja, tanpa satuan, tanda persen, atau titik ribuan.",
        "input_title": column.judul,
        "input_message": hint[:200] or "Angka",
    }
