"""Whether the targets of a year, its triwulan and its months agree with one another, by the indicator's own rule. Pure.

A target is a Decimal, or None where the indicator is not due in that period; what nobody has set is not in the mapping.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.idn.numbers import format_number
from core.idn.periods import Periode

YEAR = "TH"
QUARTERS = ("TW1", "TW2", "TW3", "TW4")
MONTHS = tuple(f"B{month:02d}" for month in range(1, 13))
MONTHS_OF = {quarter: MONTHS[3 * index : 3 * index + 3] for index, quarter in enumerate(QUARTERS)}
HALVES = {"S1": QUARTERS[:2], "S2": QUARTERS[2:]}
_DIVIDED: dict[str, tuple[Sequence[str], ...]] = {
    YEAR: (tuple(HALVES), QUARTERS, MONTHS),
    **{half: (quarters, MONTHS[6 * at : 6 * at + 6]) for at, (half, quarters) in enumerate(HALVES.items())},
    **{quarter: (months,) for quarter, months in MONTHS_OF.items()},
}
"""Each whole and the ways in which it is divided."""

Targets = Mapping[str, Decimal | None]
"""Part of the year (TH, TW1, B01) -> target."""


@dataclass(frozen=True)
class Rule:
    """How the parts of an indicator make the whole: one of `models.data.AGREGASI`.

    `kumulatif`: each part is counted from January. `naik`: more is better, so that no part lies beyond the whole where
    the whole is the last or the highest of them; a mean, a ratio or a number that shall fall may lie on either side.
    """

    agregasi: str
    kumulatif: bool = False
    naik: bool = False

    @classmethod
    def of(cls, row: Any) -> "Rule":
        """That of an indicator, or of its copy of a year: the columns have the same names."""
        return cls(str(row.agregasi_periode), bool(row.kumulatif), row.formula == "naik")

    @property
    def added(self) -> bool:
        return self.agregasi == "jumlah" and not self.kumulatif

    @property
    def bounded(self) -> bool:
        """Whether each part by itself stays within its whole."""
        return self.added or self.kumulatif or (self.naik and self.agregasi in ("terakhir", "maksimum"))


@dataclass(frozen=True)
class Finding:
    """What is wrong at a part of the year. `galat`: it can't be right; else it only looks unusual."""

    bagian: str
    kalimat: str
    galat: bool


def quarters_against_year(rule: Rule, targets: Targets) -> list[Finding]:
    """The four triwulan among themselves and against the year."""
    return [*_negative(rule, targets, (YEAR, *QUARTERS)), *_parts(rule, YEAR, QUARTERS, targets)]


def months_against_quarters(rule: Rule, targets: Targets) -> list[Finding]:
    """The twelve months among themselves and each three against their triwulan."""
    found = _negative(rule, targets, MONTHS)
    for quarter, months in MONTHS_OF.items():
        found += _parts(rule, quarter, months, targets)
    if rule.kumulatif:
        known = {finding.bagian for finding in found}
        found += [one for one in _falling(MONTHS, targets) if one.bagian not in known]
    return found


def check(rule: Rule, targets: Targets) -> list[Finding]:
    """Everything about the targets of one indicator in one year."""
    return [*quarters_against_year(rule, targets), *months_against_quarters(rule, targets)]


def never_right(rule: Rule, targets: Targets) -> dict[str, str]:
    """Part of the year -> why its target, or that of all parts, can't be right whatever is set later: one row is
    written at a time, so that what is still lacking is no mistake. Semesters are looked at here too."""
    found = {one.bagian: one.kalimat for one in _negative(rule, targets, tuple(targets))}
    for whole, ways in _DIVIDED.items():
        for parts in ways:
            for one in _beyond(rule, whole, parts, targets):
                found.setdefault(one.bagian, one.kalimat)
    return found


def _parts(rule: Rule, whole: str, parts: Sequence[str], targets: Targets) -> list[Finding]:
    beyond = list(_beyond(rule, whole, parts, targets))
    if rule.kumulatif:
        return [*beyond, *_cumulative(whole, parts, targets, {one.bagian for one in beyond})]
    if rule.added:
        return beyond or list(_too_little(whole, parts, targets))
    return [*beyond, *_unusual(rule, whole, parts, targets)]


def _beyond(rule: Rule, whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    """Parts that exceed the whole that they are of, or do so together."""
    limit, given = targets.get(whole), _given(parts, targets)
    if limit is None or not rule.bounded:
        return
    over = [part for part, value in given if value > limit]
    for part in over:
        yield _galat(part, f"{_named(part, targets)} melebihi {_named(whole, targets, small=True)}.")
    total = sum((value for _, value in given), Decimal(0))
    if rule.added and given and total > limit and not over:
        names = _span([part for part, _ in given], total)
        yield _galat(given[-1][0], f"Jumlah {names} melebihi {_named(whole, targets, small=True)}.")


def _cumulative(whole: str, parts: Sequence[str], targets: Targets, beyond: Set[str]) -> Iterator[Finding]:
    limit, last = targets.get(whole), targets.get(parts[-1])
    if limit is not None and last is not None and last < limit:
        words = f"{_named(parts[-1], targets)} harus sama dengan {_named(whole, targets, small=True)}"
        yield _galat(parts[-1], f"{words}, karena indikator ini kumulatif.")
    yield from (one for one in _falling(parts, targets) if one.bagian not in beyond)


def _falling(parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    earlier = ""
    for part in parts:
        value = targets.get(part)
        if value is None:
            continue
        before = targets.get(earlier)
        if before is not None and value < before:
            words = f"{_named(part, targets)} lebih kecil daripada {_named(earlier, targets, small=True)}"
            yield _galat(part, f"{words}; target kumulatif tidak turun.")
        earlier = part


def _too_little(whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    """Once every part is set, none may be lacking."""
    limit, given = targets.get(whole), _given(parts, targets)
    total = sum((value for _, value in given), Decimal(0))
    if limit is not None and given and total < limit and all(part in targets for part in parts):
        names = _span([part for part, _ in given], total)
        yield _galat(given[-1][0], f"Jumlah {names} kurang dari {_named(whole, targets, small=True)}.")


def _unusual(rule: Rule, whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    limit, given = targets.get(whole), _given(parts, targets)
    if limit is None:
        return
    goal = _named(whole, targets, small=True)
    for part, value in given:
        if value > limit and rule.agregasi == "maksimum" and not rule.naik:
            yield Finding(part, f"{_named(part, targets)} melebihi {goal}.", False)
        elif rule.agregasi == "minimum" and value < limit:
            yield Finding(part, f"{_named(part, targets)} kurang dari {goal}.", False)
    last = targets.get(parts[-1])
    if rule.agregasi == "terakhir" and last is not None and last != limit and not (rule.naik and last > limit):
        yield Finding(parts[-1], f"{_named(parts[-1], targets)} belum sama dengan {goal}.", False)
    if rule.agregasi == "rata_rata" and len(given) == len(parts):
        mean = sum((value for _, value in given), Decimal(0)) / len(parts)
        if mean.quantize(limit, ROUND_HALF_UP) != limit:
            words = f"Rata-rata {_span(parts, mean.quantize(Decimal('0.01'), ROUND_HALF_UP))}"
            yield Finding(parts[-1], f"{words} tidak sama dengan {goal}.", False)


def _negative(rule: Rule, targets: Targets, parts: Sequence[str]) -> list[Finding]:
    """What is added up, or counts up, begins at zero."""
    counted = rule.added or rule.kumulatif
    below = [part for part in parts if counted and (targets.get(part) or Decimal(0)) < 0]
    return [_galat(part, f"{_named(part, targets)} tidak boleh negatif.") for part in below]


def _given(parts: Sequence[str], targets: Targets) -> list[tuple[str, Decimal]]:
    return [(part, value) for part in parts if (value := targets.get(part)) is not None]


def name_of(part: str) -> str:
    """'tahun', 'Triwulan I', 'Januari'."""
    return "tahun" if part == YEAR else Periode(2000, part).label.removesuffix(" 2000")


def _named(part: str, targets: Targets, *, small: bool = False) -> str:
    """'Target Triwulan I (12)'"""
    return f"{'target' if small else 'Target'} {name_of(part)} ({format_number(targets.get(part))})"


def _span(parts: Sequence[str], total: Decimal) -> str:
    """'target Triwulan I sampai Triwulan IV (14)'"""
    first, last = name_of(parts[0]), name_of(parts[-1])
    return f"target {first if first == last else f'{first} sampai {last}'} ({format_number(total)})"


def _galat(part: str, sentence: str) -> Finding:
    return Finding(part, sentence, True)
