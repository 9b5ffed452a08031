"""/healthz: this process lives. /readyz: what it needs is there, each part ok or why not, in a sentence."""

import logging
import smtplib
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, jsonify

from core import queue
from core.db import connection, database
from core.migrations import running

log = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)

QUEUE_WORDS = {"default": "pekerjaan umum", "mail": "surel", "aggregation": "rekapitulasi", "export": "ekspor"}


@blueprint.get("/healthz")
def alive() -> Any:
    return jsonify({"ok": True})


@blueprint.get("/readyz")
def ready() -> Any:
    """503 when any part is not ok. `why` says what is missing, never a password or an address; the log says more."""
    parts = {name: {"ok": not why, "why": why} for name, why in check_all().items()}
    return jsonify(parts), 200 if all(part["ok"] for part in parts.values()) else 503


def check_all() -> dict[str, str]:
    """Part -> what is wrong with it; empty when nothing is."""
    return {name: _checked(name) for name in CHECKS}


def _checked(name: str) -> str:
    check, silent = CHECKS[name]
    try:
        return check()
    except Exception as error:  # whatever a part answers with, the others are still told
        log.warning("%s is not ready: %s: %s", name, type(error).__name__, error)
        return silent


def _database() -> str:
    with connection():
        database.execute_sql("SELECT 1")
    return ""


def _queue() -> str:
    return "" if queue.ping() else "Antrean pekerjaan tidak menjawab."


def _worker() -> str:
    missing = [QUEUE_WORDS.get(name, name) for name in queue.unserved_queues()]
    return f"Tidak ada proses pekerja untuk: {', '.join(missing)}." if missing else ""


def _mail() -> str:
    settings = current_app.config["SELARAS"]
    if settings.smtp_port == 0:
        return "Penampung surel belum berjalan."
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=2) as server:
        code, _ = server.noop()
    return "" if code == 250 else f"Server surel menolak dengan kode {code}."


def _migrations() -> str:
    waiting = running.pending()
    return f"{len(waiting)} perubahan basis data belum diterapkan: {', '.join(waiting)}." if waiting else ""


CHECKS: dict[str, tuple[Callable[[], str], str]] = {
    "database": (_database, "Basis data tidak menjawab."),
    "queue": (_queue, "Antrean pekerjaan tidak dapat dihubungi."),
    "worker": (_worker, "Proses pekerja tidak dapat diperiksa, karena antreannya tidak dapat dihubungi."),
    "mail": (_mail, "Server surel tidak dapat dihubungi."),
    "migrations": (_migrations, "Perubahan basis data tidak dapat diperiksa."),
}
"""Part -> (what finds out, the sentence for a part that fails in a way nobody foresaw)."""
