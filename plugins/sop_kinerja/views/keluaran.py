"""Asking for an official output: from the page of what it is about, mailed when it is made."""

from typing import Any

from flask import flash, redirect, request, url_for

from core.actor import current_actor
from plugins.sop_kinerja.services import keluaran
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.post("/keluaran/<jenis>")
def keluaran_request(jenis: str) -> Any:
    """Permission: that of the kind, asked by the service."""
    job = keluaran.request(jenis, request.form.get("bentuk", ""), request.form.get("kunci", ""))
    flash(f"Berkas sedang dibuat dan akan dikirim ke {current_actor().surel}.", "success")
    return redirect(url_for("jobs.show", uuid=job.uuid))
