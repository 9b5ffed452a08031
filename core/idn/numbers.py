"""Numbers as Indonesian offices write them: thousands '.', decimals ','.

Parsing is strict on purpose: `1.23` or `1,234.56` means one thing in a report and
another in a spreadsheet, so it is refused with a sentence that shows the right
way of writing instead of being guessed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

EMPTY = "–"
"""What a missing figure looks like on screen; null is not 0."""

LIMIT = Decimal(10) ** 12
"""The first absolute value that is refused (fits a BIGINT with six decimals)."""

_PLAIN = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_ENGLISH = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]+")
_EXPONENT = re.compile(r"-?[0-9.,]+[eE][+-]?[0-9]+")
_NUMERAL = re.compile(r"-?[0-9.,]+")
_CURRENCY = re.compile(r"(?:Rp\.?|IDR)", re.IGNORECASE)
# No-break spaces come along when a cell is pasted from a web page or a PDF.
_NO_BREAK = str.maketrans("", "", "\u00a0\u202f\u2007\ufeff")
_LONGEST = 64
# Wide enough for any figure of the product, so that rounding never raises.
_CONTEXT = Context(prec=80, rounding=ROUND_HALF_UP)


class NumberFormatError(ValueError):
    """The text is no number in id-ID; the message says why, and how to write it."""


def parse_number(text: str, *, places: int = 6) -> Decimal | None:
    """Read `1.234,56` into `Decimal("1234.56")`; empty text is None.

    `places` is the most decimals allowed. Raises NumberFormatError for everything
    ambiguous, for more decimals than that, and from 10**12 in absolute value.
    """
    cleaned = text.translate(_NO_BREAK).strip()
    if not cleaned:
        return None
    if len(cleaned) > _LONGEST or not _PLAIN.fullmatch(cleaned):
        raise NumberFormatError(_explain(cleaned))
    whole, _, decimals = cleaned.partition(",")
    if len(decimals) > places:
        raise NumberFormatError(_too_fine(cleaned, places))
    value = Decimal(f"{whole.replace('.', '')}.{decimals or '0'}")
    if abs(value) >= LIMIT:
        raise NumberFormatError(
            f"“{cleaned}” terlalu besar. Angka harus kurang dari 1.000.000.000.000; periksa kembali satuannya."
        )
    # Trailing zeros are kept by Decimal; a plain zero must not keep its minus sign.
    return value if value else Decimal(0)


def format_number(value: Decimal | int | None, places: int | None = None) -> str:
    """Write `Decimal("1234.5")` as `1.234,5`, or `1.234,50` with places=2.

    With places None every decimal is shown but trailing zeros; None is '–'.
    Rounds half up. Raises ValueError for NaN and infinity.
    """
    if value is None:
        return EMPTY
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError(f"bukan angka yang dapat ditulis: {value}")
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    whole, _, decimals = f"{abs(value):f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    sign = "-" if value < 0 else ""
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def format_percent(value: Decimal | None, places: int | None = 2) -> str:
    """Write a value that is already in percent: `Decimal("90.4875")` is `90,49%`."""
    return EMPTY if value is None else f"{format_number(value, places)}%"


def format_rupiah(value: Decimal | int | None, places: int = 0) -> str:
    """Write money as `Rp1.234.567`; a negative amount is `-Rp1.234.567`."""
    if value is None:
        return EMPTY
    written = format_number(Decimal(value), places)
    return f"-Rp{written[1:]}" if written.startswith("-") else f"Rp{written}"


def _explain(text: str) -> str:
    """Say in one Indonesian sentence or two why `text` is no number."""
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    if len(text) > _LONGEST:
        return f"“{shown}” terlalu panjang untuk sebuah angka. Tulis seperti 1.234,56."
    if "%" in text:
        return f"“{shown}” memuat tanda persen. Tulis angkanya saja, misalnya 58 atau 58,5."
    if _CURRENCY.match(text):
        return f"“{shown}” memuat lambang mata uang. Tulis angkanya saja, misalnya 1.234.567."
    if _EXPONENT.fullmatch(text):
        return f"“{shown}” memakai notasi pangkat (e). Tulis angkanya lengkap, misalnya 1.234,56."
    if _ENGLISH.fullmatch(text):
        meant = _english_as_indonesian(text)
        return (
            f"“{shown}” memakai titik sebagai tanda desimal. Tanda desimal ialah koma dan "
            f"tanda ribuan ialah titik: tulis {meant}."
        )
    if _NUMERAL.fullmatch(text) and any(c.isdigit() for c in text):
        return (
            f"Letak titik atau koma pada “{shown}” keliru. Titik memisahkan tiap tiga angka "
            "(ribuan) dan koma memisahkan desimal, misalnya 1.234,56."
        )
    return f"“{shown}” bukan angka. Kosongkan bila datanya belum ada, atau tulis angka seperti 1.234,56."


def _english_as_indonesian(text: str) -> str:
    """Write `1,234.56` the Indonesian way, keeping the digits as they were typed."""
    whole, _, decimals = text.replace(",", "").partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{format_number(abs(Decimal(whole)))},{decimals}"


def _too_fine(text: str, places: int) -> str:
    if places == 0:
        return f"“{text}” harus bilangan bulat, tanpa koma, misalnya 1.234."
    return f"“{text}” memiliki lebih dari {places} angka di belakang koma. Bulatkan lebih dahulu."
