"""Writing a comment on a case, and taking one's own back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import InputError
from core.permissions import require
from core.web.given import whole
from plugins.sop_kinerja.services import kasus_read, kasus_story, komentar
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.tindakan_isi import panel


@blueprint.post("/pelaksanaan/<uuid>/komentar")
def komentar_tulis(uuid: str) -> Any:
    """`tugas` names the step that it is about, when it was written on that step's page."""
    require(komentar.READ)
    kasus = kasus_story.load_case(uuid)
    form = request.form
    chosen = [one for one in map(whole, form.getlist("sebutan")) if one is not None]
    try:
        _, unclear = komentar.write(uuid, form.get("isi", ""), chosen, form.get("tugas", ""))
    except InputError as error:
        task = kasus_read.get_task(form["tugas"]) if form.get("tugas") else None
        errors = error.fields or {"": error.sentence}
        page = render_template(
            "sop_kinerja/komentar.html", kasus=kasus, komentar=panel(kasus, task), errors=errors, form=form
        )
        return page, 400
    flash("Komentar dikirim.", "success")
    for typed in dict.fromkeys(unclear):
        flash(f"«{typed}» cocok dengan beberapa orang, sehingga tidak ada yang diberi tahu. Pilih namanya.", "error")
    return redirect(_back(uuid))


@blueprint.post("/komentar/<uuid>/hapus")
def komentar_hapus(uuid: str) -> Any:
    require(komentar.READ)
    gone = komentar.take_back(uuid)
    flash("Komentar dihapus.", "success")
    return redirect(_back(str(gone.kasus.uuid)))


def _back(kasus_uuid: str) -> str:
    task = request.form.get("tugas", "")
    if task:
        return url_for("sop_kinerja.tugas_show", uuid=kasus_read.get_task(task).uuid, _anchor="komentar")
    return url_for("sop_kinerja.kasus_show", uuid=kasus_uuid, _anchor="komentar")
