"""Tables to XLSX, row by row: a million rows need no more memory than one.

What is text stays text, whatever it begins with: `=1+1` from a form is never calculated. A live
formula has to be asked for by `Formula`. Separators are shown as the reader's own Excel is set
(1.234,56 in Indonesian); month names are Indonesian everywhere.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from core.errors import StorageError
from core.spreadsheet_cells import (
    HEAD,
    SUBTITLE,
    TITLE,
    Cell,
    Column,
    ColumnWriter,
    Formula,
    Kind,
    Looks,
    clean,
    places_of,
)

__all__ = [
    "NOT_ASSESSABLE",
    "Cell",
    "Chart",
    "Column",
    "Formula",
    "Kind",
    "Table",
    "first_row",
    "places_of",
    "write_workbook",
]

ROWS_PER_SHEET = 1_048_576  # Excel's limit, head and title rows included
LINE, HIGHEST = 15.0, 409.0  # points: of a row of one line, and the most that Excel allows
NOT_ASSESSABLE = "belum dapat dinilai"


@dataclass(frozen=True)
class Chart:
    """Bars below the table: numbers of columns, counted from 0; the last `leave_out` rows (totals) are not drawn."""

    title: str
    categories: int
    values: int
    leave_out: int = 0


@dataclass(frozen=True)
class Table:
    """One sheet: `title` lines above the head, then `rows`, each as long as `columns`.

    A formula may point into the sheet by `first_row`; a sheet with a chart must not be longer than one sheet.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    title: Sequence[str] = field(default=())
    chart: Chart | None = None

    @property
    def first_row(self) -> int:
        """The row number, as Excel counts, of the first of `rows`."""
        return first_row(self.title)


def first_row(title: Sequence[str]) -> int:
    """The row number, as Excel counts, of the first row under a title and the head."""
    return (len(title) + 1 if title else 0) + 2


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
        self._looks = Looks(self._workbook)
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
        columns = enumerate(table.columns)
        writers = [ColumnWriter(sheet, number, column, self._looks).write for number, column in columns]
        # Less the indent; only text is wrapped, so a figure's column makes no row higher.
        texts = (number for number, column in enumerate(table.columns) if column.kind is Kind.TEXT)
        rooms = [(number, max(1, int(table.columns[number].width) - 2)) for number in texts]
        line, left = head, None
        for row in rows:
            if line + 1 >= self._limit:
                left = row
                break
            line += 1
            if len(row) != len(writers):
                raise ValueError(f"row {self.count + 1} has {len(row)} cells for {len(writers)} columns")
            if (height := _height(rooms, row)) > LINE:
                sheet.set_row(line, height)
            self._row(writers, line, row)
        sheet.autofilter(head, 0, line, len(table.columns) - 1)
        if table.chart is not None and part == 1:
            self._draw(sheet, table.chart, head + 1, line - table.chart.leave_out, line + 2)
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
            sheet.write_string(line, 0, clean(text), self._looks.of(SUBTITLE if line else TITLE))
        style = self._looks.of(HEAD)
        two_lines = any(column.unit for column in table.columns)
        sheet.set_row(head, 32 if two_lines else 20)
        for number, column in enumerate(table.columns):
            text = f"{column.title}\n({column.unit})" if column.unit else column.title
            sheet.write_string(head, number, clean(text), style)

    def _draw(self, sheet: Worksheet, chart: Chart, first: int, last: int, below: int) -> None:
        """Bars of the rows `first` to `last`, highest at the top as in the table; none where there is no row."""
        if last < first:
            return
        drawn = self._workbook.add_chart({"type": "bar"})
        drawn.add_series(
            {
                "name": chart.title,
                "categories": [sheet.get_name(), first, chart.categories, last, chart.categories],
                "values": [sheet.get_name(), first, chart.values, last, chart.values],
                "fill": {"color": "#0F5C5C"},
                "data_labels": {"value": True, "num_format": "#,##0.00"},
                "gap": 60,
            }
        )
        drawn.set_title({"name": chart.title, "name_font": {"name": "Arial", "size": 11}})
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True, "num_font": {"name": "Arial", "size": 9}})
        drawn.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
        drawn.set_size({"width": 900, "height": 120 + 26 * (last - first + 1)})
        sheet.insert_chart(below, 1, drawn)

    def _row(self, writers: Sequence[Callable[[int, Cell], None]], line: int, row: Sequence[Cell]) -> None:
        for write, cell in zip(writers, row, strict=True):
            write(line, cell)
        self.count += 1
        if self._progress and self.count % self._every == 0:
            self._progress(self.count)

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


def _height(rooms: Sequence[tuple[int, int]], row: Sequence[Cell]) -> float:
    """Points that the longest wrapped text of a row needs; `rooms` are columns of text, each with its letters a line.

    Excel finds it out by itself. LibreOffice does not, and would print one text over the next.
    """
    lines = 1
    for number, room in rooms:
        cell = row[number]
        if isinstance(cell, str) and (len(cell) > room or "\n" in cell):
            lines = max(lines, sum(-(-max(1, len(part)) // room) for part in cell.split("\n")))
    return min(13.0 * lines + 2, HIGHEST)
