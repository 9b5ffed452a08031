"""Capaian: how much of a target was reached, in percent. One function for all.

Everything is Decimal. A value is worked out with 34 significant digits (decimal128),
half-up, by one division, and is not rounded further: round where it is shown.
Rounding twice (to six places when stored, then to two for the predikat) could lift
a value over a limit of the scale, so keep the predikat together with the value.

What cannot be assessed is a third state beside good and bad: not zero, no alarm,
and left out of averages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce
from typing import Literal, NamedTuple, get_args

Formula = Literal["naik", "turun", "turun_rasio", "rentang", "tanpa"]
Status = Literal["dinilai", "belum_dapat_dinilai"]
_KNOWN: dict[str, Formula] = {each: each for each in get_args(Formula)}

PRECISION = 34
_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_UP)
# Wide enough that a sum is exact, whatever the order of its values and the caller's context.
_EXACT = Context(prec=200)
_HUNDRED = Decimal(100)
NO_FORMULA = "Target berupa teks atau rasio, atau arahnya tidak jelas, sehingga capaian tidak dapat dihitung."


@dataclass(frozen=True)
class Capaian:
    """`value` in percent, uncapped, when `status` is 'dinilai'; else `reason` says why not."""

    value: Decimal | None
    status: Status
    reason: str = ""


@dataclass(frozen=True)
class Rentang:
    """A target that is a range, both ends included."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"rentang terbalik: {self.low} sampai {self.high}")


class RataRata(NamedTuple):
    """A mean (None when nothing was assessed), and how many values it counts and leaves out."""

    value: Decimal | None
    counted: int
    left_out: int


def formula_of(code: str) -> Formula:
    """The formula that a stored code names, read once where it comes in.

    :raises ValueError: for a text that names none.
    """
    if code not in _KNOWN:
        raise ValueError(f"formula tidak dikenal: {code}")
    return _KNOWN[code]


def capaian(
    realisasi: Decimal | None,
    target: Decimal | Rentang | None,
    formula: Formula,
    *,
    due: bool = True,
) -> Capaian:
    """Assess `realisasi` against `target`, both in the indicator's own unit.

    - naik (higher is better): R / T x 100
    - turun (lower is better): (2T - R) / T x 100; 200 at R = 0, negative past 2T
    - turun_rasio (lower is better): T / R x 100
    - rentang, with a Rentang as target: 100 inside it, both ends included; below it
      as 'naik' against the lower end, above it as 'turun' against the upper end, so
      that it falls off on both sides and never jumps at an end
    - tanpa (a text or a ratio such as 1:32 without a scale, or no known direction):
      never assessed

    `due=False` says that the target is for a later period. Not assessed: not due, no
    target, no realisasi, a target of 0 or below (with a negative divisor a worse
    figure would score higher), and for turun_rasio a realisasi of 0 or below.
    Raises ValueError for NaN and infinity, and when formula and target don't fit.
    """
    if formula == "tanpa":
        return _not_yet(NO_FORMULA)
    if not due:
        return _not_yet("Target belum jatuh tempo pada periode ini.")
    if target is None:
        return _not_yet("Target belum ditetapkan.")
    if realisasi is None:
        return _not_yet("Realisasi belum diisi.")
    _require_finite(realisasi)
    if formula == "rentang":
        if not isinstance(target, Rentang):
            raise ValueError("formula rentang memerlukan target Rentang")
        return _in_range(realisasi, target)
    if isinstance(target, Rentang):
        raise ValueError(f"formula {formula} memerlukan satu angka target")
    return _against(realisasi, target, formula)


def rata_rata(values: Iterable[Decimal | None], cap: Decimal | None = None) -> RataRata:
    """The plain mean of what was assessed; None values are left out and counted as such.

    With `cap` each value is cut to it first (100, 120 and 200 are in use). A negative
    capaian counts as it is. The mean has PRECISION digits and is not rounded further.
    """
    if cap is not None and not cap > 0:
        raise ValueError(f"batas atas rata-rata harus lebih dari nol, bukan {cap}")
    assessed: list[Decimal] = []
    left_out = 0
    for value in values:
        if value is None:
            left_out += 1
            continue
        _require_finite(value)
        assessed.append(value if cap is None else min(value, cap))
    if not assessed:
        return RataRata(None, 0, left_out)
    total = reduce(_EXACT.add, assessed)
    mean = _CONTEXT.divide(total, Decimal(len(assessed)))
    return RataRata(mean, len(assessed), left_out)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return _CONTEXT.divide(_EXACT.multiply(part, _HUNDRED), whole)


def _naik(realisasi: Decimal, target: Decimal) -> Decimal:
    return _percent(realisasi, target)


def _turun(realisasi: Decimal, target: Decimal) -> Decimal:
    return _percent(_EXACT.subtract(_EXACT.add(target, target), realisasi), target)


def _turun_rasio(realisasi: Decimal, target: Decimal) -> Decimal:
    return _percent(target, realisasi)


_FORMULAS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "naik": _naik,
    "turun": _turun,
    "turun_rasio": _turun_rasio,
}


def _against(realisasi: Decimal, target: Decimal, formula: str) -> Capaian:
    """Apply one of _FORMULAS to a single target, where that has a meaning."""
    if formula not in _FORMULAS:
        raise ValueError(f"formula tidak dikenal: {formula}")
    _require_finite(target)
    if target == 0:
        return _not_yet("Target bernilai nol sehingga capaian tidak dapat dihitung.")
    if target < 0:
        return _not_yet("Target bernilai negatif sehingga perbandingan tidak bermakna.")
    if formula == "turun_rasio" and realisasi <= 0:
        return _not_yet("Realisasi nol atau negatif tidak dapat menjadi pembagi.")
    return Capaian(_FORMULAS[formula](realisasi, target), "dinilai")


def _in_range(realisasi: Decimal, target: Rentang) -> Capaian:
    if target.low <= realisasi <= target.high:
        return Capaian(_HUNDRED, "dinilai")
    if realisasi < target.low:
        return _against(realisasi, target.low, "naik")
    return _against(realisasi, target.high, "turun")


def _not_yet(reason: str) -> Capaian:
    return Capaian(None, "belum_dapat_dinilai", reason)


def _require_finite(value: Decimal) -> None:
    if not value.is_finite():
        raise ValueError(f"bukan angka yang dapat dihitung: {value}")
