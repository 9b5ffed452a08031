"""Reporting periods: bulan, triwulan, semester and tahun, by their code.

`2026-B03` is Maret, `2026-TW2` Triwulan II, `2026-S1` Semester I, `2026-TH` the whole year 2026.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, total_ordering

from core.idn.dates import MONTHS, ROMAN

_CODE = re.compile(r"([0-9]{4})-(TW[1-4]|S[12]|TH|B(?:0[1-9]|1[0-2]))")

# part of the year -> (first month, last month, label without the year)
_PARTS: dict[str, tuple[int, int, str]] = {
    "TW1": (1, 3, f"Triwulan {ROMAN[0]}"),
    "TW2": (4, 6, f"Triwulan {ROMAN[1]}"),
    "TW3": (7, 9, f"Triwulan {ROMAN[2]}"),
    "TW4": (10, 12, f"Triwulan {ROMAN[3]}"),
    "S1": (1, 6, f"Semester {ROMAN[0]}"),
    "S2": (7, 12, f"Semester {ROMAN[1]}"),
    "TH": (1, 12, "Tahun"),
}
_YEARLY = tuple(_PARTS)
_PARTS |= {f"B{month:02d}": (month, month, name) for month, name in enumerate(MONTHS, start=1)}
_KADENSI = {"B": "bulanan", "TW": "triwulan", "S": "semester", "TH": "tahunan"}


class PeriodeError(ValueError):
    """The text is no period code; the message shows codes that are."""


@total_ordering
@dataclass(frozen=True)
class Periode:
    """One period: `tahun` 1900..2999 and `bagian` B01..B12, TW1..TW4, S1, S2 or TH.

    Ordered by its last day, and the shorter first: TW1 < TW2 < S1 < ... < S2 < TH,
    which is the order in which reports can be made out of one another.
    """

    tahun: int
    bagian: str

    def __post_init__(self) -> None:
        if not 1900 <= self.tahun <= 2999 or self.bagian not in _PARTS:
            raise PeriodeError(_message(f"{self.tahun}-{self.bagian}"))

    @classmethod
    def parse(cls, code: str) -> Periode:
        """Read a code such as `2026-TW2`; raises PeriodeError."""
        return _parsed(code)

    @property
    def code(self) -> str:
        return f"{self.tahun:04d}-{self.bagian}"

    @property
    def label(self) -> str:
        """'Maret 2026', 'Triwulan II 2026', 'Semester I 2026' or 'Tahun 2026'."""
        return f"{_PARTS[self.bagian][2]} {self.tahun}"

    @property
    def kadensi(self) -> str:
        """'bulanan', 'triwulan', 'semester' or 'tahunan': how often such a period comes."""
        return _KADENSI[self.bagian.rstrip("0123456789")]

    @property
    def start(self) -> date:
        return date(self.tahun, _PARTS[self.bagian][0], 1)

    @property
    def end(self) -> date:
        """The last day of the period, itself included."""
        month = _PARTS[self.bagian][1]
        return date(self.tahun, month, monthrange(self.tahun, month)[1])

    @property
    def parts(self) -> tuple[Periode, ...]:
        """What this period is made of: two quarters, two semesters, or nothing."""
        names = {"S1": ("TW1", "TW2"), "S2": ("TW3", "TW4"), "TH": ("S1", "S2")}
        return tuple(Periode(self.tahun, name) for name in names.get(self.bagian, ()))

    @property
    def whole(self) -> Periode | None:
        """What this period is a part of: its semester, its year, or nothing."""
        names = {"TW1": "S1", "TW2": "S1", "TW3": "S2", "TW4": "S2", "S1": "TH", "S2": "TH"}
        name = names.get(self.bagian)
        return None if name is None else Periode(self.tahun, name)

    @property
    def months(self) -> tuple[Periode, ...]:
        """The months of the period, in order; of a month itself."""
        first, last, _ = _PARTS[self.bagian]
        return tuple(Periode(self.tahun, f"B{month:02d}") for month in range(first, last + 1))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code

    def __lt__(self, other: Periode) -> bool:
        if not isinstance(other, Periode):
            return NotImplemented
        return self._sort_key < other._sort_key

    @cached_property
    def _sort_key(self) -> tuple[date, int]:
        return self.end, -self.start.toordinal()


@lru_cache(maxsize=1024)
def _parsed(code: str) -> Periode:
    """Kept, since a page of many figures reads the same few codes again and again; a period never changes."""
    match = _CODE.fullmatch(code.strip().upper())
    if match is None:
        raise PeriodeError(_message(code))
    return Periode(int(match[1]), match[2])


def periods_of_year(tahun: int) -> tuple[Periode, ...]:
    """The seven periods of a year, in their order: TW1, TW2, S1, TW3, TW4, S2, TH."""
    return tuple(sorted(Periode(tahun, bagian) for bagian in _YEARLY))


def in_words(code: object) -> str:
    """'Triwulan II 2026' of its code; what is no code (the year of a yearly document) as it is."""
    try:
        return Periode.parse(str(code or "")).label
    except PeriodeError:
        return str(code or "")


def _message(code: str) -> str:
    shown = code if len(code) <= 20 else f"{code[:19]}…"
    return (
        f"“{shown}” bukan kode periode. Gunakan tahun dan bagiannya: 2026-TW1 sampai "
        "2026-TW4, 2026-S1, 2026-S2, 2026-TH, atau bulannya: 2026-B01 sampai 2026-B12."
    )
