"""Handing out stored bytes so that nothing in them ever runs."""

from pathlib import Path
from typing import Any

from flask import Response, send_file

from core.errors import StorageError
from core.files.models import Dokumen
from core.files.storage import path_of

SANDBOX = "default-src 'none'; sandbox"


def send_document(dokumen: Dokumen) -> Response:
    """A document as a download. Whether the person may have it is for the caller to check first, through the record
    that it belongs to.

    :raises StorageError: when the bytes are gone.
    """
    path = path_of(dokumen)
    if not path.is_file():
        raise StorageError(f"Isi berkas «{dokumen.nama}» tidak dapat dibaca. Hubungi admin situs.")
    return send_bytes(path, str(dokumen.nama), str(dokumen.media), etag=str(dokumen.sha256))


def show_picture(source: Path | Any, name: str, media: str) -> Response:
    """A PNG or JPEG for an `<img>` of ours: shown, not downloaded, and still nothing in it runs."""
    response = send_bytes(source, name, media, etag=False)
    response.headers["Content-Disposition"] = response.headers["Content-Disposition"].replace("attachment", "inline", 1)
    return response


def send_bytes(source: Path | Any, name: str, media: str, etag: str | bool = True) -> Response:
    """A path or a binary stream as a download under that name."""
    response = send_file(source, mimetype=media, as_attachment=True, download_name=name, etag=etag, max_age=0)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    return response
