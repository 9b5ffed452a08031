"""What the measured times say about an SOP, in sentences that can stand in a proposal to revise it. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.sop_kinerja.statistik import Measure, at_most, below, in_words

SHOWN = 6
TEN = 10
TELLING = 1.5
"""From this factor between the standard and what was needed on, a step is worth a sentence."""


@dataclass(frozen=True)
class Finding:
    """`weight`: how far the step is from its standard, by the logarithm of the factor; the greatest comes first."""

    nomor: int
    text: str
    weight: float


def findings(steps: Iterable[Measure]) -> list[Finding]:
    """The steps that deviate most, each in one sentence; none for a step with too few executions.

    Every «90%» is true as it stands: at least that share of the executions counted.
    """
    found = [one for step in steps if step.enough and (one := _finding(step)) is not None]
    return sorted(found, key=lambda one: (-one.weight, one.nomor))[:SHOWN]


def _finding(step: Measure) -> Finding | None:
    day = step.day
    half, slow = in_words(step.median, day, math.floor), in_words(step.p90, day, math.floor)
    least, most = below(step.least, day), at_most(step.p90, day)
    # Of fewer than ten, nine in ten are all.
    who = "semua" if step.n < TEN else "90%"
    if least is not None and least >= step.standard and _factor(step.least, step) >= TELLING:
        rest = f"{who} dari {step.n} pelaksanaan memerlukan lebih dari {in_words(least, day)}."
        return _say(step, step.least, rest)
    if _factor(step.median, step) >= TELLING:
        over = f"{step.over_share}% melampaui waktu baku"
        rest = f"separuh dari {step.n} pelaksanaan memerlukan {half} atau lebih, {over}."
        return _say(step, step.median, rest)
    if step.n >= TEN and _factor(step.p90, step) >= TELLING:
        usual = in_words(step.median, day, math.ceil)
        rest = f"separuh dari {step.n} pelaksanaan selesai dalam {usual}, tetapi 10% memerlukan {slow} atau lebih."
        return _say(step, step.p90, rest)
    if step.standard >= 2 * TELLING * most:
        rest = f"{who} dari {step.n} pelaksanaan selesai dalam {in_words(most, day)}, jauh lebih cepat."
        return _say(step, step.p90, rest)
    return None


def _say(step: Measure, needed: int, rest: str) -> Finding:
    text = f"Langkah {step.key} tertulis {in_words(step.standard, step.day)}; {rest}"
    return Finding(step.key, text, abs(math.log(_factor(needed, step))))


def _factor(needed: int, step: Measure) -> float:
    """How many times its standard a step needed; a standard of nothing counts as a minute."""
    return max(needed, 1) / max(step.standard, 1)
