"""How a value is shown in a list and in a record, in official Indonesian."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import peewee
from flask import current_app
from markupsafe import Markup

from core.actor import find_actor
from core.fields import FixedField
from core.idn.dates import format_date, format_datetime
from core.idn.numbers import format_number

EMPTY = "–"
CUT_AFTER = 60
"""Characters of a text in a list; the whole is in the tooltip and on the record's own page."""


def show(value: Any) -> Any:
    """A value as text or markup; '–' for nothing."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        actor = find_actor()
        return format_datetime(value, ZoneInfo(actor.zona_waktu if actor else "Asia/Jakarta"))
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, dict | list):
        return outline(value)
    return str(value) if isinstance(value, peewee.Model) else value


def outline(value: Any) -> Any:
    """What a JSON column holds, as lists in lists: no brackets, no quotes, names as words."""
    if isinstance(value, dict):
        lines = [
            Markup("<li>%s: %s</li>") % (_as_words(str(name)), outline(inner))
            for name, inner in value.items()
            if inner not in (None, "", [], {})
        ]
    elif isinstance(value, list):
        lines = [Markup("<li>%s</li>") % outline(inner) for inner in value]
    else:
        return show(value)
    return Markup('<ul class="s-plain">%s</ul>') % Markup("").join(lines) if lines else EMPTY


def _as_words(name: str) -> str:
    """'dasar_hukum' -> 'Dasar hukum'"""
    return name.replace("_", " ").strip().capitalize() if name.islower() else name


def cut(value: Any) -> Any:
    """A long text for a table cell; the whole stays in reach as a title."""
    if isinstance(value, str) and not isinstance(value, Markup) and len(value) > CUT_AFTER:
        return Markup('<span class="s-cut" title="%s">%s</span>') % (value, value)
    return value


def badge(value: Any, label: str) -> Markup:
    ui: Any = current_app.jinja_env.get_template("selaras/ui.html").module
    return Markup(ui.badge(value, label))


def is_numeric(field: Any) -> bool:
    """Whether a column's figures stand at the right."""
    return isinstance(field, peewee.IntegerField | FixedField) and not field.choices and not _is_key(field)


def _is_key(field: Any) -> bool:
    return isinstance(field, peewee.ForeignKeyField | peewee.AutoField)
