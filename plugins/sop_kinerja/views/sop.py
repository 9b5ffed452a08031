"""Pages of SOP documents: the list and the official form."""

from typing import Any

import peewee
from flask import render_template

from core.organisation.models import UnitKerja
from core.permissions import allowed, require
from plugins.sop_kinerja.bagan.layar import Texts, column_widths
from plugins.sop_kinerja.models import SopDokumen, SopPelaksana, SopVersi
from plugins.sop_kinerja.periksa.temuan import BAGIAN
from plugins.sop_kinerja.services import sop, sop_form, sop_periksa
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.views.bagan_kata import form_pictures
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.sop_versi import panel_of

READ = "sop_kinerja.sop.read"


@blueprint.get("/sop")
def sop_list() -> Any:
    actor = require(READ)
    rows = (
        SopVersi.select(SopVersi, SopDokumen, UnitKerja)
        .join(SopDokumen)
        .join(UnitKerja, peewee.JOIN.LEFT_OUTER, on=(SopDokumen.unit_kerja == UnitKerja.id))
        .order_by(SopDokumen.nama, SopDokumen.id, SopVersi.versi.desc())
    )
    versions, unmapped = list(rows), _unmapped_counts()
    return render_template(
        "sop_kinerja/sop_list.html",
        rows=versions,
        unmapped=unmapped,
        temuan=sop_periksa.counts(versions),
        actor=actor,
        may_create=allowed(actor, "sop_kinerja.sop.create"),
    )


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
        temuan=sop_periksa.by_severity(sop_periksa.findings(versi)),
        bagian={label: field for field, label in BAGIAN.items()},
        gambar=form_pictures(data_of(versi), {row.nomor: _texts(row) for row in form.rows}),
        lebar=[f"{width:.0f}" for width in column_widths([column.label for column in form.columns])],
        may_see_cases=allowed(actor, "sop_kinerja.kasus.read"),
        may_start=versi.status == "disahkan" and allowed(actor, "sop_kinerja.kasus.start"),
        may_ratify=versi.status == "konsep" and allowed(actor, "sop_kinerja.sop.ratify"),
        may_map=allowed(actor, "sop_kinerja.sop.update"),
        ver=panel_of(versi, actor),
    )


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
