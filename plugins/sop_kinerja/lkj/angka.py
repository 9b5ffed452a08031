"""Figures out of cells. Tables are Indonesian (1.234,56).

A cell that can only be a number with a decimal point (97.72) is read so, with a note; one that could be both (1.234) is
left to the row to decide, see `tafsir`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from core.idn.numbers import NumberFormatError, format_number, parse_number
from plugins.sop_kinerja.lkj.nilai import KOSONG, Angka, checked, places_of
from plugins.sop_kinerja.lkj.sel import Sel
from plugins.sop_kinerja.skala import round_half_up

NOTHING = frozenset(
    (
        *("-", "--", "---", "–", "—", "...", "…", "n/a", "na", "n.a", "n.a.", "null", "tad", "t.a.d"),
        *("belum ada", "belum ada data", "belum ada nilai", "belum dinilai", "belum dihitung", "belum diukur"),
        *("tidak ada", "tidak ada data", "tidak ada nilai", "tidak tersedia", "tidak diukur", "nihil data"),
        *("belum rilis", "belum dirilis", "belum terbit", "belum keluar", "belum tersedia", "menunggu rilis"),
        *("data belum rilis", "data belum ada", "data belum tersedia", "belum rilis bps"),
    )
)
"""How reports write that there is no figure. None of them is a zero."""
TIMES = {
    "ribu": Decimal(10) ** 3,
    **dict.fromkeys(("juta", "jt"), Decimal(10) ** 6),
    **dict.fromkeys(("miliar", "milyar", "miliard"), Decimal(10) ** 9),
    **dict.fromkeys(("triliun", "trilyun", "triliyun"), Decimal(10) ** 12),
}

LONGEST = 80
"""Characters of a cell that may be a figure."""

_ID = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_EN = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_SPACED = re.compile(r"-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_NUMERAL = re.compile(r"[-+]?[0-9][0-9., ]*")
_RATIO = re.compile(r"([0-9][0-9.,]*)\s*[:/]\s*([0-9][0-9.,]*)")
_RANGE = re.compile(
    r"([0-9][0-9.,]*)\s*%?\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s*([0-9][0-9.,]*)", re.IGNORECASE
)
_AROUND = re.compile(r"([0-9][0-9.,]*)\s*±\s*([0-9][0-9.,]*)")
_WITHIN = re.compile(r"[^\d()]{1,40}\(\s*([0-9][0-9.,]*)\s*\)")
_BOUND = re.compile(r"(≥|>=|≤|<=|>|<)\s*(.+)")
_MONEY = re.compile(r"(?:Rp|IDR)\.?\s*(?=[-0-9])", re.IGNORECASE)
_NO_CENTS = re.compile(r"[,.]\s*[-–]+$")
_PERCENT = re.compile(r"\s*(%|\bpersen)\s*$", re.IGNORECASE)
_MINUS = re.compile(r"\u2212|^[–—](?=[0-9])")
_BEHIND = re.compile(
    r"([-+]?[0-9][0-9., ]*?)\s*"
    r"(?:/\s*([A-Z]{1,3})|\(\s*([^\W\d][^\d()]*?)\s*\)(?:\s+[^\W\d]+)?|\s([^\W\d][^\d:<>]+))"
)
"""A number and what is printed behind it: 80,5/A, 70,12 (BB), 3,5 hari."""


def read_figure(cell: Sel, satuan: str = "") -> Angka:
    """Never raises: what cannot be read is of kind «galat», with the sentence. A table repeats its figures, so what was
    read once is kept."""
    return _figure(cell, satuan)


def read_printed(cell: Sel) -> Angka:
    """A printed capaian: of a number in a workbook as many decimals count as are shown."""
    found = _figure(cell, "")
    if cell.tempat is None or found.nilai is None or cell.tempat >= found.tempat:
        return found
    shown = f"{round_half_up(found.nilai, cell.tempat):f}".replace(".", ",")
    return replace(found, tempat=cell.tempat, teks=f"{shown}%" if found.persen else shown, catatan=())


@lru_cache(maxsize=65_536)
def _figure(cell: Sel, satuan: str) -> Angka:
    if cell.galat:
        return Angka("galat", cell.teks, galat=f"Sel ini {cell.galat}.")
    notes = (f"«{cell.teks}» adalah {cell.catatan}.",) if cell.catatan else ()
    if cell.angka is not None:
        return checked(
            Angka("angka", cell.teks, cell.angka, persen=cell.persen, tempat=places_of(cell.angka), catatan=notes)
        )
    found = _of_text(cell.teks, satuan)
    return checked(replace(found, catatan=notes + found.catatan) if notes else found)


def _of_text(text: str, satuan: str) -> Angka:
    if not text or text.casefold() in NOTHING:
        return Angka("kosong", text) if text else KOSONG
    if len(text) > LONGEST:
        return Angka("teks", text) if text[0].isalpha() else Angka("galat", text, galat=_why_not(text))
    bare = _MINUS.sub("-", text.removeprefix("'"))
    if money := _MONEY.match(bare):
        bare = _NO_CENTS.sub("", bare[money.end() :])
    bare, percent = _without_percent(bare)
    if _NUMERAL.fullmatch(bare):  # nearly every cell; no ratio, range or bound looks so
        return replace(_numeral(bare, text), persen=percent) if percent else _numeral(bare, text)
    if bare.casefold() in NOTHING:  # «- %»
        return Angka("kosong", text)
    if found := _RATIO.fullmatch(bare):
        first, second = _numeral(found[1], text).nilai, _numeral(found[2], text).nilai
        return Angka("rasio", text, rasio=None if first is None or second is None else (first, second))
    if found := _RANGE.fullmatch(bare):
        return _range(found[1], found[2], text, percent)
    if found := _AROUND.fullmatch(bare):
        return _around(found[1], found[2], text, percent)
    if found := _BOUND.fullmatch(bare):
        return _bound(found[1], found[2], text, satuan, percent)
    if found := _BEHIND.fullmatch(bare):
        return _behind(found, text, satuan)
    if text[0].isalpha():
        inner = _WITHIN.fullmatch(text)
        return Angka("teks", text, dalam=_numeral(inner[1], text).nilai if inner else None)
    return Angka("galat", text, galat=_why_not(text))


def _around(middle: str, width: str, text: str, percent: bool) -> Angka:
    """3±1 is the range from 2 to 4."""
    at, reach = _numeral(middle, text), _numeral(width, text)
    if at.nilai is None or reach.nilai is None or at.lain is not None or reach.lain is not None:
        return Angka("galat", text, galat=f"Rentang «{text}» tidak terbaca. Tulis seperti 60–80.")
    notes = (*at.catatan, *reach.catatan)
    return Angka("rentang", text, at.nilai - reach.nilai, at.nilai + reach.nilai, persen=percent, catatan=notes)


def _range(low: str, high: str, text: str, percent: bool) -> Angka:
    below, above = _numeral(low, text), _numeral(high, text)
    if below.jenis == above.jenis == "angka" and below.lain is above.lain is None:
        notes = below.catatan + above.catatan
        return Angka("rentang", text, below.nilai, above.nilai, persen=percent, catatan=notes)
    return Angka("galat", text, galat=f"Rentang «{text}» tidak terbaca. Tulis seperti 60–80.")


def _bound(sign: str, rest: str, text: str, satuan: str, percent: bool) -> Angka:
    inner = _of_text(rest.strip(), satuan)
    if inner.jenis != "angka":
        return Angka("galat", text, galat=f"«{text}» tidak terbaca sebagai batas angka.")
    sign = {">=": "≥", "<=": "≤"}.get(sign, sign)
    note = f"Tanda {sign} pada «{text}» dilepas; angkanya yang dipakai."
    return replace(inner, teks=text, batas=sign, persen=percent or inner.persen, catatan=(*inner.catatan, note))


def _behind(found: re.Match[str], text: str, satuan: str) -> Angka:
    """A number with a unit, a predikat or «juta» behind it."""
    number = _numeral(found[1], text)
    words = (found[2] or found[3] or found[4] or "").strip()
    if number.jenis != "angka" or (len(words) < 2 and found[4]):
        return Angka("galat", text, galat=_why_not(text))
    first, _, rest = words.casefold().partition(" ")
    if found[4] and first in TIMES and first not in satuan.casefold():
        if number.lain is not None or number.nilai is None:
            return Angka("galat", text, galat=f"«{text}» dapat dibaca dua cara. Tulis angkanya lengkap.")
        value = number.nilai * TIMES[first]
        note = f"«{text}» dibaca {format_number(value)}."
        return replace(number, nilai=value, tempat=0, ikut=rest, catatan=(*number.catatan, note))
    if words.casefold() in satuan.casefold():
        return number
    note = f"«{words}» pada «{text}» dilepas; angkanya yang dipakai."
    return replace(number, ikut=words.casefold() if found[4] else "", catatan=(*number.catatan, note))


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
    sign = "titiknya tanda desimal" if "." in digits else "komanya tanda ribuan"
    notes += (f"«{text}» dibaca {format_number(english)}: sebagai tulisan Indonesia mustahil, jadi {sign}.",)
    return Angka("angka", text, english, titik=True, tempat=len(digits.partition(".")[2]), catatan=notes)


def _without_percent(text: str) -> tuple[str, bool]:
    if text[-1:].isdigit():
        return text, False
    bare = _PERCENT.sub("", text)
    return bare.strip(), bare != text


def _why_not(text: str) -> str:
    try:
        parse_number(text)
    except NumberFormatError as error:
        return str(error)
    return f"«{text}» tidak terbaca sebagai angka."
