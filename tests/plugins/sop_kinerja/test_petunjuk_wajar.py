"""What hints say of figures that are right: a verifier who is asked about every fifth of them reads none."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from core.idn.periods import Periode
from plugins.sop_kinerja.petunjuk import Angka, Petunjuk, Tempat, Titik, of_figure, same_file

QUARTERS = [Periode(year, f"TW{number}") for year in range(2018, 2027) for number in (1, 2, 3, 4)]
Series = Callable[[random.Random, int], list[float]]


def hints(numbers: Sequence[float | Decimal | str], **more: Any) -> list[Petunjuk]:
    """Of the last figure, one a quarter; those before it are its approved history."""
    values = [Decimal(str(one)) for one in numbers]
    *past, now = values
    history = [Titik(QUARTERS[at], value) for at, value in enumerate(past)]
    return of_figure(Angka(QUARTERS[len(past)], now, "Persen", **more), history)


def kinds(numbers: Sequence[float | Decimal | str], **more: Any) -> list[str]:
    return [one.jenis for one in hints(numbers, **more)]


NORMAL: dict[str, Series] = {
    "about one level": lambda chance, n: [round(chance.gauss(70, 5), 2) for _ in range(n)],
    "growing": lambda chance, n: [round(40 + at * 0.7 + chance.gauss(0, 1), 2) for at in range(n)],
    "counted": lambda chance, n: [sum(chance.random() < 0.2 for _ in range(40)) for _ in range(n)],
    "rare": lambda chance, n: [sum(chance.random() < 0.03 for _ in range(10)) for _ in range(n)],
    "capped": lambda chance, n: [min(100, round(chance.gauss(100, 1.5), 1)) for _ in range(n)],
    "by season": lambda chance, n: [
        round((5, 6, 6, 50)[at % 4] * 1.1 ** (at // 4) * chance.gauss(1, 0.06), 2) for at in range(n)
    ],
    "around zero": lambda chance, n: [round(chance.gauss(1, 3), 2) for _ in range(n)],
    "rupiah": lambda chance, n: [round(chance.gauss(6e8, 9e7)) for _ in range(n)],
}


@pytest.mark.parametrize("length", [8, 11, 16])
def test_of_sixty_right_figures_few_ask_for_a_second_look(length: int) -> None:
    chance = random.Random(length)
    told: Counter[bool] = Counter()
    for _ in range(150):
        for series in NORMAL.values():
            told.update(one.ringan for one in hints(series(chance, length + 1)))
    each = 60 / (150 * len(NORMAL))
    assert told[False] * each < 3, "strong hints in a submission of sixty right figures"
    assert told[True] * each < 16


def test_what_every_fourth_quarter_brings_is_no_jump_and_more_than_that_is() -> None:
    seasons = [5, 6, 5, 50, 6, 5, 6, 56, 6, 7, 6]
    assert "lonjakan" not in kinds([*seasons, 61])
    assert "lonjakan" not in kinds([*seasons, 45])
    assert kinds([*seasons, 160]) == ["lonjakan"]
    assert kinds([*seasons[:-1], 58]) == ["lonjakan"]  # a quarter early


def test_a_season_of_a_cumulative_figure_is_that_of_what_it_adds() -> None:
    years = [5, 11, 16, 66, 6, 11, 17, 73, 6, 13, 19]
    assert "lonjakan" not in kinds([*years, 81], kumulatif=True)
    assert "lonjakan" in kinds([*years, 260], kumulatif=True)


def test_a_record_is_light_news_until_it_is_far_out() -> None:
    steady = [71.8, 72.4, 73.1, 72.0, 72.9, 71.5, 72.6, 73.3]
    (near,) = hints([*steady, 73.9])
    (far,) = hints([*steady, 74.3])
    assert [(one.jenis, one.ringan) for one in (near, far)] == [("rentang", True), ("rentang", False)]
    assert [one.ringan for one in hints([100] * 8 + [98])] == [False]


def test_around_zero_no_figure_is_too_small() -> None:
    balance = [-2.1, 0.4, 3.2, -0.02, 1.1, -1.4, 2.2, 0.9]
    assert kinds([*balance, 0.003]) == []
    assert kinds([*balance, 250]) == ["lonjakan"]
    assert kinds([-71, -72, -70.5, -7150]) == ["satuan"]


def test_the_least_year_there_is_has_no_year_before() -> None:
    first = Periode(1900, "TW2")
    assert of_figure(Angka(first, Decimal(5)), [Titik(Periode(1900, "TW1"), Decimal(4))]) == []


def test_one_report_for_many_figures_of_a_submission_is_usual() -> None:
    here = Tempat("laporan.pdf", 0, "Dinas A", Periode(2026, "TW2"), "Angka lain")
    elsewhere = Tempat("laporan.pdf", 1, "Dinas A", Periode(2026, "TW1"), "Angka lain")
    told = [same_file([here]), same_file([here, elsewhere])]
    assert [one.ringan for one in told if one] == [True, False]
