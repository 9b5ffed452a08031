"""Words of a row that are not figures: the direction of an indicator, a year, a period."""

from __future__ import annotations

import re
from functools import lru_cache

from core.idn.dates import MONTHS
from core.idn.periods import Periode, PeriodeError
from plugins.sop_kinerja.capaian import Formula

TURUN: dict[Formula, str] = {"turun": "(2T − R)/T × 100", "turun_rasio": "T/R × 100"}
_UP = frozenset(
    (
        *("naik", "menaik", "meningkat", "tinggi", "besar", "banyak", "positif", "progresif", "maksimal", "maksimum"),
        *("maksimalkan", "max", "maximize", "maximise", "maximum", "higher", "high", "larger", "bigger", "more", "up"),
        *("increase", "increasing", "ascending", "positive", "+"),
    )
)
_DOWN = frozenset(
    (
        *("turun", "menurun", "rendah", "kecil", "sedikit", "negatif", "regresif", "minimal", "minimum", "minimalkan"),
        *("min", "minimize", "minimise", "lower", "low", "smaller", "less", "down", "decrease", "decreasing"),
        *("descending", "negative", "-"),
    )
)
_RANGE = frozenset(("rentang", "range", "kisaran"))
_AROUND = frozenset(
    (
        *("semakin", "makin", "lebih", "realisasi", "nilai", "angka", "capaian", "pencapaian", "kinerja", "indikator"),
        *("arah", "polaritas", "polarisasi", "progress", "progres", "tren", "trend", "maka", "berarti", "adalah"),
        *("yang", "menunjukkan", "menggambarkan", "baik", "bagus", "is", "the", "better", "best", "dalam", "stabil"),
        *("di", "of", "target"),
    )
)
_WAYS: tuple[tuple[Formula, frozenset[str]], ...] = (("naik", _UP), ("turun", _DOWN), ("rentang", _RANGE))
_KNOWN = _UP | _DOWN | _RANGE | _AROUND
_RATIO = frozenset(("turun rasio", "turun t r", "t r"))
_WRITTEN: dict[str, Formula] = {"rt": "naik", "2trt": "turun", "tr": "turun_rasio"}
"""Formulas as a column may write them, without their signs: (2T − R)/T × 100."""
_ORDER = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}
_QUARTER = re.compile(r"(?:triwulan|tribulan|tw|kuartal|q)\s*(?:ke\s*)?(iv|iii|ii|i|[1-4])")
_HALF = re.compile(r"(?:semester|smt|s)\s*(?:ke\s*)?(ii|i|[12])")
_YEAR = re.compile(r"(?:t\.?a\.?|tahun|tahun anggaran|thn)?\s*((?:19|20)[0-9]{2})")
_WHOLE = frozenset(
    (
        "tahunan",
        "tahun",
        "th",
        "setahun",
        "1 tahun",
        "satu tahun",
        "akhir tahun",
        "annual",
        "yearly",
        "januari desember",
    )
)


@lru_cache(maxsize=1_024)
def direction(text: str) -> Formula:
    """The formula that a direction names; 'tanpa' when it names none («tidak jelas», empty), or more than one."""
    words = re.sub(r"[^a-z+-]+", " ", text.casefold().replace("_", " ")).split()
    if " ".join(words) in _RATIO:
        return "turun_rasio"
    signs = re.sub(r"[^a-z0-9]", "", text.casefold())
    if written := _WRITTEN.get(signs.removesuffix("100").removesuffix("x")):
        return written
    words = [each.strip("+-") or each for each in words]
    if not _KNOWN.issuperset(words):
        return "tanpa"  # a word that is not known («tidak», «buruk») may turn the meaning round
    found = [formula for formula, names in _WAYS if not names.isdisjoint(words)]
    return found[0] if len(found) == 1 else "tanpa"


@lru_cache(maxsize=1_024)
def year(text: str) -> int | None:
    """2020 of '2020', 'TA 2020' or 'Tahun 2020'; None for what names no year."""
    found = _YEAR.fullmatch(text.strip().casefold())
    return int(found[1]) if found else None


@lru_cache(maxsize=4_096)
def period(text: str, tahun: int, kind: str = "") -> Periode | None:
    """The period of the year: tahunan, Triwulan II, TW2, Semester 1, Maret, 2020-TW1; None for anything else. `kind` is
    what the column is called, where it is called Triwulan, Semester or Bulan and the cell names just a number."""
    word = " ".join(re.sub(r"[^a-z0-9-]+", " ", text.casefold()).split())
    try:
        found = Periode.parse(word.upper())
        return found if found.tahun == tahun else None
    except PeriodeError:
        pass
    word = " ".join(word.replace("-", " ").split())
    word = "tahunan" if word == str(tahun) else word.removesuffix(f" {tahun}").strip()
    word = word.removesuffix(" tahun").removesuffix(" ta")
    part = part_of(word) or (part_of(f"{kind.casefold()} {word}") if kind else "")
    return Periode(tahun, part) if part else None


def part_of(word: str) -> str:
    """The part of a year that plain small words name: TW3 of 'triwulan iii'; empty for none."""
    if word in _WHOLE:
        return "TH"
    for index, name in enumerate(MONTHS, start=1):
        if word in (name.casefold(), f"bulan {name.casefold()}", f"bulan {index}", f"bulan {index:02d}"):
            return f"B{index:02d}"
    if found := _QUARTER.fullmatch(word):
        return f"TW{_ORDER[found[1]]}"
    if found := _HALF.fullmatch(word):
        return f"S{_ORDER[found[1]]}"
    return ""
