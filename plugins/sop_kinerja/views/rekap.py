"""Pages of recaps: the list, one recap with its review, and its XLSX."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import current_page
from plugins.sop_kinerja.models import Rekap
from plugins.sop_kinerja.services import rekap as service
from plugins.sop_kinerja.services.data_assess import scale_in_words
from plugins.sop_kinerja.services.data_case import REVIEW as REVIEW_STEP
from plugins.sop_kinerja.services.rekap_flow import EXPORT, REVIEW, being_made, get_rekap, job_of
from plugins.sop_kinerja.services.rekap_read import groups, recaps
from plugins.sop_kinerja.views.blueprint import blueprint

READ = "sop_kinerja.rekap.read"
PAGE = 20


@blueprint.get("/rekap")
def rekap_list() -> Any:
    require(READ)
    page = current_page()
    rows, pages = recaps(page, PAGE)
    return render_template(
        "sop_kinerja/rekap_list.html",
        rows=rows,
        page=page,
        pages=pages,
        rekap_page_url=lambda number: url_for("sop_kinerja.rekap_list", halaman=number),
    )


@blueprint.get("/rekap/<uuid>")
def rekap_show(uuid: str) -> Any:
    require(READ)
    return _page(get_rekap(uuid))


@blueprint.post("/rekap/<uuid>/setujui")
def rekap_approve(uuid: str) -> Any:
    service.approve(uuid)
    flash("Rekapitulasi disetujui. Berkas XLSX sedang dibuat dan akan dikirim ke surel Anda.", "success")
    return redirect(url_for("sop_kinerja.rekap_show", uuid=uuid))


@blueprint.post("/rekap/<uuid>/kembalikan")
def rekap_return(uuid: str) -> Any:
    reason = request.form.get("alasan", "")
    try:
        service.send_back(uuid, reason)
    except InputError as error:
        return _page(get_rekap(uuid), errors=error.fields, reason=reason), 400
    flash("Rekapitulasi dikembalikan kepada tim.", "success")
    return redirect(url_for("sop_kinerja.rekap_show", uuid=uuid))


@blueprint.get("/rekap/<uuid>/unduh")
def rekap_download(uuid: str) -> Any:
    require(READ)
    rekap = get_rekap(uuid)
    if rekap.dokumen is None:
        raise StateError("XLSX rekapitulasi ini belum dibuat. Mintalah lebih dahulu.")
    return send_document(rekap.dokumen)


def _page(rekap: Rekap, errors: dict[str, str] | None = None, reason: str = "") -> str:
    actor = current_actor()
    found = [] if rekap.status == "disusun" else groups(rekap)
    mine = service.is_mine(str(rekap.kasus.uuid), REVIEW_STEP)
    return render_template(
        "sop_kinerja/rekap_show.html",
        r=rekap,
        title=service.title_of(rekap),
        groups=found,
        corrected=sum(line.koreksi is not None for group in found for line in group.lines),
        scale=scale_in_words(rekap.aturan),
        waiting=being_made(rekap),
        job=job_of(rekap),
        may_review=mine and rekap.status == "draf" and allowed(actor, REVIEW),
        may_retry=mine and rekap.status == "disetujui" and not being_made(rekap),
        may_export=allowed(actor, EXPORT) and rekap.status != "disusun",
        errors=errors or {},
        reason=reason,
    )
