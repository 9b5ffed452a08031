"""Documents that a step receives, and the mark on the disposition sheet."""

from typing import Any

from flask import flash, redirect, request, url_for

from core.errors import InputError
from core.permissions import require
from core.web.files import send_document
from plugins.sop_kinerja.services import kasus_mark, kasus_material, kasus_read
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.tugas import DO, task_page


@blueprint.get("/tugas/<uuid>/bahan/<bahan>")
def tugas_bahan(uuid: str, bahan: str) -> Any:
    """A document of an earlier step, a reference or a report that this task works with."""
    require(DO)
    return send_document(kasus_material.material(kasus_read.get_task(uuid), bahan))


@blueprint.post("/tugas/<uuid>/tanda")
def tugas_tanda(uuid: str) -> Any:
    """Puts the mark, then on to where the step is done."""
    require(DO)
    try:
        kasus_mark.mark(uuid, request.form.get("tanda") == "ya")
    except InputError as error:
        return task_page(kasus_read.get_task(uuid), error.fields), 400
    flash("Dibubuhkan pada lembar disposisi. Lanjutkan dengan mengerjakan langkah ini.", "success")
    return redirect(url_for("sop_kinerja.tugas_do", uuid=uuid))
