"""`selaras up`: all of Selaras on one machine, from one process."""

import contextlib
import errno
import fcntl
import os
import smtplib
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from config.home import sink_port
from config.settings import Settings, ensure_home
from workers import commands, valkey
from workers.errors import StartError
from workers.processes import ProcessSpec
from workers.supervisor import StopAsked, Supervisor


def run(settings: Settings, *, demo: bool = True) -> None:
    """Starts everything, says where it is, and returns when it was asked to end.

    SettingsError or StartError: one line about a home that can't be written, a second start, a port in use, or a
    process that gives up. By then nothing is left running.
    """
    ensure_home(settings)
    with (
        _only_one(settings.home),
        _web_socket(settings) as web,
        contextlib.suppress(StopAsked),
        Supervisor(settings.home / "log", _say) as supervisor,
    ):
        try:
            _start_all(supervisor, settings, web, demo)
            supervisor.watch()
        finally:
            _say("Menghentikan Selaras …")
    _say("Selaras berhenti; semua data tetap di " + str(settings.home))


def _start_all(supervisor: Supervisor, settings: Settings, web: socket.socket, demo: bool) -> None:
    address = web.getsockname()
    env = {"SELARAS_HOME": str(settings.home), "PORT": str(address[1])}

    foundation = []
    if settings.embedded_queue:
        foundation.append(supervisor.start(valkey.spec(settings)))
    if settings.embedded_mail:
        foundation.append(supervisor.start(mail_sink(settings, env)))
    for child in foundation:
        supervisor.wait_ready(child)

    supervisor.run_once(ProcessSpec("migrasi", commands.selaras("migrate"), env))
    for name, queues, beat in (("cepat", ("mail", "default"), True), ("berat", ("aggregation", "export"), False)):
        supervisor.start(ProcessSpec(f"pekerja-{name}", commands.worker(name, queues, beat=beat), env))
    # The workers are there by now: a first demo asks them for recaps and letters like anybody else.
    accounts = _load_demo(supervisor, env) if demo else ""

    child = supervisor.start(_web(web, env))
    supervisor.wait_ready(child, seconds=60)
    _say(f"\nSelaras siap: {_local_url(address)}\n{accounts}Data: {settings.home}. Berhenti: Ctrl-C.\n")


def mail_sink(settings: Settings, env: dict[str, str]) -> ProcessSpec:
    home = settings.home

    def ready() -> bool:
        try:
            with smtplib.SMTP(settings.smtp_host, sink_port(home), timeout=1) as sink:
                return sink.noop()[0] == 250
        except OSError:
            return False

    return ProcessSpec("kotak-surat", commands.mail_sink(), env, ready=ready, foundation=True)


def _web(listener: socket.socket, env: dict[str, str]) -> ProcessSpec:
    number = listener.fileno()
    url = _local_url(listener.getsockname()) + "/healthz"
    opener = build_opener(ProxyHandler({}))  # a proxy of the office must not be asked about this machine

    def ready() -> bool:
        try:
            with opener.open(url, timeout=1) as answer:
                return bool(answer.status == 200)
        except (HTTPError, URLError, OSError):
            return False

    return ProcessSpec(
        "web", commands.web(), {**env, "SELARAS_WEB_SOCKET": f"fd://{number}"}, ready=ready, pass_fds=(number,)
    )


def _load_demo(supervisor: Supervisor, env: dict[str, str]) -> str:
    """The demo accounts as printed; a demo that fails is told and doesn't stop the start."""
    try:
        return supervisor.run_once(ProcessSpec("contoh", commands.selaras("demo", "load", "--once"), env))
    except StartError as error:
        _say(f"Data contoh tidak dimuat. {error.sentence}")
        return ""


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Holds the home for this supervisor; the kernel lets go of it however we die. StartError: another holds it."""
    with (home / "run" / "up.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise StartError(
                f"Selaras sudah berjalan untuk folder data {home} (proses {file.read().strip() or '?'})."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextlib.contextmanager
def _web_socket(settings: Settings) -> Iterator[socket.socket]:
    """The listening socket, ours as long as we live and passed to each web process. StartError: can't be had."""
    host, port = settings.host, settings.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"Port {port} sedang dipakai program lain; pilih yang lain, misalnya: PORT={port + 1} make run"
            ) from None
        raise StartError(f"Alamat {host}:{port} tidak dapat dibuka: {error.strerror}.") from None
    with listener:
        yield listener


def _local_url(address: tuple[str, int]) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(address[0], address[0])
    return f"http://{host}:{address[1]}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
