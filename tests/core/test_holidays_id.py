from datetime import date

import pytest

from core.holidays_id import CUTI_BERSAMA, FIRST_YEAR, LAST_YEAR, LIBUR_NASIONAL, indonesian_holidays


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_every_year_has_its_fixed_days(year: int) -> None:
    rows = indonesian_holidays(year)
    named = {day: nama for day, nama, jenis in rows if jenis == LIBUR_NASIONAL}
    assert named[date(year, 1, 1)] == "Tahun Baru Masehi"
    assert named[date(year, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert named[date(year, 12, 25)] == "Hari Raya Natal"
    assert rows == sorted(rows)
    assert {day.year for day, _, _ in rows} == {year}
    assert {jenis for _, _, jenis in rows} <= {LIBUR_NASIONAL, CUTI_BERSAMA}
    assert len({(day, jenis) for day, _, jenis in rows}) == len(rows)
    assert len(named) >= 15


def test_cuti_bersama_of_a_decreed_year() -> None:
    cuti = {day: nama for day, nama, jenis in indonesian_holidays(2024) if jenis == CUTI_BERSAMA}
    assert len(cuti) == 10
    assert cuti[date(2024, 12, 26)] == "Cuti Bersama Hari Raya Natal"


def test_two_holidays_on_one_day_are_one_row() -> None:
    rows = [(nama, jenis) for day, nama, jenis in indonesian_holidays(2021) if day == date(2021, 5, 13)]
    assert rows == [("Hari Raya Idul Fitri; Kenaikan Yesus Kristus", LIBUR_NASIONAL)]


def test_the_names_are_spelled_rightly() -> None:
    names = [nama for _, nama, _ in indonesian_holidays(2020)]
    assert "Pengganti Cuti Bersama Hari Raya Idul Fitri" in names


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_other_years_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="2020 sampai 2030"):
        indonesian_holidays(year)
