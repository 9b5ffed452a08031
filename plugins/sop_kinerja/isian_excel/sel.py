"""One cell that was typed in: what it says, or why it says nothing that can be taken.

A number must be a number: a text that looks like one means one thing in Jakarta and another in London.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.idn.dates import format_date
from core.idn.numbers import LIMIT, NumberFormatError, format_number, parse_number
from plugins.sop_kinerja.isian_excel.bentuk import MAX_NOTE

PLACES = 6
_STEP = Decimal(1).scaleb(-PLACES)
_ENGLISH = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]+|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_EITHER = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
"""'1.234' and '1,234': thousands to one reader, thousandths to another."""

_EMPTY_OR_TYPED = "Ketik angkanya, atau kosongkan dan jelaskan pada Keterangan."
_KINDS = {"tanggal": "tanggal atau waktu ({})", "galat": "galat {}", "logika": "nilai logika {}"}


@dataclass(frozen=True)
class Terbaca:
    """`nilai` when `keluhan` is empty; else a sentence, and `usulan`, what was perhaps meant."""

    nilai: Decimal | str | None = None
    keluhan: str = ""
    usulan: Decimal | str | None = None


def number(cell: list[Any] | None) -> Terbaca:
    """A figure; an empty cell is None, never zero."""
    if cell is None:
        return Terbaca()
    kind, text, more = cell
    match kind:
        case "angka":
            return _figure(Decimal(text), str(more))
        case "teks":
            return _text_for_number(text.strip())
        case "rumus":
            meant = None if more is None else number(more)
            usable = meant is not None and not meant.keluhan and isinstance(meant.nilai, Decimal)
            proposal = meant.nilai if meant is not None and usable else None
            said = f"berisi rumus «{_short(text)}»."
            if more is not None and more[0] == "galat":
                return Terbaca(keluhan=f"{said} Hasilnya galat {more[1]}. {_EMPTY_OR_TYPED}")
            result = f" Hasilnya {format_number(proposal)}." if isinstance(proposal, Decimal) else ""
            return Terbaca(
                keluhan=f"{said}{result} Formulir menerima angka jadi: salin, lalu tempel sebagai nilai.",
                usulan=proposal,
            )
        case _:
            return Terbaca(keluhan=_never(kind, text))


def word(cell: list[Any] | None, choices: tuple[tuple[str, Decimal], ...]) -> Terbaca:
    """What the chosen word counts as."""
    if cell is None:
        return Terbaca()
    kind, text, _ = cell
    names = ", ".join(f"«{name}»" for name, _ in choices)
    if kind == "rumus":
        return Terbaca(keluhan=f"berisi rumus «{_short(text)}». Pilih dari daftarnya: {names}.")
    if kind not in ("teks", "angka"):
        return Terbaca(keluhan=_never(kind, text))
    plain = " ".join(text.split()).casefold()
    for name, value in choices:
        if plain == " ".join(name.split()).casefold():
            return Terbaca(value)
    return Terbaca(keluhan=f"berisi «{_short(text)}», yang tidak ada pada daftarnya. Pilih salah satu: {names}.")


def note(cell: list[Any] | None) -> Terbaca:
    """Words, without the blanks around them; no words are ''."""
    if cell is None:
        return Terbaca("")
    kind, text, more = cell
    if kind == "angka":
        return Terbaca(text.replace(".", ","))
    if kind == "rumus":
        proposal = more[1] if more is not None and more[0] == "teks" else None
        return Terbaca(keluhan=f"berisi rumus «{_short(text)}». Tulis keterangan sebagai teks.", usulan=proposal)
    if kind != "teks":
        return Terbaca(keluhan=f"berisi {_KINDS[kind].format(_day(text))}. Tulis keterangan sebagai teks.", usulan=text)
    plain = text.replace("\r\n", "\n").strip()
    if len(plain) > MAX_NOTE:
        return Terbaca(keluhan=f"lebih panjang daripada {MAX_NOTE} huruf. Ringkas keterangannya.", usulan=plain)
    return Terbaca(plain)


def _figure(value: Decimal, number_format: str) -> Terbaca:
    if "%" in number_format:
        meant = value * 100
        return Terbaca(
            keluhan=f"berformat persen: tampak {_short(format_number(meant))}%, tetapi isinya "
            f"{_short(format_number(value))}. Tulis angkanya tanpa tanda persen.",
            usulan=meant if abs(meant) < LIMIT else None,
        )
    if abs(value) >= LIMIT:
        return Terbaca(keluhan=f"berisi {_short(format_number(value))}, terlalu besar. Periksa kembali satuannya.")
    if value != value.quantize(_STEP):
        rounded = value.quantize(_STEP, ROUND_HALF_UP)
        return Terbaca(
            keluhan=f"berisi {format_number(value)}, lebih dari {PLACES} angka di belakang koma. Bulatkan dahulu.",
            usulan=rounded,
        )
    return Terbaca(value if value else Decimal(0))


def _text_for_number(text: str) -> Terbaca:
    said = f"berisi teks «{_short(text)}», bukan angka."
    if _EITHER.fullmatch(text):
        return Terbaca(
            keluhan=f"{said} Titik atau komanya dapat berarti ribuan atau desimal: ketik lagi sebagai angka tanpa "
            "tanda ribuan."
        )
    bare = text.removesuffix("%").rstrip()
    proposal = _meant(bare)
    if proposal is None:
        return Terbaca(
            keluhan=f"{said} Kosongkan bila datanya belum ada dan jelaskan pada Keterangan, atau ketik angka."
        )
    return Terbaca(keluhan=f"{said} Ketik lagi sebagai angka: {format_number(proposal)}.", usulan=proposal)


def _meant(text: str) -> Decimal | None:
    """The one number that the text can mean, by the Indonesian or the English way of writing."""
    try:
        return parse_number(text)
    except NumberFormatError:
        if not _ENGLISH.fullmatch(text):
            return None
    value = Decimal(text.replace(",", ""))
    return value if abs(value) < LIMIT and value == value.quantize(_STEP) else None


def _never(kind: str, text: str) -> str:
    found = _KINDS[kind].format(_day(text))
    if kind == "tanggal":
        return f"berisi {found}, bukan angka. Excel mengubah ketikan seperti 3/4 menjadi tanggal: ketik lagi angkanya."
    if kind == "galat":
        return f"berisi {found}. {_EMPTY_OR_TYPED}"
    return f"berisi {found}, bukan angka. Ketik angkanya."


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
