"""What a cell of a figure says: a number, nothing, words, a ratio, a range; and where it could be read in two ways.

Tables are Indonesian (1.234,56). A cell that can only be a number with a decimal point (97.72) is read so, with a note;
one that could be both (1.234) is left to the row to decide, see `tafsir`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from core.idn.numbers import LIMIT, NumberFormatError, format_number, parse_number
from plugins.sop_kinerja.lkj.sel import Sel
from plugins.sop_kinerja.skala import round_half_up

PLACES = 6
Jenis = Literal["angka", "kosong", "teks", "rasio", "rentang", "galat"]
NOTHING = frozenset(
    (
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "na",
        "n.a",
        "n.a.",
        "belum ada",
        "belum ada data",
        "tidak ada",
        "tidak ada data",
        "nihil data",
        "belum rilis",
        "belum dirilis",
        "belum tersedia",
        "tidak tersedia",
        "data belum rilis",
        "...",
        "…",
    )
)
"""How reports write that there is no figure. None of them is a zero."""

_ID = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_EN = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_SPACED = re.compile(r"-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_NUMERAL = re.compile(r"[-+]?[0-9][0-9., ]*")
_RATIO = re.compile(r"[0-9][0-9.,]*\s*[:/]\s*[0-9][0-9.,]*")
_RANGE = re.compile(
    r"([0-9][0-9.,]*)\s*%?\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s*([0-9][0-9.,]*)", re.IGNORECASE
)
_BOUND = re.compile(r"(≥|>=|≤|<=|>|<)\s*(.+)")
_MONEY = re.compile(r"Rp\.?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Angka:
    """`nilai` is the reading that counts as long as nothing speaks against it; `lain` the other one that the same
    digits could mean. `titik`: read with a decimal point, against the custom of the table. `tempat`: decimals printed.
    """

    jenis: Jenis
    teks: str
    nilai: Decimal | None = None
    atas: Decimal | None = None
    lain: Decimal | None = None
    titik: bool = False
    persen: bool = False
    tempat: int = 0
    batas: str = ""
    catatan: tuple[str, ...] = ()
    galat: str = ""


@lru_cache(maxsize=65_536)
def read_figure(cell: Sel, satuan: str = "") -> Angka:
    """Never raises: what cannot be read is of kind «galat», with the sentence. A table repeats its figures, so what was
    read once is kept."""
    if cell.galat:
        return Angka("galat", cell.teks, galat=f"Sel ini {cell.galat}.")
    notes = (f"«{cell.teks}» adalah {cell.catatan}.",) if cell.catatan else ()
    if cell.angka is not None:
        return _checked(
            Angka("angka", cell.teks, cell.angka, persen=cell.persen, tempat=_places(cell.angka), catatan=notes)
        )
    found = _of_text(cell.teks, satuan)
    return _checked(replace(found, catatan=notes + found.catatan) if notes else found)


def _of_text(text: str, satuan: str) -> Angka:
    if not text or text.casefold() in NOTHING:
        return Angka("kosong", text)
    bare, percent = _without_percent(text.replace("\u2212", "-"))
    if _NUMERAL.fullmatch(bare):  # nearly every cell; no ratio, range or bound looks so
        return replace(_numeral(bare, text), persen=percent) if percent else _numeral(bare, text)
    bare = (
        _MONEY.sub("", bare, count=1)
        if satuan.casefold().startswith(("rp", "rupiah", "juta", "miliar", "milyar"))
        else bare
    )
    if _RATIO.fullmatch(bare):
        return Angka("rasio", text)
    if found := _RANGE.fullmatch(bare):
        low, high = _numeral(found[1], text), _numeral(found[2], text)
        if low.jenis == high.jenis == "angka" and low.lain is high.lain is None:
            return Angka("rentang", text, low.nilai, high.nilai, persen=percent, catatan=low.catatan + high.catatan)
        return Angka("galat", text, galat=f"Rentang «{text}» tidak terbaca. Tulis seperti 60–80.")
    if found := _BOUND.fullmatch(bare):
        inner = _of_text(found[2].strip(), satuan)
        if inner.jenis != "angka":
            return Angka("galat", text, galat=f"«{text}» tidak terbaca sebagai batas angka.")
        sign = {">=": "≥", "<=": "≤"}.get(found[1], found[1])
        note = f"Tanda {sign} pada «{text}» dilepas; angkanya yang dipakai."
        return replace(inner, teks=text, batas=sign, persen=percent, catatan=(*inner.catatan, note))
    if _NUMERAL.fullmatch(bare):
        return replace(_numeral(bare, text), persen=percent)
    without_unit = re.sub(rf"\s+{re.escape(satuan)}$", "", bare, flags=re.IGNORECASE) if satuan else bare
    if without_unit != bare and _NUMERAL.fullmatch(without_unit):
        return replace(_numeral(without_unit, text), persen=percent)
    if text[0].isalpha():
        return Angka("teks", text)
    return Angka("galat", text, galat=_why_not(text))


def _numeral(digits: str, text: str) -> Angka:
    digits = digits.removeprefix("+").strip()
    notes: tuple[str, ...] = ()
    if _SPACED.fullmatch(digits):
        notes = (f"Spasi pada «{text}» dibaca sebagai tanda ribuan.",)
        digits = digits.replace(" ", "")
    local = Decimal(digits.replace(".", "").replace(",", ".")) if _ID.fullmatch(digits) else None
    english = Decimal(digits.replace(",", "")) if _EN.fullmatch(digits) else None
    if local is not None:
        other = english if english is not None and english != local else None
        return Angka("angka", text, local, lain=other, tempat=len(digits.partition(",")[2]), catatan=notes)
    if english is None:
        return Angka("galat", text, galat=_why_not(digits))
    notes += (
        f"«{text}» dibaca {format_number(english)}: sebagai tulisan Indonesia mustahil, jadi titiknya tanda desimal.",
    )
    return Angka("angka", text, english, titik=True, tempat=len(digits.partition(".")[2]), catatan=notes)


def _without_percent(text: str) -> tuple[str, bool]:
    if text[-1:].isdigit():
        return text, False
    bare = re.sub(r"\s*(%|\bpersen)\s*$", "", text, flags=re.IGNORECASE)
    return bare.strip(), bare != text


def _checked(found: Angka) -> Angka:
    """Bounds and places: a longer fraction is rounded to what we keep, and says so."""
    values = [each for each in (found.nilai, found.atas, found.lain) if each is not None]
    if any(abs(each) >= LIMIT for each in values):
        sentence = f"«{found.teks}» terlalu besar; angka harus kurang dari {format_number(LIMIT)}. Periksa satuannya."
        return Angka("galat", found.teks, galat=sentence)
    if all(_places(each) <= PLACES for each in values):
        return found
    note = f"«{found.teks}» dibulatkan ke {PLACES} angka di belakang koma."
    cut = {
        key: None if (v := getattr(found, key)) is None else round_half_up(v, PLACES)
        for key in ("nilai", "atas", "lain")
    }
    return replace(found, **cut, tempat=min(found.tempat, PLACES), catatan=(*found.catatan, note))  # type: ignore[arg-type]


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _why_not(text: str) -> str:
    try:
        parse_number(text)
    except NumberFormatError as error:
        return str(error)
    return f"«{text}» tidak terbaca sebagai angka."
