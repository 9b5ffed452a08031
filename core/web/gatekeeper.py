"""Around every request: a connection, the person, the department, and the plugin's gate."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import current_user

from core.accounts.operations import actor_for
from core.actor import acting
from core.db import connection
from core.errors import InputError, NotAllowed, NotFound
from core.gate import require_active
from core.web.session import chosen_department

F = TypeVar("F", bound=Callable[..., Any])


def public(view: F) -> F:
    """Marks a view that needs no sign-in (checking a signature by its QR). It runs with no department in scope."""
    view.selaras_public = True  # type: ignore[attr-defined]
    return view


def owns(app: Flask, plugin: str, blueprint: str) -> None:
    """Tells the gate that a blueprint belongs to a plugin."""
    app.extensions.setdefault("selaras_blueprints", {})[blueprint] = plugin


def install(app: Flask) -> None:
    app.extensions.setdefault("selaras_blueprints", {})
    app.before_request(_enter)
    app.teardown_request(_leave)


def _enter() -> Any:
    _refuse_nul()
    endpoint = request.endpoint
    # Health is asked when the database is away too, and a file needs nobody.
    if endpoint is not None and (endpoint.endswith("static") or request.blueprint == "health"):
        return None
    g.selaras_stack = ExitStack()
    g.selaras_stack.enter_context(connection())
    if current_user.is_authenticated:
        _enter_actor()
    if endpoint is None or getattr(_view_function(), "selaras_public", False):
        return None
    if not current_user.is_authenticated:
        return _to_login()
    if g.get("selaras_no_place") and request.blueprint != "auth":
        raise NotAllowed(g.selaras_no_place)
    plugin = _owner(request.blueprint)
    if plugin is not None:
        require_active(plugin)
    return None


def _refuse_nul() -> None:
    """The character NUL is in nothing that a person types, and PostgreSQL takes it in no text.

    :raises NotFound: for an address with it; InputError: for a form or a filter.
    """
    if "\0" in request.path:
        raise NotFound("Alamat ini tidak ada.")
    # The search reads whatever is pasted into it, and leaves out what it cannot look for.
    forms = [] if request.blueprint == "search" else [request.args]
    if request.method == "POST" and not request.is_json:
        forms.append(request.form)
    if any("\0" in value for form in forms for values in form.listvalues() for value in values):
        raise InputError("Isian memuat karakter yang tidak dapat disimpan (NUL). Ketik ulang bagian yang disalin.")


def _view_function() -> Any:
    return current_app.view_functions[str(request.endpoint)]


def _owner(blueprint: str | None) -> str | None:
    owners: dict[str, str] = current_app.extensions["selaras_blueprints"]
    return owners.get((blueprint or "").split(".")[0])


def _enter_actor() -> None:
    """The department chosen in this session; the first possible one when that is not possible any more."""
    akun = current_user.akun
    wanted = chosen_department()
    try:
        try:
            actor = actor_for(akun, wanted)
        except NotAllowed:
            if wanted is None:
                raise
            actor = actor_for(akun)
    except NotAllowed:
        g.selaras_no_place = (
            "Akun Anda belum memegang jabatan atau peran di perangkat daerah mana pun. "
            "Mintalah admin perangkat daerah Anda untuk menugaskan Anda."
        )
        return
    g.selaras_stack.enter_context(acting(actor))


def _to_login() -> Any:
    if request.path.startswith("/api/"):
        from core.web.errors import as_json

        return as_json(401, "Anda belum masuk.")
    back = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("auth.login", next=back))


def _leave(error: BaseException | None) -> None:
    stack = g.pop("selaras_stack", None)
    if stack is not None:
        stack.close()
