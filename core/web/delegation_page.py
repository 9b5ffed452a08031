"""Handing the work of one's position to a colleague for a time, and taking it back."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.idn.dates import format_date
from core.organisation.delegation import colleagues, delegable, delegate, delegations, end_delegation
from core.web.given import whole

blueprint = Blueprint("delegation", __name__, url_prefix="/delegasi")


@blueprint.route("/", methods=["GET", "POST"])
def index() -> Any:
    """What is handed over now, and a form to hand something over."""
    actor = current_actor()
    own = delegable(actor)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = delegate(
                whole(request.form.get("jabatan")) or 0,
                whole(request.form.get("kepada")) or 0,
                _day("mulai"),
                _day("selesai"),
                request.form.get("alasan", ""),
            )
        except InputError as error:
            errors = error.fields or {"": error.sentence}
        except StateError as error:
            errors = {"": error.sentence}
        else:
            flash(
                f"Tugas {made.jabatan.nama} didelegasikan kepada {made.pegawai.nama} sampai "
                f"{format_date(made.selesai)}.",
                "success",
            )
            return redirect(url_for("delegation.index"))
    page = render_template(
        "selaras/delegation.html",
        own=own,
        positions=[(row.id, row.nama) for row in own],
        choices=[(row.id, row.nama) for row in colleagues(actor)] if own else [],
        rows=delegations(actor),
        actor=actor,
        form=request.form,
        errors=errors,
    )
    return page, 400 if errors else 200


@blueprint.post("/<uuid>/akhiri")
def end(uuid: str) -> Any:
    end_delegation(uuid)
    flash("Delegasi diakhiri.", "success")
    return redirect(url_for("delegation.index"))


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None
