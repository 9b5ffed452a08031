"""The dashboard: how the collections stand, what the figures say, and what is at risk."""

from typing import Any

from flask import render_template, request

from core.actor import current_actor
from core.clock import now
from core.permissions import allowed
from core.web.given import whole
from plugins.sop_kinerja.services import dasbor, dasbor_peta, dasbor_risiko, dasbor_sasaran
from plugins.sop_kinerja.services.bukti import READ as READ_SUBMISSIONS
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/dasbor")
def dasbor_show() -> Any:
    """What is not on offer in the address counts as not chosen."""
    chosen = dasbor.choose(request.args.get("peminta", ""), whole(request.args.get("tahun")) or 0)
    if chosen is None:
        return render_template("sop_kinerja/dasbor.html", chosen=None)
    rows, count, limit = dasbor_risiko.at_risk(chosen)
    capaian = dasbor_sasaran.by_sasaran(chosen, request.args.get("pd", ""))
    return render_template(
        "sop_kinerja/dasbor.html",
        chosen=chosen,
        map=dasbor_peta.heat_map(chosen),
        meanings=dasbor_peta.STATES,
        capaian=capaian,
        heads=[(period.label, "angka") for period in capaian.periods] if capaian else [],
        risks=rows,
        risk_count=count,
        limit=limit,
        may_read=allowed(current_actor(), READ_SUBMISSIONS),
        as_of=now(),
    )
