"""Signing in and out, changing the password, and choosing the position in which one acts."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask_login import LoginManager, current_user

from core import audit
from core.accounts.models import Akun
from core.accounts.operations import LoginRefused, acting_choices, authenticate, change_password
from core.errors import FieldErrors, InputError, NotAllowed
from core.web import session
from core.web.gatekeeper import public
from core.web.security import limiter

blueprint = Blueprint("auth", __name__)


def install(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(session.load_user)
    # "strong" would end the session when a phone changes between networks.
    manager.session_protection = None


@blueprint.route("/masuk", methods=["GET", "POST"])
@limiter.limit("20 per minute; 200 per hour", methods=["POST"], deduct_when=lambda answer: answer.status_code != 302)
@public
def login() -> Any:
    # A whole office comes from one address, so only failures count; the account itself is locked by its own counter.
    if current_user.is_authenticated:
        return redirect(url_for("home.index"))
    name, refusal = "", ""
    if request.method == "POST":
        name = request.form.get("nama_pengguna", "").strip()[:150]
        try:
            akun = authenticate(name, request.form.get("kata_sandi", "")[:1000])
        except LoginRefused as error:
            refusal = error.sentence
        else:
            session.start(akun)
            return redirect(safe_target(request.values.get("next")))
    page = render_template("selaras/login.html", name=name, refusal=refusal, next=request.values.get("next", ""))
    return page, 401 if refusal else 200


@blueprint.post("/keluar")
@public
def logout() -> Any:
    if current_user.is_authenticated:
        audit.record("akun.keluar", current_user.akun)
    session.end()
    flash("Anda telah keluar.", "success")
    return redirect(url_for("auth.login"))


@blueprint.route("/kata-sandi", methods=["GET", "POST"])
@limiter.limit("10 per minute", methods=["POST"])
def password() -> Any:
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _change_password(current_user.akun)
        except InputError as error:
            errors = error.fields
        else:
            # The change ended every session of the account; this one begins anew.
            session.start(Akun.get_by_id(current_user.akun.id))
            flash("Kata sandi telah diganti. Sesi Anda di perangkat lain telah diakhiri.", "success")
            return redirect(url_for("home.index"))
    return render_template("selaras/password.html", errors=errors), 400 if errors else 200


def _change_password(akun: Akun) -> None:
    old, new = request.form.get("kata_sandi_lama", ""), request.form.get("kata_sandi_baru", "")
    if new != request.form.get("kata_sandi_ulang", ""):
        raise FieldErrors({"kata_sandi_ulang": "Kedua kata sandi baru tidak sama. Ketik ulang."})
    change_password(akun, old, new)


@blueprint.route("/bertindak", methods=["GET", "POST"])
def acting_as() -> Any:
    """Choosing the department (and so the position) in which one works from now on."""
    choices = acting_choices(current_user.akun)
    if request.method == "POST":
        chosen = next((c for c in choices if str(c.perangkat_daerah_id) == request.form.get("perangkat_daerah")), None)
        if chosen is None:
            raise NotAllowed("Anda tidak memegang jabatan atau peran di perangkat daerah itu.")
        session.choose_department(chosen.perangkat_daerah_id)
        flash(f"Anda sekarang bertindak di {chosen.label}.", "success")
        return redirect(url_for("home.index"))
    return render_template("selaras/acting.html", choices=choices, no_place=g.get("selaras_no_place", ""))


def safe_target(target: str | None) -> str:
    """The address to go back to, only when it lies on this site."""
    if target:
        parts = urlsplit(target)
        # A browser reads "/\evil" and "//evil" as another host.
        local = not parts.scheme and not parts.netloc and target.startswith("/")
        if local and not target.startswith(("//", "/\\")) and not any(c in target for c in "\r\n\t\\"):
            return target
    return url_for("home.index")
