"""Rating scales: the name (predikat) that a capaian carries.

Scales are master data per regency and year; the two below only fill a new
installation. Limits are lower limits, exclusive, so bands can't leave gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import NamedTuple

_WIDE = Context(prec=80)  # wide enough for every figure that is kept


class Pita(NamedTuple):
    """A band of a scale: values greater than `above` are called `nama`; None takes the rest."""

    above: Decimal | None
    nama: str


Skala = Sequence[Pita]

# Both are master data to start with (check): agencies differ, and an admin may change them.
SKALA_BAWAAN: tuple[Pita, ...] = (
    Pita(Decimal(90), "Sangat Tinggi"),
    Pita(Decimal(75), "Tinggi"),
    Pita(Decimal(65), "Sedang"),
    Pita(Decimal(50), "Rendah"),
    Pita(None, "Sangat Rendah"),
)
SKALA_LHE_AKIP: tuple[Pita, ...] = (
    Pita(Decimal(90), "AA"),
    Pita(Decimal(80), "A"),
    Pita(Decimal(70), "BB"),
    Pita(Decimal(60), "B"),
    Pita(Decimal(50), "CC"),
    Pita(Decimal(30), "C"),
    Pita(None, "D"),
)


def predikat(value: Decimal | None, scale: Skala = SKALA_BAWAAN) -> str | None:
    """Name `value` by the first band it exceeds, after rounding it half-up to two decimals.

    90 is Tinggi, 90.004 too (it rounds to 90.00), 90.005 is Sangat Tinggi. None has no
    predikat. Raises ValueError for a scale whose limits do not fall, or without a last band.
    """
    limits = [band.above for band in scale]
    numbers = [limit for limit in limits if limit is not None]
    if limits[-1:] != [None] or len(numbers) != len(limits) - 1:
        raise ValueError("skala memerlukan tepat satu pita tanpa batas, sebagai yang terakhir")
    if any(above <= below for above, below in pairwise(numbers)):
        raise ValueError("batas skala harus menurun")
    if value is None:
        return None
    rounded = round_half_up(value)
    return next(nama for above, nama in scale if above is None or rounded > above)


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """The rounding that predikat uses and screens state: 90.005 is 90.01."""
    unit = Decimal(1).scaleb(-places)
    return value.quantize(unit, rounding=ROUND_HALF_UP, context=_WIDE)
