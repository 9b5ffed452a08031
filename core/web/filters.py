"""Jinja filters: figures, dates and durations as an Indonesian office writes them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from core.actor import find_actor
from core.admin.columns import cut
from core.idn.dates import format_date, format_datetime
from core.idn.durations import Duration, format_duration
from core.idn.numbers import EMPTY, format_number, format_percent, format_rupiah
from core.idn.periods import Periode


def zone() -> ZoneInfo:
    """The time zone of the person's government; WIB when nobody is signed in."""
    actor = find_actor()
    return ZoneInfo(actor.zona_waktu if actor else "Asia/Jakarta")


def tanggal(value: date | datetime | None, weekday: bool = False) -> str:
    """15 Agustus 2023; a moment's day is that of the person's time zone."""
    if value is None:
        return EMPTY
    day = value.astimezone(zone()).date() if isinstance(value, datetime) else value
    return format_date(day, weekday=weekday)


def tanggal_waktu(value: datetime | None) -> str:
    """15 Agustus 2023 pukul 09.05 WIB"""
    return EMPTY if value is None else format_datetime(value, zone())


def angka(value: Decimal | int | None, places: int | None = None) -> str:
    """1.234,5"""
    return format_number(None if value is None else Decimal(value), places)


def persen(value: Decimal | int | None, places: int | None = 2) -> str:
    """90,49%"""
    return format_percent(None if value is None else Decimal(value), places)


def rupiah(value: Decimal | int | None) -> str:
    """Rp1.234.567"""
    return format_rupiah(value)


def durasi(value: Duration | int | None, unit: str | None = None) -> str:
    """2 hari 3 jam; a plain number is minutes."""
    if value is None:
        return EMPTY
    return format_duration(Duration(minutes=value) if isinstance(value, int) else value, unit=unit)


def periode(value: Any) -> str:
    """Triwulan II 2023, from a Periode or its code 2023-TW2."""
    if value is None or value == "":
        return EMPTY
    return (value if isinstance(value, Periode) else Periode.parse(str(value))).label


def ukuran(value: int | None) -> str:
    """A file's size: 12 KB, 1,4 MB."""
    if value is None:
        return EMPTY
    if value < 1024 * 1024:
        return f"{format_number(Decimal(max(1, round(value / 1024))))} KB"
    return f"{format_number(Decimal(value) / (1024 * 1024), 1)} MB"


def di_tengah(label: str) -> str:
    """A label within a sentence: 'Data kinerja' begins small there, 'SOP' and what follows stay as they are."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


FILTERS = (tanggal, tanggal_waktu, angka, persen, rupiah, durasi, periode, ukuran, di_tengah, cut)


def install(app: Flask) -> None:
    for function in FILTERS:
        app.jinja_env.filters[function.__name__] = function
