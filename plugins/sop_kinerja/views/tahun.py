"""The year of an SOP: its calendar laid out, and every case of the year with what it waits for."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.errors import InputError, StateError
from core.permissions import allowed, require
from core.web.given import current_page, whole
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.services import kasus_story, kasus_year, kasus_year_read
from plugins.sop_kinerja.views.blueprint import blueprint

READ = "sop_kinerja.kasus.read"


@blueprint.get("/tahun")
def tahun_show() -> Any:
    """Of one SOP and year; without any it is this year's of the first SOP that has one."""
    actor = require(READ)
    sops = kasus_year_read.sops()
    chosen = request.args.get("sop")
    sop = kasus_year_read.get_sop(chosen) if chosen else (sops[0] if sops else None)
    this_year = clock.today(actor.zona_waktu).year
    tahun = whole(request.args.get("tahun")) or this_year
    tahun = min(max(tahun, kasus_year.FIRST_YEAR), kasus_year.LAST_YEAR)
    page = current_page()
    return render_template(
        "sop_kinerja/tahun_show.html",
        sops=sops,
        sop=sop,
        tahun=tahun,
        year=kasus_year_read.year(sop, tahun, page) if sop is not None else None,
        page=page,
        statuses=STATUS_KASUS,
        may_start=allowed(actor, kasus_year.START),
    )


@blueprint.post("/tahun/susun")
def tahun_plan() -> Any:
    require(kasus_year.START)
    sop = kasus_year_read.get_sop(request.form.get("sop", ""))
    tahun = whole(request.form.get("tahun")) or 0
    try:
        versi = kasus_year_read.year(sop, tahun).versi
        if versi is None:
            raise StateError("SOP ini belum mempunyai versi yang disahkan.")
        planned = kasus_year.plan_year(versi, tahun)
        flash(f"Kalender {tahun} disusun: {len(planned)} pelaksanaan.", "success")
    except (InputError, StateError) as error:
        flash(error.sentence, "error")
    return redirect(url_for("sop_kinerja.tahun_show", sop=sop.uuid, tahun=tahun or None))


@blueprint.post("/pelaksanaan/<uuid>/mulai")
def tahun_begin(uuid: str) -> Any:
    """A planned case begins before its day."""
    require(kasus_year.START)
    kasus = kasus_story.load_case(uuid)
    try:
        kasus_year.begin_now(kasus)
        flash(f"{kasus.nama} dimulai. Langkah pertamanya sudah menjadi tugas pelaksananya.", "success")
    except StateError as error:
        flash(error.sentence, "error")
        return redirect(url_for("sop_kinerja.tahun_show", sop=kasus.versi.sop.uuid, tahun=kasus.tahun))
    return redirect(url_for("sop_kinerja.kasus_show", uuid=uuid))
