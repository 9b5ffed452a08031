"""Tables that are filled in like a spreadsheet: what came back of them, and their year and month."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from flask import request

from core import clock
from core.actor import current_actor
from core.errors import InputError
from core.idn.periods import Periode
from core.web.given import whole
from plugins.sop_kinerja.services.isian_bulan import MonthRow, note_cell, stored, value_cell
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from plugins.sop_kinerja.target_periksa import MONTHS

MONTH_CELLS = ("nilai-", "keterangan-")
"""How the names of the inputs of a month begin."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Typed:
    """`cells`: name -> text as it came; `first`: as the page was opened; `stored`: of others, where both changed it."""

    cells: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    conflict: str = ""

    def shown(self, stored: dict[str, str]) -> dict[str, str]:
        """The text of each cell: what was typed, else what is stored."""
        return {name: self.cells.get(name, text) for name, text in stored.items()}

    def opened(self, stored: dict[str, str]) -> str:
        """What the form says it was opened with, as JSON. After a collision that is what stands there now: saved once
        more, the typed one counts."""
        fresh = {name: self.first.get(name, text) for name, text in stored.items()}
        return json.dumps({**fresh, **self.stored}, ensure_ascii=False, separators=(",", ":"))


def read_cells(prefixes: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The cells that came and how they were opened, of inputs whose names begin so."""
    starts = tuple(prefixes)
    cells = {name: text for name, text in request.form.items() if name.startswith(starts)}
    try:
        first = json.loads(request.form.get("awal", "{}"))
    except ValueError:
        first = {}
    known = first.items() if isinstance(first, dict) else ()
    return cells, {name: text for name, text in known if isinstance(name, str) and isinstance(text, str)}


def refused(error: Collision | InputError, cells: dict[str, str], first: dict[str, str]) -> tuple[Typed, int]:
    """What came back of a table that was not saved, with what to say about it, and the status of the answer."""
    if isinstance(error, Collision):
        return Typed(cells, first, stored=error.stored, conflict=error.sentence), 409
    return Typed(cells, first, error.fields or {"": error.sentence}), 400


def of_month(rows: Sequence[MonthRow], typed: Typed, period: Periode) -> dict[str, Any]:
    """What the page of a month shows, whatever it is about."""
    kept = stored(rows)
    return {
        "rows": rows,
        "typed": typed,
        "cells": typed.shown(kept),
        "opened": typed.opened(kept),
        "value_cell": value_cell,
        "note_cell": note_cell,
        "last": max((row for row in rows if row.pada is not None), key=attrgetter("pada"), default=None),
        "begun": period.start <= clock.today(current_actor().zona_waktu),
        **of_time(period),
    }


def of_time(period: Periode) -> dict[str, Any]:
    """The year and the month of a page, and the others that it offers."""
    return {"tahun": period.tahun, "years": years(period.tahun), "period": period, "months": months(period.tahun)}


def year() -> int:
    """Of the link, else this one."""
    found = whole(request.args.get("tahun"))
    if found is not None and FIRST_YEAR <= found <= LAST_YEAR:
        return found
    return clock.today(current_actor().zona_waktu).year


def years(tahun: int) -> range:
    """The years that a page offers, newest first."""
    now = clock.today(current_actor().zona_waktu).year
    return range(max(tahun, now) + 1, min(tahun, now) - 3, -1)


def month(tahun: int) -> Periode:
    """Of the link; else the last month that is over, in an earlier year Desember, in a later one Januari."""
    found = whole(request.args.get("bulan"))
    if found is not None and 1 <= found <= len(MONTHS):
        return Periode(tahun, MONTHS[found - 1])
    today = clock.today(current_actor().zona_waktu)
    if tahun != today.year:
        return Periode(tahun, MONTHS[-1 if tahun < today.year else 0])
    return Periode(tahun, MONTHS[max(today.month - 2, 0)])


def months(tahun: int) -> list[Periode]:
    return [Periode(tahun, part) for part in MONTHS]
