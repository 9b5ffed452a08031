"""How far a value lies from what is usual: the modified z-score, and when there is enough to say so. Pure, Decimal.

B. Iglewicz and D. C. Hoaglin, «How to Detect and Handle Outliers» (ASQC Basic References in Quality Control 16, 1993):
M = 0.6745 (x - median) / MAD, unusual beyond 3.5. The median and the median absolute deviation stand firm as long as
less than half of the history is wrong. Where more than half of it is one same value, MAD is 0; then the mean absolute
deviation takes its place, M = (x - median) / (1.253314 MeanAD), 1.253314 being sqrt(pi / 2), as in statistics programs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ENOUGH = 8
"""Figures of history: two years of quarters. With 8, a figure like all others is still told to be a jump in some four
of a hundred cases; with 5 in twelve (simulated with normal values; `lonjakan` asks for an unusual step too)."""
LIMIT = Decimal("3.5")
_NORMAL = Decimal("0.6745")
_MEAN = Decimal("1.253314")


@dataclass(frozen=True)
class Ukuran:
    """A history in numbers. `deviation` is the MAD, or with `by_mean` the mean absolute deviation; 0: all are equal."""

    n: int
    low: Decimal
    high: Decimal
    median: Decimal
    deviation: Decimal
    by_mean: bool

    def score(self, value: Decimal) -> Decimal | None:
        """The modified z-score, negative below the median; None where all of the history is equal."""
        if not self.deviation:
            return None
        away = value - self.median
        return away / (_MEAN * self.deviation) if self.by_mean else _NORMAL * away / self.deviation

    def is_unusual(self, value: Decimal) -> bool:
        """Where all of the history is equal: whether the value is another."""
        score = self.score(value)
        return value != self.median if score is None else abs(score) > LIMIT

    def has_seen(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def measure(values: Sequence[Decimal]) -> Ukuran:
    """Of at least one value."""
    middle = median(values)
    away = [abs(value - middle) for value in values]
    deviation, by_mean = median(away), False
    if not deviation:
        deviation, by_mean = sum(away, Decimal(0)) / len(away), True
    return Ukuran(len(values), min(values), max(values), middle, deviation, by_mean)


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
