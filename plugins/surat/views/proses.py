"""What the buttons on a letter's page do. Each is one service; what it refuses is told on the same page."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from plugins.surat.services import cancelling, distribution, drafting, initials, receipt, signing, wet
from plugins.surat.views.base import attempt, blueprint, uploaded
from plugins.surat.views.keluar import letter_page


@blueprint.post("/keluar/<uuid>/ajukan")
def ajukan(uuid: str) -> Any:
    return _do(uuid, lambda: drafting.submit(uuid), "Surat diajukan. Naskahnya kini terkunci sampai diputuskan.")


@blueprint.post("/keluar/<uuid>/batalkan")
def batalkan(uuid: str) -> Any:
    return _do(uuid, lambda: cancelling.cancel(uuid, _reason()), "Konsep surat dibatalkan.")


@blueprint.post("/keluar/<uuid>/paraf")
def paraf(uuid: str) -> Any:
    return _do(uuid, lambda: initials.agree(uuid, _seen()), "Paraf dibubuhkan.")


@blueprint.post("/keluar/<uuid>/kembalikan")
def kembalikan(uuid: str) -> Any:
    return _do(uuid, lambda: initials.send_back(uuid, _reason()), "Surat dikembalikan kepada penyusun.")


@blueprint.post("/keluar/<uuid>/cara")
def cara(uuid: str) -> Any:
    return _do(uuid, lambda: signing.choose_way(uuid, request.form.get("cara", "")), "Cara tanda tangan diubah.")


@blueprint.post("/keluar/<uuid>/tanda-tangan")
def tanda_tangan(uuid: str) -> Any:
    passphrase = request.form.get("frasa_sandi", "")[:200]
    return _do(uuid, lambda: signing.sign(uuid, passphrase, _seen()), "Surat ditandatangani dan bernomor.")


@blueprint.post("/keluar/<uuid>/cetak")
def cetak(uuid: str) -> Any:
    done = "Nomor diterbitkan. Cetak naskahnya, tanda tangani, lalu unggah pindaiannya."
    return _do(uuid, lambda: wet.print_for_signing(uuid, _seen()), done)


@blueprint.post("/keluar/<uuid>/pindaian")
def pindaian(uuid: str) -> Any:
    stream, name = uploaded()
    return _do(uuid, lambda: wet.upload_scan(uuid, stream, name), "Pindaian disimpan. Surat sudah ditandatangani.")


@blueprint.post("/keluar/<uuid>/tolak")
def tolak(uuid: str) -> Any:
    return _do(uuid, lambda: signing.refuse(uuid, _reason()), "Surat dikembalikan kepada penyusun.")


@blueprint.post("/keluar/<uuid>/distribusi")
def distribusi(uuid: str) -> Any:
    return _do(uuid, lambda: distribution.distribute(uuid), "Surat didistribusikan ke semua tujuan.")


@blueprint.post("/keluar/<uuid>/pengiriman/<kiriman>/tanda-terima")
def unggah_tanda_terima(uuid: str, kiriman: str) -> Any:
    stream, name = uploaded()
    receiver = request.form.get("penerima", "")
    return _do(uuid, lambda: receipt.record_paper_receipt(kiriman, stream, name, receiver), "Tanda terima disimpan.")


def _do(uuid: str, deed: Callable[[], Any], done: str) -> Any:
    errors, status = attempt(deed)
    if errors:
        return letter_page(uuid, errors, status)
    flash(done, "success")
    return redirect(url_for("surat.keluar_page", uuid=uuid))


def _reason() -> str:
    return request.form.get("alasan", "")[:2000]


def _seen() -> str:
    """The fingerprint of the text that stood on the page when the button was pressed."""
    return request.form.get("sidik", "")[:64]
