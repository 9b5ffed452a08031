"""Many rows of one table at once, as plain values under one statement (SQLite) or one COPY (PostgreSQL).

An `insert_many` builds its statement anew for each few hundred rows, and takes ten times as long.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import peewee

from core.db import Record, database, is_postgres
from core.fields import JsonField, UtcDateTimeField
from core.scoping import check_departments

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
PAGE = 5_000
"""Rows that are held as values at once."""


def insert_rows(model: type[Record], rows: Iterable[Mapping[str, Any]], *, ignore: bool = False) -> int:
    """Inserts rows (name of a field -> value; a foreign key as its id or its row) and gives how many there were.

    All rows name the same fields; those that they do not name get their defaults. With `ignore` a row that is there
    already (by whatever is unique) is passed over. Inside the caller's transaction.

    :raises TenancyError: for a row that would belong to no department in scope; nothing of its page is written.
    """
    source = iter(rows)
    page = list(islice(source, PAGE))
    names = list(page[0]) if page else []
    count = 0
    while page:
        _check(model, names, page)
        columns = _columns(model, names, page)
        _write(model, list(columns), zip(*columns.values(), strict=True), ignore)
        count += len(page)
        page = list(islice(source, PAGE))
    return count


def among(field: Any, values: Iterable[Any]) -> Any:
    """`field IN values` with one parameter, however many values: a list of thousands is slow to write into SQL."""
    wanted = sorted(set(values))
    if is_postgres():
        return field == peewee.fn.ANY(peewee.Value(wanted, unpack=False, converter=False))
    return field.in_(peewee.SQL("(SELECT value FROM json_each(?))", [json.dumps(wanted)]))


def _check(model: Any, names: Sequence[str], page: Sequence[Mapping[str, Any]]) -> None:
    """Of thousands of rows for the same department one is looked at."""
    fields, scoped = model._meta.combined, getattr(model, "scope_columns", ())
    wanted = [name for name in names if fields[name].name in scoped]
    different = {tuple(row[name] for name in wanted) for row in page}
    check_departments(model, [dict(zip(wanted, values, strict=True)) for values in different])


def _columns(model: Any, names: Sequence[str], page: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """Column name -> its values of all rows, as the database takes them: a column at a time, which is several times
    faster than a row at a time."""
    fields = model._meta.combined
    found: dict[str, Sequence[Any]] = {
        fields[name].column_name: _given(fields[name], [row[name] for row in page]) for name in names
    }
    for field in model._meta.sorted_fields:
        if field.column_name not in found and field.default is not None:
            found[field.column_name] = _default(field, len(page))
    return found


def _given(field: Any, values: list[Any]) -> list[Any]:
    if isinstance(field, peewee.ForeignKeyField):
        values = [value.get_id() if isinstance(value, peewee.Model) else value for value in values]
    convert = field.db_value
    if isinstance(field, JsonField):
        return [None if value is None else convert(value) for value in values]
    made = {None: None}  # rows repeat their values
    for value in values:
        if value not in made:
            made[value] = convert(value)
    return [made[value] for value in values]


def _default(field: Any, count: int) -> list[Any]:
    default, convert = field.default, field.db_value
    if field is field.model._meta.fields.get("uuid"):
        return _uuids(count)
    if callable(default) and not isinstance(field, UtcDateTimeField):  # rows that come together are born together
        return [convert(default()) for _ in range(count)]
    return [convert(default() if callable(default) else default)] * count


def _uuids(count: int) -> list[str]:
    """Random ones (version 4) as `Record.uuid` has them, out of one draw."""
    drawn = os.urandom(16 * count).hex()
    found = []
    for at in range(0, 32 * count, 32):
        one = drawn[at : at + 32]
        found.append(f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{_VARIANT[one[16]]}{one[17:20]}-{one[20:]}")
    return found


def _write(model: Any, columns: Sequence[str], values: Iterable[Sequence[Any]], ignore: bool) -> None:
    quoted = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.table_name
    cursor = database.connection().cursor()
    if is_postgres() and not ignore:
        with cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
            for row in values:
                copy.write_row(row)
        return
    marks = ", ".join([database.param] * len(columns))
    passed = " ON CONFLICT DO NOTHING" if ignore else ""
    cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks}){passed}', values)
