"""The versions of an SOP: the list, the next one, and ratifying with what it changes."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import Actor, current_actor
from core.permissions import allowed, require
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services import sop, sop_periksa, sop_versions
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_import import fingerprint_of
from plugins.sop_kinerja.services.sop_ratify import obstacles, ratify_as_read
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.sunting_isi import Outcome, attempt


@blueprint.get("/sop/<uuid>/versi")
def sop_versi(uuid: str) -> Any:
    """All versions of the SOP that this is a version of."""
    require("sop_kinerja.sop.read")
    versi = sop.get_version(uuid)
    rows = sop_versions.versions_of(versi.sop)
    return render_template("sop_kinerja/sop_versi.html", versi=versi, rows=rows, words=STATUS_VERSI)


@blueprint.post("/sop/<uuid>/versi-baru")
def sop_versi_baru(uuid: str) -> Any:
    require("sop_kinerja.sop.create")
    try:
        made = sop_versions.new_version(sop.get_version(uuid))
        flash(
            f"Versi {made.versi} dibuat sebagai konsep dengan isi yang sama. Ubah yang perlu, lalu sahkan.", "success"
        )
    except sop_versions.DraftExists as error:
        made = error.draft
        flash(error.sentence, "warning")
    if not allowed(current_actor(), "sop_kinerja.sop.update"):
        return redirect(url_for("sop_kinerja.sop_show", uuid=made.uuid))
    return redirect(url_for("sop_kinerja.sunting", uuid=made.uuid))


@blueprint.route("/sop/<uuid>/sahkan", methods=["GET", "POST"])
def sop_ratify(uuid: str) -> Any:
    """Asks once more: what stands in the way, what it changes, what happens to the version before."""
    require("sop_kinerja.sop.ratify")
    versi = sop.get_version(uuid)
    base, outcome = sop_versions.base_of(versi), Outcome()
    text = request.form.get("perubahan")
    if request.method == "POST":
        read, opened = bool(request.form.get("dibaca")), request.form.get("dibuka") or None
        outcome = attempt(lambda: ratify_as_read(versi, read=read, perubahan=text, opened=opened))
        if outcome.saved:
            flash(f"{versi.sop.nama} versi {versi.versi} disahkan dan terkunci.", "success")
            return redirect(url_for("sop_kinerja.sop_show", uuid=uuid))
        versi = sop.get_version(uuid)
    sop.ensure_draft(versi)
    page = render_template(
        "sop_kinerja/sop_sahkan.html",
        versi=versi,
        base=base,
        outcome=outcome,
        obstacles=obstacles(versi),
        temuan=sop_periksa.by_severity(sop_periksa.findings(versi)),
        text=sop_versions.proposed_changes(versi) if text is None else text,
        opened=fingerprint_of(data_of(versi)),
        steps=len(sop.steps_of(versi)),
    )
    return page, outcome.status


@dataclass(frozen=True)
class Panel:
    """What the page of a version says of the versions of its SOP. `draft` is the one under way, another than this."""

    count: int
    base: int | None
    changes: tuple[str, ...]
    draft: SopVersi | None
    may_edit: bool
    may_renew: bool


def panel_of(versi: SopVersi, actor: Actor) -> Panel:
    """For the include `_sop_versi.html`; few queries."""
    base, under_way = sop_versions.base_of(versi), sop_versions.draft_of(versi)
    told = str(versi.perubahan) if versi.status != "konsep" else sop_versions.proposed_changes(versi)
    return Panel(
        count=SopVersi.select().where(SopVersi.sop == versi.sop_id).count(),
        base=base.versi if base else None,
        changes=tuple(told.splitlines()),
        draft=under_way if under_way and under_way.id != versi.id else None,
        may_edit=allowed(actor, "sop_kinerja.sop.update"),
        may_renew=versi.status == "disahkan" and allowed(actor, "sop_kinerja.sop.create"),
    )
