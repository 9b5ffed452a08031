"""Real processes on a home of their own; every wait is on a condition and has a deadline."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings, ensure_home
from config.sources import ENVIRONMENT
from tests.workers.living import Run, family
from workers.commands import ROOT
from workers.supervisor import Supervisor


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(home=tmp_path / "rumah", port=0, redis_url=None, smtp_host=None, database_url="")
    ensure_home(made)
    return made


@pytest.fixture
def supervisor(settings: Settings) -> Iterator[Supervisor]:
    with Supervisor(settings.home / "log", lambda _: None) as running:
        yield running


@pytest.fixture
def run(settings: Settings) -> Iterator[Run]:
    """Starts a Python process in the test's home; it and its descendants are gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **env: str) -> "subprocess.Popen[str]":
        kept = {k: v for k, v in os.environ.items() if k not in ENVIRONMENT.values()}
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env={**kept, "SELARAS_HOME": str(settings.home), "PYTHONPATH": str(ROOT), "PORT": "0", **env},
            cwd=settings.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        for one in [process, *family(process.pid)]:
            one.kill()
        process.communicate()
