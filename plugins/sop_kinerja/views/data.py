"""Pages of submissions: what is asked of me, the form, its check, and the live list of a collection."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.clock import now, today
from core.errors import Busy, FieldErrors, InputError, StateError
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import current_page
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.services import data_check, data_fill, data_list, petunjuk, rekap
from plugins.sop_kinerja.services.data_case import VERIFY as VERIFY_STEP
from plugins.sop_kinerja.services.data_case import has_case
from plugins.sop_kinerja.services.data_flow import OPEN, SUBMIT, VERIFY, asks, get_submission, lock_reason
from plugins.sop_kinerja.services.data_riwayat import corrections
from plugins.sop_kinerja.services.rekap_flow import CREATE, latest
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.data_rows import Typed, figures, read_form, sheet

READ = "sop_kinerja.penyampaian.read"
COLLECTION_PAGE = "pengumpulan"


@blueprint.get("/penyampaian")
def penyampaian_list() -> Any:
    actor = require(READ)
    page, other = current_page(), current_page(COLLECTION_PAGE)
    own, pages = data_list.own_submissions(page)
    collections, others = data_list.collections(other)
    day = today(actor.zona_waktu)
    return render_template(
        "sop_kinerja/penyampaian_list.html",
        own=[(row, data_list.is_late(row, day)) for row in own],
        page=page,
        pages=pages,
        page_url=lambda number: url_for("sop_kinerja.penyampaian_list", **{"halaman": number, COLLECTION_PAGE: other}),
        collections=collections,
        other=other,
        others=others,
        other_url=lambda number: url_for("sop_kinerja.penyampaian_list", **{"halaman": page, COLLECTION_PAGE: number}),
        may_submit=allowed(actor, SUBMIT),
    )


@blueprint.get("/penyampaian/<uuid>")
def penyampaian_form(uuid: str) -> Any:
    require(READ)
    return _page(get_submission(uuid))


@blueprint.post("/penyampaian/<uuid>")
def penyampaian_save(uuid: str) -> Any:
    """Saves the draft, removes an evidence file, or hands in: by the button that was pressed."""
    require(SUBMIT)
    penyampaian = get_submission(uuid)
    typed = read_form(request.form, request.files)
    try:
        if request.form.get("aksi") == "selesai":
            data_fill.finish(uuid, typed.entries, versi=typed.versi)
            flash("Isian lengkap. Langkah berikutnya: ajukan data ini.", "success")
        elif request.form.get("aksi") == "ajukan":
            data_fill.submit(uuid, typed.entries, versi=typed.versi)
            flash(f"Data diajukan kepada {penyampaian.penyelenggara}. Isian terkunci selama diperiksa.", "success")
        else:
            data_fill.save(uuid, typed.entries, versi=typed.versi, remove=request.form.get("hapus", ""))
            flash("Draf disimpan. Data belum diajukan.", "success")
    except Busy as error:
        fresh = get_submission(uuid)
        return _page(fresh, typed, conflict=error.sentence), 409
    except FieldErrors as error:
        return _page(get_submission(uuid), typed, errors=error.fields), 400
    return redirect(url_for("sop_kinerja.penyampaian_form", uuid=uuid))


@blueprint.post("/penyampaian/<uuid>/verifikasi")
def penyampaian_verify(uuid: str) -> Any:
    penyampaian = data_check.verify(uuid)
    flash(f"Data {penyampaian.pihak} diverifikasi. Langkah berikutnya: sahkan.", "success")
    return redirect(url_for("sop_kinerja.penyampaian_form", uuid=uuid))


@blueprint.post("/penyampaian/<uuid>/sahkan")
def penyampaian_approve(uuid: str) -> Any:
    penyampaian = data_check.approve(uuid)
    flash(f"Data {penyampaian.pihak} disahkan dan masuk hitungan.", "success")
    return redirect(_list_of(penyampaian) or url_for("sop_kinerja.penyampaian_form", uuid=uuid))


@blueprint.post("/penyampaian/<uuid>/kembalikan")
def penyampaian_return(uuid: str) -> Any:
    if get_submission(uuid).status == "disahkan":
        return _with_reason(uuid, data_check.reopen, "Data {} dibuka lagi dan tidak dihitung sampai disahkan kembali.")
    return _with_reason(uuid, data_check.send_back, "Data dikembalikan kepada {}.")


@blueprint.post("/penyampaian/<uuid>/tidak-menyampaikan")
def penyampaian_missing(uuid: str) -> Any:
    return _with_reason(uuid, data_check.declare_missing, "{} dinyatakan tidak menyampaikan data.")


@blueprint.get("/penyampaian/<uuid>/formulir")
def penyampaian_paper(uuid: str) -> Any:
    """The PDF of the approved form."""
    require(READ)
    penyampaian = get_submission(uuid)
    if penyampaian.dokumen is None:
        raise StateError("Formulir PDF tersedia setelah data disahkan.")
    return send_document(penyampaian.dokumen)


@blueprint.get("/kasus/<uuid>/penyampaian")
def penyampaian_kasus(uuid: str) -> Any:
    """The live list of a collection."""
    require(READ)
    return render_template("sop_kinerja/penyampaian_kasus.html", **_collection(uuid))


@blueprint.get("/kasus/<uuid>/penyampaian/daftar")
def penyampaian_daftar(uuid: str) -> Any:
    """Only the part that changes: the page above asks for it every few seconds."""
    require(READ)
    return render_template("sop_kinerja/_penyampaian_daftar.html", **_collection(uuid))


@blueprint.post("/kasus/<uuid>/rekap")
def rekap_request(uuid: str) -> Any:
    made, _ = rekap.request(uuid)
    return redirect(url_for("sop_kinerja.rekap_show", uuid=made.uuid))


def _collection(kasus_uuid: str) -> dict[str, Any]:
    found = data_list.collection(kasus_uuid)
    checks = allowed(current_actor(), VERIFY)
    return {
        "collection": found,
        "labels": data_list.LABELS,
        "rekap": latest(kasus_uuid),
        "may_check": checks,
        "hints": petunjuk.counts(kasus_uuid) if checks else {},
        "may_recap": allowed(current_actor(), CREATE) and rekap.is_mine(kasus_uuid, VERIFY_STEP),
        "as_of": now(),
    }


def _list_of(penyampaian: Penyampaian) -> str:
    """The list of the collection that asked for it; empty where none did, or another department's."""
    if not asks(penyampaian) or not has_case(str(penyampaian.kasus_uuid)):
        return ""
    return url_for("sop_kinerja.penyampaian_kasus", uuid=penyampaian.kasus_uuid)


def _with_reason(uuid: str, act: Any, sentence: str) -> Any:
    """Returning and declaring both need a reason; without one the page comes back and says so beside the field."""
    reason = request.form.get("alasan", "")
    try:
        penyampaian = act(uuid, reason)
    except InputError as error:
        return _page(get_submission(uuid), errors=error.fields, reason=reason), 400
    flash(sentence.format(penyampaian.pihak), "success")
    return redirect(_list_of(penyampaian) or url_for("sop_kinerja.penyampaian_form", uuid=uuid))


def _page(
    penyampaian: Penyampaian,
    typed: Typed | None = None,
    *,
    errors: dict[str, str] | None = None,
    conflict: str = "",
    reason: str = "",
) -> str:
    """The form for who fills it in, else the data to read (with what the verifier may do)."""
    actor = current_actor()
    fills = penyampaian.status in OPEN and allowed(actor, SUBMIT) and data_fill.is_mine(penyampaian)
    checks = asks(penyampaian) and allowed(actor, VERIFY)
    if fills:
        data_fill.open_form(penyampaian)
    day = today(actor.zona_waktu)
    shown = figures(penyampaian, typed, show_stored=bool(conflict))
    return render_template(
        "sop_kinerja/penyampaian_form.html" if fills else "sop_kinerja/penyampaian_show.html",
        p=penyampaian,
        figures=shown,
        doubtful=[figure for figure in shown if figure.assessed.doubt] if checks else [],
        errors=errors or {},
        conflict=conflict,
        reason=reason,
        checks=checks,
        hints=petunjuk.of_submission(penyampaian) if checks and penyampaian.status in petunjuk.SHOWN else None,
        asks=asks(penyampaian),
        list_url=_list_of(penyampaian),
        corrections=[] if fills else corrections(penyampaian),
        fills_first=fills and data_fill.fills_first(penyampaian),
        locked=lock_reason(penyampaian),
        late=data_list.is_late(penyampaian, day),
        lembar=sheet(penyampaian) if fills else None,
    )
