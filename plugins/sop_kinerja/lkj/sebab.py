"""What the source of a printed capaian seems to have done instead: another rule is no misprint, and is told apart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Context, Decimal
from itertools import product
from typing import NamedTuple

from core.idn.numbers import format_number, format_percent
from plugins.sop_kinerja.capaian import Formula, capaian
from plugins.sop_kinerja.skala import round_half_up

RUMUS: dict[Formula, str] = {
    "naik": "R/T × 100",
    "turun": "(2T − R)/T × 100",
    "turun_rasio": "T/R × 100",
}
_CAPS = (Decimal(100), Decimal(120), Decimal(150), Decimal(200))
_WIDE = Context(prec=80)
SWAPPED = "Dua angka tampaknya tertukar."


class Sebab(NamedTuple):
    """`kalimat` is empty when nothing fits. `aturan`: the source followed another rule, so nothing is misprinted;
    `pembulatan`: perhaps it had the same rule, and figures with more digits than it printed;
    `batas`: it prints no capaian above that."""

    kalimat: str = ""
    aturan: bool = False
    pembulatan: bool = False
    batas: Decimal | None = None


class Ukuran(NamedTuple):
    """The two figures that a capaian is made of, and how. Their decimals are those that were printed."""

    realisasi: Decimal | None = None
    target: Decimal | None = None
    formula: Formula = "tanpa"


def why(printed: Decimal, places: int, computed: Decimal, of: Ukuran) -> Sebab:
    """What makes the printed value of the computed one, or of its two figures."""
    if computed > printed and printed in _CAPS:
        said = f"Sumber tampaknya membatasi capaian pada {format_number(printed)}%."
        return Sebab(said, aturan=True, batas=printed)
    if computed < 0 == printed:
        return Sebab("Sumber mencetak capaian negatif sebagai 0.", aturan=True)
    if places and prints(printed, places, computed / 100):
        return Sebab("Sumber mencetaknya sebagai perbandingan, bukan persen.", aturan=True)
    for other in formulas(printed, places, of):
        advice = f"Bila itu rumusnya, tulis arah «{other.replace('_', ' ')}»."
        return Sebab(f"Angka tercetak sesuai dengan rumus {RUMUS[other]}. {advice}", aturan=True)
    slip = _slip(printed, places, computed, of)
    span = None if slip == SWAPPED else reach(of)
    if span is not None and within(printed, places, span):
        low, high = (format_percent(each, max(places, 2)) for each in span)
        return Sebab(
            f"Dapat berasal dari pembulatan: realisasi dan target yang belum dibulatkan memberi {low} sampai {high}.",
            pembulatan=True,
        )
    return Sebab(slip)


def formulas(printed: Decimal, places: int, of: Ukuran) -> Iterator[Formula]:
    """The formulas other than its own by which the figures give what was printed."""
    if of.realisasi is None or of.target is None or of.formula == "rentang":
        return
    for other in RUMUS:
        value = capaian(of.realisasi, of.target, other).value
        if other != of.formula and value is not None and prints(printed, places, value):
            yield other


def fits(printed: Decimal, places: int, computed: Decimal) -> bool:
    """Whether it was printed from this value, rounded in whatever way."""
    return round_half_up(computed, places) == printed or abs(computed - printed) < Decimal(1).scaleb(-places)


def prints(printed: Decimal, places: int, value: Decimal) -> bool:
    """Whether a value is printed so, rounded as is the custom, or cut off."""
    return printed in (round_half_up(value, places), cut(value, places))


def cut(value: Decimal, places: int) -> Decimal:
    """The value without the digits after `places`."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN, context=_WIDE)


def reach(of: Ukuran) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest capaian of all figures that print as these; None for whole numbers, taken exactly."""
    realisasi, target, formula = of
    if realisasi is None or target is None or formula not in RUMUS:
        return None
    halves = (_half(realisasi), _half(target))
    if not any(halves):
        return None
    ends = product(*((each - half, each + half) for each, half in zip((realisasi, target), halves, strict=True)))
    values = [capaian(one, other, formula).value for one, other in ends]
    known = [each for each in values if each is not None]
    return (min(known), max(known)) if len(known) == len(values) else None


def within(printed: Decimal, places: int, span: tuple[Decimal, Decimal]) -> bool:
    half = Decimal(5).scaleb(-places - 1)
    return span[0] - half < printed < span[1] + half


def _half(value: Decimal) -> Decimal:
    """Half of the last decimal that was printed."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _slip(printed: Decimal, places: int, computed: Decimal, of: Ukuran) -> str:
    """What a typist does."""
    if printed == of.realisasi:
        return "Angka tercetak sama dengan realisasinya."
    mine, theirs = f"{round_half_up(computed, places):f}", f"{printed:f}"
    if len(mine) == len(theirs):
        if sorted(mine) == sorted(theirs):
            return SWAPPED
        if sum(one != other for one, other in zip(mine, theirs, strict=True)) == 1:
            return "Satu angka tampaknya salah ketik."
    if mine.replace(".", "").strip("0") == theirs.replace(".", "").strip("0"):
        return "Letak komanya tampaknya keliru."
    return ""
