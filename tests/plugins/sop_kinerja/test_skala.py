from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.skala import SKALA_BAWAAN, SKALA_LHE_AKIP, Pita, predikat, round_half_up


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("1666.666666666666666666666666666667", "Sangat Tinggi"),
        ("90.005", "Sangat Tinggi"),  # half-up: 90.01
        ("90.00499999", "Tinggi"),
        ("90", "Tinggi"),
        ("90.45", "Sangat Tinggi"),  # no gap between 90 and 91
        ("75.01", "Tinggi"),
        ("75", "Sedang"),
        ("65", "Rendah"),
        ("50", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-50", "Sangat Rendah"),
    ],
)
def test_default_scale(value: str, name: str) -> None:
    assert predikat(Decimal(value)) == name


def test_lhe_akip_letters() -> None:
    letters = [predikat(Decimal(v), SKALA_LHE_AKIP) for v in ("90.01", "90", "80", "70", "60", "50", "30")]
    assert letters == ["AA", "A", "BB", "B", "CC", "C", "D"]


def test_what_was_not_assessed_has_no_name() -> None:
    assert predikat(None) is None


@given(st.decimals(-1000, 5000, places=8), st.decimals(-1000, 5000, places=8))
def test_a_higher_value_never_has_a_lower_name(a: Decimal, b: Decimal) -> None:
    names = [band.nama for band in SKALA_BAWAAN]
    low, high = (names.index(predikat(v) or "") for v in sorted((a, b)))
    assert high <= low


def test_rounds_half_away_from_zero() -> None:
    assert round_half_up(Decimal("2.675")) == Decimal("2.68")
    assert round_half_up(Decimal("-2.675")) == Decimal("-2.68")
    assert round_half_up(Decimal("0.5"), 0) == 1


@pytest.mark.parametrize(
    "scale",
    [
        (),
        (Pita(Decimal(90), "Tinggi"),),
        (Pita(None, "Rendah"), Pita(Decimal(90), "Tinggi")),
        (Pita(Decimal(50), "Rendah"), Pita(Decimal(90), "Tinggi"), Pita(None, "Lain")),
    ],
)
def test_a_scale_that_leaves_values_without_a_name_is_refused(scale: tuple[Pita, ...]) -> None:
    with pytest.raises(ValueError, match="skala"):
        predikat(Decimal(1), scale)
