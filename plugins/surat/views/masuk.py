"""Incoming letters: the agenda, the page of one, and its receipt."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from core.errors import NotFound
from core.permissions import allowed, require
from core.web.files import send_document
from plugins.surat.models.pilihan import KEAMANAN, KECEPATAN, RAHASIA, STATUS_MASUK
from plugins.surat.services import reading, receipt, secrecy
from plugins.surat.views.base import attempt, blueprint, paged, show_pdf, year_and_text


@blueprint.get("/masuk")
def masuk_list() -> Any:
    actor = require("surat.masuk.read")
    year, wanted = year_and_text()
    page = paged(reading.agenda_in(year, wanted))
    return render_template(
        "surat/masuk_list.html",
        page=page,
        year=year,
        wanted=wanted,
        levels=secrecy.incoming_levels(actor),
        secret=RAHASIA,
        keamanan=KEAMANAN,
        status_masuk=STATUS_MASUK,
    )


@blueprint.get("/masuk/<uuid>")
def masuk_page(uuid: str) -> Any:
    return _page(uuid)


@blueprint.post("/masuk/<uuid>/terima")
def terima(uuid: str) -> Any:
    require("surat.masuk.receive")
    errors, status = attempt(lambda: receipt.receive(uuid))
    if errors:
        return _page(uuid, errors, status)
    flash("Surat diterima. Tanda terima telah dikirim kepada pengirim.", "success")
    return redirect(url_for("surat.masuk_page", uuid=uuid))


@blueprint.get("/masuk/<uuid>/naskah")
def masuk_naskah(uuid: str) -> Any:
    require("surat.masuk.read")
    # Whether the sender's signature is ink or not, it came from another office: never shown inside our pages.
    return send_document(reading.incoming(uuid).dokumen)


@blueprint.get("/masuk/<uuid>/tanda-terima")
def masuk_tanda_terima(uuid: str) -> Any:
    require("surat.masuk.read")
    dokumen = reading.incoming(uuid).tanda_terima
    if dokumen is None:
        raise NotFound("Tanda terima dibuat setelah surat diterima.")
    return show_pdf(dokumen)


def _page(uuid: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    masuk = receipt.open_letter(uuid)
    page = render_template(
        "surat/masuk_page.html",
        masuk=masuk,
        kiriman=receipt.delivery(masuk),
        may_receive=allowed(require("surat.masuk.read"), "surat.masuk.receive"),
        kecepatan=KECEPATAN,
        keamanan=KEAMANAN,
        status_masuk=STATUS_MASUK,
        errors=errors or {},
    )
    return page, status
