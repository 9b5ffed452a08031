"""Plugins of one's own department: what is on, turning on and off with a preview first."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from core import activation
from core.admin.organisation_views import is_site_admin
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.gate import active_plugins
from core.permissions import require
from core.preferences import preference, set_preference
from core.registry import registry

blueprint = Blueprint("plugins", __name__, url_prefix="/plugin")
PERMISSION = "core.plugin.update"


def _department() -> int:
    department = require(PERMISSION).perangkat_daerah_id
    if department is None:
        raise NotAllowed("Pilih dahulu perangkat daerah tempat Anda bertindak.")
    return department


@blueprint.get("/")
def index() -> Any:
    active = active_plugins(_department())
    plugins = [(plugin.manifest, plugin.name in active) for plugin in registry().plugins.values()]
    labels = {plugin.name: plugin.manifest.label for plugin in registry().plugins.values()}
    return render_template(
        "selaras/plugins.html",
        plugins=plugins,
        labels=labels,
        problems=registry().problems,
        may_see_causes=is_site_admin(),
    )


@blueprint.route("/<name>/<what>", methods=["GET", "POST"])
def switch(name: str, what: str) -> Any:
    """GET shows what would change; POST does it. `what` is nyalakan or matikan."""
    department = _department()
    if what not in ("nyalakan", "matikan"):
        raise NotFound("Halaman ini tidak ada.")
    turning_on = what == "nyalakan"
    preview = (activation.preview_on if turning_on else activation.preview_off)(name, department)
    if request.method == "POST":
        try:
            if turning_on:
                activation.turn_on(name, department)
                flash(f"{preview.label} telah dinyalakan.", "success")
            else:
                activation.turn_off(name, department)
                flash(f"{preview.label} telah dimatikan. Datanya tetap tersimpan.", "success")
            return redirect(url_for("plugins.index"))
        except StateError as error:
            flash(error.sentence, "error")
            return redirect(url_for("plugins.index"))
    return render_template("selaras/plugin_switch.html", preview=preview)


@blueprint.route("/<name>/pengaturan", methods=["GET", "POST"])
def settings(name: str) -> Any:
    """The settings that the plugin's manifest declares, with this department's values."""
    actor = require("core.pengaturan.read")
    plugin = registry().plugins.get(name)
    if plugin is None or not plugin.manifest.settings or actor.perangkat_daerah_id is None:
        raise NotFound("Plugin ini tidak mempunyai pengaturan.")
    errors: dict[str, str] = {}
    if request.method == "POST":
        for setting in plugin.manifest.settings:
            try:
                set_preference(name, setting.key, actor.perangkat_daerah_id, request.form.get(setting.key, ""))
            except InputError as error:
                errors.update(error.fields)
        if not errors:
            flash("Pengaturan disimpan.", "success")
            return redirect(url_for("plugins.index"))
    values = {s.key: preference(name, s.key, actor.perangkat_daerah_id) for s in plugin.manifest.settings}
    page = render_template("selaras/plugin_settings.html", plugin=plugin.manifest, values=values, errors=errors)
    return page, 400 if errors else 200
