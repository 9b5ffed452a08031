"""A printed capaian and predikat held against the computed ones, to the digits that were printed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.idn.numbers import format_percent
from plugins.sop_kinerja.capaian import Formula, capaian
from plugins.sop_kinerja.lkj import sebab
from plugins.sop_kinerja.lkj.nilai import Angka
from plugins.sop_kinerja.lkj.sebab import RUMUS, Ukuran
from plugins.sop_kinerja.skala import round_half_up

Hasil = Literal["sama", "dipotong", "pembulatan", "mungkin", "berbeda", "janggal", "tak_dapat", ""]


@dataclass(frozen=True)
class Banding:
    """`hasil`: sama (rounded to the printed digits), dipotong (cut off instead of rounded), pembulatan (rounded up),
    mungkin (figures that print as these would give it), berbeda, janggal (no direction is known, and no formula gives
    it), tak_dapat (printed, but nothing can be computed); empty: nothing was printed. `kalimat` says it. `aturan`: it
    differs since its source follows another rule, so it is no misprint; `batas`: its source prints none above that."""

    hasil: Hasil
    kalimat: str = ""
    aturan: bool = False
    batas: Decimal | None = None

    @property
    def beda(self) -> bool:
        """Whether it is not what the figures give."""
        return self.hasil in ("berbeda", "janggal", "mungkin")

    @property
    def salah_cetak(self) -> bool:
        return self.hasil == "berbeda" and not self.aturan


NOTHING = Banding("")
UNKNOWN = Ukuran()


def compare(printed: Decimal, places: int, computed: Decimal | None, of: Ukuran = UNKNOWN) -> Banding:
    """`printed` with its `places` decimals against the unrounded `computed`, both in percent."""
    printed = round_half_up(printed, places)
    said = f"Capaian tercetak {format_percent(printed, places)}"
    if computed is None:
        return _unknown(said, printed, places, of)
    shown = format_percent(computed, max(places, 2))
    if agrees(printed, places, computed):
        return Banding("sama", f"{said} sama dengan hitungan ({format_percent(computed, 4)}).")
    if sebab.cut(computed, places) == printed:
        rounded = format_percent(computed, places)
        return Banding("dipotong", f"{said} dipotong, bukan dibulatkan; pembulatannya {rounded}. Dianggap sama.")
    if sebab.fits(printed, places, computed):
        return Banding("pembulatan", f"{said}, hitungan {shown}: hanya beda cara membulatkan. Dianggap sama.")
    reason = sebab.why(printed, places, computed, of)
    kind: Hasil = "mungkin" if reason.pembulatan else "berbeda"
    return Banding(kind, f"{said}, hitungan {shown}. {reason.kalimat}".rstrip(), reason.aturan, reason.batas)


def compare_cell(cetak: Angka, computed: Decimal | None, of: Ukuran) -> Banding:
    """As `compare`, of a printed cell; where its digits can be read in two ways, the reading that agrees counts."""
    if cetak.nilai is None:
        return NOTHING
    found = compare(cetak.nilai, cetak.tempat, computed, of)
    if found.beda and cetak.lain is not None and computed is not None:
        places = max(0, -int(cetak.lain.as_tuple().exponent))
        other = compare(cetak.lain, places, computed, of)
        return found if other.beda else other
    return found


def compare_name(printed: str, computed: str, names: Collection[str] = (), *, edge: bool = False) -> Banding:
    """Names of bands, whatever their capitals and spaces. What has no predikat cannot be compared, nor can a word that
    is none of `names`, the scale's. `edge`: the capaian lies so near a limit that the source's may lie otherwise."""
    if not printed:
        return NOTHING
    if not computed:
        return Banding("tak_dapat", f"Predikat tercetak «{printed}» tidak dapat diperiksa.")
    if _plain(printed) == _plain(computed):
        return Banding("sama", f"Predikat tercetak «{printed}» sama.")
    if _initials(computed, names) == printed.strip():
        return Banding("sama", f"Predikat tercetak «{printed}» sama dengan «{computed}».")
    known_ones = {_plain(each) for each in names} | {_plain(_initials(each, names)) for each in names}
    if names and _plain(printed) not in known_ones:
        known = ", ".join(names)
        return Banding(
            "tak_dapat",
            f"Predikat tercetak «{printed}» tidak ada pada skala yang berlaku ({known}), jadi tidak dibandingkan.",
        )
    said = f"Predikat tercetak «{printed}», menurut skala yang berlaku «{computed}»."
    if edge:
        return Banding("berbeda", f"{said} Capaiannya tepat di batas pita; batas pita sumbernya mungkin lain.", True)
    return Banding("berbeda", said)


def agrees(printed: Decimal, places: int, computed: Decimal) -> bool:
    return round_half_up(computed, places) == printed


def _unknown(said: str, printed: Decimal, places: int, of: Ukuran) -> Banding:
    """Nothing was computed, for want of a direction; which formula would give what was printed, or that none would, may
    still help a person."""
    sentence = f"{said} tidak dapat diperiksa, karena capaian tidak dapat dihitung."
    values: dict[Formula, Decimal] = {}
    if of.formula == "tanpa" and of.realisasi is not None and of.target is not None:
        found = {each: capaian(of.realisasi, of.target, each).value for each in RUMUS}
        values = {each: value for each, value in found.items() if value is not None}
    if not values:
        return Banding("tak_dapat", sentence)
    tried = {each: compare(printed, places, value, of._replace(formula=each)) for each, value in values.items()}
    if fitting := [RUMUS[each] for each, one in tried.items() if not one.beda]:
        known = " atau ".join(fitting)
        return Banding("tak_dapat", f"{sentence} Ia sesuai dengan rumus {known}; bila itu rumusnya, sebutkan arahnya.")
    if any(one.aturan for one in tried.values()):
        return Banding("tak_dapat", sentence)
    all_ = "; ".join(f"{RUMUS[each]} = {format_percent(value, max(places, 2))}" for each, value in values.items())
    return Banding("janggal", f"{said} tidak sesuai dengan rumus mana pun dari kedua angkanya: {all_}.")


def _initials(name: str, names: Collection[str]) -> str:
    """«ST» of «Sangat Tinggi», where no other name of the scale has the same."""
    short = "".join(each[0] for each in name.split())
    return short if sum(short == "".join(each[0] for each in one.split()) for one in names) == 1 else ""


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
