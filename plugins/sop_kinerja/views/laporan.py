"""The page on which a performance report is written."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import FieldErrors, InputError
from core.permissions import require
from plugins.sop_kinerja.services import laporan, laporan_angka
from plugins.sop_kinerja.services.kasus_material import received
from plugins.sop_kinerja.services.tugas_pemegang import DO
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.route("/tugas/<uuid>/laporan", methods=["GET", "POST"])
def laporan_susun(uuid: str) -> Any:
    require(DO)
    task = laporan.task_for_report(uuid)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            if request.form.get("tindakan") == "kembalikan":
                laporan.send_back(uuid, request.form.get("alasan", ""))
                flash("Pekerjaan dikembalikan dengan alasan Anda.", "success")
            else:
                laporan.issue(uuid, request.form)
                flash(f"{laporan.title_of(task)} dibuat dan menjadi hasil langkah {task.nomor}.", "success")
            return redirect(url_for("sop_kinerja.inbox"))
        except (FieldErrors, InputError) as error:
            errors = error.fields
    page = render_template(
        "sop_kinerja/laporan_susun.html",
        task=task,
        title=laporan.title_of(task),
        figures=laporan_angka.figures(int(task.perangkat_daerah_id), str(task.periode)),
        sections=laporan.SECTIONS,
        bahan=received(task),
        errors=errors,
        form=request.form,
    )
    return page, 400 if errors else 200
