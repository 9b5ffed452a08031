"""What is wrong across and around the table of a filled form: merged cells, and cells where the form has none."""

from collections.abc import Iterator

from plugins.sop_kinerja.isian_excel.alamat import cell, place, spanned
from plugins.sop_kinerja.isian_excel.bentuk import ISIAN
from plugins.sop_kinerja.isian_excel.masalah import Masalah
from plugins.sop_kinerja.isian_excel.proses import Lembar
from plugins.sop_kinerja.isian_excel.susunan import Susunan

MOST_STRAYS = 50
"""Cells outside of the form that are named one by one."""
Rentang = tuple[int, int, int, int]
"""First column, first row, last column, last row."""


def merged(sheet: Lembar, places: Susunan) -> tuple[list[Masalah], list[Rentang]]:
    """Ranges that touch the table; each is a problem."""
    problems: list[Masalah] = []
    found: list[Rentang] = []
    for reference in sheet.gabung:
        try:
            span = spanned(reference)
        except ValueError:
            continue
        first_column, first_row, last_column, last_row = span
        if last_row < places.kepala or first_column > max(places.kolom.values()):
            continue
        found.append((first_column, first_row, last_column, last_row))
        row = max(first_row, places.kepala)
        line = places.baris.get(row)
        sentence = f"Sel {reference} digabung. Pisahkan lagi: setiap sel formulir diisi sendiri-sendiri."
        problems.append(Masalah(ISIAN, cell(first_column, first_row), sentence, line.kunci if line else ""))
    return problems, found


def strays(sheet: Lembar, places: Susunan) -> list[Masalah]:
    """Cells with something in them where the form has nothing."""
    found = list(_beside(sheet, places, set(places.kolom.values())))
    problems = [
        Masalah(ISIAN, address, "Ada isi di luar formulir. Hapus isi sel ini.") for address in found[:MOST_STRAYS]
    ]
    if more := len(found[MOST_STRAYS:]) + sheet.lainnya:
        sentence = f"Selain sel ini masih ada {more} sel berisi di luar formulir. Unduh formulir baru."
        problems.append(Masalah(ISIAN, found[-1], sentence))
    return problems


def _beside(sheet: Lembar, places: Susunan, ours: set[int]) -> Iterator[str]:
    for address, (kind, *_) in sheet.sel.items():
        column, row = place(address)
        if row < places.kepala or (column in ours and row == places.kepala):
            continue
        # What has words in a column of ours is a line that does not belong here, and is named as such.
        if column not in ours or (row not in places.baris and kind not in ("teks", "angka")):
            yield address
    yield from sheet.luar
