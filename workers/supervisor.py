"""Starts processes, keeps them up, stops them in order; dies without leaving one behind.

It knows processes as data only (ProcessSpec). What Selaras consists of stands in workers/up.py. It has one thread
and loads no kernel: a fork from it is cheap and safe.
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from workers import lifeline
from workers.errors import StartError
from workers.processes import Child, ProcessSpec, environment

_TICK = 1.0
_POLL = 0.02


class StopAsked(Exception):
    """Somebody asked us to end (Ctrl-C, SIGTERM, a closed terminal); raised wherever we wait."""


class Supervisor:
    """Use as a context: leaving it stops all children."""

    def __init__(self, log_folder: Path, say: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self._log_folder = log_folder
        self._say = say
        self._asked = False

    def __enter__(self) -> "Supervisor":
        self._wake, self._wake_end = os.pipe()
        for end in (self._wake, self._wake_end):
            os.set_blocking(end, False)
        self._old_fd = signal.set_wakeup_fd(self._wake_end, warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, self._ask) for number in _ENDING}
        self._old[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)  # only to be woken
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        os.close(self._wake)
        os.close(self._wake_end)

    def start(self, spec: ProcessSpec) -> Child:
        child = Child(spec, self._log_folder)
        self.children.append(child)
        return child

    def wait_ready(self, child: Child, seconds: float = 30.0) -> None:
        """StartError: it died or wasn't ready in time; with its own last line."""
        deadline = time.monotonic() + seconds
        while not child.spec.ready():
            if child.dead or time.monotonic() > deadline:
                state = "berhenti" if child.dead else "tidak siap"
                raise StartError(f"Proses {child.spec.name} {state}: {child.last_words()} (catatan: {child.log_path})")
            self._pause(_POLL)

    def run_once(self, spec: ProcessSpec) -> str:
        """Runs to the end and gives what it printed. StartError: it failed; with its own last line."""
        process = subprocess.Popen(
            spec.argv,
            env=environment(spec.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=partial(lifeline.bind_to_parent, os.getpid()),
        )
        with _killed_at_exit(process):
            while True:
                try:
                    output, errors = process.communicate(timeout=_POLL)
                    break
                except subprocess.TimeoutExpired:
                    self._pause(_POLL)
        with (self._log_folder / f"{spec.name}.log").open("a", encoding="utf-8") as log:
            log.write(errors + output)
        if process.returncode:
            lines = errors.strip().splitlines() or [f"kode {process.returncode}"]
            raise StartError(f"Langkah {spec.name} gagal: {lines[-1].removeprefix('Galat: ')}")
        return output

    def watch(self) -> None:
        """Keeps all children up until StopAsked."""
        while True:
            for child in self.children:
                self._tend(child)
            self._pause(_TICK)

    def stop(self) -> None:
        """First those that work, side by side, then the foundation that they report their end to."""
        for foundation in (False, True):
            stage = [child for child in self.children if child.spec.foundation is foundation]
            asked = time.monotonic()
            for child in stage:
                child.terminate()
            for child in stage:
                child.finish(asked + child.spec.grace)
        self.children.clear()

    def _tend(self, child: Child) -> None:
        child.cap_log()
        if not child.dead:
            return
        if child.restart_at is None:
            delay, code = child.plan_restart(), child.process.returncode
            self._say(f"Proses {child.spec.name} berhenti ({code}); dinyalakan lagi dalam {delay:g} detik.")
        elif time.monotonic() >= child.restart_at:
            child.spawn()

    def _ask(self, *_: object) -> None:
        self._asked = True

    def _pause(self, seconds: float) -> None:
        """Waits at most `seconds`, shorter when a signal or the end of a child wakes us."""
        if self._asked:
            raise StopAsked
        due = [child.restart_at - time.monotonic() for child in self.children if child.restart_at is not None]
        select.select([self._wake], [], [], max(0.0, min([seconds, *due])))
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, 4096)
        if self._asked:
            raise StopAsked


_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def _killed_at_exit(process: "subprocess.Popen[str]") -> Iterator[None]:
    try:
        yield
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
