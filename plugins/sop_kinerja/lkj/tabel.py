"""A file as rows of cells: CSV with whatever separator, or the first sheet of an XLSX that holds the table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.sop_kinerja.lkj.kolom import Kolom, find_columns
from plugins.sop_kinerja.lkj.sel import Sel, TabelDitolak

MAX_BYTES = 10_000_000
MAX_ROWS, MAX_CELLS, MAX_TEXT = 20_000, 200, 5_000
HEAD_WITHIN = 30
"""Lines in which the head of the table must stand: reports put titles above it."""
SEPARATORS = {";": "titik koma", ",": "koma", "\t": "tab", "|": "garis tegak"}


@dataclass(frozen=True)
class Baris:
    """A row of the file; `nomor` is its line in the text, or its row in the sheet."""

    nomor: int
    sel: list[Sel]


@dataclass(frozen=True)
class Tabel:
    """The rows below the head, and what was noticed about the file's form."""

    kolom: Kolom
    baris: list[Baris]
    catatan: list[str] = field(default_factory=list)


def read_csv(content: bytes) -> Tabel:
    """:raises TabelDitolak: naming the line, when this is no table that we can read."""
    text, notes = _decode(content)
    for separator in _separators(text):
        rows = _parse(text, separator)
        head = find_head(rows)
        if head is not None:
            if separator != ",":
                notes.append(f"Kolom dipisahkan {SEPARATORS[separator]}.")
            return below(rows, *head, notes)
    raise no_head()


def find_head(rows: list[Baris]) -> tuple[int, Kolom] | None:
    """(index of the head, its columns): the first row that names indikator, target and realisasi."""
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        columns = find_columns([cell.teks for cell in row.sel])
        if columns is not None:
            return at, columns
    return None


def below(rows: list[Baris], at: int, columns: Kolom, notes: list[str]) -> Tabel:
    """The rows under the head, without the empty ones and without a head that a page break repeats."""
    if columns.ganda:
        raise TabelDitolak(
            f"Baris {rows[at].nomor}: «{columns.ganda[0]}» dan kolom lain berarti sama. Sisakan satu, lalu unggah lagi."
        )
    found = [row for row in rows[at + 1 :] if any(cell.teks for cell in row.sel)]
    head = [cell.teks for cell in rows[at].sel]
    found = [row for row in found if [cell.teks for cell in row.sel] != head]
    if not found:
        raise TabelDitolak("Di bawah kepala tabel tidak ada baris yang berisi.")
    if len(found) > MAX_ROWS:
        raise TabelDitolak(
            f"Tabel memuat {len(found)} baris; paling banyak {MAX_ROWS}. Bagilah menjadi beberapa berkas."
        )
    if columns.dilewati:
        notes.append(f"Kolom yang tidak dipakai: {', '.join(columns.dilewati)}.")
    return Tabel(columns, found, notes)


def no_head() -> TabelDitolak:
    return TabelDitolak(
        f"Kepala tabel tidak ditemukan pada {HEAD_WITHIN} baris pertama. Harus ada kolom indikator, target, dan "
        "realisasi."
    )


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
    start = "\n".join(text.splitlines()[:HEAD_WITHIN])
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
