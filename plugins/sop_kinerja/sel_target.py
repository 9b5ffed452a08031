"""A target in one cell of a table: how it is written, and how what was typed is read. Pure.

Four things are kept apart: empty (nobody has set it), «-» (not due in this period), zero, and a figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.idn.numbers import NumberFormatError, format_number, parse_number
from plugins.sop_kinerja.ordinal import value_of
from plugins.sop_kinerja.tulis_target import target_text

NOT_DUE = "-"
_DASHES = frozenset("-–—")
_BETWEEN = re.compile(r"\s*(?:s\.?\s*d\.?|sampai|–|—)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Value:
    """A target that is set: `nilai` None is "not due"; `atas` is the upper limit of a range."""

    nilai: Decimal | None
    atas: Decimal | None = None


@dataclass(frozen=True)
class Writing:
    """How the targets of an indicator are written. `rentang`: as «80 sampai 90»; `skala`: as one of these words, each
    with the value (a text) that it counts as."""

    rentang: bool = False
    skala: Sequence[Sequence[str]] = ()


class CellError(ValueError):
    """What was typed is no target of this indicator; the message says why, and how to write it."""


def shown(value: Value | None, writing: Writing) -> str:
    """The text of the cell."""
    if value is None:
        return ""
    if value.nilai is None:
        return NOT_DUE
    return target_text(value.nilai, value.atas, writing.skala)


def read(text: str, writing: Writing) -> Value | None:
    """What was typed; None for an empty cell.

    :raises CellError: in Indonesian, without naming the cell.
    """
    typed = text.strip()
    if not typed:
        return None
    if typed in _DASHES:
        return Value(None)
    if writing.skala:
        return Value(_word(typed, writing.skala))
    if writing.rentang:
        return _range(typed)
    return Value(_number(typed))


def _word(typed: str, scale: Sequence[Sequence[str]]) -> Decimal:
    if (value := value_of(scale, typed)) is not None:
        return value
    words = ", ".join(word for word, _ in scale)
    raise CellError(f"“{typed[:40]}” bukan predikat indikator ini. Pilih salah satu: {words}.")


def _range(typed: str) -> Value:
    parts = [part for part in _BETWEEN.split(typed) if part]
    if len(parts) != 2:
        raise CellError(f"“{typed[:40]}” belum menyebut dua batas. Tulis seperti 80 sampai 90.")
    low, high = (_number(part) for part in parts)
    if low > high:
        raise CellError(f"Batas bawah {format_number(low)} melebihi batas atas {format_number(high)}.")
    return Value(low, high)


def _number(typed: str) -> Decimal:
    try:
        value = parse_number(typed)
    except NumberFormatError as error:
        raise CellError(str(error)) from error
    if value is None:
        raise CellError("Angkanya belum ditulis.")
    return value
