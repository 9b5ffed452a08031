"""Sertifikat saya: one's own certificate for signing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.permissions import require
from plugins.surat.services import certificates
from plugins.surat.views.base import attempt, blueprint


@blueprint.route("/sertifikat", methods=["GET", "POST"])
def sertifikat() -> Any:
    require("surat.sertifikat.create")
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        passphrase, again = request.form.get("frasa_sandi", ""), request.form.get("ulangi", "")
        errors, status = attempt(lambda: certificates.issue_own(passphrase, again))
        if not errors:
            flash("Sertifikat diterbitkan. Ingat frasa sandinya: frasa itu tidak disimpan di mana pun.", "success")
            return redirect(url_for("surat.sertifikat"))
    own = certificates.own()
    locked = own is not None and own.terkunci_sampai is not None and own.terkunci_sampai > clock.now()
    valid = own is not None and own.berlaku_mulai <= clock.now() <= own.berlaku_sampai
    page = render_template("surat/sertifikat.html", own=own, locked=locked, valid=valid, errors=errors)
    return page, status
