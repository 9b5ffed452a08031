"""Style sheets and scripts go out gzipped: Bootstrap's is 160 KB plain, and offices have weak networks.

Pages do not: they hold tokens beside what a visitor typed, and the length of such a mix gives the token away (BREACH).
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

TYPES = {"text/css", "text/javascript", "application/javascript", "image/svg+xml"}


def install(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    static = request.endpoint is not None and request.endpoint.endswith("static")
    if not static or response.mimetype not in TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings.best_match(["gzip"]) and not response.content_encoding:
        response.direct_passthrough = False
        plain = response.get_data()
        response.set_data(_gzipped(plain))
        response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=32)
def _gzipped(plain: bytes) -> bytes:
    return gzip.compress(plain, compresslevel=9, mtime=0)
