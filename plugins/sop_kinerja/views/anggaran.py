"""Pages of the budget: the recap of a year, and what was spent in a month."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.errors import InputError
from core.permissions import allowed, require
from plugins.sop_kinerja.anggaran_pohon import absorbed, total
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services import anggaran_data, anggaran_isi, anggaran_naskah, renaksi_ekspor
from plugins.sop_kinerja.services.progres_isi import note_cell, value_cell
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.views import tabel
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.progres import CELLS


@blueprint.get("/anggaran")
def anggaran_rekap() -> Any:
    """Up to the month of the link."""
    actor = require(anggaran_isi.READ)
    tahun = tabel.year()
    found, period = anggaran_data.budget(actor.perangkat_daerah_id or 0, tahun), tabel.month(tahun)
    month = period.start.month
    return render_template(
        "sop_kinerja/anggaran_rekap.html",
        nodes=found.nodes,
        total=total(found.top),
        tahun=tahun,
        years=tabel.years(tahun),
        period=period,
        months=tabel.months(tahun),
        month=month,
        until=anggaran_naskah.until(tahun, month),
        quarters=lambda node: anggaran_naskah.quarters(node, month),
        absorbed=absorbed,
        kinds=JENIS_KEGIATAN,
        may=allowed(actor, anggaran_isi.UPDATE),
    )


@blueprint.post("/anggaran/ekspor")
def anggaran_export() -> Any:
    require(anggaran_isi.READ)
    period = tabel.month(tabel.year())
    kind = request.form.get("jenis", "")
    job = renaksi_ekspor.request_export("anggaran", period.tahun, kind, period.start.month)
    flash(f"Berkas sedang dibuat dan akan dikirim ke {current_actor().surel}.", "success")
    return redirect(url_for("jobs.show", uuid=job.uuid))


@blueprint.get("/anggaran/realisasi")
def anggaran_show() -> Any:
    require(anggaran_isi.READ)
    return _page()


@blueprint.post("/anggaran/realisasi")
def anggaran_save() -> Any:
    require(anggaran_isi.UPDATE)
    period = tabel.month(tabel.year())
    cells, first = tabel.read_cells(CELLS)
    try:
        count = anggaran_isi.save(period.code, cells, first)
    except Collision as error:
        return _page(tabel.Typed(cells, first, stored=error.stored, conflict=error.sentence)), 409
    except InputError as error:
        return _page(tabel.Typed(cells, first, error.fields or {"": error.sentence})), 400
    flash(f"Realisasi {period.label} disimpan." if count else "Tidak ada realisasi yang berubah.", "success")
    return redirect(url_for("sop_kinerja.anggaran_show", tahun=period.tahun, bulan=period.start.month))


def _page(typed: tabel.Typed | None = None) -> str:
    actor, tahun = current_actor(), tabel.year()
    typed, period = typed or tabel.Typed(), tabel.month(tahun)
    rows = anggaran_isi.rows(actor.perangkat_daerah_id or 0, period)
    stored = anggaran_isi.stored(rows)
    return render_template(
        "sop_kinerja/anggaran_isi.html",
        rows=rows,
        tahun=tahun,
        years=tabel.years(tahun),
        period=period,
        months=tabel.months(tahun),
        begun=period.start <= clock.today(actor.zona_waktu),
        cells=typed.shown(stored),
        opened=typed.opened(stored),
        typed=typed,
        last=max((row for row in rows if row.pada is not None), key=lambda row: row.pada, default=None),
        value_cell=value_cell,
        note_cell=note_cell,
        kinds=JENIS_KEGIATAN,
        may=allowed(actor, anggaran_isi.UPDATE),
    )
