"""Dates and times in Indonesian words, in the zone of the reader."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# What officials write is the short name of the zone, never its city.
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def format_date(day: date, *, weekday: bool = False) -> str:
    """'15 Agustus 2023', or 'Selasa, 15 Agustus 2023'.

    Raises TypeError for a datetime: its day depends on the zone, use format_datetime.
    """
    if isinstance(day, datetime):
        raise TypeError("format_date menerima tanggal; gunakan format_datetime untuk waktu")
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{DAYS[day.weekday()]}, {written}" if weekday else written


def format_datetime(moment: datetime, tz: ZoneInfo) -> str:
    """'15 Agustus 2023 pukul 09.05 WIB', in the zone `tz`.

    Raises ValueError for a moment without a zone: it can't be known what it means.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("waktu tanpa zona tidak dapat ditampilkan")
    local = moment.astimezone(tz)
    return f"{format_date(local.date())} pukul {local:%H.%M} {zone_name(local, tz)}"


def zone_name(moment: datetime, tz: ZoneInfo) -> str:
    """'WIB', 'WITA' or 'WIT'; any other zone shows its offset, as in 'UTC+08:00'."""
    known = ZONE_NAMES.get(tz.key)
    if known is not None:
        return known
    offset = f"{moment.astimezone(tz):%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def roman(month: int) -> str:
    """The month of a letter number: 1 is 'I', 12 is 'XII'. Raises ValueError."""
    if not 1 <= month <= 12:
        raise ValueError(f"bulan harus 1 sampai 12, bukan {month}")
    return ROMAN[month - 1]
