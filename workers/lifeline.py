"""A child that can't outlive its parent, even when the parent is killed -9."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: between fork and exec a child must not import or take locks.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def bind_to_parent(parent: int | None = None) -> None:
    """From now on the kernel kills this process when its parent dies. Linux only; elsewhere nothing.

    `parent` is the pid that must still be the parent; give it where the parent may have died before this call, for
    then the kernel would wait for the wrong process, for ever.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
