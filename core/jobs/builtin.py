"""The jobs of core itself, by name: what they do is written on top of the machinery that looks them up here."""

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any

JOBS: Mapping[str, str] = {"core.mail": "core.mail.sending:send_mail"}
ON_FAILURE: Mapping[str, str] = {"core.mail": "core.mail.sending:give_up"}
"""What else to write down when a job is given up: a function of its arguments and the sentence that says why."""


def find(table: Mapping[str, str], kind: str) -> Callable[..., Any] | None:
    return resolve_name(table[kind]) if kind in table else None
