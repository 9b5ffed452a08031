"""Planning: the pohon kinerja, the indicators of a year and their approval, programmes, and a year copied."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import Actor
from core.errors import InputError, StateError
from core.organisation.models import PerangkatDaerah
from core.permissions import allowed, require
from core.web.given import whole
from plugins.sop_kinerja.models.data import AGREGASI, FORMULA, POLA
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services import (
    pohon_kinerja,
    rencana_daftar,
    rencana_renstra,
    rencana_sahkan,
    rencana_salin,
    rencana_sasaran,
    rencana_tahun,
)
from plugins.sop_kinerja.views.blueprint import blueprint

READ = "sop_kinerja.rencana.read"
CREATE, UPDATE = "sop_kinerja.rencana.create", "sop_kinerja.rencana.update"
ALL = "pemda"


@blueprint.get("/pohon")
def pohon_show() -> Any:
    """`lingkup=pemda`: of the whole government."""
    actor = require(READ)
    tahun = _year(actor)
    everything = request.args.get("lingkup") == ALL
    department = PerangkatDaerah.get_by_id(actor.perangkat_daerah_id)
    return render_template(
        "sop_kinerja/pohon_show.html",
        tree=pohon_kinerja.tree(department, tahun, whole=everything),
        years=rencana_tahun.years_known(int(department.id), _this_year(actor)),
        tahun=tahun,
        everything=everything,
        department=department,
        may_write=allowed(actor, CREATE),
    )


@blueprint.get("/renstra")
def renstra_show() -> Any:
    """The Renstra that the year belongs to."""
    actor = require(READ)
    tahun, department = _year(actor), actor.perangkat_daerah_id or 0
    found = rencana_renstra.of_department(department, tahun)
    return render_template(
        "sop_kinerja/rencana_renstra.html",
        found=found,
        heads=[(str(year), "angka") for year in found.years],
        years=rencana_tahun.years_known(department, _this_year(actor)),
        tahun=tahun,
        may_write=allowed(actor, CREATE),
    )


@blueprint.get("/indikator-tahunan")
def indikator_tahun_list() -> Any:
    actor = require(READ)
    return _indicators(actor, _year(actor))


@blueprint.post("/indikator-tahunan/sahkan")
def indikator_tahun_approve() -> Any:
    actor = require(rencana_sahkan.APPROVE)
    tahun = whole(request.form.get("tahun")) or 0
    try:
        count = rencana_sahkan.approve(tahun)
    except (InputError, StateError) as error:
        flash(error.sentence, "error")
    else:
        flash(f"{count} indikator tahun {tahun} disahkan dan tidak berubah lagi.", "success")
    return redirect(_back(actor, "sop_kinerja.indikator_tahun_list", tahun))


@blueprint.post("/indikator-tahunan/<uuid>/samakan")
def indikator_tahun_renew(uuid: str) -> Any:
    actor = require(UPDATE)
    tahun = _year(actor)
    try:
        row = rencana_sahkan.take_changes(uuid)
        tahun = int(row.tahun)
        flash(f"«{row.uraian}» tahun {row.tahun} kini sama dengan indikatornya.", "success")
    except StateError as error:
        flash(error.sentence, "error")
    return redirect(_back(actor, "sop_kinerja.indikator_tahun_list", tahun))


@blueprint.get("/program")
def program_list() -> Any:
    actor = require(READ)
    tahun, department = _year(actor), actor.perangkat_daerah_id or 0
    return render_template(
        "sop_kinerja/rencana_program.html",
        found=rencana_daftar.of_department(department, tahun),
        years=rencana_daftar.years_known(department, _this_year(actor)),
        tahun=tahun,
        kinds=JENIS_KEGIATAN,
        may_write=allowed(actor, CREATE),
        may_change=allowed(actor, UPDATE),
    )


@blueprint.post("/rencana/salin")
def rencana_copy() -> Any:
    """The plan of one year becomes the beginning of another."""
    actor = require(CREATE)
    dari, ke = whole(request.form.get("dari")) or 0, whole(request.form.get("ke")) or 0
    target = "sop_kinerja.program_list" if request.form.get("asal") == "program" else "sop_kinerja.indikator_tahun_list"
    try:
        flash(rencana_salin.copy_year(dari, ke).sentence, "success")
    except (InputError, StateError) as error:
        flash(error.sentence, "error")
        ke = dari
    return redirect(_back(actor, target, ke))


def _indicators(actor: Actor, tahun: int) -> str:
    department = actor.perangkat_daerah_id or 0
    return render_template(
        "sop_kinerja/rencana_indikator.html",
        year=rencana_tahun.of_department(department, tahun),
        years=rencana_tahun.years_known(department, _this_year(actor)),
        tahun=tahun,
        quarters=rencana_tahun.QUARTERS,
        formula=FORMULA,
        agregasi=AGREGASI,
        pola=POLA,
        may_approve=allowed(actor, rencana_sahkan.APPROVE),
        may_write=allowed(actor, CREATE),
        may_change=allowed(actor, UPDATE),
    )


def _back(actor: Actor, endpoint: str, tahun: int) -> str:
    known = rencana_sasaran.FIRST_YEAR <= tahun <= rencana_sasaran.LAST_YEAR
    return url_for(endpoint, tahun=tahun if known else _this_year(actor))


def _year(actor: Actor) -> int:
    year = whole(request.args.get("tahun"))
    if year is not None and rencana_sasaran.FIRST_YEAR <= year <= rencana_sasaran.LAST_YEAR:
        return year
    return _this_year(actor)


def _this_year(actor: Actor) -> int:
    return clock.today(actor.zona_waktu).year
