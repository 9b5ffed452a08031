"""Fixtures for all tests (see core/testing/fixtures.py), with the test plugin loaded beside the real ones."""

import os
from pathlib import Path

import plugins
from core.testing.databases import EXTRA_PLUGINS

pytest_plugins = ["core.testing.fixtures", "tests.services"]

# Everywhere in the tests, since models that are once imported know one another: `plugins.contoh` is always there.
_FOLDER = str(Path(__file__).parent / "plugin_contoh")
os.environ[EXTRA_PLUGINS] = _FOLDER
plugins.__path__.append(_FOLDER)
