"""The public page behind the QR. No sign-in, and nothing of a letter but what is printed on it.

What is uploaded is no larger than any upload (the request is refused while it is being read), is read once, and is
not kept; comparing has a rate limit of its own, since a file costs more than a page."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request

from core.idn.dates import format_datetime
from core.web.gatekeeper import public
from core.web.security import limiter
from plugins.surat.services import verification
from plugins.surat.views.base import blueprint, uploaded


@blueprint.route("/periksa/<kode>", methods=["GET", "POST"])
@limiter.limit("60 per minute; 600 per hour")
@limiter.limit("12 per minute; 100 per hour", methods=["POST"])
@public
def periksa(kode: str) -> Any:
    letter = verification.check(kode[:60])
    same: bool | None = None
    errors: dict[str, str] = {}
    if request.method == "POST":
        stream, name = uploaded()
        if name:
            same = verification.same_document(letter, stream)
        else:
            errors = {"berkas": "Pilih berkas PDF yang ingin diperiksa."}
    page = render_template(
        "surat/periksa.html",
        letter=letter,
        signed_at=format_datetime(letter.ditandatangani, ZoneInfo(letter.zona_waktu)),
        same=same,
        errors=errors,
    )
    return page, 400 if errors else 200
