"""A home with the demo in it, made once and copied: loading it takes seconds, copying it does not."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core import db, demo
from core.accounts.models import Akun
from core.accounts.operations import actor_for
from core.actor import Actor, acting, system_actor
from core.testing import databases
from plugins.sop_kinerja import demo as campaigns


def make_demo_home(folder: Path, template: Path, *, before_filing: bool = False) -> Path:
    """A data folder with the demo loaded; `before_filing`: also a run that has come to its last step."""
    home = folder / "rumah"
    home.mkdir()
    shutil.copyfile(template, home / "selaras.db")
    with started(home), acting(system_actor()):
        demo.load()
        if before_filing:
            campaigns.play("lamandau", lambda line: None, until=9)
        db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


@contextmanager
def started(home: Path) -> Iterator[None]:
    """The kernel connected on that home's SQLite database; nobody acts yet."""
    with databases.kernel(home, f"sqlite:///{home / 'selaras.db'}"), db.connection():
        yield


def actor(username: str) -> Actor:
    """Somebody of the demo, as the sign-in makes them."""
    return actor_for(Akun.get(Akun.nama_pengguna == username))
