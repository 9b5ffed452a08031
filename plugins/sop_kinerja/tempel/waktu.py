"""The time of a step as forms write it: «15 Menit», «1,5 jam», «2 Hari kerja», a bare 15 under «Waktu (menit)»."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d{1,2})?"
_PARTS = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d_]+\.?)(?:\s+(?P<kind>kerja|kalender))?", re.I)
_BARE = re.compile(rf"(?:{_NUMBER})")
_AROUND = " \t.,;:|±~@≤<>()[]-–—_'\"`"
_UNITS = {"menit": "menit", "jam": "jam", "hari": "hari"}


class Unreadable(ValueError):
    """The cell means a time, but which one cannot be said; the message says why."""


@dataclass(frozen=True)
class Time:
    value: int
    unit: str


def read_time(cell: str, unit: str | None = None) -> Time | None:
    """The time in a cell; None when it does not look like one.

    :param unit: what a bare number is, from the column's heading
    :raises Unreadable: for what looks like a time and is none.
    """
    text = cell.strip(_AROUND).strip()
    if unit and _BARE.fullmatch(text):
        return _time(text, unit, cell)
    found = list(_PARTS.finditer(text))
    if not found or found[0].start() > 0 or not _fills(found, text):
        return None
    times = [_time(one["number"], _unit(one["unit"], cell), cell) for one in found]
    if len(times) == 1:
        return times[0]
    if any(one.unit == "hari" for one in times):
        raise Unreadable(f"waktu «{cell}» mencampur hari dengan jam atau menit; tulis dalam satu satuan")
    return Time(sum(one.value * (60 if one.unit == "jam" else 1) for one in times), "menit")


def looks_like_time(text: str) -> str:
    """The part of a text that reads like a time in a known unit; "" when there is none."""
    found = re.search(rf"\b(?:{_NUMBER})\s*(?:menit|jam|hari)\b", text, re.I)
    return found[0] if found else ""


def _fills(found: list[re.Match[str]], text: str) -> bool:
    rest = _PARTS.sub("", text).strip(_AROUND)
    return not rest and len(found) <= 3


def _unit(word: str, cell: str) -> str:
    unit = _UNITS.get(word.rstrip(".").casefold())
    if unit is None:
        raise Unreadable(f"satuan waktu «{word}» pada «{cell}» tidak dikenal; tulis Menit, Jam, atau Hari")
    return unit


def _time(number: str, unit: str, cell: str) -> Time:
    plain = number.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", number) else number.replace(",", ".")
    value = Decimal(plain)
    if value != value.to_integral_value() and unit == "jam":
        value, unit = value * 60, "menit"
    if value != value.to_integral_value():
        raise Unreadable(f"waktu «{cell}» bukan bilangan {unit} yang utuh")
    return Time(int(value), unit)
