"""Addresses that cost little to start with.

For each address werkzeug compiles two functions that build it. With the panel there are some eight hundred, and a page
links to a few dozen: the functions are made when the first link to their address is.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule whose links are compiled at the first one."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compile_now = super()._compile_builder
        made: list[Builder] = []

        def build(rule: Any, /, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(compile_now(append_unknown))
            return made[0](rule, **values)

        return build


class Selaras(Flask):
    """Flask with such rules."""

    url_rule_class = LateRule
