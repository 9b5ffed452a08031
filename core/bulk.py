"""Many rows of one table at once, as plain values under one statement (SQLite) or one COPY (PostgreSQL).

An `insert_many` builds its statement anew for each few hundred rows, and takes ten times as long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import peewee

from core.db import Record, database, is_postgres
from core.scoping import check_departments

PAGE = 5_000
"""Rows that are held as values at once."""


def insert_rows(model: type[Record], rows: Iterable[Mapping[str, Any]], *, ignore: bool = False) -> int:
    """Inserts rows (name of a field -> value; a foreign key as its id or its row) and gives how many there were.

    All rows name the same fields; those that they do not name get their defaults. With `ignore` a row that is there
    already (by whatever is unique) is passed over. Inside the caller's transaction.

    :raises TenancyError: for a row that would belong to no department in scope; nothing of its page is written.
    """
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return 0
    names = list(first)
    columns = _columns(model, names)
    count, page = 0, [first, *islice(source, PAGE - 1)]
    while page:
        check_departments(model, page)
        _write(model, columns, [[make(row) for _, make in columns] for row in page], ignore)
        count += len(page)
        page = list(islice(source, PAGE))
    return count


def _columns(model: Any, names: Sequence[str]) -> list[tuple[str, Callable[[Mapping[str, Any]], Any]]]:
    """Column name -> how its value is made of a row, as the database takes it."""
    fields = model._meta.combined
    given = {fields[name].name for name in names}
    columns = [(fields[name].column_name, _given(fields[name], name)) for name in names]
    for field in model._meta.sorted_fields:
        if field.name not in given and field.default is not None:
            columns.append((field.column_name, _default(field)))
    return columns


def _given(field: Any, name: str) -> Callable[[Mapping[str, Any]], Any]:
    convert = field.db_value

    def make(row: Mapping[str, Any]) -> Any:
        value = row[name]
        if isinstance(value, peewee.Model):
            value = value.get_id()
        return None if value is None else convert(value)

    return make


def _default(field: Any) -> Callable[[Mapping[str, Any]], Any]:
    default, convert = field.default, field.db_value
    if callable(default):
        return lambda _: convert(default())
    fixed = convert(default)
    return lambda _: fixed


def _write(model: Any, columns: Sequence[tuple[str, Any]], values: Sequence[Sequence[Any]], ignore: bool) -> None:
    quoted = ", ".join(f'"{name}"' for name, _ in columns)
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
