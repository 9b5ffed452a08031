"""The process that reads one file and ends: `python -m plugins.sop_kinerja.isian_excel.anak <path>`.

It bounds itself before it opens anything, so that the worst a file can do is to end this process.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path

from plugins.sop_kinerja.isian_excel import buka, pagar_lembar

MEMORY = 400 * 1024 * 1024
"""Bytes of address space beyond what the interpreter and its libraries take."""
SECONDS = 20
"""Of processor time."""
BROKEN, FULL = f"{pagar_lembar.BROKEN}.", pagar_lembar.TOO_LARGE


def bound() -> None:
    """From here on: so much memory and time, no file written, no core dump."""
    _limit(resource.RLIMIT_AS, _address_space() + MEMORY)
    _limit(resource.RLIMIT_CPU, SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(which: int, wanted: int) -> None:
    """Never above a limit that is there already."""
    _, hard = resource.getrlimit(which)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with contextlib.suppress(OSError, ValueError):  # not every system bounds all of these
        resource.setrlimit(which, (most, most))


def _address_space() -> int:
    """Bytes of this process now, by its own account."""
    statement = Path("/proc/self/statm")
    if not statement.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(statement.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Prints {"berkas": …} or {"tolak": sentence}."""
    bound()
    try:
        answer = {"berkas": buka.open_form(Path(sys.argv[1]))}
    except pagar_lembar.Refused as refusal:
        answer = {"tolak": str(refusal)}
    except MemoryError:
        answer = {"tolak": FULL}
    except Exception:
        # A hostile workbook breaks its reader in many ways; to the sender they are one.
        answer = {"tolak": BROKEN}
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
