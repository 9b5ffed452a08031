"""Scales as they are typed: «90 | Sangat Tinggi», one band per line, from the highest down. Pure.

A lower limit is exclusive and the last band has none, so that nothing can fall between two bands. Printed bands often
leave such gaps (76–90, 91–100): written so, they are refused with the gap named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from core.idn.numbers import NumberFormatError, format_number, parse_number

REST = ("", "-", "–", "lainnya", "sisanya", "selebihnya")
MAX_LINES, MAX_NAME, PLACES = 20, 60, 2
HIGHEST = Decimal(1000)
_RANGE = re.compile(r"\s*>?\s*([0-9.,]+)\s*(?:-|–|—|s\.?/?d\.?|sampai)\s*([0-9.,]+)\s*")


class SkalaSalah(ValueError):
    """What is wrong with a scale, as a sentence that names the line."""


def read_bands(text: str) -> list[list[str | None]]:
    """[[lower limit as text or None, name], …] as SkalaPredikat keeps them.

    :raises SkalaSalah: for a line that cannot be read, a wrong order, a gap, and a missing last band.
    """
    pairs = _pairs(text, "90 | Sangat Tinggi")
    _refuse_ranges(pairs)
    bands: list[list[str | None]] = []
    last = len(pairs)
    for number, (limit, name) in enumerate(pairs, start=1):
        rest = limit.casefold() in REST
        if rest != (number == last):
            raise SkalaSalah(
                f"Baris {number}: pita tanpa batas hanya yang terakhir."
                if rest
                else f"Baris {number}: pita terakhir menampung selebihnya. Tulis «lainnya | {name}», atau tambahkan "
                "satu pita di bawahnya."
            )
        bands.append([None if rest else _stored(_limit(number, limit)), name])
    limits = [Decimal(band[0]) for band in bands if band[0] is not None]
    for number, (above, below) in enumerate(pairwise(limits), start=2):
        if below >= above:
            raise SkalaSalah(
                f"Baris {number}: batas {format_number(below)} harus lebih rendah daripada {format_number(above)} pada "
                "baris di atasnya. Urutkan dari yang tertinggi."
            )
    return bands


def read_words(text: str) -> list[list[str]]:
    """[[word, value as text], …] as SkalaOrdinal keeps them: best first, each value lower than the one above.

    :raises SkalaSalah: naming the line.
    """
    found: list[list[str]] = []
    last: Decimal | None = None
    for number, (word, value) in enumerate(_pairs(text, "WTP | 4"), start=1):
        try:
            parsed = parse_number(value)
        except NumberFormatError as error:
            raise SkalaSalah(f"Baris {number}: {error}") from error
        if parsed is None or parsed < 0:
            raise SkalaSalah(f"Baris {number}: tulis nilai nol atau lebih sesudah garis tegak, misalnya «{word} | 4».")
        if last is not None and parsed >= last:
            raise SkalaSalah(f"Baris {number}: nilainya harus lebih rendah daripada baris di atasnya. Terbaik di atas.")
        last = parsed
        found.append([word, _stored(parsed)])
    return found


def write_bands(stored: Sequence[Sequence[Any]]) -> str:
    return "\n".join(f"{'lainnya' if above is None else _shown(above)} | {name}" for above, name in stored or ())


def write_words(stored: Sequence[Sequence[Any]]) -> str:
    return "\n".join(f"{word} | {_shown(value)}" for word, value in stored or ())


def _stored(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _shown(number: Any) -> str:
    return format_number(Decimal(str(number)))


def _pairs(text: str, example: str) -> list[tuple[str, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not 2 <= len(lines) <= MAX_LINES:
        raise SkalaSalah(f"Tulis dua sampai {MAX_LINES} baris, masing-masing seperti «{example}».")
    pairs: list[tuple[str, str]] = []
    names: set[str] = set()
    words_first = not example[0].isdigit()
    for number, line in enumerate(lines, start=1):
        left, bar, right = (part.strip() for part in line.partition("|"))
        name = left if words_first else right
        if not bar or not name or "|" in right:
            raise SkalaSalah(f"Baris {number}: tulis dua bagian dengan satu garis tegak, seperti «{example}».")
        if len(name) > MAX_NAME:
            raise SkalaSalah(f"Baris {number}: nama paling banyak {MAX_NAME} huruf.")
        if name.casefold() in names:
            raise SkalaSalah(f"Baris {number}: «{name}» sudah dipakai pada baris lain.")
        names.add(name.casefold())
        pairs.append((left, right))
    return pairs


def _limit(number: int, text: str) -> Decimal:
    try:
        value = parse_number(re.sub(r"^>\s*", "", text).removesuffix("%").strip(), places=PLACES)
    except NumberFormatError as error:
        raise SkalaSalah(f"Baris {number}: {error}") from error
    if value is None or not 0 <= value <= HIGHEST:
        raise SkalaSalah(f"Baris {number}: batas bawah harus antara 0 dan {format_number(HIGHEST)} persen.")
    return value


def _refuse_ranges(pairs: list[tuple[str, str]]) -> None:
    """Bands written from–to: says where they leave a gap, and how to write them without one."""
    ranges = [_RANGE.fullmatch(limit) for limit, _ in pairs]
    if not any(ranges):
        return
    for number, (upper, lower) in enumerate(pairwise(ranges), start=2):
        if upper is None or lower is None:
            continue
        try:
            bottom, top = parse_number(upper[1]), parse_number(lower[2])
        except NumberFormatError:
            continue
        if bottom is not None and top is not None and top < bottom:
            gap, name = format_number(top), pairs[number - 2][1]
            raise SkalaSalah(
                f"Baris {number}: antara {gap} dan {format_number(bottom)} tidak ada pita. Tulis batas bawahnya saja: "
                f"«{gap} | {name}» berarti semua di atas {gap}."
            )
    raise SkalaSalah("Tulis batas bawah setiap pita saja, bukan rentangnya: «90 | Sangat Tinggi» berarti di atas 90.")
