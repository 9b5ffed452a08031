"""How long a folder is kept, and what then: years counted from a trigger (JRA)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.idn.dates import format_date

AFTERWARDS = {
    "musnah": "dapat diusulkan musnah setelah dinilai",
    "permanen": "diserahkan ke lembaga kearsipan daerah sebagai arsip permanen",
    "dinilai_kembali": "dinilai kembali",
}


@dataclass(frozen=True)
class Retention:
    """A rule of the schedule: whole years active, then inactive. `pemicu` says from when to count."""

    aktif_tahun: int
    inaktif_tahun: int
    pemicu: str
    nasib_akhir: str


@dataclass(frozen=True)
class Kept:
    """The days to which a folder stays active and inactive, both included."""

    aktif_sampai: date
    inaktif_sampai: date


def kept_until(rule: Retention, closed: date) -> Kept:
    """The days that the rule gives for a folder closed (or to be closed) on `closed`."""
    start = date(closed.year, 12, 31) if rule.pemicu == "akhir_tahun" else closed
    active = years_after(start, rule.aktif_tahun)
    return Kept(active, years_after(active, rule.inaktif_tahun))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def in_words(rule: Retention, kept: Kept) -> str:
    """One sentence: 'Aktif sampai …, lalu inaktif sampai …; setelah itu …'"""
    return (
        f"Aktif sampai {format_date(kept.aktif_sampai)} ({rule.aktif_tahun} tahun), "
        f"lalu inaktif sampai {format_date(kept.inaktif_sampai)} ({rule.inaktif_tahun} tahun); "
        f"setelah itu {AFTERWARDS[rule.nasib_akhir]}."
    )


def code_and_parents(kode: str) -> Iterator[str]:
    """'000.8.6.3', '000.8.6', '000.8', '000': a schedule's row counts for the codes below it."""
    parts = kode.split(".")
    for length in range(len(parts), 0, -1):
        yield ".".join(parts[:length])
