"""Running migrations. Each owner has a history table of its own: with a common one the second plugin's first
migration would be taken for done, since names are only unique within a plugin."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playhouse.migrations import Runner

from config.settings import ensure_home, get_settings
from core.db import connection, database, is_postgres
from core.migrations.tables import folder_of, owners

_LOCK_KEY = 0x53454C41  # "SELA", the number of the advisory lock


def migrate(log: Callable[[str], Any] = lambda line: None) -> list[str]:
    """Brings the schema up to date; gives the names of what was applied. One process at a time, others wait."""
    applied = []
    with _one_at_a_time(), connection():
        for owner in owners():
            for name in _runner(owner).up():
                log(f"migrasi {owner}: {name}")
                applied.append(f"{owner}/{name}")
    return applied


def pending() -> list[str]:
    """What `migrate` would apply."""
    with connection():
        return [
            f"{owner}/{step.name}"
            for owner in owners()
            for step in _runner(owner).status()
            if step.path is not None and not step.applied
        ]


def down(owner: str, target: str | None = None) -> list[str]:
    """Takes back the owner's last migration, or all down to `target`, with what they hold. For tests and repairs."""
    with _one_at_a_time(), connection():
        return list(_runner(owner).down(target))


def _runner(owner: str) -> Any:
    return Runner(database.obj, str(folder_of(owner)), table_name=f"{owner}_migrasi")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if is_postgres():
        with connection():
            database.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK_KEY,))
            try:
                yield
            finally:
                database.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK_KEY,))
        return
    ensure_home(get_settings())
    with (get_settings().home / "run" / "migrasi.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
