"""Where the head of a table stands, how many lines it has, and which rows below it are rows of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plugins.sop_kinerja.lkj.kolom import Susunan, find_columns
from plugins.sop_kinerja.lkj.nama import names_indicator, plain
from plugins.sop_kinerja.lkj.sel import Sel, TabelDitolak

HEAD_WITHIN = 30
"""Lines in which the head of the table must stand: reports put titles above it."""
MAX_ROWS = 20_000
_COUNTED = re.compile(r"\(?([0-9]{1,2})\)?(?:\s*[=:].*)?")
_FIGURE = re.compile(r"-?[0-9][0-9.]*[.,][0-9]+\s*%?|[0-9]+\s*%")
_BELOW = re.compile(r"(?:(?:19|20)[0-9]{2}|[0-9]|i{1,3}|iv|persen|tahun|tw|triwulan|semester|rp|t|r|c)")


@dataclass(frozen=True)
class Baris:
    """A row of the file; `nomor` is its line in the text, or its row in the sheet."""

    nomor: int
    sel: list[Sel]


@dataclass(frozen=True)
class Bagian:
    """Rows under one head."""

    susunan: Susunan
    baris: list[Baris] = field(default_factory=list)


@dataclass(frozen=True)
class Tabel:
    """The rows below the head, or below each of several. `judul`: what stands above the first. `catatan`: what was
    noticed about the file's form. `sisi`: whether cells beyond the head are remarks beside the table."""

    bagian: list[Bagian]
    judul: list[str]
    catatan: list[str]
    sisi: bool = False


def find_head(rows: Sequence[Baris]) -> tuple[int, int, Susunan] | None:
    """(index of its first line, how many lines, its columns): one line if that is enough, else two or three."""
    texts = [[cell.teks for cell in row.sel] for row in rows[: HEAD_WITHIN + 2]]
    for lines in (1, 2, 3):
        for at in range(min(len(texts), HEAD_WITHIN)):
            found = head_at(texts, at, lines)
            if found is not None:
                return found
    return None


def head_at(texts: Sequence[Sequence[str]], at: int, lines: int) -> tuple[int, int, Susunan] | None:
    """As `find_head`, of a head that begins there. A line of years or quarters below it belongs to it, and where two
    columns go by one name, also the line above that tells them apart."""
    head = texts[at : at + lines]
    if lines > 1 and (len(head) < lines or not _is_one_head(head)):
        return None
    columns = find_columns(head) if any(head) else None
    if columns is None or not (columns.kolom or columns.ganda):
        return None
    if at + lines < len(texts) and _goes_on(texts[at], texts[at + lines]):
        more = find_columns(texts[at : at + lines + 1])
        if more is not None and not more.ganda:
            return at, lines + 1, more
    if columns.ganda and at:
        more = find_columns(texts[at - 1 : at + lines])
        if more is not None and not more.ganda:
            return at - 1, lines + 1, more
    return at, lines, columns


def below(rows: Sequence[Baris], head: tuple[int, int, Susunan], notes: list[str], *, sisi: bool = False) -> Tabel:
    """The rows under the head, without the empty ones, lines that number the columns, and heads that a page break
    repeats; a head of other columns begins another part.

    :raises TabelDitolak: for columns that say the same, no rows, or too many.
    """
    at, lines, columns = head
    titles = [cell.teks for row in rows[:at] for cell in row.sel if cell.teks]
    parts = [Bagian(_ensured(columns, rows[at]))]
    known = {tuple(cell.teks for cell in row.sel) for row in rows[at : at + lines]}
    index, count = at + lines, 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if not any(cell.teks for cell in row.sel):
            continue
        if any(names_indicator(cell.teks) for cell in row.sel):
            texts = [[cell.teks for cell in each.sel] for each in rows[index - 1 : index + 3]]
            again = next((found for size in (1, 2, 3) if (found := head_at(texts, 0, size))), None)
            if again is not None:
                index += again[1] - 1
                known |= {tuple(each) for each in texts[: again[1]]}
                if again[2] != parts[-1].susunan:
                    parts.append(Bagian(_ensured(again[2], row)))
                continue
        if tuple(cell.teks for cell in row.sel) in known or is_numbering(row):
            continue
        parts[-1].baris.append(row)
        count += 1
    if not count:
        raise TabelDitolak("Di bawah kepala tabel tidak ada baris yang berisi.")
    if count > MAX_ROWS:
        raise TabelDitolak(f"Tabel memuat {count} baris; paling banyak {MAX_ROWS}. Bagilah menjadi beberapa berkas.")
    if unused := list(dict.fromkeys(name for part in parts for name in part.susunan.dilewati)):
        notes.append(f"Kolom yang tidak dipakai: {', '.join(unused)}.")
    if len(parts) > 1:
        notes.append(f"Berkas memuat {len(parts)} tabel berturut-turut; semuanya dibaca.")
    return Tabel(parts, titles, notes, sisi)


def is_numbering(row: Baris) -> bool:
    """A line such as (1) (2) (3) or 1, 2, 3, 4 = 3/2: numbers of columns, no figures."""
    count = number = 0
    for cell in row.sel:
        if not cell.teks:
            continue
        found = _COUNTED.fullmatch(cell.teks)
        if found is None or (count and int(found[1]) != number + 1):
            return False
        number = int(found[1])
        count += 1
    return count >= 3 and number - count in (-1, 0)


def no_head(rows: Sequence[Baris] = ()) -> TabelDitolak:
    """Why no head was found, as far as the first rows tell."""
    found = (find_columns([[cell.teks for cell in row.sel]]) for row in rows[:HEAD_WITHIN] if row.sel)
    if any(each is not None for each in found):
        return TabelDitolak(
            "Kolom target dan realisasinya tidak berpasangan: setiap realisasi memerlukan target untuk waktu yang "
            "sama. Sisakan satu pasang, lalu unggah lagi."
        )
    return TabelDitolak(
        f"Kepala tabel tidak ditemukan pada {HEAD_WITHIN} baris pertama. Harus ada kolom indikator, target, dan "
        "realisasi."
    )


def _ensured(columns: Susunan, row: Baris) -> Susunan:
    if columns.ganda:
        raise TabelDitolak(
            f"Baris {row.nomor}: «{columns.ganda[0]}» dan kolom lain berarti sama. Sisakan satu, lalu unggah lagi."
        )
    return columns


def _is_one_head(lines: Sequence[Sequence[str]]) -> bool:
    """Whether they can be lines of one head: none of them holds figures, or is a head by itself."""
    figures = any(_FIGURE.fullmatch(text) for line in lines for text in line)
    return not figures and all(find_columns([line]) is None for line in lines)


def _goes_on(head: Sequence[str], line: Sequence[str]) -> bool:
    """Whether a line holds nothing but years, quarters, units and the like, and no indicator."""
    words = [plain(text) for text in line if text]
    return bool(words) and all(_all_below(each.split()) for each in words) and not _only_numbers(line, head)


def _all_below(words: Iterable[str]) -> bool:
    return all(_BELOW.fullmatch(each) for each in words)


def _only_numbers(line: Sequence[str], head: Sequence[str]) -> bool:
    """Numbers that are no years are figures, or number the columns."""
    found = [text.strip() for text in line if text.strip()]
    return all(text.strip("()").isdigit() and len(text) != 4 for text in found) or len(found) >= len(head)
