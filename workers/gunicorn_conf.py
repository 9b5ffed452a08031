"""How gunicorn serves the web: two processes of four threads, one copy of the code, no child that outlives it."""

import gc
import os
from pathlib import Path
from typing import Any

from config.settings import get_settings
from workers import kernel, lifeline

# Until all is loaded (`when_ready`): what is loaded stays, and to look through it for garbage is a fifth of the start.
gc.disable()
_settings = get_settings()

# The supervisor opens the port itself and passes it on, so it stays ours while a dead web process is replaced.
bind = os.environ.get("SELARAS_WEB_SOCKET") or f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = 2
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 5
keepalive = 5
control_socket_disable = True
loglevel = _settings.log_level.lower()
accesslog = None
# Heartbeat files of the workers; on a slow disk they would make a healthy worker look hung.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def when_ready(_server: Any) -> None:
    """Before the first fork; what is frozen here is shared by the processes and never copied for being looked at."""
    gc.freeze()
    gc.enable()


def post_fork(_server: Any, worker: Any) -> None:
    lifeline.bind_to_parent(worker.ppid)
    kernel.forget_connections()
