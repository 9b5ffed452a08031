"""Reading rows for a list in a constant number of queries, and finding what depends on a row."""

from collections.abc import Iterable, Sequence
from typing import Any

import peewee

from core.db import Record
from core.registry import registry

COUNT_LIMIT = 10_000
"""Counting stops here: on a table of millions an exact number would cost more than the page."""


def bounded_count(query: Any) -> int:
    """The number of rows, at most COUNT_LIMIT + 1."""
    return int(query.order_by().limit(COUNT_LIMIT + 1).count())


def load_related(rows: Sequence[Any], paths: Iterable[str]) -> None:
    """Fills in foreign keys with one query each, however many rows. A path may be dotted: `jabatan.unit_kerja`.

    A related row out of scope stays unloaded; `related` then gives None instead of asking the database.
    """
    for path in sorted(set(paths), key=lambda p: p.count(".")):
        *parents, name = path.split(".")
        owners: list[Any] = list(rows)
        for parent in parents:
            owners = [found for row in owners if (found := related(row, parent)) is not None]
        _load(owners, name)


def _load(owners: Sequence[Any], name: str) -> None:
    if not owners:
        return
    field = type(owners[0])._meta.fields[name]
    keys = {row.__data__.get(name) for row in owners} - {None}
    if not keys:
        return
    target = field.rel_field
    found = {getattr(row, target.name): row for row in field.rel_model.select().where(target.in_(keys))}
    for row in owners:
        match = found.get(row.__data__.get(name))
        if match is not None:
            setattr(row, name, match)
            row._dirty.discard(name)


def related(row: Any, name: str) -> Any:
    """The related row if it was loaded, else None: never a query."""
    return row.__rel__.get(name)


def dependents(row: Any) -> list[type[peewee.Model]]:
    """The models with rows (in scope) that point at this row by a foreign key."""
    # A plugin that failed to load may have declared its models all the same, without ever getting its tables.
    owners = tuple(f"{name}_" for name in ("core", *registry().plugins))
    found: list[type[peewee.Model]] = []
    for field, model in row._meta.backrefs.items():
        loaded = model._meta.table_name.startswith(owners)
        if field.on_delete == "CASCADE" and not issubclass(model, Record):
            continue  # part of the row and nothing by itself, like an account's open sessions
        if loaded and model not in found and model.select().where(field == row.get_id()).limit(1).exists():
            found.append(model)
    return found


def clashes(row: Any) -> list[str]:
    """The columns of the first unique index that another row already fills in the same way."""
    for columns in _unique_columns(type(row)):
        values = [row.__data__.get(name) for name in columns]
        if any(value is None for value in values):
            continue
        fields = type(row)._meta.fields
        query = type(row).select().where(*[fields[n] == v for n, v in zip(columns, values, strict=True)])
        if row.get_id() is not None:
            query = query.where(type(row)._meta.primary_key != row.get_id())
        if query.exists():
            return columns
    return []


def _unique_columns(model: Any) -> list[list[str]]:
    single = [[name] for name, field in model._meta.fields.items() if field.unique and not field.primary_key]
    several = [list(index[0]) for index in model._meta.indexes if isinstance(index, tuple) and index[1]]
    return single + several
