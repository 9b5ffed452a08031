"""Rows that belong to departments, and the one explicit, audited way across."""

from collections.abc import Iterator
from contextlib import contextmanager

import peewee

from core import audit
from core.db import Record
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, TenancyError, confine, current_departments, department_scope, scope

__all__ = [
    "ScopedModel",
    "TenancyError",
    "all_departments",
    "confine",
    "current_departments",
    "department_scope",
    "together_with",
]


class ScopedModel(Record):
    """A row that only its department sees.

    A record shared by two departments (the one that asks for data and the one that gives it) names
    both columns in `scope_columns`; each of them then sees it, and services decide who may do what.
    """

    scope_columns: tuple[str, ...] = ("perangkat_daerah",)
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )


@contextmanager
def all_departments(reason: str) -> Iterator[None]:
    """Inside, rows of every department are in reach. Leaves a line in the audit log with the reason."""
    audit.record("lingkup.semua", detail={"alasan": reason})
    with scope(EVERYWHERE):
        yield


@contextmanager
def together_with(perangkat_daerah_id: int, reason: str) -> Iterator[None]:
    """Inside, one more department is in scope: to hand it a letter or a task. Audited like the above."""
    audit.record("lingkup.bersama", detail={"perangkat_daerah": perangkat_daerah_id, "alasan": reason})
    already = current_departments() or frozenset()
    with scope(already if already == EVERYWHERE else already | {int(perangkat_daerah_id)}):
        yield
