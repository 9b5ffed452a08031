"""The page of a month's progress."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.errors import FieldErrors, InputError, StateError
from core.permissions import allowed, require
from plugins.sop_kinerja.services import acuan, anggaran_isi, progres_isi, progres_selesai
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.views import tabel
from plugins.sop_kinerja.views.blueprint import blueprint

CELLS = ("nilai-", "keterangan-")


@blueprint.get("/progres")
def progres_show() -> Any:
    require(progres_isi.READ)
    return _page()


@blueprint.post("/progres")
def progres_save() -> Any:
    """Saves the month, and finishes its report where that button was pressed."""
    require(progres_isi.UPDATE)
    period = tabel.month(tabel.year())
    cells, first = tabel.read_cells(CELLS)
    try:
        count = progres_isi.save(period.code, cells, first)
    except Collision as error:
        return _page(tabel.Typed(cells, first, stored=error.stored, conflict=error.sentence)), 409
    except InputError as error:
        return _page(tabel.Typed(cells, first, error.fields or {"": error.sentence})), 400
    if request.form.get("aksi") == "selesai":
        return _finish(period.code, count)
    flash(f"Progres {period.label} disimpan." if count else "Tidak ada progres yang berubah.", "success")
    return redirect(_here())


def _finish(code: str, count: int) -> Any:
    """What was typed is saved by now, whatever becomes of the report."""
    period = progres_isi.month_of(code)
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
    actor, tahun = current_actor(), tabel.year()
    department, typed = actor.perangkat_daerah_id or 0, typed or tabel.Typed()
    period, today = tabel.month(tahun), clock.today(actor.zona_waktu)
    rows = progres_isi.rows(department, period)
    stored = progres_isi.stored(rows)
    budget = anggaran_isi.rows(department, period)
    return render_template(
        "sop_kinerja/progres_show.html",
        rows=rows,
        tahun=tahun,
        years=tabel.years(tahun),
        period=period,
        months=tabel.months(tahun),
        begun=period.start <= today,
        cells=typed.shown(stored),
        opened=typed.opened(stored),
        typed=typed,
        saved=saved,
        value_cell=progres_isi.value_cell,
        note_cell=progres_isi.note_cell,
        last=max((row for row in rows if row.pada is not None), key=lambda row: row.pada, default=None),
        stand=progres_selesai.stand(department, period, today),
        budget=(len([one for one in budget if one.nilai is not None]), len(budget)),
        may=allowed(actor, progres_isi.UPDATE),
        may_open=allowed(actor, acuan.READ),
    )


def _here() -> str:
    period = tabel.month(tabel.year())
    return url_for("sop_kinerja.progres_show", tahun=period.tahun, bulan=period.start.month)
