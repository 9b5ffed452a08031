"""Filters of a list as words: text contains, one of the choices, from and to a day."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import peewee
from flask_admin.contrib.peewee.filters import BasePeeweeFilter

from core.actor import find_actor
from core.fields import UtcDateTimeField
from core.idn.dates import format_date


class Filter(BasePeeweeFilter):
    """`kind` tells the template which control to draw; `word` stands between name and value in the chip."""

    kind = "teks"
    word = "memuat"

    def operation(self) -> str:
        return self.word

    def choices(self, view: Any) -> list[tuple[str, str]]:
        return []

    def shown(self, value: str, view: Any) -> str:
        return dict(self.choices(view)).get(value, value)


class Contains(Filter):
    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column.contains(value))


class OneOf(Filter):
    kind, word = "pilihan", ":"

    def choices(self, view: Any) -> list[tuple[str, str]]:
        if isinstance(self.column, peewee.BooleanField):
            return [("1", "Ya"), ("0", "Tidak")]
        return [(str(key), str(text)) for key, text in self.column.choices or ()]

    def validate(self, value: str) -> bool:
        return value in dict(self.choices(None))

    def clean(self, value: str) -> Any:
        return value == "1" if isinstance(self.column, peewee.BooleanField) else value

    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column == value)


class Related(Filter):
    """A foreign key, by the rows that the same view would offer in its form."""

    kind, word = "pilihan", ":"

    def choices(self, view: Any) -> list[tuple[str, str]]:
        loader = view.loader_for(self.column)
        return [(str(pk), text) for pk, text in (loader.format(row) for row in loader.get_list(""))]

    def validate(self, value: str) -> bool:
        return value.isdigit() and len(value) < 18

    def clean(self, value: str) -> Any:
        return int(value)

    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column == value)


class Number(Filter):
    kind, word = "angka", ":"

    def validate(self, value: str) -> bool:
        return value.lstrip("-").isdigit() and len(value) < 18

    def clean(self, value: str) -> Any:
        return int(value)

    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column == value)


class FromDay(Filter):
    kind, word = "tanggal", "mulai"

    def validate(self, value: str) -> bool:
        try:
            return date.fromisoformat(value).year >= 1900
        except ValueError:
            return False

    def clean(self, value: str) -> Any:
        return date.fromisoformat(value)

    def shown(self, value: str, view: Any) -> str:
        return format_date(date.fromisoformat(value))

    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column >= self._start(value))

    def _start(self, day: date) -> Any:
        if not isinstance(self.column, UtcDateTimeField):
            return day
        actor = find_actor()
        return datetime.combine(day, time(), ZoneInfo(actor.zona_waktu if actor else "Asia/Jakarta"))


class ToDay(FromDay):
    word = "sampai"

    def apply(self, query: Any, value: Any) -> Any:
        return query.where(self.column < self._start(value + timedelta(days=1)))


def filters_for(column: Any, name: str) -> list[Filter]:
    """The filters that make sense for a column's type; none for documents and pictures."""
    if isinstance(column, peewee.ForeignKeyField):
        return [Related(column, name)]
    if column.choices or isinstance(column, peewee.BooleanField):
        return [OneOf(column, name)]
    if isinstance(column, peewee.DateField | UtcDateTimeField):
        return [FromDay(column, name), ToDay(column, name)]
    if isinstance(column, peewee.CharField | peewee.TextField):
        return [Contains(column, name)]
    return [Number(column, name)] if isinstance(column, peewee.IntegerField) else []
