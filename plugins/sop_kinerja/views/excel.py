"""Pages of the Excel form: giving it out, taking it in, and what its check says."""

import io
from contextlib import closing
from typing import Any

from flask import Response, redirect, render_template, request, url_for

from core.errors import InputError, NotFound
from core.filetypes import XLSX
from core.permissions import require
from core.web.files import send_bytes, send_document
from plugins.sop_kinerja.services import excel_formulir, excel_unggah
from plugins.sop_kinerja.services.data_entry import Upload
from plugins.sop_kinerja.services.data_flow import SUBMIT, get_submission
from plugins.sop_kinerja.views.blueprint import blueprint

# The panel stands on the page of the submission, which knows nothing of it.
blueprint.add_app_template_global(excel_unggah.latest, "unggahan_excel")


@blueprint.post("/penyampaian/<uuid>/excel/formulir")
def excel_download(uuid: str) -> Response:
    """The form with what is filled in so far; each copy is numbered, so it is asked for by POST."""
    name, content = excel_formulir.give_out(uuid)
    return send_bytes(io.BytesIO(content), name, XLSX.mime, etag=False)


@blueprint.post("/penyampaian/<uuid>/excel")
def excel_upload(uuid: str) -> Any:
    """Keeps the filled form and has it checked; the next page tells how that goes."""
    require(SUBMIT)
    sent = request.files.get(excel_unggah.FIELD)
    try:
        if sent is None or not sent.filename:
            raise InputError("Pilih formulir Excel yang sudah diisi.", excel_unggah.FIELD)
        with closing(sent):  # a large one lies in a temporary file until then
            row = excel_unggah.receive(uuid, Upload(sent.stream, sent.filename))
    except InputError as error:
        page = render_template("sop_kinerja/excel_unggah.html", p=get_submission(uuid), errors=error.fields)
        return page, 400
    return redirect(url_for("sop_kinerja.excel_show", uuid=uuid, unggahan=row.uuid))


@blueprint.get("/penyampaian/<uuid>/excel/<unggahan>")
def excel_show(uuid: str, unggahan: str) -> str:
    """How the check of an uploaded form stands, with every problem that it found."""
    require(SUBMIT)
    row = excel_unggah.get_upload(uuid, unggahan)
    job = excel_unggah.job_of(row)
    return render_template(
        "sop_kinerja/excel_show.html",
        p=get_submission(uuid),
        u=row,
        job=job,
        failed=row.status == "diperiksa" and job is not None and job.status == "gagal",
        problems=row.hasil.get("galat", []),
        count=row.hasil.get("banyak", 0),
    )


@blueprint.get("/penyampaian/<uuid>/excel/<unggahan>/bertanda")
def excel_marked(uuid: str, unggahan: str) -> Response:
    """The marked copy, to be put right and uploaded."""
    require(SUBMIT)
    row = excel_unggah.get_upload(uuid, unggahan)
    if row.bertanda is None:
        raise NotFound("Unggahan ini tidak mempunyai salinan bertanda.")
    return send_document(row.bertanda)
