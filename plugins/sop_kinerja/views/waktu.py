"""Stopping the clock of a task and letting it go on, and the page of all that is late."""

from typing import Any

from flask import flash, redirect, request, url_for

from core.errors import InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.services import kasus_read, waktu_jeda
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.tugas import DO, task_page


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
