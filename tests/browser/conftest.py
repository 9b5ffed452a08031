"""A real Selaras with the demo and a real Chromium for each test file; nothing that goes wrong in a page passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.instance import Instance, copy_home, demo_home, running
from tests.browser.people import People
from tests.browser.showing import pytest_runtest_makereport
from tests.browser_tools import chromium

__all__ = ["pytest_runtest_makereport"]


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
