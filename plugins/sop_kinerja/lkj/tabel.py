"""A text file as rows of cells: CSV in whatever code and with whatever separator."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from plugins.sop_kinerja.lkj.kepala import HEAD_WITHIN, MAX_ROWS, Baris, Tabel, below, find_head, no_head
from plugins.sop_kinerja.lkj.sel import Sel, TabelDitolak

MAX_BYTES = 10_000_000
MAX_CELLS, MAX_TEXT = 200, 5_000
SEPARATORS = {";": "titik koma", ",": "koma", "\t": "tab", "|": "garis tegak"}


def read_csv(content: bytes) -> Tabel:
    """:raises TabelDitolak: naming the line, when this is no table that we can read."""
    text, notes = _decode(content)
    broken: TabelDitolak | None = None
    unread: list[Baris] = []
    for separator in _separators(text):
        try:
            rows = _parse(text, separator)
        except TabelDitolak as error:
            broken = broken or error  # quotes that are wrong under this separator may be right under the next
            continue
        head = find_head(rows)
        if head is not None:
            if separator != ",":
                notes.append(f"Kolom dipisahkan {SEPARATORS[separator]}.")
            return below(rows, head, notes)
        unread = unread or rows
    raise broken or no_head(unread)


def _decode(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError as error:
            raise TabelDitolak("Berkas UTF-16 ini rusak. Simpan lagi sebagai CSV UTF-8.") from error
    if b"\0" in content:
        raise TabelDitolak("Berkas ini bukan teks CSV dan bukan XLSX.")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ["Berkas bukan UTF-8; dibaca sebagai Windows-1252."]


def _separators(text: str) -> Iterator[str]:
    """Those that occur in the first lines, the likelier first; one that gives no head is passed over."""
    start = "\n".join(text[:100_000].splitlines()[:HEAD_WITHIN])
    yield from sorted((each for each in SEPARATORS if each in start), key=lambda each: -start.count(each))


def _parse(text: str, separator: str) -> list[Baris]:
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Baris] = []
    begins = 1
    try:
        for cells in reader:
            rows.append(Baris(begins, [_cell(cell, begins) for cell in cells[: MAX_CELLS + 1]]))
            begins = reader.line_num + 1
            if len(cells) > MAX_CELLS:
                raise TabelDitolak(f"Baris {rows[-1].nomor} memuat lebih dari {MAX_CELLS} kolom.")
            if len(rows) > MAX_ROWS * 2:
                raise TabelDitolak(f"Berkas memuat lebih dari {MAX_ROWS} baris. Bagilah menjadi beberapa berkas.")
    except csv.Error as error:
        raise TabelDitolak(
            f"Baris {begins}: tanda kutip tidak berpasangan atau salah letak. Perbaiki barisnya."
        ) from error
    return rows


def _cell(text: str, line: int) -> Sel:
    if len(text) > MAX_TEXT:
        raise TabelDitolak(f"Baris {line}: satu sel memuat lebih dari {MAX_TEXT} huruf; mungkin tanda kutipnya hilang.")
    return Sel.of_text(text)
