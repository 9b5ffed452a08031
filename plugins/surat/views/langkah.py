"""From a step of an SOP to the page where its letter is worked on."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import NotFound
from core.permissions import require
from plugins.surat.services import casework, steps
from plugins.surat.services.standing import status_label
from plugins.surat.views.base import attempt, blueprint


@blueprint.route("/langkah/<tugas>", methods=["GET", "POST"])
def langkah(tugas: str) -> Any:
    """To the letter; a page of its own only where step and letter have parted while sop_kinerja was off."""
    step = casework.cases().step(tugas)
    if step.aksi not in steps.PERMISSIONS:
        raise NotFound("Langkah ini tidak dikerjakan lewat surat.")
    require(steps.PERMISSIONS[step.aksi])
    surat = steps.letter_of(step)
    where = steps.place(step, surat)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        errors, status = attempt(lambda: steps.catch_up(tugas, request.form.get("alasan", "")[:2000]))
        if not errors:
            flash(f"Langkah {step.nomor} diselesaikan mengikuti suratnya.", "success")
            return redirect(url_for("home.index"))
    elif where == steps.HERE:
        if surat is None:
            return redirect(url_for("surat.susun", tugas=tugas))
        return redirect(url_for("surat.keluar_page", uuid=surat.uuid))
    page = render_template(
        "surat/langkah.html",
        step=step,
        surat=surat,
        ahead=where == steps.AHEAD,
        label=status_label(surat.status) if surat is not None else "",
        anew=step.aksi == casework.DRAFT and surat is not None and surat.status not in steps.UNSIGNED,
        errors=errors,
    )
    return page, status


@blueprint.route("/langkah/<tugas>/kembalikan", methods=["GET", "POST"])
def kembalikan_tugas(tugas: str) -> Any:
    """The drafting team answers the assignment with Tidak."""
    require("surat.keluar.create")
    step = casework.cases().step(tugas)
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        reason = request.form.get("alasan", "")[:2000]
        errors, status = attempt(lambda: steps.return_assignment(tugas, reason))
        if not errors:
            flash("Tugas dikembalikan dengan alasan.", "success")
            return redirect(url_for("home.index"))
    return render_template("surat/kembalikan_tugas.html", step=step, errors=errors), status
