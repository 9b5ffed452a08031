"""The table of an XLSX. Cells that hold numbers are taken as numbers: what a person sees depends on their Excel."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from plugins.sop_kinerja.lkj.gabungan import fill_merged
from plugins.sop_kinerja.lkj.kepala import MAX_ROWS, Baris, Tabel, below, find_head, no_head
from plugins.sop_kinerja.lkj.sel import EMPTY, Sel, TabelDitolak
from plugins.sop_kinerja.lkj.tabel import MAX_CELLS, MAX_TEXT

MAX_UNPACKED = 60_000_000
"""Bytes that the file says it unpacks to; a reader of zips gives no more than what is said."""
ENCRYPTED = 1
"""The bit of a zip entry that needs a password."""
GAP = 1_000
"""Empty rows after which a table is over."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^]]*\]')
"""What a number format writes as it stands: a percent sign in quotes multiplies nothing."""
SIGNIFICANT = 15
"""Digits that Excel itself keeps of a number; what follows is noise of the binary fraction."""


def read_xlsx(content: bytes) -> Tabel:
    """:raises TabelDitolak: when no sheet holds such a table, or the file is not to be trusted."""
    _ensure_safe(content)
    try:
        values, formulas = _book(content, data_only=True), _book(content, data_only=False)
    except TabelDitolak:
        raise
    except Exception as error:  # a broken workbook breaks in many ways
        raise TabelDitolak("Berkas XLSX ini rusak. Buka di Excel, simpan lagi, lalu unggah.") from error
    try:
        found: tuple[str, list[Baris], Any] | None = None
        others: list[str] = []
        unread: list[Baris] = []
        for name in values.sheetnames:
            if values[name].sheet_state != "visible":
                continue
            rows = _rows(values[name], formulas[name])
            fill_merged(rows, values[name])
            head = find_head(rows)
            if head is not None and found is None:
                found = name, rows, head
            elif head is not None:
                others.append(name)
            unread = unread or rows
        if found is not None:
            name, rows, head = found
            notes = [] if len(values.sheetnames) == 1 else [f"Dibaca dari lembar «{name}»."]
            if others:
                notes.append(f"Lembar lain yang juga memuat tabel tidak dibaca: {', '.join(others)}.")
            return below(rows, head, notes, sisi=True)
        raise no_head(unread)
    except TabelDitolak:
        raise
    except Exception as error:
        raise TabelDitolak("Isi lembar XLSX ini rusak. Buka di Excel, simpan lagi, lalu unggah.") from error
    finally:
        values.close()
        formulas.close()


def _ensure_safe(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > 2_000:
                raise TabelDitolak(
                    "Isi berkas XLSX ini terlalu besar untuk sebuah tabel kinerja. Sisakan lembarnya saja."
                )
            for entry in entries:
                if entry.flag_bits & ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise TabelDitolak("Berkas XLSX ini berkata sandi. Simpan tanpa kata sandi, lalu unggah.")
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        if b"<!DOCTYPE" in part.read(4096).upper():
                            raise TabelDitolak(
                                "Berkas XLSX ini memuat bagian yang tidak dibuat Excel, jadi tidak dibuka."
                            )
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise TabelDitolak("Berkas XLSX ini rusak. Buka di Excel, simpan lagi, lalu unggah.") from error


def _book(content: bytes, *, data_only: bool) -> Any:
    import openpyxl  # only where a table is read: it would cost each start

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions that we do not read
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _rows(values: Any, formulas: Any) -> list[Baris]:
    # What a sheet says about its own size may be a lie; without it the reader goes by what is there.
    values.reset_dimensions()
    formulas.reset_dimensions()
    rows: list[Baris] = []
    pairs = zip(values.iter_rows(max_col=MAX_CELLS), formulas.iter_rows(max_col=MAX_CELLS), strict=False)
    last = 0
    for number, (shown, written) in enumerate(pairs, start=1):
        if number - last > GAP:
            break  # the reader makes up a million empty rows before a lone cell at the end of the sheet
        if not shown:
            continue
        cells = [_cell(cell, raw) for cell, raw in zip(shown, written, strict=False)]
        if any(cell.teks for cell in cells):
            last = number
            rows.append(Baris(number, cells))
            if len(rows) > MAX_ROWS:
                raise TabelDitolak(f"Lembar memuat lebih dari {MAX_ROWS} baris. Bagilah menjadi beberapa berkas.")
    return rows


def _cell(cell: Any, raw: Any) -> Sel:
    value = cell.value
    formula = isinstance(raw.value, str) and raw.data_type == "f"
    if value is None:
        if formula:
            return Sel(str(raw.value)[:60], galat="memuat rumus yang belum dihitung; simpan dahulu di Excel")
        return EMPTY
    note = f"hasil rumus {str(raw.value)[:60]}" if formula else ""
    if isinstance(value, bool):
        return Sel(str(value), galat="memuat BENAR atau SALAH, bukan angka")
    if isinstance(value, datetime | date | time):
        return Sel(str(value), galat="berisi tanggal; Excel mengubah yang diketik menjadi tanggal")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""), note)
    text = str(value)
    if len(text) > MAX_TEXT:
        raise TabelDitolak(f"Satu sel memuat lebih dari {MAX_TEXT} huruf.")
    if cell.data_type == "e" or re.fullmatch(r"#[A-Z0-9/!?]+", text):
        return Sel(text, galat=f"berisi galat Excel {text}")
    return Sel(Sel.of_text(text).teks, catatan=note)


def _number(value: float, pattern: str, note: str) -> Sel:
    number = Decimal(str(value)) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT}g}")
    if not number.is_finite():
        return Sel(str(value), galat="bukan angka yang berhingga")
    codes = _LITERAL.sub("", pattern.partition(";")[0])
    percent = "%" in codes
    number = number * 100 if percent else number
    shown = f"{number.normalize():f}".replace(".", ",")
    return Sel(f"{shown}%" if percent else shown, number, percent, _shown_places(codes), catatan=note)


def _shown_places(codes: str) -> int | None:
    """How many decimals a number format shows: 2 of '#,##0.00', 0 of '0%'; None where Excel shows as many as it has."""
    if "0" not in codes or "/" in codes or "E" in codes.upper().replace("GENERAL", ""):
        return None
    return sum(each in "0#?" for each in codes.partition(".")[2])
