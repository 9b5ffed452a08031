"""One value into one cell of an XLSX sheet: the rule for each kind of value, and how it looks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.idn.dates import format_date
from core.idn.numbers import format_number

TEXT_LIMIT = 32_767  # Excel's limit of a cell, in UTF-16 units
SHORT = TEXT_LIMIT // 2  # no text of fewer letters has more UTF-16 units than a cell holds
CUT = " … [dipotong]"
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


BASE: dict[str, object] = {"font_name": "Arial", "font_size": 10}
CELL: dict[str, object] = BASE | {"border": 1, "valign": "top"}
WORDS: Mapping[str, object] = CELL | {"italic": True, "font_color": "#595959", "align": "center"}
# Without the indent a figure at the right touches the words of the next column at the left.
AT_LEFT: dict[str, object] = CELL | {"align": "left", "indent": 1}
AT_RIGHT: dict[str, object] = CELL | {"align": "right", "indent": 1}
WHOLE: Mapping[str, object] = AT_RIGHT
HEAD: Mapping[str, object] = BASE | {
    "bold": True, "text_wrap": True, "border": 1, "bg_color": "#ECECEC", "align": "center", "valign": "vcenter",
}  # fmt: skip
TITLE: Mapping[str, object] = BASE | {"bold": True, "font_size": 13}
SUBTITLE: Mapping[str, object] = BASE | {"font_size": 11}


class Looks:
    """The looks of one workbook, each made once: a workbook keeps every format it is asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def of(self, properties: Mapping[str, object]) -> Format:
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(properties))
        return self._made[key]


class ColumnWriter:
    """Writes the cells of one column; its looks are settled before the first row."""

    def __init__(self, sheet: Worksheet, number: int, column: Column, looks: Looks) -> None:
        self._sheet = sheet
        self._number = number
        self._column = column
        self._style = looks.of(_style(column))
        self._words = self._style if column.kind is Kind.TEXT else looks.of(WORDS)
        self._whole = looks.of(WHOLE)
        self._percent = column.kind is Kind.PERCENT
        # Looked up once: a large export comes here a million times.
        self._write_text = sheet.write_string
        self._write_figure = sheet.write_number

    def write(self, line: int, cell: Cell) -> None:
        """Raises TypeError or ValueError, naming the column, for a value that has no rule."""
        # The explicit writers: `write` would guess from the text what it should become.
        kind = type(cell)
        if kind is str:
            # Printable and short: nothing to clean, which is what nearly every text is.
            text = cell if len(cell) < SHORT and cell.isprintable() else clean(cell)  # type: ignore[arg-type,union-attr]
            self._write_text(line, self._number, text, self._words)
        elif kind is Decimal:
            self._write_number(line, cell)  # type: ignore[arg-type]
        else:
            self._write_other(line, cell)

    def _write_other(self, line: int, cell: Cell) -> None:
        sheet, number = self._sheet, self._number
        if cell is None:
            sheet.write_blank(line, number, None, self._style)
        elif isinstance(cell, str):
            self._write_text(line, number, clean(cell), self._words)
        elif isinstance(cell, Formula):
            value = cell.value if isinstance(cell.value, str) else float(cell.value)
            sheet.write_formula(line, number, cell.expression, self._style, value)
        elif isinstance(cell, Decimal) or (isinstance(cell, int) and not isinstance(cell, bool)):
            self._write_number(line, Decimal(cell))
        elif isinstance(cell, date) and not isinstance(cell, datetime):
            if cell < FIRST_DAY:
                sheet.write_string(line, number, format_date(cell), self._words)
            else:
                sheet.write_datetime(line, number, cell, self._style)
        else:
            raise TypeError(f"column {self._column.title!r}: no rule for {type(cell).__name__}")

    def _write_number(self, line: int, value: Decimal) -> None:
        if not value.is_finite():
            raise ValueError(f"column {self._column.title!r}: {value} is no number")
        # What is written with no more than 15 characters has no more than 15 digits; counting them takes longer.
        if len(str(value)) > EXACT_DIGITS and significant_digits(value) > EXACT_DIGITS:
            self._write_text(line, self._number, format_number(value), self._whole)
            return
        self._write_figure(line, self._number, float(value.scaleb(-2) if self._percent else value), self._style)


def significant_digits(value: Decimal) -> int:
    """How many digits `value` has between its first and its last that is not zero."""
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def places_of(values: Iterable[Decimal | None]) -> int:
    """Decimals of the most exact of these figures: a column with that many shows none of them rounded."""
    return max((len(format_number(one).partition(",")[2]) for one in values if one is not None), default=0)


def _style(column: Column) -> Mapping[str, object]:
    decimals = "." + "0" * column.places if column.places else ""
    match column.kind:
        case Kind.TEXT:
            return AT_LEFT | {"text_wrap": True, "num_format": "@"}
        case Kind.NUMBER:
            return AT_RIGHT | {"num_format": f"#,##0{decimals}"}
        case Kind.PERCENT:
            return AT_RIGHT | {"num_format": f"#,##0{decimals}%"}
        case Kind.DATE:
            return AT_LEFT | {"num_format": "[$-421]d mmmm yyyy"}
        case Kind.RUPIAH:
            return AT_RIGHT | {"num_format": '"Rp"#,##0;-"Rp"#,##0'}


def clean(text: str) -> str:
    """`text` as a cell can hold it: nothing that XML forbids, and not over Excel's length."""
    text = ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= TEXT_LIMIT or len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT:
        return text
    room = (TEXT_LIMIT - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
