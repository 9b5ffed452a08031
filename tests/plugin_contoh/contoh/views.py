"""The notebook's own screens, and one page that needs no sign-in."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from plugins.contoh import services
from plugins.contoh.models import Catatan

from core.permissions import require
from core.web.gatekeeper import public

blueprint = Blueprint("contoh", __name__, url_prefix="/contoh", template_folder="templates")
PAGE = 20


@blueprint.get("/")
def catatan_list() -> Any:
    require("contoh.catatan.read")
    notes = Catatan.select().order_by(Catatan.id.desc()).limit(PAGE)
    return render_template("contoh/list.html", notes=list(notes))


@blueprint.post("/")
def catatan_create() -> Any:
    note = services.create_note(request.form.get("judul", ""), request.form.get("isi", ""))
    return redirect(url_for("contoh.catatan_show", uuid=note.uuid))


@blueprint.get("/<uuid>")
def catatan_show(uuid: str) -> Any:
    return render_template("contoh/show.html", note=services.note_by(uuid))


@blueprint.post("/<uuid>/terbit")
def catatan_publish(uuid: str) -> Any:
    require("contoh.catatan.publish")
    note = services.note_by(uuid)
    services.publish(note)
    flash("Catatan diterbitkan.", "success")
    return redirect(url_for("contoh.catatan_show", uuid=note.uuid))


@blueprint.get("/tentang")
@public
def about() -> Any:
    return render_template("contoh/about.html")
