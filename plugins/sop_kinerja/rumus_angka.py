"""A figure's formula with the numbers put in, as one would write it by hand. Pure: words out of what was computed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.idn.numbers import EMPTY, format_number, format_percent

ROUNDED = "dibulatkan setengah ke atas ke enam angka di belakang koma"
MOST = 12
"""Parts that are written out; more are counted."""


def capaian_in_numbers(
    formula: str,
    nilai: Decimal | None,
    target: Decimal | None,
    atas: Decimal | None,
    capaian: Decimal | None,
) -> str:
    """'72,39 / 80 × 100 = 90,4875%'; empty when nothing was computed."""
    if capaian is None or nilai is None or target is None:
        return ""
    r, t, result = format_number(nilai), format_number(target), format_percent(capaian, None)
    if formula == "naik":
        return f"{r} / {t} × 100 = {result}"
    if formula == "turun":
        return f"(2 × {t} − {r}) / {t} × 100 = {result}"
    if formula == "turun_rasio":
        return f"{t} / {r} × 100 = {result}"
    if formula != "rentang" or atas is None:
        return ""
    top = format_number(atas)
    if nilai < target:
        return f"{r} di bawah rentang {t} sampai {top}: {r} / {t} × 100 = {result}"
    if nilai > atas:
        return f"{r} di atas rentang {t} sampai {top}: (2 × {top} − {r}) / {top} × 100 = {result}"
    return f"{r} di dalam rentang {t} sampai {top}: {result}"


def made_of(
    rule: str, parts: Sequence[tuple[str, Decimal | None]], *, nilai: Decimal | None, jumlah: Decimal | None,
    banyak: int, pembilang: Decimal | None, penyebut: Decimal | None, persen: bool,
) -> str:  # fmt: skip
    """How a figure came out of its parts, by its rule: '12 + 30 = 42', '72,5 / 2 = 36,25'.

    `parts` are (label, value) in their order; empty when there is no figure. Sums and counts are those that were kept.
    """
    if nilai is None:
        return ""
    result = format_number(nilai)
    there = [(label, value) for label, value in parts if value is not None]
    if rule == "rasio" and pembilang is not None and penyebut is not None:
        times = " × 100" if persen else ""
        return f"{format_number(pembilang)} / {format_number(penyebut)}{times} = {result}"
    if rule == "jumlah":
        return f"{_plus(there)} = {result}"
    if rule in ("rata_rata", "tertimbang") and jumlah is not None and banyak:
        return f"{format_number(jumlah)} / {banyak} = {result} (jumlah {banyak} angka dasar dibagi banyaknya)"
    if rule == "terakhir" and there:
        return f"{result}, yaitu angka {there[-1][0]} (bagian terakhir)"
    if rule == "maksimum":
        return f"tertinggi dari {_listed(there)} = {result}"
    if rule == "minimum":
        return f"terendah dari {_listed(there)} = {result}"
    return ""


def weighted(parts: Sequence[tuple[Decimal | None, Decimal | None]], nilai: Decimal | None) -> str:
    """'(80 × 60 + 90 × 40) / 100 = 84' of (value, weight)."""
    there = [(value, weight) for value, weight in parts if value is not None and weight is not None]
    if nilai is None or not there or len(there) > MOST:
        return ""
    terms = " + ".join(f"{format_number(value)} × {format_number(weight)}" for value, weight in there)
    whole = sum((weight for _, weight in there), Decimal(0))
    return f"({terms}) / {format_number(whole)} = {format_number(nilai)}"


def _plus(parts: Sequence[tuple[str, Decimal | None]]) -> str:
    if len(parts) > MOST:
        return f"jumlah {len(parts)} angka"
    return " + ".join(format_number(value) for _, value in parts) or EMPTY


def _listed(parts: Sequence[tuple[str, Decimal | None]]) -> str:
    if len(parts) > MOST:
        return f"{len(parts)} angka"
    return "; ".join(format_number(value) for _, value in parts) or EMPTY
