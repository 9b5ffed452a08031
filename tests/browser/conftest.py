"""A real Selaras with the demo and a real Chromium for each test file; nothing that goes wrong in a page passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from core.testing.people import User, make_user
from tests.browser.instance import Instance, copy_home, demo_home, running
from tests.browser.meja_isian import Desk, health
from tests.browser.people import PATIENCE, People
from tests.browser.showing import pytest_runtest_makereport
from tests.browser_tools import chromium, serve
from tests.plugins.sop_kinerja.data_play import OPERATOR

__all__ = ["pytest_runtest_makereport"]

expect.set_options(timeout=PATIENCE)  # other tests run beside it


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo, to be copied."""
    return demo_home(tmp_path_factory)


@pytest.fixture(scope="module")
def selaras(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """`selaras up`, running on a fresh copy of the demo."""
    with running(copy_home(demo, tmp_path_factory.mktemp("up") / "rumah")) as instance:
        yield instance


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def everybody(browser: Browser, selaras: Instance) -> People:
    return People(browser, selaras)


@pytest.fixture
def people(everybody: People) -> Iterator[People]:
    """`people("tim.kinerja")` is that person's page, signed in. The test fails for what browsers complained about."""
    everybody.complaints()
    yield everybody
    complaints = everybody.complaints()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def desk(app: Flask, home: object, browser: Browser, loopback: None) -> Iterator[Desk]:
    """The form of figures of Dinas Kesehatan, in a Selaras of this process."""
    with serve(app) as address:
        yield Desk(health(), address, browser)


@pytest.fixture
def colleague(desk: Desk) -> User:
    """Another one who fills in that form."""
    return make_user(desk.play.departments[0], OPERATOR, "Staf Dinas Kesehatan")
