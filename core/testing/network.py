"""No test reaches out by accident: a TCP connection is refused, whatever the code under test does with the refusal."""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


@contextmanager
def guarded(patch: pytest.MonkeyPatch, *, loopback: bool) -> Iterator[None]:
    """Inside, only unix sockets open, and with `loopback` this machine's own ports too."""
    tried: list[str] = []

    def check(self: socket.socket, address: Any) -> None:
        if self.family == socket.AF_UNIX or (loopback and _is_loopback(address[0])):
            return
        where = f"{address[0]}:{address[1]}"
        if threading.current_thread() is not threading.main_thread():
            tried.append(where)
        # Not an Exception: no `except` of the code under test can swallow it.
        pytest.fail(f"This test opens a connection to {where}; ask for `mail_sink`, `queue` or `loopback`.")

    def connect(self: socket.socket, address: Any) -> Any:
        check(self, address)
        return _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> Any:
        check(self, address)
        return _connect_ex(self, address)

    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect_ex)
    yield
    assert not tried, f"connections were tried from a thread: {tried}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
