"""The charts of a report. A group with too few executions is in its table and not in the chart."""

from collections.abc import Sequence
from decimal import Decimal

from core.idn.numbers import format_percent
from plugins.sop_kinerja.grafik import Chart, Row, of_shares, of_times
from plugins.sop_kinerja.services.statistik_laporan import Report
from plugins.sop_kinerja.statistik import Measure, in_words

LONGEST = 38
"""Characters of a row's name: what a phone has room for. The table beside has the whole."""
ROWS = 20


def of_steps(report: Report) -> Chart:
    """Median and 90th percentile of each step, with its standard as the mark."""
    rows = []
    for one in report.steps:
        if one.enough:
            median, p90, standard = (in_words(value, one.day) for value in (one.median, one.p90, one.standard))
            note = f"median {median} · 90% {p90} · baku {standard}"
            # A step counted in calendar days is drawn by its days, as one in working days is.
            values = (round(value * report.chosen.day / one.day) for value in (one.median, one.p90, one.standard))
            rows.append(Row(cut(f"{one.key}. {report.form[one.key].uraian}"), note, *values))
    return of_times(rows, report.chosen.day)


def of_ratios(measures: Sequence[Measure]) -> Chart:
    """Median and 90th percentile of the ratio to the standard, which is the mark at 100 per cent."""
    rows = []
    for one in measures:
        if one.enough and one.ratio is not None and one.ratio_p90 is not None:
            note = f"median {percent(one.ratio)} · 90% {percent(one.ratio_p90)} dari waktu baku"
            rows.append(Row(cut(one.label), note, one.ratio, one.ratio_p90, 100))
    return of_shares(rows[:ROWS])


def of_decisions(report: Report) -> Chart:
    """How many of a hundred decisions said Tidak."""
    rows = [
        Row(cut(f"{one.nomor}. {report.form[one.nomor].uraian}"), f"{one.tidak} dari {one.n} keputusan Tidak",
            one.per_hundred, one.per_hundred)
        for one in report.decisions if one.enough
    ]  # fmt: skip
    return of_shares(rows)


def percent(value: int) -> str:
    """1.250%"""
    return format_percent(Decimal(value), 0)


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
