"""Pages of the budget: the recap of a year, and what was spent in a month."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from core.actor import current_actor
from core.errors import InputError
from core.permissions import allowed, require
from plugins.sop_kinerja.anggaran_pohon import absorbed, total
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services import anggaran_data, anggaran_isi, anggaran_naskah
from plugins.sop_kinerja.services.renaksi_data import READ, UPDATE
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.views import tabel
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/anggaran")
def anggaran_rekap() -> Any:
    """Up to the month of the link."""
    actor, period = require(READ), tabel.month(tabel.year())
    found, month = anggaran_data.budget(actor.perangkat_daerah_id or 0, period.tahun), period.start.month
    return render_template(
        "sop_kinerja/anggaran_rekap.html",
        nodes=found.nodes,
        total=total(found.top),
        **tabel.of_time(period),
        month=month,
        until=anggaran_naskah.until(period),
        quarters=lambda node: anggaran_naskah.quarters(node, month),
        absorbed=absorbed,
        kinds=JENIS_KEGIATAN,
        may=allowed(actor, UPDATE),
    )


@blueprint.get("/anggaran/realisasi")
def anggaran_show() -> Any:
    require(READ)
    return _page()


@blueprint.post("/anggaran/realisasi")
def anggaran_save() -> Any:
    require(UPDATE)
    period = tabel.month(tabel.year())
    cells, first = tabel.read_cells(tabel.MONTH_CELLS)
    try:
        count = anggaran_isi.save(period.code, cells, first)
    except (Collision, InputError) as error:
        typed, status = tabel.refused(error, cells, first)
        return _page(typed), status
    flash(f"Realisasi {period.label} disimpan." if count else "Tidak ada realisasi yang berubah.", "success")
    if over := sum(bool(row.warning) for row in anggaran_isi.rows(current_actor().perangkat_daerah_id or 0, period)):
        flash(f"{over} kegiatan melebihi pagunya; lihat peringatannya di bawah.", "info")
    return redirect(url_for("sop_kinerja.anggaran_show", tahun=period.tahun, bulan=period.start.month))


def _page(typed: tabel.Typed | None = None) -> str:
    actor, period = current_actor(), tabel.month(tabel.year())
    return render_template(
        "sop_kinerja/anggaran_isi.html",
        **tabel.of_month(anggaran_isi.rows(actor.perangkat_daerah_id or 0, period), typed or tabel.Typed(), period),
        kinds=JENIS_KEGIATAN,
        may=allowed(actor, UPDATE),
    )
