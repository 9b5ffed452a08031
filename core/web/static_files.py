"""Files that pages bring along: each address carries the file's version, so that an update is seen at once and what has
not changed is not fetched again.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from werkzeug.security import safe_join

KEPT = "public, max-age=86400"
ASKED_AGAIN = "public, no-cache"
"""For a script that another one imports, by an address without a version: unchanged, the answer is 304."""


def install(app: Flask) -> None:
    app.url_defaults(_versioned)


def caching() -> str:
    """The `Cache-Control` of the file that the request asks for."""
    return ASKED_AGAIN if request.path.endswith(".js") and not request.args.get("v") else KEPT


def is_static(endpoint: str) -> bool:
    return endpoint == "static" or endpoint.endswith(".static")


def _versioned(endpoint: str, values: dict[str, Any]) -> None:
    if is_static(endpoint) and "filename" in values and "v" not in values:
        blueprint = endpoint.rpartition(".")[0]
        holder = current_app.blueprints[blueprint] if blueprint else current_app
        values["v"] = _version(str(holder.static_folder), str(values["filename"]))


@cache
def _version(folder: str, name: str) -> str | None:
    """Of the file's content; None, which leaves the address as it is, when there is no such file."""
    path = safe_join(folder, name)
    if path is None or not Path(path).is_file():
        return None
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
