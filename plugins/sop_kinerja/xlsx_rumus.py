"""Capaian, predikat and means as live formulas: Excel computes again what the recap computed, and finds the same.

Every formula carries the recap's own value, so that a file that is only looked at needs no calculation. Values are
rounded to six places in the formula as they are in the recap.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.spreadsheet import NOT_ASSESSABLE, Cell, Formula
from core.spreadsheet_cells import EXACT_DIGITS, significant_digits
from plugins.sop_kinerja.skala import Pita
from plugins.sop_kinerja.skala import predikat as named

PLACES = 6
_CAPAIAN = {
    "naik": "{r}/{t}*100",
    "turun": "(2*{t}-{r})/{t}*100",
    "turun_rasio": "{t}/{r}*100",
    "rentang": "IF({r}<{t},{r}/{t},IF({r}>{u},(2*{u}-{r})/{u},1))*100",
}


def capaian(formula: str, value: Decimal | None, figures: Sequence[Decimal | None], cells: Sequence[str]) -> Cell:
    """The cell of a capaian. `figures` and `cells`: realisasi, target and the upper end of a range target.

    Plain where Excel could not compute it: no value, an unknown formula, or a figure of more digits than a cell keeps
    (which stands as text).
    """
    if value is None:
        return NOT_ASSESSABLE
    needed = figures if formula == "rentang" else figures[:2]
    pattern = _CAPAIAN.get(formula)
    if pattern is None or any(one is None or significant_digits(one) > EXACT_DIGITS for one in needed):
        return value
    actual, target, upper = cells
    return Formula(f"=ROUND({pattern.format(r=actual, t=target, u=upper)},{PLACES})", value)


def predikat(cell: str, capaian: Decimal | None, name: str, reason: str, bands: Sequence[Sequence[Any]]) -> Cell:
    """The band's name out of the capaian in `cell`; a reason stays what it is. `bands` as in `Rekap.aturan`.

    Plain where the recap named it by digits beyond those that the cell keeps: rounding twice would name it otherwise.
    """
    if capaian is None or not name or not bands:
        return name or reason
    scale = [Pita(None if above is None else Decimal(above), str(one)) for above, one in bands]
    if named(capaian, scale) != name:
        return name
    words = _text(str(bands[-1][1]))
    for above, one in reversed(bands[:-1]):
        words = f"IF(ROUND({cell},2)>{above},{_text(str(one))},{words})"
    return Formula(f"={words}", name)


def mean(cells: str, value: Decimal | None) -> Cell:
    """The mean of the numbers among `cells`; text among them (belum dapat dinilai) is left out, as in the recap."""
    shown: Decimal | str = NOT_ASSESSABLE if value is None else value
    return Formula(f"=IFERROR(ROUND(AVERAGE({cells}),{PLACES}),{_text(NOT_ASSESSABLE)})", shown)


def capped(cell: str, value: Decimal | None, cap: Decimal) -> Cell:
    """What of a capaian goes into a mean, where the scale cuts it."""
    if value is None:
        return None
    return Formula(f"=MIN({cell},{cap})", min(value, cap))


def _text(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
