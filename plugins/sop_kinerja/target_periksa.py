"""Whether the targets of a year, its triwulan and its months agree with one another, by the indicator's own rule. Pure.

A target is a Decimal, or None where the indicator is not due in that period; what nobody has set is not in the mapping.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.idn.numbers import format_number
from core.idn.periods import Periode

YEAR = "TH"
QUARTERS = ("TW1", "TW2", "TW3", "TW4")
MONTHS = tuple(f"B{month:02d}" for month in range(1, 13))
MONTHS_OF = {quarter: MONTHS[3 * index : 3 * index + 3] for index, quarter in enumerate(QUARTERS)}

Targets = Mapping[str, Decimal | None]
"""Part of the year (TH, TW1, B01) -> target."""


@dataclass(frozen=True)
class Rule:
    """How the parts of an indicator make the whole: one of `models.data.AGREGASI`.

    `kumulatif`: each part is counted from January. `naik`: more is better, so that no part lies beyond the whole where
    the whole is the last or the highest of them.
    """

    agregasi: str
    kumulatif: bool = False
    naik: bool = False


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


def _parts(rule: Rule, whole: str, parts: Sequence[str], targets: Targets) -> list[Finding]:
    if rule.kumulatif:
        return list(_cumulative(whole, parts, targets))
    if rule.agregasi == "jumlah":
        return list(_summed(whole, parts, targets))
    return list(_unusual(rule, whole, parts, targets))


def _cumulative(whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    limit = targets.get(whole)
    beyond = [part for part in parts if limit is not None and (targets.get(part) or Decimal(0)) > limit]
    for part in beyond:
        yield _galat(part, f"{_named(part, targets)} melebihi {_named(whole, targets, small=True)}.")
    last = targets.get(parts[-1])
    if limit is not None and last is not None and last < limit:
        yield _galat(
            parts[-1],
            f"{_named(parts[-1], targets)} harus sama dengan {_named(whole, targets, small=True)}, "
            "karena indikator ini kumulatif.",
        )
    yield from (one for one in _falling(parts, targets) if one.bagian not in beyond)


def _falling(parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    earlier = ""
    for part in parts:
        value = targets.get(part)
        if value is None:
            continue
        before = targets.get(earlier)
        if before is not None and value < before:
            yield _galat(
                part,
                f"{_named(part, targets)} lebih kecil daripada {_named(earlier, targets, small=True)}; "
                "target kumulatif tidak turun.",
            )
        earlier = part


def _summed(whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    limit = targets.get(whole)
    given = [part for part in parts if targets.get(part) is not None]
    if limit is None or not given:
        return
    beyond = [part for part in given if (targets[part] or Decimal(0)) > limit]
    for part in beyond:
        yield _galat(part, f"{_named(part, targets)} melebihi {_named(whole, targets, small=True)}.")
    total = sum((targets[part] or Decimal(0) for part in given), Decimal(0))
    if total > limit and not beyond:
        yield _galat(given[-1], f"Jumlah {_span(given, total)} melebihi {_named(whole, targets, small=True)}.")
    elif total < limit and all(part in targets for part in parts):
        yield _galat(given[-1], f"Jumlah {_span(given, total)} kurang dari {_named(whole, targets, small=True)}.")


def _unusual(rule: Rule, whole: str, parts: Sequence[str], targets: Targets) -> Iterator[Finding]:
    limit = targets.get(whole)
    if limit is None:
        return
    given = [(part, value) for part in parts if (value := targets.get(part)) is not None]
    goal = _named(whole, targets, small=True)
    for part, value in given:
        if value > limit and (rule.agregasi == "maksimum" or (rule.agregasi == "terakhir" and rule.naik)):
            yield Finding(part, f"{_named(part, targets)} melebihi {goal}.", rule.naik)
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
    if rule.agregasi != "jumlah" and not rule.kumulatif:
        return []
    below = [part for part in parts if (targets.get(part) or Decimal(0)) < 0]
    return [_galat(part, f"{_named(part, targets)} tidak boleh negatif.") for part in below]


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
