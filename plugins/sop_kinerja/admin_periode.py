"""Periods in the panel: shown, typed and filtered by their words («Triwulan II 2026»), kept as codes."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import StringField

from core.admin.filters import Filter, Number, OneOf
from core.admin.view import AdminView
from core.idn.periods import Periode, in_words, periods_of_year
from plugins.sop_kinerja.lkj import kata

_ANY_YEAR = 2000
_MONTHS = Periode(_ANY_YEAR, "TH").months
PARTS = tuple((one.bagian, one.label.removesuffix(f" {_ANY_YEAR}")) for one in (*periods_of_year(_ANY_YEAR), *_MONTHS))
"""Part of a year -> its word."""
EXAMPLES = "Triwulan II 2026, Semester I 2026, Tahun 2026, atau Maret 2026"


class PeriodField(StringField):
    """`data` is the code; what names no period stays as it was typed, for the service to refuse."""

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else in_words(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        if not valuelist:
            return
        text = str(valuelist[0]).strip()
        year = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
        found = kata.period(text, int(year[0])) if year else None
        self.data = found.code if found else text


class OfYear(Number):
    """Periods of a year, by the beginning of their code."""

    def apply(self, query: Any, value: int) -> Any:
        return query.where((self.column >= f"{value:04d}") & (self.column < f"{value + 1:04d}"))

    def validate(self, value: str) -> bool:
        return value.isdigit() and len(value) == 4


class OfPart(OneOf):
    """The same part of any year."""

    def choices(self, view: Any) -> list[tuple[str, str]]:
        return list(PARTS)

    def apply(self, query: Any, value: str) -> Any:
        return query.where(self.column.endswith(f"-{value}"))


class PeriodView(AdminView):
    """A view whose `periode` is shown and filtered by its words; to type it: `form_overrides` with PeriodField."""

    def __init__(self) -> None:
        if "periode" in self.model._meta.fields:
            words = {"periode": lambda view, context, row, name: in_words(row.periode)}
            self.column_formatters = {**words, **self.column_formatters}
        super().__init__()

    def scaffold_filters(self, name: Any) -> list[Filter] | None:
        if name != "periode":
            return super().scaffold_filters(name)
        column = self.model._meta.fields[name]
        return [OfYear(column, "Tahun"), OfPart(column, "Periode")]
