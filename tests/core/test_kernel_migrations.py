"""The schema: core first, plugins in order, one process at a time."""

import subprocess
import sys

import pytest
from playhouse.schema_diff import diff_models

from core import db, migrations
from core.migrations.tables import models_of, owners
from core.testing import databases
from workers.commands import ROOT


@pytest.fixture
def empty(tmp_path, each_database, request):
    """A kernel on a database without a single table."""
    if each_database == "sqlite":
        with databases.kernel(tmp_path / "kosong"):
            yield
        return
    server = request.getfixturevalue("postgres")
    name = server.create()
    with databases.kernel(tmp_path / "kosong", server.url(name)):
        yield
    server.drop(name)


def test_from_nothing_to_the_models_and_back(empty) -> None:
    waiting = migrations.pending()
    assert waiting[0].startswith("core/")
    assert migrations.migrate() == waiting
    assert (migrations.pending(), migrations.migrate()) == ([], [])
    with db.connection():
        for owner in owners():
            assert not diff_models(db.database.obj, models_of(owner)), owner
    for owner in reversed(owners()):
        while migrations.down(owner):
            continue
    with db.connection():
        assert {name for name in db.database.get_tables() if not name.endswith("_migrasi")} == set()


def test_two_processes_at_once(empty) -> None:
    command = [sys.executable, "-m", "workers.cli", "migrate"]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    lines = [line for output, _ in said for line in output.splitlines() if line.startswith("migrasi ")]
    assert len(lines) == len(set(lines)) > 3
    assert migrations.pending() == []


@pytest.mark.usefixtures("home")
def test_a_table_has_one_owner_and_its_prefix() -> None:
    names = [model._meta.table_name for owner in owners() for model in models_of(owner)]
    assert len(names) == len(set(names))
    assert {name.split("_")[0] for name in names} <= {owner.split("_")[0] for owner in owners()}
