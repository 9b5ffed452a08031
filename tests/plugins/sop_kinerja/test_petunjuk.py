"""Hints as pure functions: what they say, and what holds for any history."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.idn.periods import Periode
from plugins.sop_kinerja.petunjuk import Angka, Tempat, Titik, last_digits, of_figure, same_file
from plugins.sop_kinerja.petunjuk.akhir import CRITICAL, MANY, SMALLEST, chi_square, usable
from plugins.sop_kinerja.petunjuk.deret import previous
from plugins.sop_kinerja.petunjuk.ukuran import ENOUGH, measure, median

QUARTERS = [Periode(year, f"TW{number}") for year in range(2020, 2027) for number in (1, 2, 3, 4)]
STEADY = ("71,8", "72,4", "73,1", "72,0", "72,9", "71,5", "72,6", "73,3")
values = st.decimals(-10_000, 10_000, places=2)
histories = st.lists(values, min_size=ENOUGH, max_size=20)


def points(numbers: Sequence[str | Decimal | int], start: int = 0) -> list[Titik]:
    """One figure a quarter, from the first quarter of 2020 on."""
    return [Titik(QUARTERS[start + at], _number(one)) for at, one in enumerate(numbers)]


def kinds(now: str | Decimal | int, numbers: Sequence[str | Decimal | int], **more: object) -> list[str]:
    return [one.jenis for one in hints(now, numbers, **more)]


def hints(now: str | Decimal | int, numbers: Sequence[str | Decimal | int], **more: object) -> list:
    figure = Angka(QUARTERS[len(numbers)], _number(now), "Persen", **more)  # type: ignore[arg-type]
    return of_figure(figure, points(numbers))


def _number(value: str | Decimal | int) -> Decimal:
    return Decimal(value.replace(",", ".")) if isinstance(value, str) else Decimal(value)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("72,2", []),
        ("73,4", ["rentang"]),  # a little more than ever: news, but no jump
        ("90", ["lonjakan"]),
        ("55", ["lonjakan"]),
        ("725", ["satuan"]),  # the comma is lost
        ("7250", ["satuan"]),
        ("0,724", ["satuan"]),  # a fraction where per cent is asked
        ("0", ["lonjakan"]),
    ],
)
def test_each_figure_gets_the_one_hint_that_explains_it(now: str, expected: list[str]) -> None:
    assert kinds(now, STEADY) == expected


def test_the_reason_says_against_what_and_what_may_be_meant() -> None:
    (jump,) = hints("90", STEADY)
    assert "jauh di atas kebiasaannya: median 8 periode sebelumnya 72,5" in jump.alasan and "3,5" in jump.alasan
    (unit,) = hints("7250", STEADY)
    assert "100 kali lebih besar" in unit.alasan and "mungkin yang dimaksud 72,5." in unit.alasan
    (extreme,) = hints("73,4", STEADY)
    assert extreme.alasan.endswith("tertinggi sejauh ini: 8 periode sebelumnya 71,5 sampai 73,3 Persen.")


def test_one_wrong_figure_in_the_history_hides_nothing() -> None:
    spoiled = [*STEADY[:4], "7250", *STEADY[4:]]
    assert kinds("90", spoiled) == ["lonjakan"]


def test_after_a_lasting_change_only_the_first_is_a_jump() -> None:
    history = [*STEADY, "90", "90,5", "91,1"]
    assert kinds("90,8", history) == []


def test_a_growth_that_goes_on_is_no_news_and_one_that_leaps_is() -> None:
    growing = [10, 12, 15, 17, 20, 22, 24, 27]
    assert kinds(30, growing) == []
    assert kinds(33, growing) == ["rentang"]
    assert kinds(26, growing) == []


def test_a_value_that_never_changed_and_now_does() -> None:
    (hint,) = hints("98", ["100"] * 8)
    assert (hint.jenis, "8 periode sebelumnya selalu 100 Persen" in hint.alasan) == ("rentang", True)
    assert kinds("100", ["100"] * 8) == []


def test_a_rare_event_that_has_been_there_before_is_no_jump() -> None:
    assert kinds(1, [0, 0, 0, 1, 0, 0, 0, 0]) == []
    assert kinds(4, [0, 0, 0, 1, 0, 0, 0, 0]) == ["lonjakan"]


def test_figures_of_another_length_or_not_approved_are_no_history() -> None:
    figure = Angka(QUARTERS[20], Decimal(90))
    pending = [Titik(one.periode, one.nilai, disahkan=False) for one in points(STEADY)]
    yearly = [Titik(Periode(2000 + year, "TH"), Decimal(72)) for year in range(20)]
    assert of_figure(figure, pending) == of_figure(figure, yearly) == []


def test_what_came_later_is_no_history() -> None:
    """An old figure that was opened again is judged by what was before it."""
    figure = Angka(QUARTERS[0], Decimal(90))
    assert of_figure(figure, points(STEADY, start=1)) == []


def test_without_history_the_target_shows_a_slip_of_the_unit() -> None:
    assert kinds("0,8", [], target=Decimal(80)) == ["satuan"]
    assert kinds("8000", ["80"], target=Decimal(80)) == ["satuan"]
    assert kinds("80000000", [], target=Decimal(90)) == ["satuan"]
    assert kinds("800", [], target=Decimal(80)) == []  # ten times a target is now and then true
    assert kinds("0,8", []) == [] == kinds("0", [], target=Decimal(80)) == kinds("5", [], target=Decimal(0))


def test_a_cumulative_figure_is_compared_by_what_it_adds_and_must_not_fall() -> None:
    years = [10, 22, 31, 44, 12, 21, 33, 41]
    assert kinds(12, years, kumulatif=True) == []  # a new year begins anew
    assert kinds(12, years) == []  # nor is it any news as a plain figure
    falling = hints(15, [*years, 12, 24], kumulatif=True)
    assert [one.jenis for one in falling][:1] == ["kumulatif"]
    assert "lebih kecil daripada Triwulan II 2022 (24)" in falling[0].alasan
    assert kinds(36, [*years, 12, 24], kumulatif=True) == []
    assert kinds(80, [*years, 12, 24], kumulatif=True) == ["lonjakan"]
    assert kinds(15, [*years, 12, 24]) == []  # not cumulative: it may fall


def test_a_cumulative_figure_must_fit_what_is_not_approved_yet_and_what_came_after() -> None:
    figure = Angka(Periode(2026, "TW2"), Decimal(20), kumulatif=True)
    (hint,) = of_figure(figure, [Titik(Periode(2026, "B05"), Decimal(25), disahkan=False)])
    assert "Mei 2026 (25, belum disahkan)" in hint.alasan
    (hint,) = of_figure(figure, [Titik(Periode(2026, "TW3"), Decimal(18))])
    assert "lebih besar daripada periode sesudahnya, Triwulan III 2026 (18)" in hint.alasan
    assert of_figure(figure, [Titik(Periode(2025, "TW4"), Decimal(90))]) == []


def test_the_period_before_is_of_the_same_year_and_length() -> None:
    told = {code: previous(Periode.parse(code)) for code in ("2026-TW1", "2026-TW4", "2026-B10", "2026-S2", "2026-TH")}
    assert [str(one) for one in told.values()] == ["None", "2026-TW3", "2026-B09", "2026-S1", "None"]


@settings(deadline=None)
@given(histories, values, st.randoms())
def test_the_order_in_which_history_comes_does_not_matter(numbers: list[Decimal], now: Decimal, chance: object) -> None:
    known = points(numbers)
    mixed = list(known)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    figure = Angka(QUARTERS[len(numbers)], now)
    assert of_figure(figure, mixed) == of_figure(figure, known)


@settings(deadline=None)
@given(st.lists(values, max_size=ENOUGH - 1), values)
def test_with_too_little_history_nothing_is_a_jump_or_an_extreme(numbers: list[Decimal], now: Decimal) -> None:
    assert not {"lonjakan", "rentang"} & set(kinds(now, numbers))


@settings(deadline=None)
@given(histories, st.data())
def test_nothing_within_what_has_been_is_an_extreme_or_a_slip(numbers: list[Decimal], data: st.DataObject) -> None:
    now = data.draw(st.decimals(min(numbers), max(numbers), places=2))
    if all(one >= 0 for one in numbers):
        assert "satuan" not in kinds(now, numbers) or now < min(one for one in numbers if one)
    assert "rentang" not in kinds(now, numbers)


@settings(deadline=None)
@given(histories, values, st.integers(1, 50), st.integers(-9000, 9000))
def test_another_unit_or_another_zero_changes_no_measure(
    numbers: list[Decimal], now: Decimal, times: int, more: int
) -> None:
    """A score says how far, in units of the history itself: kilometres or metres, Celsius or Kelvin."""
    plain, moved = measure(numbers), measure([one * times + more for one in numbers])
    before, after = plain.score(now), moved.score(now * times + more)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert abs(before - after) < Decimal("1e-15")


@settings(deadline=None)
@given(histories, values, st.integers(1, 5000))
def test_the_farther_out_the_more_it_is_a_jump(numbers: list[Decimal], now: Decimal, more: int) -> None:
    top = max(max(numbers), now)
    first, second = kinds(top, numbers), kinds(top + more, numbers)
    if "lonjakan" in first:
        assert {"lonjakan", "satuan"} & set(second)


@settings(deadline=None)
@given(
    st.lists(st.decimals(50, 90, places=1), min_size=3, max_size=20),
    st.sampled_from([100, 1000, 1_000_000]),
    st.booleans(),
)
def test_any_slip_of_the_unit_is_seen(numbers: list[Decimal], factor: int, larger: bool) -> None:
    meant = numbers[0]
    now = meant * factor if larger else meant / factor
    assert kinds(now, numbers)[:1] == ["satuan"]


@settings(deadline=None)
@given(st.lists(st.decimals(0, 1000, places=1), min_size=2, max_size=4))
def test_a_cumulative_year_is_doubted_exactly_where_it_falls(numbers: list[Decimal]) -> None:
    *past, now = numbers
    found = kinds(now, past, kumulatif=True)
    assert ("kumulatif" in found) == (now < past[-1])


@settings(deadline=None)
@given(st.lists(values, min_size=1, max_size=30))
def test_half_lie_on_each_side_of_the_median(numbers: list[Decimal]) -> None:
    middle = median(numbers)
    assert sum(one < middle for one in numbers) <= len(numbers) / 2 >= sum(one > middle for one in numbers)


def test_honest_histories_are_rarely_told_to_jump() -> None:
    """A hint that comes often is not read: with the least history that is enough, fewer than one in twenty-five."""
    chance = random.Random(4)
    told = 0
    for _ in range(2000):
        numbers = [Decimal(round(chance.gauss(500, 40))) for _ in range(ENOUGH + 1)]
        told += "lonjakan" in kinds(numbers[-1], numbers[:-1])
    assert told < 80


def test_digits_that_count_are_of_whole_numbers_that_nobody_rounded() -> None:
    given_numbers = [Decimal(one) for one in ("1234", "-457", "99", "72.5", "1500", "120", "3000000", "101.000000")]
    assert usable(given_numbers) == [4, 7, 0, 1]


@settings(deadline=None)
@given(st.lists(st.integers(SMALLEST, 10**9), max_size=MANY - 1))
def test_few_figures_have_no_pattern(numbers: list[int]) -> None:
    assert last_digits([Decimal(one) for one in numbers]) is None


@settings(deadline=None)
@given(st.lists(st.integers(10, 10**6), min_size=MANY, max_size=3 * MANY), st.integers(1, 9))
def test_figures_that_all_end_alike_are_seen(numbers: list[int], digit: int) -> None:
    hint = last_digits([Decimal(one * 10 + digit) for one in numbers])
    assert hint is not None and f"{len(numbers)} berakhir dengan angka {digit} (terlalu sering" in hint.alasan


def test_all_endings_alike_often_are_no_pattern_and_rounded_figures_neither() -> None:
    assert last_digits([Decimal(one) for one in range(1000, 1200)]) is None
    assert last_digits([Decimal(one * 1000) for one in range(1, 300)]) is None


def test_honest_counts_are_told_one_time_in_a_thousand() -> None:
    chance = random.Random(7)
    told = sum(
        last_digits([Decimal(chance.randint(100, 99_999)) for _ in range(MANY + 30)]) is not None for _ in range(2000)
    )
    assert told <= 8


def test_the_statistic_is_pearsons() -> None:
    assert chi_square({0: 9, **dict.fromkeys(range(1, 10), 10)}) == 0
    assert chi_square({}) == 0 < CRITICAL < chi_square({7: MANY})


def test_the_same_file_names_the_farthest_place_first_and_counts_the_rest() -> None:
    here = Tempat("laporan.pdf", 0, "Dinas A", Periode(2026, "TW2"), "Angka lain")
    before = Tempat("laporan.pdf", 1, "Dinas A", Periode(2026, "TW1"), "Angka ini", sama=True)
    other = Tempat("laporan.pdf", 2, "Dinas B", Periode(2026, "TW2"), "Angka sana")
    assert same_file([]) is None
    hint = same_file([here, before, other])
    assert hint is not None
    assert hint.alasan.startswith(
        "Berkas «laporan.pdf» juga menjadi bukti «Angka sana» Dinas B (Triwulan II 2026) dan indikator yang sama "
        "periode Triwulan I 2026, serta 1 tempat lain."
    )
    assert same_file([other, here, before]) == hint
