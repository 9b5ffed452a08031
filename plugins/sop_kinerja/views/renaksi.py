"""Pages of the Rencana Aksi: targets of a year in two tables, the actions, the official form."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import Busy, FieldErrors, InputError
from core.idn.dates import MONTHS as MONTH_NAMES
from core.permissions import allowed, require
from plugins.sop_kinerja.models import Indikator, RencanaAksi
from plugins.sop_kinerja.models.data import AGREGASI
from plugins.sop_kinerja.services import acuan, renaksi_aksi, renaksi_selesai, renaksi_target
from plugins.sop_kinerja.services.renaksi_data import READ, UPDATE, lines, months_of
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.services.renaksi_naskah import lacking, span
from plugins.sop_kinerja.target_periksa import name_of
from plugins.sop_kinerja.views import tabel
from plugins.sop_kinerja.views.blueprint import blueprint

TABS = {"aksi": "Rencana aksi", "triwulan": "Target tahun dan triwulan", "bulan": "Target bulanan"}


@blueprint.get("/rencana-aksi")
def renaksi_show() -> Any:
    require(READ)
    return _page()


@blueprint.post("/rencana-aksi")
def renaksi_save() -> Any:
    """Saves one of the two tables of targets, all or nothing."""
    require(UPDATE)
    tahun, table = tabel.year(), _table()
    cells, first = tabel.read_cells(("target-",))
    try:
        count = renaksi_target.save(tahun, table, cells, first)
    except (Collision, FieldErrors) as error:
        typed, status = tabel.refused(error, cells, first)
        return _page(typed), status
    flash(f"{count} target disimpan." if count else "Tidak ada target yang berubah.", "success")
    return redirect(url_for("sop_kinerja.renaksi_show", tahun=tahun, tabel=table))


@blueprint.post("/rencana-aksi/tetapkan")
def renaksi_settle() -> Any:
    require(UPDATE)
    tahun = tabel.year()
    try:
        fed = renaksi_selesai.settle(tahun)
    except InputError as error:
        return _page(tabel.Typed(errors=error.fields or {"": error.sentence}), tab=_mistaken(error)), 400
    going = f" {fed.released} langkah yang menunggunya kini dapat dikerjakan." if fed.released else ""
    flash(f"Rencana Aksi {tahun} ditetapkan dan tersimpan sebagai dokumen acuan.{going}", "success")
    return redirect(url_for("sop_kinerja.renaksi_show", tahun=tahun))


@blueprint.route("/rencana-aksi/indikator/<uuid>/aksi", methods=["GET", "POST"])
def renaksi_add(uuid: str) -> Any:
    require(renaksi_aksi.CREATE)
    indikator, tahun = renaksi_aksi.get_indicator(uuid), tabel.year()
    if request.method == "GET":
        return _form(indikator, tahun, {})
    try:
        renaksi_aksi.add(tahun, uuid, request.form, request.form.getlist("bulan"))
    except FieldErrors as error:
        return _form(indikator, tahun, request.form, error.fields), 400
    flash("Rencana aksi ditambahkan.", "success")
    return redirect(_back(uuid, tahun))


@blueprint.route("/rencana-aksi/<uuid>", methods=["GET", "POST"])
def renaksi_edit(uuid: str) -> Any:
    require(UPDATE)
    row = renaksi_aksi.get_action(uuid)
    indikator, tahun = row.indikator, int(row.tahun)
    if request.method == "GET":
        return _form(indikator, tahun, _typed(row), row=row)
    try:
        renaksi_aksi.change(uuid, request.form, request.form.getlist("bulan"), request.form.get("versi", ""))
    except FieldErrors as error:
        return _form(indikator, tahun, request.form, error.fields, row=row), 400
    except Busy as error:
        return _form(indikator, tahun, request.form, conflict=error.sentence, row=row), 409
    flash("Rencana aksi disimpan.", "success")
    return redirect(_back(str(indikator.uuid), tahun))


@blueprint.post("/rencana-aksi/<uuid>/hapus")
def renaksi_remove(uuid: str) -> Any:
    row = renaksi_aksi.remove(uuid)
    flash(f"Rencana aksi «{str(row.aksi)[:80]}» dihapus.", "success")
    return redirect(url_for("sop_kinerja.renaksi_show", tahun=row.tahun))


def _page(typed: tabel.Typed | None = None, tab: str = "") -> str:
    actor, tahun = current_actor(), tabel.year()
    typed = typed or tabel.Typed()
    tab = tab or (request.args.get("tabel", "") if request.args.get("tabel", "") in TABS else "aksi")
    parts = renaksi_target.TABLES.get(tab, ())
    rows = lines(actor.perangkat_daerah_id or 0, tahun, late=bool(parts))
    of_year = [row for row in rows if not row.late]
    stored = renaksi_target.stored(rows, parts)
    may = allowed(actor, UPDATE)
    return render_template(
        "sop_kinerja/renaksi_show.html",
        rows=rows,
        tahun=tahun,
        years=tabel.years(tahun),
        tab=tab,
        tabs=TABS,
        parts=parts,
        name_of=name_of,
        cell=renaksi_target.cell,
        cells=typed.shown(stored),
        opened=typed.opened(stored),
        typed=typed,
        rules=AGREGASI,
        span=lambda action: span(months_of(action)),
        lacking=lacking(of_year),
        findings=[(row, finding) for row in of_year for finding in row.findings],
        told=renaksi_target.told,
        stand=renaksi_selesai.stand(actor.perangkat_daerah_id or 0, tahun, of_year),
        may=may,
        may_add=allowed(actor, renaksi_aksi.CREATE),
        may_remove=allowed(actor, renaksi_aksi.DELETE),
        may_open=allowed(actor, acuan.READ),
    )


def _table() -> str:
    """Which table is being saved; :raises InputError: for another name."""
    table = request.args.get("tabel", "")
    if table not in renaksi_target.TABLES:
        raise InputError("Tabel target ini tidak ada. Buka kembali halaman Rencana Aksi dari menu.", "tabel")
    return table


def _mistaken(error: InputError) -> str:
    """The table in which the first wrong cell stands; the actions where nothing of a cell is wrong."""
    for name in error.fields:
        part = name.rpartition("-")[2]
        for table, parts in renaksi_target.TABLES.items():
            if part in parts:
                return table
    return "aksi"


def _form(
    indikator: Indikator,
    tahun: int,
    form: Any,
    errors: dict[str, str] | None = None,
    *,
    row: RencanaAksi | None = None,
    conflict: str = "",
) -> str:
    months = form.getlist("bulan") if hasattr(form, "getlist") else form.get("bulan", [])
    return render_template(
        "sop_kinerja/renaksi_aksi.html",
        indikator=indikator,
        tahun=tahun,
        form=form,
        months=months,
        month_names=[(number, name) for number, name in enumerate(MONTH_NAMES, start=1)],
        choices=renaksi_aksi.choices(tahun),
        errors=errors or {},
        conflict=conflict,
        row=row,
        versi=renaksi_aksi.version(row) if row is not None else "",
        may_remove=row is not None and allowed(current_actor(), renaksi_aksi.DELETE),
        back=_back(str(indikator.uuid), tahun),
    )


def _typed(row: RencanaAksi) -> dict[str, Any]:
    return {
        "aksi": row.aksi,
        "keluaran": row.keluaran,
        "penanggung_jawab": str(row.penanggung_jawab.uuid) if row.penanggung_jawab_id else "",
        "kegiatan": str(row.kegiatan.uuid) if row.kegiatan_id else "",
        "bulan": months_of(row),
    }


def _back(indikator_uuid: str, tahun: int) -> str:
    return url_for("sop_kinerja.renaksi_show", tahun=tahun, _anchor=f"indikator-{indikator_uuid}")
