"""A supervisor with the processes that need no database, run as a process of its own by the tests."""

import sys

from config.settings import ensure_home, get_settings
from workers import commands, valkey
from workers.processes import ProcessSpec
from workers.supervisor import StopAsked, Supervisor
from workers.up import mail_sink

settings = get_settings()
ensure_home(settings)
env = {"SELARAS_HOME": str(settings.home)}
try:
    with Supervisor(settings.home / "log", print) as supervisor:
        for spec in (valkey.spec(settings), mail_sink(settings, env)):
            supervisor.wait_ready(supervisor.start(spec))
        supervisor.start(ProcessSpec("pekerja", commands.worker("uji", ("mail",), beat=True), env))
        print("siap", flush=True)
        supervisor.watch()
except StopAsked:
    sys.exit(0)
