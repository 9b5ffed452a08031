"""Tables to XLSX, row by row: a million rows need no more memory than one.

What is text stays text, whatever it begins with: `=1+1` from a form is never calculated. A live
formula has to be asked for by `Formula`. Separators are shown as the reader's own Excel is set
(1.234,56 in Indonesian); month names are Indonesian everywhere.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.errors import StorageError
from core.idn.dates import format_date
from core.idn.numbers import format_number

ROWS_PER_SHEET = 1_048_576  # Excel's limit, head and title rows included
TEXT_LIMIT = 32_767  # Excel's limit of a cell, in UTF-16 units
CUT = " … [dipotong]"
NOT_ASSESSABLE = "belum dapat dinilai"
EXACT_DIGITS = 15  # what a double, and so a cell, keeps for certain
FIRST_DAY = date(1900, 3, 1)  # Excel believes that 1900 was a leap year

# C0 and C1 controls but tab and newline, halves of surrogate pairs, and non-characters.
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Kind(StrEnum):
    """How a column is written. PERCENT takes percent points (97.5 is 97,50%), as a Decimal."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    RUPIAH = "rupiah"


@dataclass(frozen=True)
class Formula:
    """A live formula in Excel's English form, with the value that stands until it is calculated
    again. `value` is what the cell holds: in a PERCENT column the fraction, 0.975."""

    expression: str
    value: Decimal | int | str

    def __post_init__(self) -> None:
        if not self.expression.startswith("="):
            raise ValueError(f"a formula begins with =: {self.expression!r}")


Cell = str | int | Decimal | date | Formula | None


@dataclass(frozen=True)
class Column:
    """`width` in characters; `unit` stands under the title; `places` after the comma."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 18
    unit: str = ""
    places: int = 2


@dataclass(frozen=True)
class Table:
    """One sheet: `title` lines above the head, then `rows`, each as long as `columns`."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    title: Sequence[str] = field(default=())


def write_workbook(
    path: Path,
    tables: Iterable[Table],
    *,
    created: datetime,
    progress: Callable[[int], None] | None = None,
    every: int = 1_000,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> int:
    """Write `tables` to `path` and tell how many rows there were, heads not counted.

    The file appears at `path` only when it is whole. The same tables and `created` (aware) give
    the same bytes. `progress` is called with the number of rows so far after every `every` rows,
    and at the end. A table longer than `rows_per_sheet` goes on in a sheet named "… (2)".

    Numbers are int or Decimal, never float. One of more than 15 significant digits would lose its
    last digits in Excel: it is written as text, in Indonesian form, whole but not summable. None is
    an empty cell; a text in a column of numbers (NOT_ASSESSABLE) stays a text, in grey italics.
    Characters that XML forbids become U+FFFD; text over 32,767 is cut and ends in CUT.
    Raises StorageError when the disk does not take it.
    """
    if created.tzinfo is None:
        raise ValueError("the date of a workbook needs a time zone")
    try:
        with tempfile.TemporaryDirectory(prefix=".xlsx-", dir=path.parent) as folder:
            draft = Path(folder) / "draft.xlsx"
            book = _Book(draft, created, rows_per_sheet, progress, every)
            try:
                for table in tables:
                    book.write(table)
            finally:
                book.close()
            draft.replace(path)
    except (OSError, XlsxWriterException) as error:
        raise StorageError("Berkas XLSX belum dapat disimpan. Periksa ruang penyimpanan, lalu coba lagi.") from error
    if progress:
        progress(book.count)
    return book.count


class _Book:
    """A workbook being written, and how far it is."""

    def __init__(
        self,
        path: Path,
        created: datetime,
        rows_per_sheet: int,
        progress: Callable[[int], None] | None,
        every: int,
    ) -> None:
        self.count = 0
        self._limit = rows_per_sheet
        self._progress = progress
        self._every = every
        self._names: set[str] = set()
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._workbook = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(path.parent),
            },
        )
        self._workbook.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None)})

    def close(self) -> None:
        self._workbook.close()

    def write(self, table: Table) -> None:
        rows = iter(table.rows)
        part = 1
        while True:
            rows, more = self._sheet(table, rows, part)
            if not more:
                return
            part += 1

    def _sheet(self, table: Table, rows: Iterator[Sequence[Cell]], part: int) -> tuple[Iterator[Sequence[Cell]], bool]:
        """One sheet full; says which rows are left and whether there are any."""
        sheet = self._workbook.add_worksheet(self._name(table.name, part))
        head = len(table.title) + 1 if table.title else 0  # a blank row under the title
        if head + 1 >= self._limit:
            raise ValueError("no room for a row under the title")
        self._set_up(sheet, table, head)
        line, left = head, None
        for row in rows:
            if line + 1 >= self._limit:
                left = row
                break
            line += 1
            self._row(sheet, line, table.columns, row)
        sheet.autofilter(head, 0, line, len(table.columns) - 1)
        return (rows, False) if left is None else (chain([left], rows), True)

    def _set_up(self, sheet: Worksheet, table: Table, head: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&RHalaman &P dari &N")
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, 0)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
        for line, text in enumerate(table.title):
            size = 13 if line == 0 else 11
            sheet.write_string(line, 0, clean(text), self._format(bold=line == 0, font_size=size))
        style = self._format(bold=True, text_wrap=True, border=1, bg_color="#ECECEC", align="center", valign="vcenter")
        two_lines = any(column.unit for column in table.columns)
        sheet.set_row(head, 32 if two_lines else 20)
        for number, column in enumerate(table.columns):
            text = f"{column.title}\n({column.unit})" if column.unit else column.title
            sheet.write_string(head, number, clean(text), style)

    def _row(self, sheet: Worksheet, line: int, columns: Sequence[Column], row: Sequence[Cell]) -> None:
        if len(row) != len(columns):
            raise ValueError(f"row {self.count + 1} has {len(row)} cells for {len(columns)} columns")
        for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
            self._cell(sheet, line, number, column, cell)
        self.count += 1
        if self._progress and self.count % self._every == 0:
            self._progress(self.count)

    def _cell(self, sheet: Worksheet, line: int, number: int, column: Column, cell: Cell) -> None:
        style = self._format(**_style(column))
        if cell is None:
            sheet.write_blank(line, number, None, style)
        elif isinstance(cell, str):
            # The explicit writer: `write` would guess from the text what it should become.
            text_style = style if column.kind is Kind.TEXT else self._format(**AS_WORDS)
            sheet.write_string(line, number, clean(cell), text_style)
        elif isinstance(cell, Formula):
            value = cell.value if isinstance(cell.value, str) else float(cell.value)
            sheet.write_formula(line, number, cell.expression, style, value)
        elif isinstance(cell, Decimal) or (isinstance(cell, int) and not isinstance(cell, bool)):
            self._number(sheet, line, number, column, Decimal(cell), style)
        elif isinstance(cell, date) and not isinstance(cell, datetime):
            if cell < FIRST_DAY:
                sheet.write_string(line, number, format_date(cell), self._format(**AS_WORDS))
            else:
                sheet.write_datetime(line, number, cell, style)
        else:
            raise TypeError(f"column {column.title!r}: no rule for {type(cell).__name__}")

    def _number(
        self,
        sheet: Worksheet,
        line: int,
        number: int,
        column: Column,
        value: Decimal,
        style: Format,
    ) -> None:
        if not value.is_finite():
            raise ValueError(f"column {column.title!r}: {value} is no number")
        if len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
            sheet.write_string(line, number, format_number(value), self._format(**AS_WHOLE))
            return
        kept = value.scaleb(-2) if column.kind is Kind.PERCENT else value
        sheet.write_number(line, number, float(kept), style)

    def _format(self, **properties: object) -> Format:
        """One Format for each look: the workbook keeps every one it is asked for."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"font_name": "Arial", "font_size": 10, **properties})
        return self._formats[key]

    def _name(self, wanted: str, part: int) -> str:
        """A sheet name that Excel takes: 31 characters, none of []:*?/\\, unlike all others."""
        base = re.sub(r"[\[\]:*?/\\]", "-", clean(wanted)).strip("' \n\t") or "Data"
        number = part
        while True:
            tail = "" if number == 1 else f" ({number})"
            name = base[: 31 - len(tail)].rstrip("' ") + tail
            if name.casefold() not in self._names:
                self._names.add(name.casefold())
                return name
            number += 1


AS_WORDS: Mapping[str, object] = {
    "border": 1, "italic": True, "font_color": "#595959", "align": "center", "valign": "top",
}  # fmt: skip
AS_WHOLE: Mapping[str, object] = {"border": 1, "align": "right", "valign": "top"}


def _style(column: Column) -> dict[str, object]:
    style: dict[str, object] = {"border": 1, "valign": "top"}
    decimals = "." + "0" * column.places if column.places else ""
    match column.kind:
        case Kind.TEXT:
            return style | {"text_wrap": True, "num_format": "@"}
        case Kind.NUMBER:
            return style | {"num_format": f"#,##0{decimals}"}
        case Kind.PERCENT:
            return style | {"num_format": f"#,##0{decimals}%"}
        case Kind.DATE:
            return style | {"num_format": "[$-421]d mmmm yyyy", "align": "left"}
        case Kind.RUPIAH:
            return style | {"num_format": '"Rp"#,##0;-"Rp"#,##0', "align": "right"}


def clean(text: str) -> str:
    """`text` as a cell can hold it: nothing that XML forbids, and not over Excel's length."""
    text = ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= TEXT_LIMIT or len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT:
        return text
    room = (TEXT_LIMIT - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
