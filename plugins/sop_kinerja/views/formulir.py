"""The page on which the form of a request is made."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import InputError
from core.permissions import require
from plugins.sop_kinerja.services import formulir
from plugins.sop_kinerja.services.tugas_pemegang import DO
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.route("/tugas/<uuid>/formulir", methods=["GET", "POST"])
def formulir_susun(uuid: str) -> Any:
    require(DO)
    task = formulir.task_for_form(uuid)
    rows = formulir.choices(task)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            formulir.issue(uuid, request.form.getlist("indikator"), request.form.get("catatan", ""))
        except InputError as error:
            errors = error.fields
        else:
            flash("Format permintaan dibuat dan disampaikan kepada setiap unit.", "success")
            return redirect(url_for("sop_kinerja.inbox"))
    chosen = request.form.getlist("indikator") if request.method == "POST" else [str(row.uuid) for row, _ in rows]
    page = render_template(
        "sop_kinerja/formulir_susun.html", task=task, rows=rows, chosen=chosen, errors=errors, form=request.form
    )
    return page, 400 if errors else 200
