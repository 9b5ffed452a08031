"""The register of reference documents: what is there for each period of a year, and uploading what is not."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.errors import InputError
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import whole
from plugins.sop_kinerja.models.acuan import PER
from plugins.sop_kinerja.services import acuan, acuan_daftar, renaksi_data
from plugins.sop_kinerja.urls import MADE_HERE
from plugins.sop_kinerja.views.blueprint import blueprint

FIRST_YEAR, LAST_YEAR = 2000, 2100


@blueprint.get("/acuan")
def acuan_list() -> Any:
    actor = require(acuan.READ)
    tahun, today = _year(), clock.today(actor.zona_waktu)
    return render_template(
        "sop_kinerja/acuan_list.html",
        rows=acuan_daftar.register(actor.perangkat_daerah_id or 0, tahun, today),
        per=PER,
        tahun=tahun,
        years=range(max(tahun, today.year) + 1, min(tahun, today.year) - 3, -1),
        may_supply=allowed(actor, acuan.CREATE),
        made=MADE_HERE if allowed(actor, renaksi_data.UPDATE) else {},
    )


@blueprint.get("/acuan/<kode>/unggah")
def acuan_upload(kode: str) -> Any:
    require(acuan.CREATE)
    return _form(kode)


@blueprint.post("/acuan/<kode>/unggah")
def acuan_supply(kode: str) -> Any:
    """Keeps the file for the chosen periods, and says which steps can go on."""
    require(acuan.CREATE)
    file, form = request.files.get("berkas"), request.form
    try:
        what, released = acuan.supply(
            kode,
            form.getlist("periode"),
            (file.stream, file.filename) if file is not None and file.filename else None,
            form.get("keterangan", ""),
        )
    except InputError as error:
        return _form(kode, error.fields or {"": error.sentence}), 400
    going = f" {released} langkah yang menunggunya kini dapat dikerjakan." if released else ""
    flash(f"{what} tersimpan.{going}", "success")
    return redirect(url_for("sop_kinerja.acuan_list", tahun=_year(), _anchor=f"jenis-{kode}"))


@blueprint.get("/acuan/<uuid>/berkas")
def acuan_file(uuid: str) -> Any:
    return send_document(acuan.get_document(uuid))


def _form(kode: str, errors: dict[str, str] | None = None) -> str:
    """At first the period of the link is chosen, or the first that is due and not there; of a form that came back,
    what was chosen."""
    actor = current_actor()
    kind, tahun = acuan.get_kind(kode), _year()
    slots = acuan_daftar.slots_of(kind, tahun, clock.today(actor.zona_waktu))
    asked = request.args.get("periode", "")
    lacking = [one.period.code for one in slots if one.state == "belum"]
    return render_template(
        "sop_kinerja/acuan_unggah.html",
        kind=kind,
        tahun=tahun,
        options=[
            (one.period.code, f"{one.period.label}{' (sudah ada)' if one.state == 'ada' else ''}") for one in slots
        ],
        chosen=request.form.getlist("periode") if errors else [asked] if asked else lacking[:1],
        there=[one for one in slots if one.found],
        errors=errors or {},
        form=request.form,
    )


def _year() -> int:
    year = whole(request.args.get("tahun"))
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        return year
    return clock.today(current_actor().zona_waktu).year
