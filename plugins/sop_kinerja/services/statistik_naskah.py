"""The times of an SOP as a paper, «Bahan revisi SOP»: findings, tables with bars, and how it was counted."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.idn.dates import format_date
from core.idn.numbers import EMPTY, format_number
from plugins.sop_kinerja.services import statistik_grafik as charts
from plugins.sop_kinerja.services.statistik_grafik import percent
from plugins.sop_kinerja.services.statistik_laporan import Report
from plugins.sop_kinerja.statistik import TOO_FEW, Measure, in_words
from plugins.sop_kinerja.xlsx_waktu import about


def content(report: Report, created: datetime) -> dict[str, Any]:
    """The data of the paper, made at an aware moment."""
    versi = report.chosen.versi
    zone = ZoneInfo(str(versi.perangkat_daerah.pemerintah_daerah.zona_waktu))
    day = format_date(created.astimezone(zone).date())
    return {
        "judul": "Bahan Revisi SOP",
        "sop": str(versi.sop.nama),
        "perangkat_daerah": str(versi.perangkat_daerah),
        "tentang": [
            ["Nomor SOP", str(versi.nomor) or EMPTY],
            ["Versi", str(versi.versi)],
            ["Waktu", report.span],
            ["Pelaksanaan", about(report)[-1].removeprefix(f"{report.span}: ")],
            ["Tepat waktu", _on_time(report)],
        ],
        "temuan": [one.text for one in report.findings],
        "tanpa_temuan": report.without_findings,
        "langkah": [_step(report, one) for one in report.steps],
        "grafik_langkah": asdict(charts.of_steps(report)),
        "pelaksana": [
            {"judul": title, "baris": [_group(one) for one in measures if one.enough], "kurang": _few(measures)}
            for title, measures in (("Jabatan", report.positions), ("Perangkat daerah", _others(report)))
            if measures
        ],
        "keputusan": [
            [str(one.nomor), str(report.form[one.nomor].uraian), str(one.n), str(one.tidak),
             str(one.per_hundred) if one.enough else "belum cukup",
             format_number(one.mean_rounds if one.enough else None, 2)]
            for one in report.decisions
        ],
        "jeda": [
            [one.label, str(one.n), str(one.open), _wall(one.median), _wall(one.p90)] for one in report.pauses
        ],
        "aturan": report.rules,
        "catatan_kaki": [f"Dibuat oleh Selaras pada {day} dari pelaksanaan yang tercatat."],
    }  # fmt: skip


def _on_time(report: Report) -> str:
    cases = report.cases
    if not cases.finished:
        return "Belum ada pelaksanaan yang selesai."
    said = f"{cases.on_time} dari {len(cases.finished)} pelaksanaan selesai dalam batas waktu"
    return f"{said}." if cases.enough else f"{said}; {TOO_FEW.lower()}."


def _step(report: Report, one: Measure) -> list[str]:
    head = [f"{one.key}", str(report.form[one.key].uraian), str(one.n), in_words(one.standard, one.day)]
    if not one.enough:
        return [*head, TOO_FEW, "", "", ""]
    ratio = EMPTY if one.ratio is None else percent(one.ratio)
    return [*head, in_words(one.median, one.day), in_words(one.p90, one.day), ratio, percent(one.over_share)]


def _group(one: Measure) -> list[str]:
    ratios = [EMPTY if ratio is None else percent(ratio) for ratio in (one.ratio, one.ratio_p90)]
    return [one.label, str(one.n), *ratios, percent(one.over_share), percent(one.on_time)]


def _few(measures: list[Measure]) -> str:
    """Those of which nothing is concluded, in a sentence; empty without any."""
    names = ", ".join(f"{one.label} ({one.n})" for one in measures if not one.enough)
    return f"{TOO_FEW}: {names}." if names else ""


def _others(report: Report) -> list[Measure]:
    """Departments, where there is more than one: of one alone it would say the same again."""
    return report.departments if len(report.departments) > 1 else []


def _wall(minutes: int | None) -> str:
    """Time on the wall: a day has 24 hours."""
    return EMPTY if minutes is None else in_words(minutes, 1440)
