"""`selaras up` as its user meets it."""

import json
import signal
import socket
import subprocess
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest

from config.settings import Settings
from tests.workers.living import Run, family, gone, until


def _answer(process: "subprocess.Popen[str]") -> tuple[int, list[str]]:
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors.strip().splitlines()


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    seen = []
    for line in process.stderr:
        seen.append(line)
        if line.startswith("Selaras siap: "):
            return line.split()[2]
    raise AssertionError("".join(seen))


def _ready(address: str) -> dict[str, dict[str, object]]:
    try:
        with build_opener(ProxyHandler({})).open(address + "/readyz", timeout=10) as answer:
            return dict(json.load(answer))
    except HTTPError as refused:
        with refused:
            return dict(json.load(refused))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_everything_starts_is_ready_and_ends(run: Run, settings: Settings, number: signal.Signals) -> None:
    for _ in range(2):  # the second start finds what the first left
        process = run("-m", "workers.cli", "up", "--no-demo")
        address = _address(process)
        until(lambda address=address: all(part["ok"] for part in _ready(address).values()), what="readyz")
        everyone = family(process.pid)
        second = run("-m", "workers.cli", "up", "--no-demo")
        assert _answer(second) == (
            2,
            [f"Galat: Selaras sudah berjalan untuk folder data {settings.home} (proses {process.pid})."],
        )
        process.send_signal(number)
        until(lambda everyone=everyone: gone(everyone), what="all processes gone")
        process.wait(10)


def test_a_port_in_use_is_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, lines = _answer(run("-m", "workers.cli", "up", PORT=str(port)))
    assert code == 2
    assert lines == [
        f"Galat: Port {port} sedang dipakai program lain; pilih yang lain, misalnya: PORT={port + 1} make run"
    ]


def test_a_home_that_cannot_be_written_is_one_line(run: Run, settings: Settings) -> None:
    blocked = settings.home / "berkas"
    blocked.write_text("")
    code, lines = _answer(run("-m", "workers.cli", "up", SELARAS_HOME=str(blocked)))
    assert code == 2
    assert len(lines) == 1 and str(blocked) in lines[0] and "SELARAS_HOME" in lines[0]


def test_a_wrong_setting_is_one_line(run: Run) -> None:
    code, lines = _answer(run("-m", "workers.cli", "up", PORT="x"))
    assert code == 2
    assert len(lines) == 1 and lines[0].startswith("Galat: Pengaturan PORT tidak sah")


def test_an_unknown_queue_is_refused(run: Run) -> None:
    code, lines = _answer(run("-m", "workers.cli", "worker", "--queues", "mail,lain"))
    assert code == 2 and "lain" in lines[-1]
