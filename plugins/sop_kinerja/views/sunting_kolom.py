"""The editor's pages of the performers' columns."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.organisation.models import Jabatan
from core.web.given import whole
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.models.sop import JENIS_PELAKSANA, TANDA
from plugins.sop_kinerja.services import sop, sop_edit_columns
from plugins.sop_kinerja.services.sop_columns import UNITS, positions_of
from plugins.sop_kinerja.services.sop_edit_columns import Column
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.sunting_isi import Outcome, attempt, differences, draft, mark, opened

LABELS = {
    "label": "Judul kolom",
    "jenis": "Dikerjakan oleh",
    "jabatan": "Jabatan",
    "tanda": "Pencatatan pada lembar disposisi",
}


@blueprint.get("/sop/<uuid>/sunting/pelaksana")
def sunting_kolom(uuid: str) -> Any:
    versi = draft(uuid)
    columns, several = list(sop.columns_of(versi).values()), positions_of(versi)
    alone = [column.jabatan_id for column in columns if column.jenis == "jabatan" and column.jabatan_id]
    names = {row.id: [row] for row in Jabatan.select().where(Jabatan.id.in_(alone))}
    return render_template(
        "sop_kinerja/sunting_kolom.html",
        versi=versi,
        columns=[
            (
                column,
                several.get(str(column.kode)) or names.get(column.jabatan_id if column.jenis == "jabatan" else 0, []),
            )
            for column in columns
        ],
        used=sop_edit_columns.used_in(versi),
        kinds=JENIS_PELAKSANA,
        marks=TANDA,
    )


@blueprint.route("/sop/<uuid>/sunting/pelaksana/baru", methods=["GET", "POST"])
def sunting_kolom_baru(uuid: str) -> Any:
    versi = draft(uuid)
    form, outcome = Column(), Outcome()
    if request.method == "POST":
        form = _typed()
        outcome = attempt(lambda: sop_edit_columns.add_column(versi, form))
        if outcome.saved:
            return _back(uuid, f"Kolom {form.label.strip()} ditambahkan.")
    return _page(versi, "Kolom baru", form, outcome)


@blueprint.route("/sop/<uuid>/sunting/pelaksana/<kolom>", methods=["GET", "POST"])
def sunting_kolom_isi(uuid: str, kolom: str) -> Any:
    versi = draft(uuid)
    column = sop_edit_columns.get_column(versi, kolom)
    stored = form = sop_edit_columns.column_form(column, positions_of(versi))
    outcome = Outcome()
    if request.method == "POST":
        form = _typed()
        outcome = attempt(lambda: sop_edit_columns.save_column(versi, kolom, form, opened()))
        if outcome.saved:
            return _back(uuid, f"Kolom {form.label.strip()} disimpan.")
        stored = sop_edit_columns.column_form(sop_edit_columns.get_column(versi, kolom), positions_of(versi))
    return _page(versi, f"Kolom {column.label}", form, outcome, stored)


@blueprint.post("/sop/<uuid>/sunting/pelaksana/<kolom>/geser")
def sunting_kolom_geser(uuid: str, kolom: str) -> Any:
    versi = draft(uuid)
    by = -1 if request.form.get("ke") == "kiri" else 1
    outcome = attempt(lambda: sop_edit_columns.move_column(versi, kolom, by, whole(request.form.get("tempat")) or 0))
    return _back(uuid, "Kolom digeser.", outcome, anchor=f"k-{kolom}")


@blueprint.post("/sop/<uuid>/sunting/pelaksana/<kolom>/hapus")
def sunting_kolom_hapus(uuid: str, kolom: str) -> Any:
    versi = draft(uuid)
    outcome = attempt(lambda: sop_edit_columns.remove_column(versi, kolom))
    return _back(uuid, "Kolom dihapus.", outcome)


def _typed() -> Column:
    """Each kind of column asks for its positions in a field of its own; what counts is that of the chosen kind."""
    kind = request.form.get("jenis", "")
    chosen = request.form.getlist("jabatan_unit") if kind == UNITS else request.form.getlist("jabatan")
    return Column(
        request.form.get("label", ""), kind, tuple(one for one in chosen if one), request.form.get("tanda", "")
    )


def _page(versi: SopVersi, title: str, form: Column, outcome: Outcome, stored: Column | None = None) -> Any:
    positions = Jabatan.select().where(Jabatan.perangkat_daerah == versi.perangkat_daerah_id).order_by(Jabatan.nama)
    options = [(str(row.id), str(row.nama)) for row in positions]
    choices = {"jenis": JENIS_PELAKSANA, "tanda": TANDA, "jabatan": dict(options)}
    page = render_template(
        "sop_kinerja/sunting_kolom_isi.html",
        versi=versi,
        title=title,
        form=form,
        outcome=outcome,
        labels=LABELS,
        positions=options,
        kinds=list(JENIS_PELAKSANA.items()),
        marks=list(TANDA.items()),
        differences=differences(form, stored, LABELS, choices) if stored and outcome.conflict else [],
        opened=mark(stored) if stored and (outcome.conflict or not opened()) else opened(),
    )
    return page, outcome.status


def _back(uuid: str, sentence: str, outcome: Outcome | None = None, anchor: str = "") -> Any:
    if outcome is None or outcome.saved:
        flash(sentence, "success")
    else:
        flash(outcome.conflict or " ".join(outcome.errors.values()), "error")
    return redirect(url_for("sop_kinerja.sunting_kolom", uuid=uuid, _anchor=anchor or None))
