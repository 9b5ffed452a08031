"""Evidence: attached by itself from the sheet, and looked at without a download, as a page and the picture on it."""

from contextlib import closing
from io import BytesIO
from typing import Any

from flask import Response, get_template_attribute, jsonify, render_template, request

from core.errors import InputError, NotFound
from core.files.preview import IMAGES, PDF, PreviewError, can_show, count_pages, page_picture
from core.files.storage import path_of
from core.permissions import require
from core.web.files import send_document, show_picture
from core.web.given import whole
from plugins.sop_kinerja.services.bukti import attach, evidence, siblings
from plugins.sop_kinerja.services.data_case import has_case
from plugins.sop_kinerja.services.data_entry import Upload
from plugins.sop_kinerja.services.data_flow import SUBMIT, asks, get_submission
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.data_rows import last_saved


@blueprint.post("/penyampaian/<uuid>/realisasi/<int:nomor>/bukti")
def bukti_unggah(uuid: str, nomor: int) -> Response:
    """One file (`bukti`) for the figure of that number; ``{"daftar": its files as HTML, "terakhir": who and when}``."""
    require(SUBMIT)
    get_submission(uuid)
    sent = request.files.get("bukti")
    if sent is None or not sent.filename:
        raise InputError("Pilih berkas bukti yang akan dilampirkan.", "bukti")
    with closing(sent):  # a large one lies in a temporary file until then
        penyampaian, files = attach(uuid, nomor, Upload(sent.stream, sent.filename))
    listed = get_template_attribute("sop_kinerja/penyampaian_parts.html", "evidence")
    figure = {"evidence": files}
    return jsonify(daftar=str(listed(penyampaian, figure, removable=True)), terakhir=last_saved(penyampaian))


@blueprint.get("/penyampaian/<uuid>/bukti/<bukti>")
def penyampaian_evidence(uuid: str, bukti: str) -> Any:
    return send_document(evidence(uuid, bukti).dokumen)


@blueprint.get("/penyampaian/<uuid>/bukti/<bukti>/lihat")
def bukti_lihat(uuid: str, bukti: str) -> Any:
    """What cannot be drawn is said on the page, with the download beside it."""
    found = evidence(uuid, bukti)
    penyampaian, dokumen = found.realisasi.penyampaian, found.dokumen
    pages, problem = None, ""
    if dokumen.media == PDF:
        try:
            pages = count_pages(dokumen)
        except PreviewError as error:
            problem = error.sentence
    number = max(1, min(whole(request.args.get("halaman")) or 1, pages.count if pages else 1))
    return render_template(
        "sop_kinerja/bukti_lihat.html",
        p=penyampaian,
        row=found.realisasi,
        bukti=found,
        others=siblings(penyampaian, found),
        pages=pages,
        number=number,
        shown=can_show(dokumen) and not problem,
        problem=problem,
        asks=asks(penyampaian) and has_case(str(penyampaian.kasus_uuid)),
    )


@blueprint.get("/penyampaian/<uuid>/bukti/<bukti>/gambar")
def bukti_gambar(uuid: str, bukti: str) -> Any:
    """A picture as it is, or a page of a PDF."""
    dokumen = evidence(uuid, bukti).dokumen
    if dokumen.media in IMAGES:
        return show_picture(path_of(dokumen), str(dokumen.nama), str(dokumen.media))
    if dokumen.media != PDF:
        raise NotFound("Berkas jenis ini tidak mempunyai gambar pratinjau; unduh untuk melihatnya.")
    page = whole(request.args.get("halaman")) or 1
    return show_picture(BytesIO(page_picture(dokumen, page)), f"halaman-{page}.png", "image/png")
