"""Figures about times: which quantile is meant, when there are too few, and how minutes are said. Pure.

Quantiles are nearest-rank: the inverse of the empirical distribution function, definition 1 of R. J. Hyndman and
Y. Fan, «Sample Quantiles in Statistical Packages», The American Statistician 50 (1996) 361-365. So each is a time that
was really taken, and «90% took at most p90» is true to the letter. The database computes the same (services.statistik).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.idn.durations import Duration, format_duration

ENOUGH = 5
"""Below this many observations a figure is shown, but nothing is concluded from it."""
TOO_FEW = "Data belum cukup untuk disimpulkan"


def rank(percent: int, n: int) -> int:
    """The place (from 1) of a percentile among n values in ascending order: the smallest that leaves at least
    `percent` per cent of them at or below it. `percent` 1 to 100, n at least 1."""
    return max(1, -(-percent * n // 100))


def quantile(ascending: Sequence[int], percent: int) -> int:
    """:raises ValueError: of nothing."""
    if not ascending:
        raise ValueError("no quantile of nothing")
    return ascending[rank(percent, len(ascending)) - 1]


def least(ascending: Sequence[int], percent: int) -> int:
    """The greatest value that at least `percent` (1 to 100) per cent of them reach or go past.

    :raises ValueError: of nothing.
    """
    if not ascending:
        raise ValueError("no quantile of nothing")
    return ascending[(100 - percent) * len(ascending) // 100]


@dataclass(frozen=True)
class Measure:
    """Times of one group (a step, a position, a department). Minutes are net: pauses are left out.

    `least` is the greatest time that 90 per cent reached or went past, `median` and `p90` those that half and 90 per
    cent kept to. `ratio`, `ratio_p90`: per cent of the standard, each execution against its own; None where the
    standard is nothing. `over`: executions longer than their standard; `late`: ended after their due time; `by_hand`:
    recorded as done outside of the system. `day`: how many of these minutes make a day of the standard.
    """

    key: int
    n: int
    least: int
    median: int
    p90: int
    longest: int
    total: int
    standard: int
    ratio: int | None
    ratio_p90: int | None
    over: int
    late: int
    by_hand: int
    day: int
    label: str = ""

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH

    @property
    def over_share(self) -> int:
        return share(self.over, self.n)

    @property
    def on_time(self) -> int:
        return share(self.n - self.late, self.n)


def share(part: int, whole: int) -> int:
    """Per cent, rounded half up; 100 only for all and 0 only for none. 0 of nothing."""
    if not whole:
        return 0
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 99)
    return rounded


def in_words(minutes: int, day: int, rounding: Callable[[float], int] = round) -> str:
    """Minutes as an office says them: «2 hari 3 jam», a day being `day` minutes long, made readable.

    From a day on whole hours, from ten days on whole days, rounded by `rounding` (`math.floor` where at least so much
    is claimed, `math.ceil` where at most).
    """
    if not minutes:
        return "kurang dari 1 menit"
    if minutes < day:
        return format_duration(Duration(minutes=minutes))
    days, rest = divmod(minutes, day)
    if days >= 10:
        return format_duration(Duration(days=days + rounding(rest / day)))
    rest = 60 * rounding(rest / 60)
    # Seven and a half hours may round up to eight, which is more than the day has.
    return format_duration(Duration(days=days + 1) if rest >= day else Duration(days=days, minutes=rest))


def below(minutes: int, day: int) -> int | None:
    """The greatest round time that is truly less than `minutes`; None for a minute or less."""
    return max((one for one in _round_times(day) if one < minutes), default=None)


def at_most(minutes: int, day: int) -> int:
    """The least round time that is not less than `minutes`."""
    return min((one for one in _round_times(day) if one >= minutes), default=minutes)


def _round_times(day: int) -> list[int]:
    short = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 300, 360]
    days = [*range(1, 11), *range(15, 61, 5), *range(70, 1001, 10)]
    return [one for one in short if one < day] + [day * number for number in days]
