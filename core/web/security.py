"""Headers, cookies, CSRF and the rate limit, for every answer."""

import secrets
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

from config.settings import Settings
from core.accounts.sessions import LIFETIME
from core.web.static_files import caching, is_static

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)


def install(app: Flask, settings: Settings) -> None:
    """Secure cookies and HSTS only under https: over plain http a browser would drop the cookie."""
    https = settings.base_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-selaras" if https else "selaras",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # Set once at sign-in: refreshed with each answer, the cookie would also ride on files that caches keep.
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        # As long as the session: a form that was open over lunch must still be accepted.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=https,
        RATELIMIT_STORAGE_URI=_limiter_storage(settings),
        RATELIMIT_STORAGE_OPTIONS=_limiter_options(settings),
        # Signing in must stay possible while the queue is down; each process then counts for itself.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        # The one answer during which the server vanishes is then not counted, instead of failing.
        RATELIMIT_SWALLOW_ERRORS=True,
        RATELIMIT_KEY_PREFIX="selaras",
    )
    csrf.init_app(app)
    limiter.init_app(app)
    app.jinja_env.globals["csp_nonce"] = nonce
    app.after_request(_headers_with_hsts if https else _headers)


def nonce() -> str:
    """This answer's nonce, for the rare inline script."""
    if not hasattr(g, "csp_nonce"):
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint and not is_static(request.endpoint):
        # Pages of a person must not come back from a shared computer's cache with the Back button.
        headers.setdefault("Cache-Control", "no-store")
    elif response.status_code == 200:
        headers["Cache-Control"] = caching()
    return response


def _headers_with_hsts(response: Response) -> Response:
    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return _headers(response)


def _policy() -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _limiter_storage(settings: Settings) -> str:
    if settings.embedded_queue:
        # Without the queue server (a test, a first command) there is nothing to share between processes.
        socket = Path(settings.queue_socket)
        return f"redis+unix://{socket}" if socket.exists() else "memory://"
    return settings.redis_url.replace("unix://", "redis+unix://", 1)


def _limiter_options(settings: Settings) -> dict[str, Any]:
    return {"socket_connect_timeout": 1, "socket_timeout": 1} if _limiter_storage(settings) != "memory://" else {}
