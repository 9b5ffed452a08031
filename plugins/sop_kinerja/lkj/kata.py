"""Words of a row that are not figures: the direction of an indicator, a year, a period."""

from __future__ import annotations

import re
from functools import lru_cache

from core.idn.dates import MONTHS
from core.idn.periods import Periode, PeriodeError

TURUN = {"turun": "(2T − R)/T × 100", "turun_rasio": "T/R × 100"}
_DIRECTIONS = {
    "naik": (
        "naik",
        "positif",
        "maksimal",
        "maksimum",
        "maximize",
        "makin tinggi makin baik",
        "semakin tinggi semakin baik",
        "higher is better",
        "meningkat",
        "progresif",
        "tinggi",
        "+",
    ),
    "turun": (
        "turun",
        "negatif",
        "minimal",
        "minimum",
        "minimize",
        "makin rendah makin baik",
        "semakin rendah semakin baik",
        "lower is better",
        "menurun",
        "regresif",
        "rendah",
        "makin kecil makin baik",
    ),
    "turun_rasio": ("turun rasio", "turun t r", "t r"),
    "rentang": ("rentang", "range", "dalam rentang", "stabil dalam rentang"),
}
_BY_WORD = {word: key for key, words in _DIRECTIONS.items() for word in words}
_ORDER = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}


@lru_cache(maxsize=1_024)
def direction(text: str) -> str:
    """The formula that a direction names; 'tanpa' when it names none («tidak jelas», empty)."""
    word = " ".join(re.sub(r"[^a-z+]+", " ", text.casefold()).split())
    return _BY_WORD.get(word, "tanpa")


@lru_cache(maxsize=1_024)
def year(text: str) -> int | None:
    """2020 of '2020', 'TA 2020' or 'Tahun 2020'; None for what names no year."""
    found = re.fullmatch(r"(?:t\.?a\.?|tahun|tahun anggaran|thn)?\s*((?:19|20)[0-9]{2})", text.strip().casefold())
    return int(found[1]) if found else None


@lru_cache(maxsize=4_096)
def period(text: str, tahun: int) -> Periode | None:
    """The period of the year: tahunan, Triwulan II, TW2, Semester 1, Maret, 2020-TW1; None for anything else."""
    word = " ".join(re.sub(r"[^a-z0-9-]+", " ", text.casefold()).split())
    try:
        found = Periode.parse(word.upper())
        return found if found.tahun == tahun else None
    except PeriodeError:
        pass
    word = word.replace("-", " ").removesuffix(f" {tahun}").strip()
    part = _part(word)
    return Periode(tahun, part) if part else None


def _part(word: str) -> str:
    if word in ("tahunan", "tahun", "th", "setahun", "1 tahun", "akhir tahun"):
        return "TH"
    for index, name in enumerate(MONTHS, start=1):
        if word in (name.casefold(), f"bulan {name.casefold()}"):
            return f"B{index:02d}"
    if found := re.fullmatch(r"(?:triwulan|tribulan|tw|kuartal|q)\s*(iv|iii|ii|i|[1-4])", word):
        return f"TW{_ORDER[found[1]]}"
    if found := re.fullmatch(r"(?:semester|smt|s)\s*(ii|i|[12])", word):
        return f"S{_ORDER[found[1]]}"
    return ""
