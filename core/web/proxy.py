"""Behind a reverse proxy the visitor's address and scheme stand in headers."""

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config.settings import Settings


def behind_proxy(app: Flask, settings: Settings) -> Flask:
    """Believes X-Forwarded-For and -Proto of one proxy, only where a public address has been set.

    Without one, anyone could write those headers, and with them choose the address that the rate limit counts.
    """
    if settings.given_base_url is not None:
        wrapped: Any = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
        app.wsgi_app = wrapped  # type: ignore[method-assign]
    return app
