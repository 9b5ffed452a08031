"""Where the columns and lines of the form stand in a file, whatever was moved or taken out of it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.sop_kinerja.isian_excel.alamat import cell, place
from plugins.sop_kinerja.isian_excel.bentuk import FIRST_ROW, HEAD_ROW, ISIAN, KUNCI, Baris, Formulir
from plugins.sop_kinerja.isian_excel.masalah import Masalah
from plugins.sop_kinerja.isian_excel.proses import Lembar

ENOUGH = 3
"""Titles of columns by which a head row is known."""
_ANEW = "Unduh formulir baru; susunannya harus tetap."


@dataclass
class Susunan:
    """`kolom`: column's name -> its number in the file; `baris`: row of the file -> the line that stands there."""

    kepala: int = 0
    kolom: dict[str, int] = field(default_factory=dict)
    baris: dict[int, Baris] = field(default_factory=dict)
    pindah: set[int] = field(default_factory=set)
    masalah: list[Masalah] = field(default_factory=list)

    def sel(self, nama: str, row: int) -> str:
        return cell(self.kolom[nama], row)


def find(form: Formulir, sheet: Lembar) -> Susunan:
    """The places, and what of the form's own arrangement is not as it was given out."""
    found = Susunan()
    texts = {place(address): str(one[1]) for address, one in sheet.sel.items() if one[0] in ("teks", "angka")}
    _find_head(form, texts, found)
    if found.kolom:
        _find_lines(form, texts, found)
        _check_order(form, found)
        _check_missing(form, found)
    return found


def _find_head(form: Formulir, texts: dict[tuple[int, int], str], found: Susunan) -> None:
    names = {column.judul: column.nama for column in form.kolom}
    rows: dict[int, dict[int, str]] = {}
    for (column, row), text in texts.items():
        if text in names:
            rows.setdefault(row, {})[column] = text
    head = max(rows, key=lambda row: (len(rows[row]), -row), default=0)
    if not head or len(rows[head]) < ENOUGH:
        found.masalah.append(_problem(cell(1, HEAD_ROW), f"Kepala tabel tidak ditemukan. {_ANEW}"))
        return
    found.kepala = head
    for column, title in sorted(rows[head].items()):
        found.kolom.setdefault(names[title], column)
    wanted = [column for column in form.kolom if column.nama in found.kolom]
    for column in form.kolom:
        if column.nama not in found.kolom:
            address = cell(form.tempat(column.nama), head)
            found.masalah.append(_problem(address, f"Kolom «{column.judul}» dihapus atau judulnya diganti. {_ANEW}"))
    stays = _longest_rise([found.kolom[column.nama] for column in wanted])
    for number, column in enumerate(wanted):
        if number not in stays:
            address = cell(found.kolom[column.nama], head)
            found.masalah.append(_problem(address, f"Kolom «{column.judul}» dipindahkan dari tempatnya. {_ANEW}"))


def _find_lines(form: Formulir, texts: dict[tuple[int, int], str], found: Susunan) -> None:
    """Each row's line by its hidden key; where that was taken out or changed, by what stands to be read in it."""
    by_key = {line.kunci: line for line in form.baris}
    by_words = {(line.kode.strip(), flat(line.judul)): line for line in form.baris}
    key_column = found.kolom.get(KUNCI.nama)
    columns = set(found.kolom.values())
    seen: set[str] = set()
    first: dict[int, int] = {}  # row -> the first column of ours that has something in it
    for column, row in sorted(texts):
        if row > found.kepala and column in columns:
            first.setdefault(row, column)
    for row, column in sorted(first.items()):
        line = by_key.get(texts.get((key_column, row), "")) if key_column else None
        if line is None:
            code, words = (texts.get((found.kolom.get(name, 0), row), "") for name in ("kode", "uraian"))
            line = by_words.get((code.strip(), flat(words)))
            if line is not None and key_column:
                address = cell(key_column, row)
                found.masalah.append(_problem(address, f"Kunci baris ini (kolom tersembunyi) diubah. {_ANEW}", line))
        if line is None:
            text = texts[column, row]
            shown = text if len(text) <= 60 else f"{text[:59]}…"
            found.masalah.append(
                _problem(cell(column, row), f"Baris {row} bukan bagian dari formulir (berisi «{shown}»). Hapus isinya.")
            )
        elif line.kunci in seen:
            found.masalah.append(
                _problem(cell(1, row), f"Baris {row} mengulang indikator {name(line)}. Hapus salah satunya.", line)
            )
        else:
            seen.add(line.kunci)
            found.baris[row] = line


def _check_order(form: Formulir, found: Susunan) -> None:
    """The fewest lines that were moved."""
    numbers = {line.kunci: number for number, line in enumerate(form.baris)}
    rows = sorted(found.baris)
    stays = _longest_rise([numbers[found.baris[row].kunci] for row in rows])
    for index, row in enumerate(rows):
        if index in stays:
            continue
        line = found.baris[row]
        found.pindah.add(row)
        right = numbers[line.kunci]
        where = f"sesudah {name(form.baris[right - 1])}" if right else "paling atas"
        found.masalah.append(
            _problem(
                cell(1, row), f"Baris {name(line)} dipindahkan; tempatnya {where}. Urutan baris harus tetap.", line
            )
        )


def _check_missing(form: Formulir, found: Susunan) -> None:
    there = {line.kunci for line in found.baris.values()}
    for number, line in enumerate(form.baris):
        if line.kunci not in there:
            address = cell(1, found.kepala + FIRST_ROW - HEAD_ROW + number)
            found.masalah.append(_problem(address, f"Baris {name(line)} dihapus dari formulir. {_ANEW}", line))


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Indexes of a longest subsequence that rises: all others are out of order."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        at[length : length + 1] = [index]
    kept: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def flat(text: str) -> str:
    """Without line breaks and doubled blanks: programs write them differently."""
    return " ".join(text.split())


def name(line: Baris) -> str:
    """'IKU-1 «Persentase …»', short."""
    text = line.uraian if len(line.uraian) <= 60 else f"{line.uraian[:59]}…"
    return f"{line.kode} «{text}»".strip()


def _problem(address: str, sentence: str, line: Baris | None = None) -> Masalah:
    return Masalah(ISIAN, address, sentence, line.kunci if line else "")
