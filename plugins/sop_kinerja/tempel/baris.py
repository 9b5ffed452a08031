"""One row of the table: found by its time, since scans lose and add empty cells; then the cells beside it."""

import re
from dataclasses import dataclass

from plugins.sop_kinerja.tempel.kepala import Head
from plugins.sop_kinerja.tempel.masalah import Problem
from plugins.sop_kinerja.tempel.tabel import Line
from plugins.sop_kinerja.tempel.tanda import Marks, read_marks
from plugins.sop_kinerja.tempel.waktu import Time, Unreadable, read_time

_ITEMS = re.compile(r"\s*[;,]\s*(?![^()]*\))|\s*(?:^|\s)(?:\d{1,2}[.)]|[-•–])\s+")


@dataclass(frozen=True)
class Row:
    """A step as far as its row tells."""

    line: Line
    uraian: str
    marks: Marks
    kelengkapan: tuple[str, ...]
    time: Time
    output: str
    keterangan: str


def read_row(line: Line, head: Head, problems: list[Problem]) -> Row | None:
    """None when the row cannot be a step; why not is in `problems`."""

    def wrong(sentence: str) -> None:
        problems.append(Problem(line.number, line.text, sentence, fatal=True))

    cells = line.cells
    uraian = " ".join(cells[head.uraian].split()) if len(cells) > head.uraian else ""
    try:
        found = _find_time(cells, head)
    except Unreadable as error:
        wrong(str(error))
        return None
    if found is None:
        wrong("tidak ada waktu yang terbaca; kolom Waktu berisi bilangan dan satuan, misalnya 15 Menit")
        return None
    place, time = found
    if not uraian:
        wrong("uraian kegiatannya kosong")
        return None
    if place - 1 <= head.uraian:
        wrong("kolomnya kurang: antara uraian dan waktu harus ada kolom pelaksana dan kelengkapan")
        return None
    if place != head.waktu:
        sentence = f"waktu berada {abs(place - head.waktu)} kolom dari tempatnya; periksa kelengkapan dan pelaksananya"
        problems.append(Problem(line.number, line.text, sentence, fatal=False))
    after = [" ".join(cell.split()) for cell in cells[place + 1 :]]
    return Row(
        line,
        uraian,
        read_marks(cells[head.first : place - 1], len(head.performers)),
        _items(cells[place - 1]),
        time,
        after[0] if after else "",
        " ".join(cell for cell in after[1:] if cell),
    )


def _find_time(cells: list[str], head: Head) -> tuple[int, Time] | None:
    """Where the time stands: under its heading, else as near to it as can be; an unreadable one only when none is."""
    failed: Unreadable | None = None
    for place in sorted(range(head.uraian + 1, len(cells)), key=lambda place: abs(place - head.waktu)):
        try:
            time = read_time(cells[place], head.unit)
        except Unreadable as error:
            failed = failed or error
            continue
        if time is not None:
            return place, time
    if failed is not None:
        raise failed
    return None


def _items(cell: str) -> tuple[str, ...]:
    """The things a cell lists: between commas, semicolons, or numbered."""
    found = (" ".join(part.split()).strip(" .;,") for part in _ITEMS.split(cell))
    return tuple(part for part in found if part)
