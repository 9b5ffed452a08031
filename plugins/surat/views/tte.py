"""Papers that several sign, one after the other: what waits, one paper, and signing it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.permissions import allowed, require
from plugins.surat.models import NaskahTte
from plugins.surat.models.pilihan import STATUS_NASKAH, STATUS_TANDA
from plugins.surat.services import certificates, naskah, naskah_tanda
from plugins.surat.services.signatory import signs_for
from plugins.surat.views.base import attempt, blueprint, show_pdf


@blueprint.get("/tanda-tangan")
def tte_list() -> Any:
    require(naskah.READ)
    mine = {row.id for row in naskah.waiting()}
    return render_template("surat/tte_list.html", rows=naskah.mine(), mine=mine, states=STATUS_TANDA)


@blueprint.get("/tanda-tangan/<uuid>")
def tte_show(uuid: str) -> Any:
    return _page(uuid)


@blueprint.get("/tanda-tangan/<uuid>/berkas")
def tte_berkas(uuid: str) -> Any:
    """The file with the signatures that it has so far; we made it, so it opens in the browser."""
    require(naskah.READ)
    with naskah.reaching(naskah.owner_of(uuid)):
        return show_pdf(NaskahTte.get(NaskahTte.uuid == uuid).dokumen)


@blueprint.post("/tanda-tangan/<uuid>")
def tte_sign(uuid: str) -> Any:
    passphrase, seen = request.form.get("frasa_sandi", "")[:200], request.form.get("sidik", "")[:64]
    errors, status = attempt(lambda: naskah_tanda.sign(uuid, passphrase, seen))
    if errors:
        return _page(uuid, errors, status)
    flash("Naskah ditandatangani secara elektronik.", "success")
    return redirect(url_for("surat.tte_show", uuid=uuid))


@blueprint.post("/tanda-tangan/<uuid>/kembalikan")
def tte_kembalikan(uuid: str) -> Any:
    errors, status = attempt(lambda: naskah_tanda.send_back(uuid, request.form.get("alasan", "")))
    if errors:
        return _page(uuid, errors, status)
    flash("Naskah dikembalikan kepada yang mengajukannya.", "success")
    return redirect(url_for("surat.tte_show", uuid=uuid))


def _page(uuid: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    actor = require(naskah.READ)
    with naskah.reaching(naskah.owner_of(uuid)):
        found = NaskahTte.get(NaskahTte.uuid == uuid)
        rows = naskah.places_of(found)
        department, sidik = str(found.perangkat_daerah), str(found.dokumen.sha256)
    due = next((row for row in rows if row.status == "menunggu"), None)
    may_sign = due is not None and allowed(actor, naskah.SIGN) and signs_for(actor, due.jabatan_id)
    page = render_template(
        "surat/tte_show.html",
        naskah=found,
        rows=rows,
        department=department,
        sidik=sidik,
        due=due,
        may_sign=may_sign,
        ready=may_sign and _has_certificate(),
        states=STATUS_NASKAH,
        state_of=STATUS_TANDA,
        errors=errors or {},
    )
    return page, status


def _has_certificate() -> bool:
    own = certificates.own() if current_actor().pegawai_id is not None else None
    return own is not None and own.berlaku_mulai <= clock.now() <= own.berlaku_sampai
