"""Looking at real processes, and waiting for them: on a condition, with a deadline, never for a time."""

import subprocess
import threading
import time
from collections.abc import Callable

import psutil

Run = Callable[..., "subprocess.Popen[str]"]


def until(condition: Callable[[], object], seconds: float = 30.0, what: str = "") -> None:
    """Returns as soon as `condition` holds; fails the test after `seconds`."""
    deadline = time.monotonic() + seconds
    tick = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what or condition}"
        tick.wait(0.02)


def family(pid: int) -> list[psutil.Process]:
    """All descendants of a process, alive now."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def gone(processes: list[psutil.Process]) -> bool:
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
