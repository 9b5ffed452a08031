"""The recaps worked out plainly: one figure after the other, in fractions, without SQL. What the engine must equal.

A figure here is a whole number of millionths, as in the columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from plugins.sop_kinerja.services.data_assess import assess

MONTHS = [f"B{n:02d}" for n in range(1, 13)]
PARTS = {f"TW{n + 1}": MONTHS[3 * n : 3 * n + 3] for n in range(4)}
PARTS |= {"S1": ["TW1", "TW2"], "S2": ["TW3", "TW4"], "TH": ["S1", "S2"]}
PERIODS = (*MONTHS, *PARTS)
FIGURE, COLUMN = 10**18, 9 * 10**18
TOO_LARGE = "Hasil hitungan terlalu besar; periksa satuan target dan realisasi."
NO_PARTS = "Pembilang atau penyebut salah satu bagiannya belum diisi."
NO_DIVISOR = "Jumlah penyebutnya nol atau negatif, sehingga rasionya tidak dapat dihitung."
NO_WEIGHT = "Bobot salah satu indikator di bawahnya belum ditetapkan."


@dataclass(frozen=True)
class Rule:
    formula: str = "naik"
    periode: str = "jumlah"
    unit: str = "jumlah"
    kumulatif: bool = False
    satuan: str = "Orang"
    bobot: int | None = None
    induk: int | None = None
    """The number of the indicator that this one stands under."""

    @property
    def over_time(self) -> str:
        return "terakhir" if self.kumulatif and self.periode != "tidak" else self.periode

    @property
    def over_units(self) -> str:
        return "tidak" if self.unit == "terakhir" else self.unit


@dataclass(frozen=True)
class Node:
    asal: str
    nilai: int | None
    target: int | None
    atas: int | None
    due: bool
    formula: str
    jumlah: int | None = None
    banyak: int = 0
    pembilang: int | None = None
    penyebut: int | None = None
    ada: int = 1
    perlu: int = 1
    why: str = ""

    @property
    def complete(self) -> bool:
        return self.ada == self.perlu


@dataclass
class World:
    """One asker's year. `facts` and `asked` by (indicator, period, branch); `targets` by (indicator, period)."""

    rules: list[Rule]
    facts: dict[tuple[int, str, str], Node]
    targets: Mapping[tuple[int, str], tuple[int | None, int | None]] = field(default_factory=dict)
    asked: frozenset[tuple[int, str, str]] = frozenset()

    def nodes(self) -> dict[tuple[int, str], dict[str, Any]]:
        """(indicator, period) -> the columns of its RekapAngka."""
        found = {}
        for number in range(len(self.rules)):
            for period in PERIODS:
                node = self.node(number, period)
                if node is not None:
                    found[number, period] = _columns(node)
        return found

    def node(self, number: int, period: str) -> Node | None:
        own = self._own(number, period)
        if own is not None and (own.asal != "periode" or own.complete):
            return own
        children = [n for n, rule in enumerate(self.rules) if rule.induk == number]
        made = [(self.rules[n], node) for n in children if (node := self.node(n, period)) is not None]
        rule = self.rules[number]
        if rule.over_units == "tidak" or not any(node.nilai is not None or node.complete for _, node in made):
            return own
        return self._made("turunan", number, period, made, perlu=len(children))

    def _own(self, number: int, period: str) -> Node | None:
        if (number, period, "") in self.facts:
            return self.facts[number, period, ""]
        rule = self.rules[number]
        branches = {branch for n, _, branch in (*self.facts, *self.asked) if n == number and branch}
        units = [node for branch in sorted(branches) if (node := self._leaf(number, period, branch)) is not None]
        if rule.over_units != "tidak" and any(unit.complete for unit in units):
            asked = {b for n, p, b in self.asked if n == number and b and _within(p, period)}
            perlu = max(len(asked), len(units))
            return self._made("unit", number, period, [(rule, unit) for unit in units], perlu=perlu)
        return self._over_time(number, period, lambda part: self._own(number, part))

    def _leaf(self, number: int, period: str, branch: str) -> Node | None:
        if (number, period, branch) in self.facts:
            return self.facts[number, period, branch]
        return self._over_time(number, period, lambda part: self._leaf(number, part, branch))

    def _over_time(self, number: int, period: str, part_of: Any) -> Node | None:
        if period not in PARTS or self.rules[number].over_time == "tidak":
            return None
        parts = [part_of(part) for part in PARTS[period]]
        if not any(parts):
            return None
        there = [(self.rules[number], part) for part in parts if part is not None]
        return self._made("periode", number, period, there, perlu=len(parts))

    def _made(self, axis: str, number: int, period: str, parts: list[tuple[Rule, Node]], perlu: int) -> Node:
        rule = self.rules[number]
        how = rule.over_time if axis == "periode" else rule.over_units
        nodes = [node for _, node in parts]
        ada = sum(node.complete for node in nodes)
        full = [node for node in nodes if node.nilai is not None]
        mean = how in ("rata_rata", "tertimbang")
        sums = [n.jumlah if axis == "periode" and n.asal == "periode" and mean else n.nilai for n in full]
        many = sum(n.banyak for n in nodes if n.asal == "periode") + sum(1 for n in full if n.asal != "periode")
        many = many if axis == "periode" else len(full)
        total = sum(one for one in sums if one is not None)
        last = full[-1] if full else None
        whys = [n.why for n in nodes if n.why]
        why, value = "", None
        pb, py = sum(n.pembilang or 0 for n in full), sum(n.penyebut or 0 for n in full)
        if axis == "periode" and ada < perlu:
            why = "incomplete"
        elif worse := [w for w in whys if w != "incomplete"]:
            why = max(worse, key=[TOO_LARGE, NO_PARTS, NO_DIVISOR, NO_WEIGHT].index)
        elif full and last is not None:
            if how == "rasio":
                if any(n.pembilang is None or n.penyebut is None for n in full):
                    why = NO_PARTS
                elif py <= 0 and abs(py) < COLUMN:
                    why = NO_DIVISOR
                elif abs(pb) < COLUMN and abs(py) < COLUMN:
                    percent = rule.satuan.strip().lower() in ("%", "persen")
                    value = Fraction(pb, py) * (100 if percent else 1) * 10**6
            elif how == "tertimbang" and axis == "turunan":
                weights = [r.bobot for r, n in parts if n.nilai is not None]
                if None in weights or sum(weights) <= 0:  # type: ignore[arg-type]
                    why = NO_WEIGHT
                else:
                    value = Fraction(sum(w * n.nilai for w, n in zip(weights, full, strict=True)), sum(weights))  # type: ignore
            elif how == "terakhir":
                value = Fraction(last.nilai or 0)
            elif mean:
                value = Fraction(total, many) if abs(total) < COLUMN else None
            elif how == "jumlah":
                value = Fraction(total)
            else:
                chosen = (max if how == "maksimum" else min)(n.nilai for n in full)  # type: ignore[type-var]
                value = Fraction(chosen or 0)
            if not why and (value is None or abs(value) >= FIGURE):
                why, value = TOO_LARGE, None
        shown = None if value is None or why else half_up(value)
        keeps_sum = shown is not None and how in ("jumlah", "rata_rata", "tertimbang") and abs(total) < COLUMN
        keeps = shown is not None and how in ("rasio", "terakhir")
        if how == "terakhir" and last is not None:
            pb, py = last.pembilang, last.penyebut  # type: ignore[assignment]
        target, atas, due = self._target(axis, number, period, how, nodes, perlu)
        return Node(
            axis, shown, target, atas, due, rule.formula, total if keeps_sum else None, many,
            pb if keeps else None, py if keeps else None, ada, perlu, why,
        )  # fmt: skip

    def _target(self, axis: str, number: int, period: str, how: str, nodes: list[Node], perlu: int) -> tuple[Any, ...]:
        if (number, period) in self.targets:
            target, atas = self.targets[number, period]
            return target, atas, target is not None
        due = any(node.due for node in nodes) or (axis == "periode" and len(nodes) < perlu)
        having = [node for node in nodes if node.target is not None]
        if axis == "turunan" or not having:
            return None, None, due
        if axis == "unit":
            return _agreed([n.target for n in nodes]), _agreed([n.atas for n in nodes]), due
        if len(nodes) < perlu or any(node.due and node.target is None for node in nodes):
            return None, None, due
        tops = [node.atas for node in nodes if node.atas is not None]
        target = _of_rule(how, [n.target for n in having], having[-1].target, len(having))
        atas = _of_rule(how, tops, having[-1].atas, len(having)) if len(tops) >= len(having) else None
        return target, atas, due


def half_up(value: Fraction) -> int:
    whole = abs(value) + Fraction(1, 2)
    return (-1 if value < 0 else 1) * (whole.numerator // whole.denominator)


def exact(value: Decimal | None) -> int | None:
    """A capaian as it is stored: six places, half-up."""
    return None if value is None else int(value.scaleb(6).to_integral_value(ROUND_HALF_UP))


def decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-6)


def _of_rule(how: str, values: list[Any], last: Any, count: int) -> int | None:
    total = sum(values)
    if how == "terakhir":
        return last
    if how in ("maksimum", "minimum"):
        return (max if how == "maksimum" else min)(values)
    if how == "jumlah":
        return total if abs(total) < FIGURE else None
    if how in ("rata_rata", "tertimbang"):
        small = abs(total) < COLUMN and abs(Fraction(total, count)) < FIGURE
        return half_up(Fraction(total, count)) if small else None
    return _agreed(values)


def _agreed(values: list[int | None]) -> int | None:
    different = {value for value in values if value is not None}
    return different.pop() if len(different) == 1 else None


@lru_cache
def _within(part: str, period: str) -> bool:
    return part == period or any(_within(part, one) for one in PARTS.get(period, ()))


def _columns(node: Node) -> dict[str, Any]:
    judged = assess(
        decimal(node.nilai), decimal(node.target), node.formula, due=node.due, target_atas=decimal(node.atas)
    )
    reason = judged.reason
    if node.why == "incomplete" and reason in (
        assess(Decimal(1), None, "naik").reason, assess(None, Decimal(1), "naik").reason,
    ):  # fmt: skip
        reason = f"Baru {node.ada} dari {node.perlu} bagian periode ini yang disahkan dan terisi."
    elif node.why and node.why != "incomplete":
        reason = node.why
    return {
        "asal": node.asal, "nilai": node.nilai, "jumlah": node.jumlah, "banyak": node.banyak,
        "pembilang": node.pembilang, "penyebut": node.penyebut, "target": node.target, "target_atas": node.atas,
        "jatuh_tempo": node.due, "capaian": exact(judged.value), "alasan": reason, "ada": node.ada, "perlu": node.perlu,
    }  # fmt: skip
