"""Fixtures for all tests (see core/testing/fixtures.py), with the test plugin loaded beside the real ones."""

import gc
import os
from pathlib import Path

import pytest

import plugins
from core.testing.databases import EXTRA_PLUGINS

pytest_plugins = ["core.testing.fixtures", "tests.services"]

# Everywhere in the tests, since models that are once imported know one another: `plugins.contoh` is always there.
_FOLDER = str(Path(__file__).parent / "plugin_contoh")
os.environ[EXTRA_PLUGINS] = _FOLDER
plugins.__path__.append(_FOLDER)


# Files are dealt out in this order: who gets a long one last is waited for by all the others. The first two lines mix
# what needs the demo with what does not, since one process makes it and the others would wait.
LONGEST_FIRST = (
    *("tests/browser/test_panel.py", "tests/test_contracts.py", "tests/core/test_demo_load.py"),
    *("tests/browser/test_pages.py", "tests/crash/", "tests/browser/test_lamandau.py", "tests/browser/"),
    *("tests/workers/", "tests/core/"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        found = (number for number, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start))
        return next(found, len(LONGEST_FIRST))

    items.sort(key=place)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: looking through it for garbage would be a good part of many a test."""
    gc.collect()
    gc.freeze()
