"""Selaras as its user has it: `selaras up` on a home of its own, with the demo, in processes of their own.

The demo is loaded once for a whole test run; each instance works on a copy of it.
"""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from config.sources import ENVIRONMENT
from core.testing.once import made_once
from tests.workers.living import family, gone, until
from workers.commands import ROOT

_READY = "Selaras siap: "
_START_WITHIN = 180.0
_END_WITHIN = 30.0
"""Seconds; only a machine that is drowning in work comes near."""


@dataclass(frozen=True)
class Instance:
    """A running Selaras. `address` has no slash at the end."""

    home: Path
    address: str
    process: "subprocess.Popen[bytes]"
    database_url: str = ""
    """Empty: the SQLite file in the home."""

    @property
    def family(self) -> list[psutil.Process]:
        """Every process below the supervisor that is alive now."""
        return family(self.process.pid)

    def said(self) -> str:
        """What the supervisor has printed so far."""
        return _output(self.home).read_text("utf-8")

    def log(self, name: str, lines: int = 40) -> str:
        """The end of a process's log: web, pekerja-cepat, pekerja-berat, antrean, kotak-surat."""
        path = self.home / "log" / f"{name}.log"
        return "\n".join(path.read_text("utf-8", "replace").splitlines()[-lines:]) if path.exists() else ""


@contextlib.contextmanager
def running(home: Path, **environment: str) -> Iterator[Instance]:
    """Starts Selaras on the home and ends it as Ctrl-C does; nothing of it may stay behind."""
    process = _start(home, environment)
    try:
        until(lambda: _READY in _said(home, process), _START_WITHIN, "selaras up is ready")
        address = _said(home, process).split(_READY)[1].split()[0]
        yield Instance(home, address, process, environment.get("DATABASE_URL", ""))
    finally:
        everyone = family(process.pid)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_END_WITHIN)
        finally:
            for one in [process, *everyone]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
    until(lambda: gone(everyone), what="all processes of selaras up gone")


def demo_home(factory: pytest.TempPathFactory) -> Path:
    """A home with the demo, one for all processes of the test run; not for use, for copying."""

    def load(home: Path) -> None:
        with running(home):
            until(lambda: _idle(home), 120, "the demo's jobs, events and mails are done")

    return made_once(factory, "selaras-contoh", load)


def copy_home(source: Path, target: Path) -> Path:
    """Like moving a data folder to another machine: all but what only living processes need."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("run", "log"))
    return target


def _start(home: Path, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    home.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if key not in ENVIRONMENT.values()}
    with _output(home).open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "workers.cli", "up"],
            env={**kept, "SELARAS_HOME": str(home), "PORT": "0", "PYTHONPATH": str(ROOT), **environment},
            cwd=home,  # a selaras.toml of the developer lies elsewhere
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


def _output(home: Path) -> Path:
    return home / "up.txt"


def _said(home: Path, process: "subprocess.Popen[bytes]") -> str:
    text = _output(home).read_text("utf-8")
    assert process.poll() is None, f"selaras up has ended:\n{text}"
    return text


def _idle(home: Path) -> bool:
    questions = (
        "SELECT count(*) FROM core_pekerjaan WHERE status IN ('antre', 'berjalan')",
        "SELECT count(*) FROM core_peristiwa WHERE NOT tuntas",
        "SELECT count(*) FROM core_surel WHERE status IN ('antre', 'menyerahkan')",
    )
    with contextlib.closing(sqlite3.connect(home / "selaras.db")) as database:
        return not any(database.execute(question).fetchone()[0] for question in questions)
