"""Standard times (waktu of the mutu baku): days and minutes kept apart.

A day is a day of the SOP. No document says how many hours it has, nor whether it
is a working day, so minutes are never folded into days. An hour has 60 minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.idn.numbers import format_number

UNITS = ("menit", "jam", "hari")
_MINUTES = {"menit": 1, "jam": 60}


class DurationError(ValueError):
    """The value and unit make no standard time; the message says why."""


@dataclass(frozen=True)
class Duration:
    """`days` days of the SOP and `minutes` minutes; neither is negative."""

    days: int = 0
    minutes: int = 0

    def __post_init__(self) -> None:
        if self.days < 0 or self.minutes < 0:
            raise DurationError("Waktu tidak boleh kurang dari nol.")

    @classmethod
    def of(cls, value: int | Decimal, unit: str) -> Duration:
        """`of(3, "jam")` is 180 minutes. Units are menit, jam, hari, in any case.

        Raises DurationError for another unit, a negative value, and a value that
        leaves part of a minute or of a day (half a day has no agreed length).
        """
        name = unit.strip().lower()
        if name not in UNITS:
            raise DurationError(f"Satuan waktu “{unit}” tidak dikenal. Gunakan menit, jam, atau hari.")
        amount = Decimal(value) * _MINUTES.get(name, 1)
        if not amount.is_finite() or amount != amount.to_integral_value():
            smallest = "hari" if name == "hari" else "menit"
            raise DurationError(f"Waktu {value} {name} bukan bilangan {smallest} yang utuh.")
        return cls(days=int(amount)) if name == "hari" else cls(minutes=int(amount))

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.days + other.days, self.minutes + other.minutes)

    def __bool__(self) -> bool:
        return bool(self.days or self.minutes)


def sum_durations(durations: Iterable[Duration]) -> Duration:
    """Add them up; days to days and minutes to minutes."""
    return sum(durations, Duration())


def format_duration(duration: Duration, *, unit: str | None = None) -> str:
    """'122 hari 3 jam 2 menit'; with unit='menit' '2.055 menit'; nothing is '0 menit'.

    Days stay days with unit='menit' too: '1 hari 30 menit'.
    """
    hours, minutes = divmod(duration.minutes, 60)
    parts = (
        ((duration.days, "hari"), (duration.minutes, "menit"))
        if unit == "menit"
        else ((duration.days, "hari"), (hours, "jam"), (minutes, "menit"))
    )
    shown = [f"{format_number(Decimal(value))} {name}" for value, name in parts if value]
    return " ".join(shown) or "0 menit"
