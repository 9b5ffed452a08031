"""/healthz: this process lives. /readyz: what it needs is there, each part ok or why not."""

import smtplib
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, jsonify

from core import queue
from core.db import connection, database
from core.migrations import running

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Any:
    return jsonify({"ok": True})


@blueprint.get("/readyz")
def ready() -> Any:
    """503 when any part is not ok. `why` is for operators: it names the part, never a password."""
    parts = {name: _checked(check) for name, check in CHECKS.items()}
    return jsonify(parts), 200 if all(part["ok"] for part in parts.values()) else 503


def _checked(check: Callable[[], str]) -> dict[str, Any]:
    try:
        why = check()
    except Exception as error:  # whatever a part answers with, the others are still told
        why = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}".rstrip(": ")
    return {"ok": not why, "why": why}


def _database() -> str:
    with connection():
        database.execute_sql("SELECT 1")
    return ""


def _queue() -> str:
    return "" if queue.ping() else "tidak menjawab"


def _worker() -> str:
    missing = queue.unserved_queues()
    return f"tidak ada pekerja untuk antrean {', '.join(missing)}" if missing else ""


def _mail() -> str:
    settings = current_app.config["SELARAS"]
    if settings.smtp_port == 0:
        return "penampung surel belum berjalan"
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=2) as server:
        code, _ = server.noop()
    return "" if code == 250 else f"menjawab {code}"


def _migrations() -> str:
    waiting = running.pending()
    return f"menunggu: {', '.join(waiting)}" if waiting else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "queue": _queue,
    "worker": _worker,
    "mail": _mail,
    "migrations": _migrations,
}
