"""Rows of any model, filled in by the types of its columns, for tests that only care whose rows they are."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import peewee

from core import clock
from core.fields import FixedField, JsonField, UtcDateTimeField
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.scoping import EVERYWHERE, scope

_serial = count(1)


class Rows:
    """Makes rows that belong to one department; what they point at is made too, once where that will do."""

    def __init__(self, department: PerangkatDaerah, samples: Mapping[str, Any] | None = None) -> None:
        """`samples`: column name -> a value that means something, for columns whose type says too little."""
        self.department = department
        self._samples = samples or {}
        self._parents: dict[Any, Any] = {}
        self._making: list[Any] = []

    def make(self, model: Any, number: int = 1) -> list[Any]:
        with scope(EVERYWHERE):
            return [self._row(model) for _ in range(number)]

    def _row(self, model: Any) -> Any:
        self._making.append(model)
        try:
            return model.create(**dict(self._values(model)))
        finally:
            self._making.pop()

    def _values(self, model: Any) -> Iterator[tuple[str, Any]]:
        for name, field in model._meta.fields.items():
            if isinstance(field, peewee.ForeignKeyField):
                yield name, self._parent(model, field)
            elif field.default is None and (field.unique or not field.null) and not field.primary_key:
                yield name, self._samples.get(name) or _plain(field)

    def _parent(self, model: Any, field: Any) -> Any:
        target = field.rel_model
        if target is PerangkatDaerah:
            return self.department
        if target is PemerintahDaerah:
            return self.department.pemerintah_daerah
        if target in self._making:  # a tree, or a circle: it must be allowed to end
            return None
        if self._tells_rows_apart(model, field):
            return self._row(target)
        if target not in self._parents:
            self._parents[target] = self._row(target)
        return self._parents[target]

    def _tells_rows_apart(self, model: Any, field: Any) -> bool:
        """Whether a unique index leaves it to this key to be different in each row, all else in it being the same."""
        unique = [index[0] for index in model._meta.indexes if isinstance(index, tuple) and index[1]]
        same = {name for name, f in model._meta.fields.items() if name in self._samples or _stays_the_same(f)}
        return bool(field.unique) or any(field.name in columns and set(columns) <= same for columns in unique)


def _stays_the_same(field: Any) -> bool:
    return isinstance(field, peewee.ForeignKeyField) or field.choices or (field.default is not None)


def _plain(field: Any) -> Any:
    number = next(_serial)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, JsonField):
        return {}
    if isinstance(field, peewee.BooleanField):
        return False
    if isinstance(field, FixedField):
        return Decimal(number)
    if isinstance(field, UtcDateTimeField):
        return clock.now() + timedelta(hours=number)
    if isinstance(field, peewee.DateField):
        return date(2026, 1, 1) + timedelta(days=number % 365)
    if isinstance(field, peewee.IntegerField):
        return number
    if isinstance(field, peewee.CharField):
        return f"{field.name[:6]}{number}"[-(field.max_length or 255) :]
    if isinstance(field, peewee.TextField):
        return f"Teks {number}"
    raise AssertionError(f"core.testing.rows does not know how to fill {field.model.__name__}.{field.name}")
