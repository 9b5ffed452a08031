"""From a step of an SOP to the page where its letter is worked on; or, with no fitting letter, done by hand."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import NotFound
from core.permissions import require
from plugins.surat.services import byhand, casework
from plugins.surat.views.base import attempt, blueprint, uploaded


@blueprint.route("/langkah/<tugas>", methods=["GET", "POST"])
def langkah(tugas: str) -> Any:
    step = casework.cases().step(tugas)
    if step.aksi not in byhand.PERMISSIONS:
        raise NotFound("Langkah ini tidak dikerjakan lewat surat.")
    require(byhand.PERMISSIONS[step.aksi])
    surat = byhand.letter_of(step)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        stream, name = uploaded()
        form = request.form
        errors, status = attempt(
            lambda: byhand.complete_outside(
                tugas, form.get("keputusan", ""), form.get("catatan", "")[:2000], stream if name else None, name
            )
        )
        if not errors:
            flash("Langkah diselesaikan di luar Selaras dan dicatat.", "success")
            return redirect(url_for("home.index"))
    elif surat is not None and byhand.fits(step, surat):
        return redirect(url_for("surat.keluar_page", uuid=surat.uuid))
    elif surat is None and step.aksi == casework.DRAFT:
        return redirect(url_for("surat.susun", tugas=tugas))
    return render_template("surat/langkah.html", step=step, surat=surat, errors=errors), status


@blueprint.route("/langkah/<tugas>/kembalikan", methods=["GET", "POST"])
def kembalikan_tugas(tugas: str) -> Any:
    """The drafting team answers the assignment with Tidak."""
    require("surat.keluar.create")
    step = casework.cases().step(tugas)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        reason = request.form.get("alasan", "")[:2000]
        errors, status = attempt(lambda: byhand.return_assignment(tugas, reason))
        if not errors:
            flash("Tugas dikembalikan dengan alasan.", "success")
            return redirect(url_for("home.index"))
    return render_template("surat/kembalikan_tugas.html", step=step, errors=errors), status
