"""Pages of SOP documents: the list, the official form, and who stands behind each column."""

from typing import Any

import peewee
from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.organisation.models import Jabatan, UnitKerja
from core.permissions import allowed, require
from plugins.sop_kinerja.bagan.layar import Texts, column_widths
from plugins.sop_kinerja.models import SopDokumen, SopPelaksana, SopVersi
from plugins.sop_kinerja.services import sop, sop_columns, sop_form
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.views.bagan_kata import form_pictures
from plugins.sop_kinerja.views.blueprint import blueprint

READ = "sop_kinerja.sop.read"


@blueprint.get("/sop")
def sop_list() -> Any:
    require(READ)
    rows = (
        SopVersi.select(SopVersi, SopDokumen, UnitKerja)
        .join(SopDokumen)
        .join(UnitKerja, peewee.JOIN.LEFT_OUTER, on=(SopDokumen.unit_kerja == UnitKerja.id))
        .order_by(SopDokumen.nama, SopDokumen.id, SopVersi.versi.desc())
    )
    unmapped = _unmapped_counts()
    return render_template("sop_kinerja/sop_list.html", rows=list(rows), unmapped=unmapped, actor=current_actor())


@blueprint.get("/sop/<uuid>")
def sop_show(uuid: str) -> Any:
    """The form as the office signs it; printing the page gives the form."""
    actor = require(READ)
    versi = sop.get_version(uuid)
    form = sop_form.official_form(versi)
    return render_template(
        "sop_kinerja/sop_show.html",
        versi=versi,
        form=form,
        gambar=form_pictures(data_of(versi), {row.nomor: _texts(row) for row in form.rows}),
        lebar=[f"{width:.0f}" for width in column_widths([column.label for column in form.columns])],
        may_see_cases=allowed(actor, "sop_kinerja.kasus.read"),
        may_start=versi.status == "disahkan" and allowed(actor, "sop_kinerja.kasus.start"),
        may_ratify=versi.status == "konsep" and allowed(actor, "sop_kinerja.sop.ratify"),
        may_map=allowed(actor, "sop_kinerja.sop.update"),
    )


@blueprint.post("/sop/<uuid>/sahkan")
def sop_ratify(uuid: str) -> Any:
    require("sop_kinerja.sop.ratify")
    versi = sop.get_version(uuid)
    try:
        sop.ratify(versi)
        flash(f"{versi.sop.nama} versi {versi.versi} disahkan dan terkunci.", "success")
    except StateError as error:
        flash(error.sentence, "error")
    return redirect(url_for("sop_kinerja.sop_show", uuid=uuid))


@blueprint.route("/sop/<uuid>/pelaksana", methods=["GET", "POST"])
def sop_map(uuid: str) -> Any:
    """Which position does the work of each column."""
    require("sop_kinerja.sop.update")
    versi = sop.get_version(uuid)
    columns = [column for column in sop.columns_of(versi).values() if column.jenis != sop.EACH]
    positions = list(
        Jabatan.select().where(Jabatan.perangkat_daerah == versi.perangkat_daerah_id).order_by(Jabatan.nama)
    )
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _save_columns(columns, positions)
        if not errors:
            flash("Pelaksana disimpan.", "success")
            return redirect(url_for("sop_kinerja.sop_show", uuid=uuid))
    page = render_template("sop_kinerja/sop_map.html", versi=versi, columns=columns, positions=positions, errors=errors)
    return page, 400 if errors else 200


def _save_columns(columns: list[SopPelaksana], positions: list[Jabatan]) -> dict[str, str]:
    known = {str(row.id): row for row in positions}
    errors = {}
    for column in columns:
        name = f"jabatan-{column.id}"
        chosen = request.form.get(name, "")
        try:
            if chosen and chosen not in known:
                raise InputError("Jabatan ini tidak ada. Pilih salah satu dari daftar.", name)
            sop_columns.map_column(column, known.get(chosen))
        except InputError as error:
            errors.update(error.fields)
    return errors


def _texts(row: sop_form.Row) -> Texts:
    """What stands beside the flowchart, with the widths of its columns in sop_show.html."""
    return ((row.uraian, 165), ("; ".join(row.kelengkapan), 104), (row.output, 100), (row.keterangan, 56))


def _unmapped_counts() -> dict[int, int]:
    """Version -> how many of its columns nobody stands behind."""
    rows = SopPelaksana.select(SopPelaksana.versi).where(
        SopPelaksana.jabatan.is_null() & (SopPelaksana.jenis != sop.EACH)
    )
    found: dict[int, int] = {}
    for row in rows:
        found[row.versi_id] = found.get(row.versi_id, 0) + 1
    return found
