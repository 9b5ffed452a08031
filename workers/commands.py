"""The command lines of the long-running processes, for the supervisor and for `selaras serve` and `worker`."""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder from which config, core, plugins and workers are imported."""


def web() -> tuple[str, ...]:
    return (sys.executable, "-m", "gunicorn", "-c", "python:workers.gunicorn_conf", "workers.web:application")


def worker(name: str, queues: Sequence[str], *, processes: int = 2, beat: bool = False) -> tuple[str, ...]:
    """`name` tells workers of one host apart; `beat` adds the sweep's clock, harmless when two workers have it."""
    return (
        *(sys.executable, "-m", "celery", "-A", "workers.app", "worker"),
        *("-n", f"{name}@%h", "-Q", ",".join(queues), "-c", str(processes)),
        # Talk between workers that nobody here listens to; mingle alone takes a second of each start.
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        *(("-B",) if beat else ()),
    )


def selaras(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "workers.cli", *arguments)


def mail_sink() -> tuple[str, ...]:
    return (sys.executable, "-m", "workers.mailsink")
