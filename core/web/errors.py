"""Errors as a sentence and a way on; as JSON for programs."""

import logging
import uuid
from typing import Any

import peewee
from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from core.errors import InputError, SelarasError
from core.scoping import TenancyError

log = logging.getLogger(__name__)

TITLES = {
    400: "Permintaan tidak dapat diproses",
    401: "Anda belum masuk",
    403: "Anda belum mempunyai izin",
    404: "Halaman tidak ditemukan",
    405: "Tindakan ini tidak tersedia",
    409: "Tindakan tidak sesuai keadaan",
    413: "Berkas terlalu besar",
    429: "Terlalu banyak percobaan",
    500: "Terjadi kesalahan",
    503: "Layanan sedang terganggu",
}
SENTENCES = {
    404: "Alamat ini tidak ada, sudah dihapus, atau bukan milik perangkat daerah Anda.",
    405: "Buka kembali halamannya dari menu, lalu ulangi.",
    429: "Tunggu sebentar, lalu coba lagi.",
}


def install(app: Flask) -> None:
    app.register_error_handler(SelarasError, _ours)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(peewee.OperationalError, _database_gone)
    app.register_error_handler(peewee.InterfaceError, _database_gone)
    app.register_error_handler(peewee.DoesNotExist, lambda error: page(404))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, sentence: str = "", reference: str = "") -> Any:
    """The error page, or its JSON for /api."""
    sentence = sentence or SENTENCES.get(status, "Ulangi beberapa saat lagi.")
    if wants_json():
        return as_json(status, sentence)
    title = TITLES.get(status, TITLES[400] if status < 500 else TITLES[500])
    return render_template("selaras/error.html", title=title, sentence=sentence, reference=reference), status


def wants_json() -> bool:
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def as_json(status: int, sentence: str, fields: dict[str, str] | None = None) -> Response:
    """`{"error": {"status": 404, "message": "…", "fields": {…}}}`"""
    response = jsonify({"error": {"status": status, "message": sentence, "fields": fields or {}}})
    response.status_code = status
    return response


def _ours(error: SelarasError) -> Any:
    if wants_json():
        return as_json(error.status, error.sentence, error.fields if isinstance(error, InputError) else None)
    return page(error.status, error.sentence)


def _csrf(error: CSRFError) -> Any:
    return page(400, "Halaman tadi sudah terlalu lama terbuka. Kembali, muat ulang halamannya, lalu kirim lagi.")


def _too_large(error: RequestEntityTooLarge) -> Any:
    limit = current_app.config["MAX_CONTENT_LENGTH"] // (1024 * 1024)
    return page(413, f"Kiriman melebihi batas {limit} MB. Perkecil berkasnya, lalu kirim lagi.")


def _database_gone(error: Exception) -> Any:
    log.exception("the database did not answer at %s %s", request.method, request.path)
    if wants_json():
        return as_json(503, "Data tidak dapat dijangkau saat ini.")
    # Without the context processors, which would ask the database who is signed in.
    return current_app.jinja_env.get_template("selaras/gone.html").render(), 503


def _http(error: HTTPException) -> Any:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    return page(error.code)


def _unexpected(error: Exception) -> Any:
    reference = uuid.uuid4().hex[:8]
    kind = "tenancy breach stopped" if isinstance(error, TenancyError) else "unexpected error"
    log.exception("%s (%s) at %s %s", kind, reference, request.method, request.path)
    return page(
        500, "Kesalahan ini sudah dicatat dan tidak ada data yang berubah. Ulangi beberapa saat lagi.", reference
    )
