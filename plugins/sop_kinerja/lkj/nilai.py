"""What a cell of a figure says: a number, nothing, words, a ratio, a range; and where it could be read in two ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.idn.numbers import LIMIT, format_number
from plugins.sop_kinerja.skala import round_half_up

PLACES = 6
Jenis = Literal["angka", "kosong", "teks", "rasio", "rentang", "galat"]


@dataclass(frozen=True, eq=False)
class Angka:
    """`nilai` is the reading that counts as long as nothing speaks against it; `lain` the other one that the same
    digits could mean. `titik`: read with a decimal point, against the custom of the table. `tempat`: decimals printed.
    `rasio`: the two numbers of 1:32, of kind «rasio»; `dalam`: the 70.12 of «BB (70,12)», of kind «teks»; `ikut`: the
    unit that was printed behind the number (the «hari» of «3,5 hari»)."""

    jenis: Jenis
    teks: str
    nilai: Decimal | None = None
    atas: Decimal | None = None
    lain: Decimal | None = None
    titik: bool = False
    persen: bool = False
    tempat: int = 0
    batas: str = ""
    ikut: str = ""
    rasio: tuple[Decimal, Decimal] | None = None
    dalam: Decimal | None = None
    catatan: tuple[str, ...] = ()
    galat: str = ""


KOSONG = Angka("kosong", "")


def places_of(value: Decimal) -> int:
    """Decimals without the zeros at the end."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def checked(found: Angka) -> Angka:
    """Bounds and places: a longer fraction is rounded to what we keep, and says so."""
    values = [each for each in (found.nilai, found.atas, found.lain) if each is not None]
    if any(abs(each) >= LIMIT for each in values):
        most = format_number(LIMIT)
        sentence = f"«{found.teks}» terlalu besar; angka harus kurang dari {most}. Periksa satuannya, atau tulis juta."
        return Angka("galat", found.teks, galat=sentence)
    if all(places_of(each) <= PLACES for each in values):
        return found
    note = f"«{found.teks}» dibulatkan ke {PLACES} angka di belakang koma."
    return replace(
        found,
        nilai=_kept(found.nilai),
        atas=_kept(found.atas),
        lain=_kept(found.lain),
        tempat=min(found.tempat, PLACES),
        catatan=(*found.catatan, note),
    )


def _kept(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value, PLACES)
