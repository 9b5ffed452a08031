"""A printed capaian and predikat held against the computed ones, to the digits that were printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal
from typing import Literal

from core.idn.numbers import format_number, format_percent
from plugins.sop_kinerja.capaian import capaian
from plugins.sop_kinerja.lkj.angka import Angka
from plugins.sop_kinerja.skala import round_half_up

Hasil = Literal["sama", "dipotong", "berbeda", "tak_dapat", ""]
_WIDE = Context(prec=80)
_CAPS = (Decimal(100), Decimal(120), Decimal(150), Decimal(200))
_FORMULAS = {"naik": "R/T × 100", "turun": "(2T − R)/T × 100", "turun_rasio": "T/R × 100"}


@dataclass(frozen=True)
class Banding:
    """`hasil`: sama (rounded to the printed digits), dipotong (cut off instead of rounded), berbeda (a misprint, or
    another rule), tak_dapat (printed, but nothing can be computed); empty: nothing was printed. `kalimat` says it."""

    hasil: Hasil
    kalimat: str = ""

    @property
    def beda(self) -> bool:
        return self.hasil == "berbeda"


NOTHING = Banding("")


def compare(
    printed: Decimal, places: int, computed: Decimal | None, *, realisasi: Decimal | None = None,
    target: Decimal | None = None, formula: str = "",
) -> Banding:  # fmt: skip
    """`printed` with its `places` decimals against the unrounded `computed`, both in percent."""
    shown = format_percent(printed, places)
    if computed is None:
        return Banding(
            "tak_dapat", f"Capaian tercetak {shown} tidak dapat diperiksa, karena capaian tidak dapat dihitung."
        )
    if agrees(printed, places, computed):
        return Banding("sama", f"Capaian tercetak {shown} sama dengan hitungan ({format_percent(computed, 4)}).")
    if cut(computed, places) == printed:
        rounded = format_percent(computed, places)
        return Banding(
            "dipotong", f"Capaian tercetak {shown} dipotong, bukan dibulatkan; pembulatannya {rounded}. Dianggap sama."
        )
    reason = _reason(printed, places, computed, realisasi, target, formula)
    return Banding("berbeda", f"Capaian tercetak {shown}, hitungan {format_percent(computed, max(places, 2))}.{reason}")


def compare_cell(
    cetak: Angka, computed: Decimal | None, *, realisasi: Decimal | None, target: Decimal | None, formula: str
) -> Banding:
    """As `compare`, of a printed cell; where its digits can be read in two ways, the reading that agrees counts."""
    if cetak.nilai is None:
        return NOTHING
    found = compare(cetak.nilai, cetak.tempat, computed, realisasi=realisasi, target=target, formula=formula)
    if found.beda and cetak.lain is not None and computed is not None:
        places = max(0, -int(cetak.lain.as_tuple().exponent))
        other = compare(cetak.lain, places, computed)
        return found if other.beda else other
    return found


def compare_name(printed: str, computed: str) -> Banding:
    """Names of bands, whatever their capitals and spaces. What has no predikat cannot be compared."""
    if not printed:
        return NOTHING
    if not computed:
        return Banding("tak_dapat", f"Predikat tercetak «{printed}» tidak dapat diperiksa.")
    if _plain(printed) == _plain(computed):
        return Banding("sama", f"Predikat tercetak «{printed}» sama.")
    return Banding("berbeda", f"Predikat tercetak «{printed}», menurut skala yang berlaku «{computed}».")


def agrees(printed: Decimal, places: int, computed: Decimal) -> bool:
    return round_half_up(computed, places) == printed


def cut(value: Decimal, places: int) -> Decimal:
    """The value without the digits after `places`."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN, context=_WIDE)


def _reason(
    printed: Decimal, places: int, computed: Decimal, realisasi: Decimal | None, target: Decimal | None, formula: str
) -> str:
    """What the source seems to have done instead; empty when nothing fits."""
    if computed > printed and printed in _CAPS:
        return f" Sumber tampaknya membatasi capaian pada {format_number(printed)}%."
    if agrees(printed, places, computed / 100):
        return " Sumber mencetaknya sebagai perbandingan, bukan persen."
    for other, words in _FORMULAS.items():
        if other == formula or realisasi is None or target is None:
            continue
        found = capaian(realisasi, target, other).value  # type: ignore[arg-type]
        if found is not None and (agrees(printed, places, found) or cut(found, places) == printed):
            return f" Angka tercetak sesuai dengan rumus {words}."
    # A slip of one digit, or two that changed places, is what a typist does.
    mine, theirs = f"{round_half_up(computed, places):f}", f"{printed:f}"
    if len(mine) == len(theirs) and sorted(mine) == sorted(theirs):
        return " Dua angka tampaknya tertukar."
    return ""


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
