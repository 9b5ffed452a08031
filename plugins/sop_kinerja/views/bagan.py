"""Pages around the flowchart of an SOP: the official form as a PDF, and where all cases of a year stand."""

from io import BytesIO
from typing import Any

from flask import Response, render_template, request

from core import clock
from core.permissions import require
from core.web.files import send_bytes
from core.web.given import whole
from plugins.sop_kinerja.services import kasus_year, sop
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_paper import sop_pdf
from plugins.sop_kinerja.services.sop_paper_isi import PAPERS
from plugins.sop_kinerja.services.sop_peta import year_map
from plugins.sop_kinerja.views.bagan_kata import map_drawing
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/sop/<uuid>/formulir.pdf")
def sop_formulir(uuid: str) -> Response:
    """The form of the version; `kertas` F4 instead of A4."""
    require("sop_kinerja.sop.read")
    versi = sop.get_version(uuid)
    paper = request.args.get("kertas", "A4")
    paper = paper if paper in PAPERS else "A4"
    name = f"{versi.sop.nama} versi {versi.versi}{'' if paper == 'A4' else f' ({paper})'}.pdf"
    return send_bytes(BytesIO(sop_pdf(versi, paper)), name, "application/pdf", etag=False)


@blueprint.get("/sop/<uuid>/peta")
def sop_peta(uuid: str) -> Any:
    """Where the cases of a year stand; without `tahun`, of this year."""
    actor = require("sop_kinerja.kasus.read")
    versi = sop.get_version(uuid)
    tahun = whole(request.args.get("tahun")) or clock.today(actor.zona_waktu).year
    tahun = min(max(tahun, kasus_year.FIRST_YEAR), kasus_year.LAST_YEAR)
    found = year_map(versi, tahun)
    return render_template(
        "sop_kinerja/sop_peta.html", versi=versi, tahun=tahun, peta=found, bagan=map_drawing(data_of(versi), found)
    )
