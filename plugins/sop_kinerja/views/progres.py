"""The page of a month's progress."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.errors import FieldErrors, InputError, StateError
from core.permissions import allowed, require
from plugins.sop_kinerja.services import acuan, anggaran_isi, isian_bulan, progres_isi, progres_selesai
from plugins.sop_kinerja.services.renaksi_data import READ, UPDATE
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.views import tabel
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/progres")
def progres_show() -> Any:
    require(READ)
    return _page()


@blueprint.post("/progres")
def progres_save() -> Any:
    """Saves the month, and finishes its report where that button was pressed."""
    require(UPDATE)
    period = tabel.month(tabel.year())
    cells, first = tabel.read_cells(tabel.MONTH_CELLS)
    try:
        count = progres_isi.save(period.code, cells, first)
    except (Collision, InputError) as error:
        typed, status = tabel.refused(error, cells, first)
        return _page(typed), status
    if request.form.get("aksi") == "selesai":
        return _finish(period.code, count)
    flash(f"Progres {period.label} disimpan." if count else "Tidak ada progres yang berubah.", "success")
    return redirect(_here())


def _finish(code: str, count: int) -> Any:
    """What was typed is saved by now, whatever becomes of the report."""
    period = isian_bulan.month_of(code)
    try:
        fed = progres_selesai.finish(code)
    except FieldErrors as error:
        return _page(tabel.Typed(errors=error.fields), saved=bool(count)), 400
    except (InputError, StateError) as error:
        return _page(tabel.Typed(errors={"": error.sentence}), saved=bool(count)), 409
    going = f" {fed.released} langkah yang menunggunya kini dapat dikerjakan." if fed.released else ""
    flash(f"Laporan Progres Bulanan {period.label} selesai dan tersimpan sebagai dokumen acuan.{going}", "success")
    return redirect(_here())


def _page(typed: tabel.Typed | None = None, *, saved: bool = False) -> str:
    actor = current_actor()
    department, period = actor.perangkat_daerah_id or 0, tabel.month(tabel.year())
    budget = anggaran_isi.rows(department, period)
    return render_template(
        "sop_kinerja/progres_show.html",
        **tabel.of_month(progres_isi.rows(department, period), typed or tabel.Typed(), period),
        saved=saved,
        stand=progres_selesai.stand(department, period, clock.today(actor.zona_waktu)),
        budget=(len([one for one in budget if one.nilai is not None]), len(budget)),
        may=allowed(actor, UPDATE),
        may_open=allowed(actor, acuan.READ),
    )


def _here() -> str:
    period = tabel.month(tabel.year())
    return url_for("sop_kinerja.progres_show", tahun=period.tahun, bulan=period.start.month)
