"""The fixtures. `home` is the root: a data folder, a migrated database and a started kernel, new for each test.

A test that asks for `each_database` runs twice, on SQLite and on PostgreSQL; any other runs on SQLite.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import activation, db
from core.actor import Actor, acting, system_actor
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.testing import databases, network, people, watching
from core.testing.once import made_once
from core.testing.people import User

# Fixtures that start real servers on this machine; whoever asks for one may talk to it.
REACHES_LOOPBACK = {"loopback", "mail_sink", "supervisor", "run", "page", "browser"}


@pytest.fixture
def loopback() -> None:
    """Asked for by a test that talks to a server of its own on this machine."""


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with network.guarded(monkeypatch, loopback=bool(REACHES_LOOPBACK & set(request.fixturenames))):
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "selaras-kosong", databases.migrated_sqlite) / "selaras.db"


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    server = databases.Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres: databases.Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    return postgres.migrated(tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", "postgres"])
def each_database(request: pytest.FixtureRequest) -> str:
    """Ask for it (or `usefixtures` it) and the test runs on both databases; gives which one it is."""
    return str(request.param)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database of this test's own."""
    if "each_database" in request.fixturenames and request.getfixturevalue("each_database") == "postgres":
        server = request.getfixturevalue("postgres")
        name = server.create(request.getfixturevalue("postgres_template"))
        yield server.url(name)
        server.drop(name)
        return
    target = tmp_path / "rumah" / "selaras.db"
    target.parent.mkdir()
    shutil.copyfile(request.getfixturevalue("sqlite_template"), target)
    yield f"sqlite:///{target}"


@pytest.fixture
def home(tmp_path: Path, database_url: str) -> Iterator[Path]:
    """A data folder with the kernel started and connected on it. Nobody acts yet: see `as_actor`."""
    with databases.kernel(tmp_path / "rumah", database_url) as settings, db.connection():
        yield settings.home


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A home in which the demo has been loaded, once for all tests; copy it, don't write to it."""
    from core import demo

    def load(folder: Path) -> None:
        folder.mkdir()
        shutil.copyfile(sqlite_template, folder / "selaras.db")
        with databases.kernel(folder), db.connection():
            demo.load()
            db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    return made_once(tmp_path_factory, "selaras-demo", load)


@pytest.fixture
def demo_home(tmp_path: Path, demo_template: Path) -> Iterator[Path]:
    """As `home`, on SQLite, with the demo in it: organisation, accounts, a finished and a running campaign."""
    shutil.copytree(demo_template, tmp_path / "rumah")
    with databases.kernel(tmp_path / "rumah") as settings, db.connection():
        yield settings.home


@pytest.fixture
def government(home: Path) -> PemerintahDaerah:
    return people.make_government()


@pytest.fixture
def department(government: PemerintahDaerah) -> PerangkatDaerah:
    return people.make_department("Sekretariat Daerah", government)


@pytest.fixture
def other_department(government: PemerintahDaerah) -> PerangkatDaerah:
    """Another department of the same government: its rows are foreign to `department`."""
    return people.make_department("Dinas Pendidikan", government)


@pytest.fixture
def make_user(request: pytest.FixtureRequest) -> Callable[..., User]:
    """`make_user(permissions=("surat.*",), department=…, nama="Kabag", kepala=False)`; `department` unless told."""

    def make(permissions: Any = (), department: Any = None, nama: str = "", *, kepala: bool = False) -> User:
        where = department or request.getfixturevalue("department")
        return people.make_user(where, permissions, nama, kepala=kepala)

    return make


@pytest.fixture
def as_actor(home: Path) -> Callable[[Any], AbstractContextManager[Actor]]:
    """`with as_actor(user):` the person acts; with a department the program itself in it; with None, everywhere."""

    def act(who: Any) -> AbstractContextManager[Actor]:
        if isinstance(who, User):
            return acting(who.actor)
        if isinstance(who, Actor):
            return acting(who)
        return acting(system_actor(None if who is None else who.id))

    return act


@pytest.fixture
def activate(home: Path) -> Callable[..., None]:
    """`activate("surat", department)`: with all that it depends on. `on=False` turns it off."""

    def switch(plugin: str, department: Any, *, on: bool = True) -> None:
        with acting(system_actor(department.id)):
            (activation.turn_on if on else activation.turn_off)(plugin, department.id)

    return switch


@pytest.fixture
def events(home: Path) -> watching.Emitted:
    """What was emitted: `list(events)`, `len(events)`, `events[-1]`, `events.of(SuratDitandatangani)`."""
    return watching.Emitted()


@pytest.fixture
def run_jobs(home: Path) -> Callable[[], list[Any]]:
    """`run_jobs()` does all that waits, here and now, and gives the jobs as they ended."""
    return watching.run_jobs


@pytest.fixture
def let_time_pass(home: Path) -> Callable[[float], None]:
    """`let_time_pass(20)`: leases, retries and schedules are 20 seconds older."""
    return watching.let_time_pass


@pytest.fixture
def count_queries(home: Path) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as found:` collects the statements."""
    return watching.count_queries


@pytest.fixture
def max_queries(home: Path) -> Callable[[int], AbstractContextManager[None]]:
    """`with max_queries(3):` fails when more than three run."""
    return watching.max_queries


@pytest.fixture
def app(home: Path) -> Flask:
    """The application as gunicorn serves it, CSRF protection and all."""
    from config.settings import get_settings
    from core.web import create_app

    return create_app(get_settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def login_as() -> Callable[[FlaskClient, User], FlaskClient]:
    """`login_as(client, user)`; gives the client."""
    return people.sign_in


@pytest.fixture
def post() -> Callable[..., TestResponse]:
    """`post(client, url, nama="…")`: a form with the token that it carries in the browser."""

    def send(client: FlaskClient, url: str, **data: Any) -> TestResponse:
        return client.post(url, data={"csrf_token": people.csrf_token(client), **data})

    return send
