"""Stopping the clock of a task and letting it go on, and the page of all that is late."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.permissions import allowed, require
from core.web.given import current_page
from plugins.sop_kinerja.services import kasus_read, waktu_jeda
from plugins.sop_kinerja.services.terlambat import late_tasks
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.tugas import DO, task_page

READ = "sop_kinerja.kasus.read"


@blueprint.post("/tugas/<uuid>/berhenti")
def tugas_berhenti(uuid: str) -> Any:
    require(DO)
    task = kasus_read.get_task(uuid)
    try:
        waktu_jeda.wait(uuid, request.form.get("menunggu", ""))
    except InputError as error:
        return task_page(task, {"menunggu": error.sentence}), 400
    except StateError as error:
        flash(error.sentence, "error")
    else:
        flash(f"Waktu langkah {task.nomor} berhenti. Lanjutkan begitu yang ditunggu datang.", "success")
    return redirect(url_for("sop_kinerja.tugas_show", uuid=uuid))


@blueprint.post("/tugas/<uuid>/lanjutkan")
def tugas_lanjutkan(uuid: str) -> Any:
    require(DO)
    task = kasus_read.get_task(uuid)
    try:
        waktu_jeda.go_on(uuid)
    except StateError as error:
        flash(error.sentence, "error")
    else:
        flash(f"Waktu langkah {task.nomor} berjalan lagi.", "success")
    return redirect(url_for("sop_kinerja.tugas_show", uuid=uuid))


@blueprint.get("/terlambat")
def terlambat() -> Any:
    """All late tasks of the department, for who may see its cases; `?bagian=bawahan`: of the positions below one."""
    actor = current_actor()
    sees_all, has_below = allowed(actor, READ), allowed(actor, DO)
    below = has_below and (request.args.get("bagian") == "bawahan" or not sees_all)
    require(DO if below else READ)
    page = current_page()
    rows, pages, count = late_tasks(actor, page, below=below)
    return render_template(
        "sop_kinerja/terlambat.html",
        rows=rows,
        page=page,
        pages=pages,
        count=count,
        below=below,
        tabs=sees_all and has_below,
        actor=actor,
    )
