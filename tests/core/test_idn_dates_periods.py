from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.dates import format_date, format_datetime, roman
from core.idn.periods import Periode, PeriodeError, periods_of_year

codes = st.builds(
    "{}-{}".format,
    st.integers(1900, 2999),
    st.sampled_from(["TW1", "TW2", "TW3", "TW4", "S1", "S2", "TH"]),
)


def test_dates_in_words() -> None:
    assert format_date(date(2023, 8, 15)) == "15 Agustus 2023"
    assert format_date(date(2023, 8, 15), weekday=True) == "Selasa, 15 Agustus 2023"


def test_a_datetime_has_no_day_without_a_zone() -> None:
    with pytest.raises(TypeError, match="format_datetime"):
        format_date(datetime(2023, 8, 15, tzinfo=UTC))
    with pytest.raises(ValueError, match="tanpa zona"):
        format_datetime(datetime(2023, 8, 15, tzinfo=UTC).replace(tzinfo=None), ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "15 Agustus 2023 pukul 09.05 WIB"),
        ("Asia/Pontianak", "15 Agustus 2023 pukul 09.05 WIB"),
        ("Asia/Makassar", "15 Agustus 2023 pukul 10.05 WITA"),
        ("Asia/Jayapura", "15 Agustus 2023 pukul 11.05 WIT"),
        ("Asia/Kolkata", "15 Agustus 2023 pukul 07.35 UTC+05:30"),
    ],
)
def test_times_in_the_zone_of_the_reader(zone: str, written: str) -> None:
    assert format_datetime(datetime(2023, 8, 15, 2, 5, tzinfo=UTC), ZoneInfo(zone)) == written


def test_a_late_evening_in_utc_is_the_next_day_here() -> None:
    late = datetime(2023, 12, 31, 20, 0, tzinfo=UTC)
    assert format_datetime(late, ZoneInfo("Asia/Jakarta")) == "1 Januari 2024 pukul 03.00 WIB"


def test_roman_months() -> None:
    assert [roman(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
    with pytest.raises(ValueError, match="1 sampai 12"):
        roman(13)


@pytest.mark.parametrize(
    ("code", "label", "start", "end", "kadensi"),
    [
        ("2026-TW1", "Triwulan I 2026", date(2026, 1, 1), date(2026, 3, 31), "triwulan"),
        ("2026-TW2", "Triwulan II 2026", date(2026, 4, 1), date(2026, 6, 30), "triwulan"),
        ("2026-S1", "Semester I 2026", date(2026, 1, 1), date(2026, 6, 30), "semester"),
        ("2026-S2", "Semester II 2026", date(2026, 7, 1), date(2026, 12, 31), "semester"),
        ("2026-TH", "Tahun 2026", date(2026, 1, 1), date(2026, 12, 31), "tahunan"),
    ],
)
def test_a_code_is_a_period(code: str, label: str, start: date, end: date, kadensi: str) -> None:
    period = Periode.parse(code)
    assert (period.label, period.start, period.end, period.kadensi) == (label, start, end, kadensi)


@given(codes)
def test_code_round_trip(code: str) -> None:
    period = Periode.parse(code)
    assert period.code == str(period) == code
    assert period.start in period
    assert period.end + timedelta(days=1) not in period


def test_order_is_the_order_of_making() -> None:
    made = [period.bagian for period in periods_of_year(2026)]
    assert made == ["TW1", "TW2", "S1", "TW3", "TW4", "S2", "TH"]
    assert Periode(2025, "TH") < Periode(2026, "TW1")


def test_parts_fill_the_whole() -> None:
    for period in periods_of_year(2024):
        for part in period.parts:
            assert part.whole == period
            assert part < period
        if period.parts:
            assert period.parts[0].start == period.start
            assert period.parts[-1].end == period.end
    assert Periode(2024, "TH").whole is None


@pytest.mark.parametrize("code", ["", "2026", "2026-TW5", "2026-S3", "26-TW1", "1899-TH", "x" * 99])
def test_a_bad_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(PeriodeError, match="2026-TW1"):
        Periode.parse(code)
    with pytest.raises(PeriodeError):
        Periode(2026, "TW9")
