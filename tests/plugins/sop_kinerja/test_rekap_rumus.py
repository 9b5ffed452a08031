"""The formulas of a recap's workbook: live, with the recap's own values in them, and computed again to the same."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core import files, jobs
from core.actor import acting, system_actor
from core.jobs import Job
from core.spreadsheet import Formula
from plugins.sop_kinerja import xlsx_rumus
from plugins.sop_kinerja.models import IndikatorTahun, Rekap
from plugins.sop_kinerja.services import keluaran, rekap
from plugins.sop_kinerja.services.data_assess import assess, rule
from plugins.sop_kinerja.services.rekap_flow import get_rekap
from plugins.sop_kinerja.services.skala import BAWAAN, SkalaBerlaku
from plugins.sop_kinerja.skala import round_half_up
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, SCHOOL, Play
from tests.plugins.sop_kinerja.recomputed import compare


def workbook(play: Play, run_jobs: Callable[[], list[Job]], path: Path) -> Path:
    with acting(play.team.actor):
        made, _ = rekap.request(str(play.kasus.uuid))
    run_jobs()
    with acting(play.team.actor):
        job = keluaran.request("rekap", "xlsx", str(made.uuid))
    with acting(system_actor(play.owner.id)):
        jobs.run(job.id)
    with acting(play.team.actor):
        path.write_bytes(files.read(get_rekap(str(made.uuid)).dokumen))
    return path


@pytest.fixture
def settled(home: object) -> Play:
    play = data_play.start()
    for number, values in enumerate((HEALTH, SCHOOL)):
        play.fill(number, values)
        play.settle(number)
    return play


def test_another_engine_finds_what_the_recap_found(
    settled: Play, run_jobs: Callable[[], list[Job]], tmp_path: Path
) -> None:
    path = workbook(settled, run_jobs, tmp_path / "rekap.xlsx")
    # Four figures assessed, each with its predikat; two departments and the whole, each with mean and predikat.
    assert compare(path, ("Rekapitulasi", "Per Perangkat Daerah")) == 4 * 2 + 3 * 2


def test_a_text_that_looks_like_a_formula_stays_text(
    settled: Play, run_jobs: Callable[[], list[Job]], tmp_path: Path
) -> None:
    path = workbook(settled, run_jobs, tmp_path / "rekap.xlsx")
    sheet = load_workbook(path)["Rekapitulasi"]
    formulas = {cell.column_letter for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"I", "J"}


def test_where_each_figure_comes_from(settled: Play, run_jobs: Callable[[], list[Job]], tmp_path: Path) -> None:
    path = workbook(settled, run_jobs, tmp_path / "rekap.xlsx")
    rows = [row for row in load_workbook(path)["Asal angka"].iter_rows(values_only=True) if row[1] and row[2]]
    first = rows[1]
    assert first[1] == "Dinas Kesehatan" and first[2] == "IKU-1"
    assert all("\n" in str(words) for words in first[3:6])  # who, and when
    name, _, checksum = str(first[6]).partition(" (")
    assert name.endswith(".pdf") and len(checksum.rstrip(")")) == 64
    with acting(system_actor(settled.owner.id)):
        uuid = IndikatorTahun.get((IndikatorTahun.kode == "IKU-1") & (IndikatorTahun.sumber_data == "")).uuid
    assert str(first[8]).endswith(f"/sop-kinerja/angka/{uuid}/2026-TW2")


decimals = st.decimals(min_value=-1000, max_value=100000, places=3, allow_nan=False)


@given(decimals, decimals, decimals, st.sampled_from(("naik", "turun", "turun_rasio", "rentang")))
def test_the_written_formula_says_what_the_program_computes(
    actual: Decimal, target: Decimal, width: Decimal, formula: str
) -> None:
    upper = target + abs(width)
    assume(target != 0 and upper != 0)  # here both sides of an IF are computed, in Excel the one that counts
    found = assess(actual, target, formula, target_atas=upper)
    cell = xlsx_rumus.capaian(
        formula,
        None if found.value is None else round_half_up(found.value, 6),
        (actual, target, upper),
        ("R", "T", "U"),
    )
    if found.value is None:
        assert cell == "belum dapat dinilai"
        return
    assert isinstance(cell, Formula)
    body = cell.expression.removeprefix("=")
    said = eval(body, {"R": actual, "T": target, "U": upper, "ROUND": _round, "IF": _if})
    assert abs(said - Decimal(cell.value)) <= Decimal("0.000001")


def test_a_name_that_double_rounding_would_change_is_no_formula() -> None:
    """90.0049999999 is Tinggi; kept with six places it is 90.005, which rounds to 90.01."""
    bands = rule(BAWAAN)["skala"]
    assert xlsx_rumus.predikat("I7", Decimal("90.005"), "Tinggi", "", bands) == "Tinggi"
    live = xlsx_rumus.predikat("I7", Decimal("90.01"), "Sangat Tinggi", "", bands)
    assert isinstance(live, Formula) and live.value == "Sangat Tinggi"


def test_a_capped_scale_shows_what_goes_into_the_mean(
    settled: Play, run_jobs: Callable[[], list[Job]], tmp_path: Path
) -> None:
    capped = SkalaBerlaku(BAWAAN.pita, Decimal(100))
    with acting(settled.team.actor):
        made, _ = rekap.request(str(settled.kasus.uuid))
    run_jobs()
    with acting(system_actor(settled.owner.id)):
        Rekap.update({Rekap.aturan: rule(capped)}).where(Rekap.id == made.id).execute()
    with acting(settled.team.actor):
        job = keluaran.request("rekap", "xlsx", str(made.uuid))
    with acting(system_actor(settled.owner.id)):
        jobs.run(job.id)
    with acting(settled.team.actor):
        book = load_workbook(io.BytesIO(files.read(get_rekap(str(made.uuid)).dokumen)), data_only=True)
    rows = [row for row in book["Rekapitulasi"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[13] for row in rows] == [90, 75, None, None, 100, 100]


def _round(value: Decimal, places: int) -> Decimal:
    return round_half_up(Decimal(value), places)


def _if(wanted: bool, yes: Any, no: Any) -> Any:
    return yes if wanted else no
