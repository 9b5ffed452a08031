"""The recap of a period as it stands now: read, sent out, approved."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.idn.numbers import EMPTY, format_percent, parse_number
from core.permissions import allowed, require
from plugins.sop_kinerja.models.angka import ASAL
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services import capaian_dasar, capaian_setuju
from plugins.sop_kinerja.services.capaian_periode import READ, newest, periods, recap
from plugins.sop_kinerja.services.capaian_potret import changed_since
from plugins.sop_kinerja.services.data_assess import rule, scale_in_words
from plugins.sop_kinerja.services.impor_lkj import IMPORT
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/capaian")
def capaian_list() -> Any:
    """The newest period; a list of the others beside it."""
    require(READ)
    wanted = request.args.get("periode", "")
    chosen = next((one for one in periods() if one.code == wanted), None) or newest()
    if chosen is None:
        return render_template("sop_kinerja/capaian.html", found=None, periods=[], may_import=_may_import())
    return _page(chosen.code)


@blueprint.post("/capaian/<periode>/setujui")
def capaian_approve(periode: str) -> Any:
    try:
        capaian_setuju.approve(periode)
        flash("Rekapitulasi disetujui dan disimpan seperti adanya.", "success")
    except StateError as error:
        flash(error.sentence, "error")
    return redirect(url_for("sop_kinerja.capaian_list", periode=periode))


@blueprint.post("/capaian/disetujui/<uuid>/cabut")
def capaian_revoke(uuid: str) -> Any:
    reason = request.form.get("alasan", "")
    try:
        kept = capaian_setuju.revoke(uuid, reason)
    except InputError as error:
        return _page(str(capaian_setuju.get_approved(uuid).periode), errors=error.fields, reason=reason), 400
    flash("Persetujuan dicabut. Yang pernah disetujui tetap tersimpan.", "success")
    return redirect(url_for("sop_kinerja.capaian_list", periode=kept.periode))


@blueprint.get("/capaian/disetujui/<uuid>")
def capaian_approved(uuid: str) -> Any:
    """A snapshot, as it was approved."""
    require(READ)
    kept = capaian_setuju.get_approved(uuid)
    return render_template(
        "sop_kinerja/capaian_disetujui.html",
        kept=kept,
        intact=capaian_setuju.is_intact(kept),
        changed=changed_since(kept, recap(str(kept.periode))) if kept.dicabut is None else [],
        scale=scale_in_words(kept.isi.get("aturan", {})),
        percent=_percent,
    )


def _may_import() -> bool:
    return allowed(current_actor(), IMPORT)


def _percent(kept: str) -> str:
    """A capaian as a snapshot keeps it, with all its places, as pages show it."""
    return EMPTY if kept == EMPTY else format_percent(parse_number(kept))


def _page(kode: str, *, errors: dict[str, str] | None = None, reason: str = "") -> str:
    found = recap(kode)
    kept = capaian_setuju.approved(kode)
    return render_template(
        "sop_kinerja/capaian.html",
        found=found,
        periods=[(one.code, one.label) for one in periods()],
        kept=kept,
        direct=capaian_dasar.direct_words(found),
        changed=changed_since(kept, found) if kept is not None else [],
        approvals=capaian_setuju.approvals(kode),
        may_approve=allowed(current_actor(), capaian_setuju.REVIEW),
        may_import=_may_import(),
        rule=rule(found.skala),
        scale=scale_in_words(rule(found.skala)),
        asal=ASAL,
        formulas=FORMULA,
        errors=errors or {},
        reason=reason,
    )
