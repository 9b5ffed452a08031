"""Counting the statements that reach the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.db import database


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Collects the SQL of all statements in this process."""
    found: list[str] = []
    real = database.obj.execute_sql

    def noted(sql: Any, *args: Any, **kwargs: Any) -> Any:
        found.append(str(sql))
        return real(sql, *args, **kwargs)

    database.obj.execute_sql = noted
    try:
        yield found
    finally:
        del database.obj.execute_sql
