"""`selaras plugin new NAME` writes a plugin that keeps the contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import InputError
from core.scaffold import write_plugin
from core.testing.databases import EXTRA_PLUGINS
from workers.commands import ROOT

LINE = """
from core.testing.contract import PluginContract
pytest_plugins = ["core.testing.fixtures"]

class TestBukuTamu(PluginContract):
    plugin = "buku_tamu"
"""


def test_a_new_plugin_passes(tmp_path: Path) -> None:
    written = write_plugin("buku_tamu", tmp_path / "plugin")
    sources = [str(path) for path in written.glob("*.py")]
    case = tmp_path / "uji" / "test_buku_tamu.py"
    case.parent.mkdir()
    case.write_text(LINE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), EXTRA_PLUGINS: str(tmp_path / "plugin")}
    for command in (
        # How imports are sorted depends on where they stand; migrations are written by peewee's own writer.
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--config",
            str(ROOT / "pyproject.toml"),
            "--extend-ignore=I",
            *sources,
        ],
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not demo", str(case)],
    ):
        done = subprocess.run(command, cwd=case.parent, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["", "Buku", "1buku", "buku-tamu", "../buku", "class", "core", "a" * 31])
def test_a_name_that_will_not_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        write_plugin(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    write_plugin("buku", tmp_path)
    with pytest.raises(InputError, match="sudah dipakai"):
        write_plugin("buku", tmp_path)
