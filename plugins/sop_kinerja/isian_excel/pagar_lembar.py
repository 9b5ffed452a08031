"""What a file may unpack to, and what its sheets have that their cells do not tell: counted while it streams by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from plugins.sop_kinerja.isian_excel.alamat import cell, place

MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of all parts together; a form of 500 lines has less than one million."""
MAX_CELLS = 200_000
MAX_ROW, MAX_COLUMN = 3_000, 60
"""The frame in which the cells of a sheet are read."""
MAX_NAMED = 20
"""Cells outside the frame that are named one by one."""
BROKEN = "Berkas ini rusak atau bukan lembar kerja XLSX yang utuh, sehingga tidak dibaca"
TOO_LARGE = (
    "Isi berkas ini jauh lebih besar daripada sebuah formulir, sehingga tidak dibaca. Unduh formulir baru, lalu isi "
    "hanya sel kuningnya."
)


class Refused(Exception):
    """The file is not read; the message is a sentence for its sender."""


@dataclass
class Lembar:
    """What a sheet has that its cells do not tell: merged ranges, and cells with content outside the frame."""

    part: str
    merged: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    outside_count: int = 0


@dataclass
class Budget:
    """What is still allowed for the whole file."""

    unpacked: int = MAX_UNPACKED
    cells: int = MAX_CELLS

    def take(self, *, unpacked: int = 0, cells: int = 0) -> None:
        self.unpacked -= unpacked
        self.cells -= cells
        if self.unpacked < 0 or self.cells < 0:
            raise Refused(TOO_LARGE)


class Cells:
    """Follows the rows and cells of one sheet. They must come in order: a reader passes over what goes back."""

    def __init__(self, sheet: Lembar, budget: Budget) -> None:
        self._sheet = sheet
        self._budget = budget
        self._row = self._column = 0
        self._last = ""

    def watch(self, parser: Any) -> None:
        follow: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._content,
            "f": self._content,
            "is": self._content,
            "mergeCell": self._merge,
        }

        def start(tag: str, attributes: dict[str, str]) -> None:
            if (found := follow.get(local(tag))) is not None:
                found(attributes)

        parser.StartElementHandler = start

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r") or self._row + 1)
        if number <= self._row:
            raise Refused(f"{BROKEN}: baris {number} tidak pada urutannya.")
        self._row, self._column = number, 0
        self._budget.take(cells=1)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._budget.take(cells=1)
        column = self._column + 1
        if reference := attributes.get("r"):
            column, row = place(reference)
            if row != self._row:
                raise Refused(f"{BROKEN}: alamat sel «{reference[:20]}» keliru.")
        if column <= self._column:
            raise Refused(f"{BROKEN}: sel pada baris {self._row} tidak pada urutannya.")
        self._column = column

    def _content(self, _: dict[str, str]) -> None:
        if self._row <= MAX_ROW and self._column <= MAX_COLUMN:
            return
        where = cell(self._column, self._row)
        if where == self._last:  # a formula and its value are one cell
            return
        self._last = where
        self._sheet.outside_count += 1
        if len(self._sheet.outside) < MAX_NAMED:
            self._sheet.outside.append(where)

    def _merge(self, attributes: dict[str, str]) -> None:
        self._budget.take(cells=1)
        self._sheet.merged.append(attributes.get("ref", "")[:30])


def local(tag: str) -> str:
    """'row' of 'x:row' and of '{namespace}row'."""
    return tag.rpartition("}")[2].rpartition(":")[2]
