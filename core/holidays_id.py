"""Indonesian holidays as a starting list; an admin corrects it in HariLibur.

Taken from the `holidays` package. The government fixes next year's days by a joint
decree (SKB) only: days of years without one are marked '(perkiraan)' where they
follow a moon calendar, and their cuti bersama is missing until the package has it.
"""

from __future__ import annotations

from datetime import date

FIRST_YEAR = 2020
LAST_YEAR = 2030

LIBUR_NASIONAL = "libur_nasional"
CUTI_BERSAMA = "cuti_bersama"

_CATEGORIES = {"public": LIBUR_NASIONAL, "government": CUTI_BERSAMA}
# The package misspells "pengganti" in its Indonesian names.
_SPELLING = {"Pegangti": "Pengganti"}


def indonesian_holidays(year: int) -> list[tuple[date, str, str]]:
    """Rows (tanggal, nama, jenis) of one year, by date; jenis is LIBUR_NASIONAL or CUTI_BERSAMA.

    Two holidays on one day are one row with both names. Raises ValueError outside
    FIRST_YEAR..LAST_YEAR, where the moon calendar's estimates are of no use.
    """
    import holidays  # a tenth of a second, which each start of a process would pay

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Hari libur hanya tersedia untuk tahun {FIRST_YEAR} sampai {LAST_YEAR}, bukan {year}.")
    rows = [
        (day, _spelled(name), jenis)
        for category, jenis in _CATEGORIES.items()
        for day, name in holidays.country_holidays("ID", years=year, categories=(category,), language="id").items()
    ]
    return sorted(rows)


def _spelled(name: str) -> str:
    for wrong, right in _SPELLING.items():
        name = name.replace(wrong, right)
    return name
