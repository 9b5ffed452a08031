"""A running Selaras with recaps so long that their export can be hit in the middle."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.testing.databases import Postgres
from tests.browser.instance import Instance, copy_home, demo_home, running
from tests.browser.showing import pytest_runtest_makereport
from tests.crash.clerk import Clerk
from tests.crash.ledger import Ledger
from workers.commands import ROOT

ROWS = 20_000
RECAPS = 5
"""One for each way to kill something."""


__all__ = ["pytest_runtest_makereport"]


@pytest.fixture(scope="module")
def selaras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(copy_home(demo_home(tmp_path_factory), tmp_path_factory.mktemp("up") / "rumah")) as instance:
        yield instance


@pytest.fixture(scope="module")
def selaras_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    url = postgres.url(postgres.create())
    with running(tmp_path_factory.mktemp("up") / "rumah", DATABASE_URL=url) as instance:
        yield instance


@pytest.fixture(scope="module")
def recaps(selaras: Instance) -> list[str]:
    return make_recaps(selaras, RECAPS)


@pytest.fixture(scope="module")
def clerk(selaras: Instance) -> Clerk:
    return Clerk(selaras.address, "tim.kinerja")


@pytest.fixture(scope="module")
def ledger(selaras: Instance) -> Iterator[Ledger]:
    found = Ledger(selaras.home)
    yield found
    found.close()


def make_recaps(instance: Instance, number: int) -> list[str]:
    """UUIDs of new approved recaps in Lamandau's finished case, of ROWS rows each."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("long_recaps.py")), str(number), str(ROWS)],
        env={"SELARAS_HOME": str(instance.home), "PYTHONPATH": str(ROOT), "DATABASE_URL": instance.database_url},
        cwd=instance.home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
