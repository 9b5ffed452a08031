"""One child process of the supervisor: how it is described, started, watched and stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from workers import lifeline
from workers.commands import ROOT

LOG_LIMIT = 5 * 1024 * 1024
"""Bytes of a log file before it becomes `.1`; two files for each process is all that is kept."""

_FIRST_DELAY, _LONGEST_DELAY = 0.5, 30.0
_STEADY = 60.0
"""Seconds after which a process counts as well again, so that its next restart is quick."""


@dataclass(frozen=True)
class ProcessSpec:
    """A process as data. `ready` tells when others may count on it; it is polled and must not raise."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] = lambda: True
    grace: float = 10.0
    """Seconds between SIGTERM and SIGKILL."""
    pass_fds: tuple[int, ...] = ()
    foundation: bool = False
    """Others lean on it to end in order (queue, mail), so it is stopped after all of them."""


class Child:
    """A running ProcessSpec. Its session is its own, so Ctrl-C reaches only the supervisor, which stops in order."""

    def __init__(self, spec: ProcessSpec, log_folder: Path) -> None:
        self.spec = spec
        self.log_path = log_folder / f"{spec.name}.log"
        self.restart_at: float | None = None
        self._delay = _FIRST_DELAY
        self.spawn()

    def spawn(self) -> None:
        self.restart_at = None
        self.born = time.monotonic()
        with self.log_path.open("ab") as output:
            self.process = subprocess.Popen(
                self.spec.argv,
                env=environment(self.spec.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=self.spec.pass_fds,
                preexec_fn=partial(lifeline.bind_to_parent, os.getpid()),
            )

    @property
    def dead(self) -> bool:
        return self.process.poll() is not None

    def plan_restart(self) -> float:
        """Sets when to start again and gives the delay in seconds: doubled each time while it keeps dying."""
        now = time.monotonic()
        if now - self.born > _STEADY:
            self._delay = _FIRST_DELAY
        delay, self._delay = self._delay, min(self._delay * 2, _LONGEST_DELAY)
        self.restart_at = now + delay
        return delay

    def terminate(self) -> None:
        if not self.dead:
            self.process.terminate()

    def finish(self, deadline: float) -> None:
        """Waits until `deadline` (monotonic), then kills; afterwards nothing of its session is left."""
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(ProcessLookupError):  # what a killed master could not tell its workers
            os.killpg(self.process.pid, signal.SIGKILL)

    def cap_log(self) -> None:
        """Copy and empty: the child keeps its open file, which appends at the new end."""
        if self.log_path.stat().st_size > LOG_LIMIT:
            shutil.copyfile(self.log_path, self.log_path.with_suffix(".log.1"))
            os.truncate(self.log_path, 0)

    def last_words(self) -> str:
        """The last line of its log, for the one line that says why it gave up."""
        lines = self.log_path.read_bytes()[-4096:].decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "tanpa pesan")


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """What a child inherits: ours, `extra`, and the way to our code wherever it is started."""
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUNBUFFERED": "1", **extra}
