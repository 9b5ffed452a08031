"""Has a file read by a process of its own, and waits no longer than an honest one takes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.sop_kinerja.isian_excel.pagar_lembar import BROKEN, TOO_LARGE, Refused

__all__ = ["Berkas", "Lembar", "Refused", "read"]

WAIT = 40
"""Seconds on the clock; the child ends itself after less of the processor's."""
_CHILD = "plugins.sop_kinerja.isian_excel.anak"


@dataclass(frozen=True)
class Lembar:
    """The cells of a sheet by address (as in `buka.Cell`), its merged ranges, and cells far outside the form."""

    sel: dict[str, list[Any]] = field(default_factory=dict)
    gabung: list[str] = field(default_factory=list)
    luar: list[str] = field(default_factory=list)
    lainnya: int = 0


@dataclass(frozen=True)
class Berkas:
    """What stands in a file; a sheet that is not there is None."""

    lembar: list[str]
    isian: Lembar | None
    identitas: Lembar | None


def read(path: Path) -> Berkas:
    """The cells of the file.

    :raises Refused: with a sentence, when it is no workbook, too large, or ends its reader.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _CHILD, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_LARGE) from error
    if done.returncode:  # killed by a bound, or by its own reader
        raise Refused(TOO_LARGE)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise Refused(f"{BROKEN}.") from error
    if "tolak" in answer:
        raise Refused(answer["tolak"])
    return as_file(answer["berkas"])


def as_file(found: dict[str, Any]) -> Berkas:
    """What `buka.open_form` gives, with names."""
    return Berkas(found["lembar"], _sheet(found["isian"]), _sheet(found["identitas"]))


def _environment() -> dict[str, str]:
    """What the interpreter needs to find the program, and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    # One arena and one thread: what they reserve would count as memory used.
    threads = {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **threads, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _sheet(found: dict[str, Any] | None) -> Lembar | None:
    return None if found is None else Lembar(**found)
