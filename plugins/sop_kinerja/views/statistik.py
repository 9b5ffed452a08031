"""The page of times: where the time of an SOP goes, as sentences, charts with their tables, XLSX and PDF."""

from typing import Any

from flask import render_template, request

from core.permissions import require
from core.web.given import whole
from plugins.sop_kinerja.services import statistik_grafik
from plugins.sop_kinerja.services.statistik_laporan import READ, Report, report
from plugins.sop_kinerja.services.statistik_pilih import periods_run, versions_run, years_of
from plugins.sop_kinerja.statistik import TOO_FEW, in_words, share
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.get("/waktu")
def waktu_show() -> Any:
    """What is not on offer in the address counts as not chosen: the newest SOP, and all of its time."""
    require(READ)
    versions = versions_run()
    if not versions:
        return render_template("sop_kinerja/statistik.html", report=None)
    wanted = request.args.get("sop", "")
    versi = next((one for one, _ in versions if one.uuid == wanted), versions[0][0])
    periods = periods_run(versi)
    years = years_of(periods)
    tahun = whole(request.args.get("tahun")) or 0
    tahun = tahun if tahun in years else 0
    periode = request.args.get("periode", "")
    periode = periode if periode in periods and (not tahun or periode.startswith(str(tahun))) else ""
    told = report(versi, tahun, periode)
    return render_template(
        "sop_kinerja/statistik.html",
        report=told,
        versions=[(one.uuid, f"{one.sop.nama}, versi {one.versi} ({n} pelaksanaan)") for one, n in versions],
        years=[(str(one), str(one)) for one in years],
        periods=[one for one in periods if not tahun or one.startswith(str(tahun))],
        fields={"sop": versi.uuid, "tahun": tahun or "", "periode": periode},
        too_few=TOO_FEW,
        words=in_words,
        share=share,
        percent=statistik_grafik.percent,
        **_charts(told),
    )


def _charts(told: Report) -> dict[str, Any]:
    return {
        "step_chart": statistik_grafik.of_steps(told),
        "position_chart": statistik_grafik.of_ratios(told.positions),
        "unit_chart": statistik_grafik.of_ratios(told.units),
        "department_chart": statistik_grafik.of_ratios(told.departments),
        "decision_chart": statistik_grafik.of_decisions(told),
        "whole": sum(one.total for one in told.steps),
    }
