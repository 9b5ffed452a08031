"""The database: one proxy, SQLite or PostgreSQL behind it, and transactions that know what to do after commit."""

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import peewee

from core import clock
from core.errors import ConfigurationError
from core.fields import UtcDateTimeField
from core.scoping import ScopedAlias, ScopedDelete, ScopedInsert, ScopedSelect, ScopedUpdate, TenancyError

log = logging.getLogger(__name__)
database = peewee.DatabaseProxy()

_TYPES_SQLITE = {"SELARAS_TS": "DATETIME", "BOOL": "INTEGER"}
_TYPES_POSTGRES = {"SELARAS_TS": "TIMESTAMPTZ"}


def open_database(url: str) -> peewee.Database:
    """A database object for `sqlite:///path` or `postgresql://…` (not yet connected).

    :raises ConfigurationError: for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return peewee.SqliteDatabase(
            path,
            # A deferred transaction that turns from reading to writing fails at once under load,
            # whatever the timeout; an immediate one waits for its turn.
            lock_type="IMMEDIATE",
            timeout=30,
            pragmas={"journal_mode": "wal", "foreign_keys": 1, "synchronous": "normal", "busy_timeout": 30000},
            field_types=_TYPES_SQLITE,
        )
    if parts.scheme in ("postgresql", "postgres"):
        return peewee.PostgresqlDatabase(url, prefer_psycopg3=True, field_types=_TYPES_POSTGRES)
    raise ConfigurationError(
        f"DATABASE_URL memakai skema «{parts.scheme}». Gunakan sqlite:///lokasi/berkas.db atau postgresql://…"
    )


def bind(url: str) -> None:
    """Points every model at this database. Connections open per request, task or command."""
    database.initialize(open_database(url))


def is_postgres() -> bool:
    return isinstance(database.obj, peewee.PostgresqlDatabase)


@contextmanager
def connection() -> Iterator[None]:
    """A connection for as long as one piece of work lasts; joins one that is already open."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened and not database.is_closed():
            database.close()


class Model(peewee.Model):
    """The base of every table: its queries know about departments (see `core.scoping`)."""

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def select(cls, *fields: Any) -> Any:
        is_default = not fields
        return ScopedSelect(cls, fields or cls._meta.sorted_fields, is_default=is_default)

    @classmethod
    def update(cls, __data: Any = None, **update: Any) -> Any:
        return ScopedUpdate(cls, cls._normalize_data(__data, update))

    @classmethod
    def insert(cls, __data: Any = None, **insert: Any) -> Any:
        return ScopedInsert(cls, cls._normalize_data(__data, insert))

    @classmethod
    def insert_many(cls, rows: Any, fields: Any = None) -> Any:
        return ScopedInsert(cls, insert=list(rows), columns=fields)

    @classmethod
    def insert_from(cls, query: Any, fields: Any) -> Any:
        columns = [cls._meta.fields[f] if isinstance(f, str) else f for f in fields]
        return ScopedInsert(cls, insert=query, columns=columns)

    @classmethod
    def delete(cls) -> Any:
        return ScopedDelete(cls)

    @classmethod
    def raw(cls, sql: Any, *params: Any) -> Any:
        raise TenancyError("raw SQL would not know about departments; use database.execute_sql and say why")

    @classmethod
    def alias(cls, alias: Any = None) -> Any:
        return ScopedAlias(cls, alias)

    def save(self, force_insert: bool = False, only: Any = None) -> Any:
        is_update = self.get_id() is not None and not force_insert
        changed = super().save(force_insert=force_insert, only=only)
        if is_update and changed == 0 and changed is not False:
            raise TenancyError(f"{type(self).__name__} {self.get_id()}: no such row in scope")
        return changed


class Record(Model):
    """A row that others may point at: `uuid` is its name outside its own plugin, `dibuat` its birth (UTC)."""

    uuid = peewee.CharField(max_length=36, unique=True, default=lambda: str(uuid.uuid4()))
    dibuat = UtcDateTimeField(default=clock.now, verbose_name="Dibuat")

    @classmethod
    def kind(cls) -> str:
        """The name of the table, used with `uuid` as a soft reference across plugins."""
        return str(cls._meta.table_name)


_callbacks: ContextVar[list[Callable[[], None]] | None] = ContextVar("selaras_on_commit", default=None)


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing. Inside another transaction it is a savepoint; `on_commit` work waits for the outermost."""
    outer = _callbacks.get()
    if outer is not None:
        mark = len(outer)
        try:
            with database.atomic():
                yield
        except BaseException:
            del outer[mark:]  # what the undone part had asked for must not happen either
            raise
        return
    mine: list[Callable[[], None]] = []
    token = _callbacks.set(mine)
    try:
        with database.atomic():
            yield
    finally:
        _callbacks.reset(token)
    for callback in mine:
        try:
            callback()
        except Exception:
            # The state is committed and its rows say what is still to do; the sweeper will do it.
            log.exception("after-commit work failed; the sweeper takes it over")


def on_commit(callback: Callable[[], None]) -> None:
    """Runs `callback` after the outermost transaction commits; at once when there is none."""
    waiting = _callbacks.get()
    if waiting is None:
        callback()
    else:
        waiting.append(callback)
