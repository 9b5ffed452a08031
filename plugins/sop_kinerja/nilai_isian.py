"""What may stand in the cells of a figure: a plain number, the parts of a ratio, or a word of an ordinal scale.

Pure: a `Baris` is anything with the columns of a Realisasi.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from core.idn.numbers import LIMIT, NumberFormatError, format_number, parse_number
from plugins.sop_kinerja.ordinal import value_of

Baris = Any
PLACES = Decimal(1).scaleb(-6)
"""A quotient is rounded half-up to six places: what the columns of figures keep."""
PERCENT = {"%", "persen"}
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Pilihan:
    """A word of an ordinal scale («WTP») and what it counts as."""

    kata: str
    nilai: Decimal


def is_ratio(row: Baris) -> bool:
    """Whether the figure is worked out of a numerator and a denominator."""
    return bool(row.nama_pembilang and row.nama_penyebut) or row.agregasi_periode == "rasio"


def choices(row: Baris) -> list[Pilihan]:
    """The words that may be chosen, best first; empty for a figure that is a number."""
    return [Pilihan(str(word), Decimal(str(value))) for word, value in row.skala or ()]


def columns(row: Baris) -> tuple[str, ...]:
    """The cells of a row that a person fills in, from left to right."""
    return ("pembilang", "penyebut", "keterangan") if is_ratio(row) else ("nilai", "keterangan")


def ratio(pembilang: Decimal | None, penyebut: Decimal | None, satuan: str) -> Decimal | None:
    """The figure of a ratio in its unit: in percent where that is its unit. None while a part is not there."""
    if pembilang is None or not penyebut:
        return None
    factor = 100 if satuan.strip().lower() in PERCENT else 1
    return _WIDE.divide(pembilang * factor, penyebut).quantize(PLACES, context=_WIDE)


def without_parts(row: Baris, pembilang: object, penyebut: object) -> bool:
    """Whether a ratio has no parts, and none are given to it: what it has as a figure, from elsewhere, stays."""
    return row.pembilang is None and row.penyebut is None and not pembilang and not penyebut


def ratio_problem(pembilang: Decimal | None, penyebut: Decimal | None, satuan: str) -> str:
    """Why no figure can come of the two parts; empty when it can, or when one of them is still to come."""
    if penyebut is not None and penyebut <= 0:
        return "Penyebut harus lebih dari nol. Bila tidak ada kejadian, kosongkan keduanya dan tulis pada keterangan."
    value = ratio(pembilang, penyebut, satuan)
    if value is not None and abs(value) >= LIMIT:
        return "Hasil baginya terlalu besar; periksa pembilang dan penyebutnya."
    return ""


def read_value(row: Baris, text: str) -> Decimal | None:
    """A typed figure: a number in id-ID, or a word of the row's scale (its value is taken too).

    :raises NumberFormatError: saying how to write it, or what may be chosen.
    """
    allowed = choices(row)
    word = " ".join(text.split())
    if not allowed or not word:
        return parse_number(text)
    value = value_of(row.skala, word)
    if value is None:
        try:
            value = parse_number(text)
        except NumberFormatError:
            value = None
        if all(one.nilai != value for one in allowed):
            words = ", ".join(one.kata for one in allowed)
            raise NumberFormatError(f"“{word[:40]}” bukan pilihan indikator ini. Pilih salah satu: {words}.")
    return value


def written(value: Decimal | None) -> str:
    """The figure as it stands in a field; empty when it is not there."""
    return "" if value is None else format_number(value)


def clean_note(text: str) -> str:
    """A note as it is kept: forms send line ends as CRLF, scripts as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
