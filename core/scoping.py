"""Queries that cannot forget the department.

Every model of ours builds its queries from the classes here. When a query starts from, or joins, a
scoped model, the department condition is added by the query itself, so a view, a report or a foreign
key that is followed cannot leave it out. Without a department in scope the query is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import Any

import peewee

EVERYWHERE = frozenset({-1})
_scope: ContextVar[frozenset[int] | None] = ContextVar("selaras_departments", default=None)


class TenancyError(RuntimeError):
    """A department's rows were touched with no department in scope, or outside of it: a bug of ours."""


def current_departments() -> frozenset[int] | None:
    """The ids in scope, `EVERYWHERE`, or None when nothing is in scope."""
    return _scope.get()


@contextmanager
def scope(departments: frozenset[int]) -> Iterator[None]:
    token = _scope.set(departments)
    try:
        yield
    finally:
        _scope.reset(token)


def department_scope(department_id: int) -> Any:
    """Only this department's rows exist inside."""
    return scope(frozenset({int(department_id)}))


def is_scoped(model: Any) -> bool:
    """Whether rows of this model belong to departments (writes are confined)."""
    return bool(getattr(model, "scope_columns", ()))


def reads_are_confined(model: Any) -> bool:
    """False for directories such as the list of positions: everyone reads them, only their department writes."""
    return is_scoped(model) and not getattr(model, "open_to_read", False)


def confine(query: Any, source: Any) -> Any:
    """The query, limited to the departments in scope even where reading is open (for panels that edit)."""
    model = _model_of(source)
    wanted = condition(source, model) if is_scoped(model) else None
    return query if wanted is None else query.where(wanted)


def condition(source: Any, model: Any) -> Any:
    """The department condition on `source` (a scoped model or an alias of one); None when everywhere."""
    departments = _scope.get()
    if departments is None:
        raise TenancyError(f"{model.__name__}: tidak ada perangkat daerah dalam lingkup")
    if departments == EVERYWHERE:
        return None
    columns = [getattr(source, name) for name in model.scope_columns]
    return reduce(or_, [column.in_(sorted(departments)) for column in columns])


def _model_of(source: Any) -> Any:
    if peewee.is_model(source):
        return source
    if isinstance(source, peewee.ModelAlias):
        return source.model
    return None


class _NoOr:
    """`a.where(b).orwhere(c)` means `(department and b) or c`: every department's rows."""

    def orwhere(self, *expressions: Any) -> Any:
        raise TenancyError("orwhere would step around the department; write where((a) | (b))")


class ScopedSelect(_NoOr, peewee.ModelSelect):
    _where: Any

    def __init__(self, model: Any, fields: Any, is_default: bool = False) -> None:
        super().__init__(model, fields, is_default=is_default)
        self._confine(model)

    def _confine(self, source: Any) -> None:
        model = _model_of(source)
        if model is not None and reads_are_confined(model):
            wanted = condition(source, model)
            if wanted is not None:
                self._where = wanted if self._where is None else (self._where & wanted)

    def from_(self, *sources: Any) -> Any:
        clone = super().from_(*sources)
        for source in sources:
            clone._confine(source)
        return clone

    def join(
        self, dest: Any, join_type: Any = peewee.JOIN.INNER, on: Any = None, src: Any = None, attr: Any = None
    ) -> Any:
        model = _model_of(dest)
        wanted = condition(dest, model) if model is not None and reads_are_confined(model) else None
        if wanted is None:
            return super().join(dest, join_type, on, src, attr)
        joined = super().join(dest, join_type, on, src, attr)
        # Into ON, not WHERE: an outer join must keep its left rows and only lose the foreign right ones.
        last = joined._from_list[-1]
        last._on = wanted if last._on is None else (last._on & wanted)
        return joined


class ScopedAlias(peewee.ModelAlias):
    def select(self, *selection: Any) -> Any:
        return ScopedSelect(self, selection or self.get_field_aliases())


class ScopedUpdate(_NoOr, peewee.ModelUpdate):
    def __init__(self, model: Any, update: Any) -> None:
        super().__init__(model, update)
        _confine_write(self, model)
        _check_rows(model, [update])


class ScopedDelete(_NoOr, peewee.ModelDelete):
    def __init__(self, model: Any) -> None:
        super().__init__(model)
        _confine_write(self, model)


class ScopedInsert(peewee.ModelInsert):
    def __init__(self, model: Any, insert: Any = None, columns: Any = None, on_conflict: Any = None, **kw: Any) -> None:
        super().__init__(model, insert, columns, on_conflict, **kw)
        if isinstance(insert, dict):
            _check_rows(model, [insert], complete=True)
        elif isinstance(insert, list):
            _check_rows(model, insert, columns=columns, complete=True)
        elif is_scoped(model) and not getattr(model, "open_to_write", False):
            raise TenancyError(f"{model.__name__}: rows out of a query cannot be checked; insert them as rows")


def _confine_write(query: Any, model: Any) -> None:
    if is_scoped(model):
        wanted = condition(model, model)
        if wanted is not None:
            query._where = wanted


def _check_rows(model: Any, rows: Any, columns: Any = None, complete: bool = False) -> None:
    """Refuses to write a row that would belong to a department outside the scope."""
    if not is_scoped(model) or getattr(model, "open_to_write", False):
        return
    departments = _scope.get()
    if departments is None:
        raise TenancyError(f"{model.__name__}: tidak ada perangkat daerah dalam lingkup")
    if departments == EVERYWHERE:
        return
    scoped = [model._meta.fields[name] for name in model.scope_columns]
    for row in rows:
        values = _as_mapping(model, row, columns)
        given = [_department_id(values[field]) for field in scoped if field in values]
        if (complete or given) and not departments.intersection(v for v in given if v is not None):
            raise TenancyError(f"{model.__name__}: baris untuk perangkat daerah di luar lingkup")


def check_departments(model: Any, rows: list[Any]) -> None:
    """For who inserts rows (mappings) without a query of ours: as strict as that.

    :raises TenancyError: for a row that would belong to no department in scope.
    """
    _check_rows(model, rows, complete=True)


def _as_mapping(model: Any, row: Any, columns: Any) -> dict[Any, Any]:
    if isinstance(row, dict):
        return {model._meta.combined.get(k, k) if isinstance(k, str) else k: v for k, v in row.items()}
    return dict(zip(columns or model._meta.sorted_fields, row, strict=False))


def _department_id(value: Any) -> int | None:
    if isinstance(value, peewee.Model):
        return int(value.get_id())
    if value is not None and not isinstance(value, int):
        raise TenancyError("a department can only be written as a plain value")
    return value
