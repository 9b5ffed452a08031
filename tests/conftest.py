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


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: looking through it for garbage would be a good part of many a test."""
    gc.collect()
    gc.freeze()
