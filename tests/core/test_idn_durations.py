from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.durations import Duration, DurationError, format_duration, sum_durations

durations = st.builds(Duration, st.integers(0, 9999), st.integers(0, 99999))


def test_units() -> None:
    assert Duration.of(2, "menit") == Duration(0, 2)
    assert Duration.of(3, "Jam") == Duration(0, 180)
    assert Duration.of(30, "Hari") == Duration(30, 0)
    assert Duration.of(Decimal("1.5"), "jam") == Duration(0, 90)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "minggu", "tidak dikenal"),
        (-1, "hari", "kurang dari nol"),
        (Decimal("0.5"), "hari", "hari yang utuh"),
        (Decimal("0.5"), "menit", "menit yang utuh"),
        (Decimal("NaN"), "jam", "menit yang utuh"),
    ],
)
def test_refused(value: int | Decimal, unit: str, said: str) -> None:
    with pytest.raises(DurationError, match=said):
        Duration.of(value, unit)


def test_shown() -> None:
    assert format_duration(Duration(122, 182)) == "122 hari 3 jam 2 menit"
    assert format_duration(Duration(36, 180)) == "36 hari 3 jam"
    assert format_duration(Duration(0, 2055), unit="menit") == "2.055 menit"
    assert format_duration(Duration(1, 90), unit="menit") == "1 hari 90 menit"
    assert format_duration(Duration()) == format_duration(Duration(), unit="menit") == "0 menit"


def test_minutes_never_become_days() -> None:
    total = sum_durations([Duration.of(480, "menit")] * 10)
    assert total == Duration(0, 4800)
    assert format_duration(total) == "80 jam"


@given(st.lists(durations))
def test_sum_adds_each_kind(many: list[Duration]) -> None:
    total = sum_durations(many)
    assert total.days == sum(d.days for d in many)
    assert total.minutes == sum(d.minutes for d in many)
    assert bool(total) == any(many)
