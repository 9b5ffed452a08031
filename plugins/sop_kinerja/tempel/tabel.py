"""Pasted text as the rows of a table: heads, rows of numbers, the total, and rows of steps, each with its line."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.sop_kinerja.tempel.kepala import Head, begins_head, read_head
from plugins.sop_kinerja.tempel.masalah import Problem, shorten
from plugins.sop_kinerja.tempel.waktu import looks_like_time

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\u200b-\u200f]")
_NUMBER = re.compile(r"(\d{1,3})\s*[.)]?")
_TOTAL = re.compile(r"(jumlah|total)\b(.*)", re.I | re.S)
_PIPES = 4  # in a line, from which they separate cells


@dataclass
class Line:
    """A line of the table, or several that a cell was broken over. `number` from 1."""

    number: int
    cells: list[str]

    @property
    def text(self) -> str:
        return shorten(" ".join(cell for cell in self.cells if cell))


@dataclass
class Table:
    """What the text holds. `heads` pairs each heading with its line; rows carry the heading above them."""

    heads: list[tuple[int, Head]] = field(default_factory=list)
    rows: list[tuple[Line, Head]] = field(default_factory=list)
    total: str = ""
    outside: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_lines(text: str) -> list[Line]:
    """All lines that are not empty, cut into cells at tabs, or at pipes."""
    found = []
    for number, raw in _joined(text):
        plain = _UNFIT.sub("", raw.replace("\u00a0", " "))
        cut = plain.split("|") if "\t" not in plain and plain.count("|") >= _PIPES else plain.split("\t")
        cells = [html.unescape(_TAG.sub(" ", cell)).strip() for cell in cut]
        if any(cells):
            found.append(Line(number, cells))
    return found


def read_rows(lines: list[Line]) -> Table:
    """Sorts the lines; what stands before the first heading and after the last row is outside of the table."""
    table, head, at = Table(), None, 0
    while at < len(lines):
        line = lines[at]
        if begins_head(line.cells):
            found = read_head([one.cells for one in lines[at : at + 4]])
            if isinstance(found, Head):
                head = found
                table.heads.append((line.number, head))
                at += head.lines
                continue
            table.problems.append(Problem(line.number, line.text, found, fatal=True))
        elif head is None:
            table.outside += 1
        else:
            _sort(table, head, line)
        at += 1
    return table


def number_of(cell: str) -> int | None:
    """The number of a step: «3», «3.», «3)»."""
    found = _NUMBER.fullmatch(cell)
    return int(found[1]) if found else None


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their number; a cell that Excel put in quotes since it holds line breaks is one line."""
    held, start = "", 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if held:
            held += " " + line
            if line.count('"') % 2 == 0 and number - start < 20:
                continue
        elif re.search(r'(^|\t)"[^"]*$', line):
            held, start = line, number
            continue
        yield (start, _unquoted(held)) if held else (number, line)
        held = ""
    if held:
        yield start, _unquoted(held)


def _unquoted(line: str) -> str:
    return "\t".join(cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell
                     for cell in line.split("\t"))  # fmt: skip


def _sort(table: Table, head: Head, line: Line) -> None:
    filled = [cell for cell in line.cells if cell]
    if len(filled) >= 3 and all(cell.isdecimal() for cell in filled):
        return  # 1 2 3 …: the columns are numbered under the heading
    if any(_TOTAL.match(cell) for cell in filled):
        found = next(match for cell in filled if (match := _TOTAL.match(cell)))
        rest = [cell for cell in filled[filled.index(found.string) + 1 :] if looks_like_time(cell)]
        table.total = " ".join((rest[0] if rest else found[2]).split()).strip(" :")
        return
    last = table.rows[-1][0] if table.rows and table.rows[-1][1] is head else None
    if last is not None and number_of(line.cells[0]) is None and _is_open(last, head):
        last.cells = [*last.cells[:-1], f"{last.cells[-1]} {line.cells[0]}".strip(), *line.cells[1:]]
    elif len(line.cells) == 1:
        _single(table, line)
    elif last is not None and not line.cells[0] and not any(looks_like_time(cell) for cell in line.cells):
        _append(table, last, line)
    else:
        table.rows.append((line, head))


def _is_open(last: Line, head: Head) -> bool:
    """A row that a line break in a cell cut off before its time."""
    return len(last.cells) <= head.waktu


def _single(table: Table, line: Line) -> None:
    """A line without cells: the signature below the table, or noise that hides a step."""
    if looks_like_time(line.cells[0]):
        sentence = (
            "ada waktu, tetapi kolom-kolomnya menyatu; pisahkan uraian, kelengkapan, waktu, dan output dengan tab"
        )
        table.problems.append(Problem(line.number, line.text, sentence, fatal=True))
    else:
        table.outside += 1


def _append(table: Table, last: Line, line: Line) -> None:
    """A row without a number and without a time goes on with the cells of the row above it."""
    cells = last.cells + [""] * (len(line.cells) - len(last.cells))
    more = line.cells + [""] * (len(cells) - len(line.cells))
    last.cells = [" ".join(part for part in pair if part) for pair in zip(cells, more, strict=True)]
    table.problems.append(Problem(line.number, line.text, "dibaca sebagai lanjutan baris di atasnya", fatal=False))
