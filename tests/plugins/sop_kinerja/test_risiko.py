"""Risk by due pattern, and line charts, as pure functions."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.periods import Periode
from plugins.sop_kinerja.grafik_garis import Column, of_percent
from plugins.sop_kinerja.risiko import Aturan, Titik, risk

LIMIT = Decimal(75)
UP = Aturan("naik", satuan="Persen")
GROWING = Aturan("naik", kumulatif=True, satuan="Dokumen")


def at(code: str, target: int | None = None, nilai: int | None = None, **more: object) -> Titik:
    """An approved figure (or none) with its capaian."""
    share = Decimal(100 * nilai) / target if target and nilai is not None else None
    due = target is not None
    found: dict[str, object] = {"jatuh_tempo": due, "masuk": nilai is not None, "capaian": share, **more}
    value = None if nilai is None else Decimal(nilai)
    return Titik(Periode.parse(f"2026-{code}"), None if target is None else Decimal(target), nilai=value, **found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("points", "today", "kind", "words"),
    [
        # asked for and not handed in: overdue after its day; what nobody asked for is not missing
        ([at("TW1", 80)], date(2026, 4, 1), None, ""),
        ([at("TW1", 80, tenggat=date(2026, 4, 15))], date(2026, 4, 15), None, ""),
        ([at("TW1", 80, tenggat=date(2026, 4, 15))], date(2026, 4, 16), "belum_masuk", "15 April 2026"),
        # handed in and not approved yet: waits for the verifier, not for the department
        ([at("TW1", 80, masuk=True, tenggat=date(2026, 4, 15))], date(2026, 5, 1), None, ""),
        # due at the end only: no alarm in April, and none for the missing quarters
        ([at("TW1", tenggat=date(2026, 4, 15)), at("TW4", 80)], date(2026, 5, 1), None, ""),
        ([at("TW1"), at("TW4", 80, tenggat=date(2027, 1, 9))], date(2027, 1, 10), "belum_masuk", "Triwulan IV 2026"),
        # nobody has set a target: nothing to be missed
        ([at("TW1", jatuh_tempo=True, tenggat=date(2026, 4, 15))], date(2026, 5, 1), None, ""),
        # due and low; what was made good since is no risk any more
        ([at("TW1", 80, 40)], date(2026, 5, 1), "rendah", "50,00%"),
        ([at("TW1", 80, 40), at("TW2", 80, 79)], date(2026, 7, 9), None, ""),
        ([at("TW1", 80, 60)], date(2026, 5, 1), None, ""),
        # on the way to the end of the year: measured by the next target
        ([at("TW2", nilai=30), at("TW4", 80)], date(2026, 7, 9), "tertinggal", "target Triwulan IV 2026 80"),
        ([at("TW2", nilai=70), at("TW4", 80)], date(2026, 7, 9), None, ""),
    ],
)
def test_what_is_at_risk_follows_from_when_it_is_due(
    points: list[Titik], today: date, kind: str | None, words: str
) -> None:
    found = risk(UP, points, today, LIMIT)
    assert (found.jenis if found else None) == kind
    assert words in (found.alasan if found else "")


def test_a_cumulative_figure_is_measured_by_the_share_of_the_way() -> None:
    assert risk(GROWING, [at("TW2", nilai=45), at("TW4", 100)], date(2026, 7, 9), LIMIT) is None  # 45 of 50
    third = [at("TW3", nilai=60), at("S2", 100)]
    assert risk(GROWING, third, date(2026, 10, 9), LIMIT) is None  # 60 of 75: it counts from the year's beginning
    slow = risk(GROWING, [at("TW2", nilai=20), at("TW4", 100)], date(2026, 7, 9), LIMIT)
    assert slow is not None and slow.persen == 40
    assert slow.alasan == (
        "Sampai Triwulan II 2026 tercatat 20 Dokumen, dari target Triwulan IV 2026 100; bila merata seharusnya 50,00 "
        "(40,00%)."
    )


def test_a_sum_is_measured_by_all_of_its_parts_so_far() -> None:
    summed = Aturan("naik", satuan="Dokumen", jumlah=True)
    quarters = [at("TW1", nilai=1), at("TW2", nilai=1)]
    assert risk(summed, [*quarters, at("TH", 4)], date(2026, 7, 9), LIMIT) is None  # 2 of 2
    assert risk(summed, [*quarters, at("S1", nilai=2), at("TH", 4)], date(2026, 7, 9), LIMIT) is None
    slow = risk(summed, [*quarters, at("TH", 8)], date(2026, 7, 9), LIMIT)
    assert slow is not None and slow.persen == 50 and "tercatat 2 Dokumen, dari target Tahun 2026 8" in slow.alasan
    # a part is missing: what was reached is not known
    assert risk(summed, [at("TW2", nilai=1), at("TH", 8)], date(2026, 7, 9), LIMIT) is None
    # the next target is of a period as long as the figure's: against it alone
    assert risk(summed, [*quarters, at("TW3", 1)], date(2026, 7, 9), LIMIT) is None
    assert risk(summed, [*quarters, at("TW3", 4)], date(2026, 7, 9), LIMIT) is not None
    # what is added up for the next target has not begun: nothing can be said yet
    assert risk(summed, [at("TW1", nilai=1), at("S2", 4)], date(2026, 5, 1), LIMIT) is None
    # a semester counts from its own beginning
    third = [*quarters, at("TW3", nilai=3)]
    assert risk(summed, [*third, at("S2", 6)], date(2026, 10, 9), LIMIT) is None


def test_lower_is_better_is_at_risk_above_its_target() -> None:
    down = Aturan("turun", satuan="Kasus")
    assert risk(down, [at("TW1", nilai=12), at("TW4", 10)], date(2026, 5, 1), LIMIT) is None  # 80 %
    assert risk(down, [at("TW1", nilai=15), at("TW4", 10)], date(2026, 5, 1), LIMIT) is not None  # 50 %


def test_a_text_or_unclear_target_is_never_slow() -> None:
    assert risk(Aturan("tanpa"), [at("TW1", nilai=1), at("TW4", 10)], date(2026, 5, 1), LIMIT) is None
    band = Aturan("rentang")
    points = [at("TW1", nilai=1), at("TW4", 10, target_atas=Decimal(12))]
    assert risk(band, points, date(2026, 5, 1), LIMIT) is not None
    assert risk(band, [at("TW1", nilai=1), at("TW4", 10)], date(2026, 5, 1), LIMIT) is None


@given(st.permutations([at("TW1", 80, 70), at("TW2", 80, 30), at("TW3", 80), at("TW4", 90)]))
def test_the_order_of_the_periods_does_not_matter(points: list[Titik]) -> None:
    found = risk(UP, points, date(2026, 8, 1), LIMIT)
    assert found is not None and (found.jenis, str(found.periode)) == ("rendah", "2026-TW2")


values = st.none() | st.decimals(-400, 6000, places=2)


@given(st.lists(values, max_size=12))
def test_a_line_chart_keeps_to_its_frame_and_leaves_gaps(given_values: list[Decimal | None]) -> None:
    columns = [Column(f"TW {at}", f"Triwulan {at}", value) for at, value in enumerate(given_values)]
    chart = of_percent(columns)
    there = [value for value in given_values if value is not None]
    assert len(chart.points) == len(there)
    assert all(0 <= one.x <= 100 and 0 <= one.y <= 100 for one in chart.points)
    assert chart.target is not None and 0 <= chart.target <= 100
    both = sum(a is not None and b is not None for a, b in pairwise(given_values))
    assert len(chart.lines) == both
    ordered = sorted(zip(there, (one.y for one in chart.points), strict=True))
    assert [y for _, y in ordered] == sorted((y for _, y in ordered), reverse=True)
    assert [one.at for one in chart.across] == sorted(one.at for one in chart.across)


def test_a_chart_names_its_edges_and_target() -> None:
    chart = of_percent([Column("TW I", "Triwulan I 2026", Decimal("96.4")), Column("TW II", "Triwulan II 2026", None)])
    assert [tick.label for tick in chart.up] == ["0%", "100%", "120%"]
    assert chart.points[0].note == "Triwulan I 2026: 96,40%" and not chart.empty
    assert of_percent([]).empty
    assert [tick.label for tick in of_percent([Column("a", "a", Decimal(-30))]).up] == ["-100%", "0%", "100%"]


def test_the_words_beside_a_chart_never_stand_in_one_another() -> None:
    far = of_percent([Column("a", "a", Decimal("5123.456789"))])
    assert [tick.label for tick in far.up] == ["100%", "10.000%"]
    for value in ("1667", "4000", "-5000.5"):
        ticks = sorted(tick.at for tick in of_percent([Column("a", "a", Decimal(value))]).up)
        assert all(later - earlier >= 10 for earlier, later in pairwise(ticks)), value
