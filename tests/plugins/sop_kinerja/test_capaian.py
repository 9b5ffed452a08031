from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.capaian import Formula, Rentang, capaian, rata_rata

figures = st.decimals(min_value=0, max_value=10**11, places=6)
targets = st.decimals(min_value=Decimal("0.000001"), max_value=10**11, places=6)
FORMULAS: tuple[Formula, ...] = ("naik", "turun", "turun_rasio")


def value_of(realisasi: str, target: str, formula: Formula = "naik") -> Decimal | None:
    return capaian(Decimal(realisasi), Decimal(target), formula).value


# Rows of published reports: target, realisasi and the capaian as printed (two decimals).
@pytest.mark.parametrize(
    ("target", "realisasi", "printed"),
    [
        ("80", "72.39", "90.49"),  # Indeks Kualitas Lingkungan Hidup, 2020
        ("89.95", "91.08", "101.26"),  # Indeks Pembangunan Gender, 2020
        ("89.99", "91.08", "101.21"),
        ("100", "93.21", "93.21"),  # akses sanitasi, 2020
        ("97.72", "98.07", "100.36"),  # Indeks Kualitas Udara, 2016
        ("0.277", "0.320", "115.52"),  # rasio ketersediaan sekolah, 2016
        ("0.370", "0.293", "79.19"),
    ],
)
def test_published_figures(target: str, realisasi: str, printed: str) -> None:
    value = value_of(realisasi, target)
    assert value is not None
    assert round(value, 2) == Decimal(printed)


def test_lower_is_better() -> None:
    assert value_of("0", "8", "turun") == 200
    assert value_of("8", "8", "turun") == 100
    assert value_of("10", "8", "turun") == 75
    assert value_of("20", "8", "turun") == -50  # past twice the target: shown raw
    assert value_of("4", "8", "turun_rasio") == 200
    assert value_of("16", "8", "turun_rasio") == 50


def test_uncapped() -> None:
    assert value_of("50", "3") == Decimal("1666.666666666666666666666666666667")


def test_the_precision_does_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert value_of("72.39", "80") == Decimal("90.4875")
        assert rata_rata([Decimal("100.001"), Decimal("100.003")]).value == Decimal("100.002")


@pytest.mark.parametrize(
    ("realisasi", "target", "formula", "due", "reason"),
    [
        (Decimal(5), Decimal(0), "naik", False, "belum jatuh tempo"),
        (None, Decimal(5), "naik", True, "Realisasi belum diisi"),
        (Decimal(5), None, "naik", True, "Target belum ditetapkan"),
        (Decimal(5), Decimal(0), "naik", True, "bernilai nol"),
        (Decimal(5), Decimal(0), "turun", True, "bernilai nol"),
        (Decimal(5), Decimal(-2), "naik", True, "bernilai negatif"),
        (Decimal(0), Decimal(5), "turun_rasio", True, "tidak dapat menjadi pembagi"),
        (Decimal(-1), Rentang(Decimal(0), Decimal(5)), "rentang", True, "bernilai nol"),
    ],
)
def test_not_yet_assessed_is_neither_zero_nor_bad(
    realisasi: Decimal | None, target: Decimal | Rentang | None, formula: Formula, due: bool, reason: str
) -> None:
    result = capaian(realisasi, target, formula, due=due)
    assert (result.value, result.status) == (None, "belum_dapat_dinilai")
    assert reason in result.reason


def test_null_is_not_zero() -> None:
    zero = capaian(Decimal(0), Decimal(5), "naik")
    assert (zero.value, zero.status, zero.reason) == (Decimal(0), "dinilai", "")


@pytest.mark.parametrize(
    ("realisasi", "value"), [("20", "100"), ("30", "100"), ("25", "100"), ("10", "50"), ("45", "50"), ("75", "-50")]
)
def test_a_range_is_full_inside_and_falls_off_outside(realisasi: str, value: str) -> None:
    assert capaian(Decimal(realisasi), Rentang(Decimal(20), Decimal(30)), "rentang").value == Decimal(value)


def test_what_does_not_fit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="memerlukan target Rentang"):
        capaian(Decimal(1), Decimal(1), "rentang")
    with pytest.raises(ValueError, match="satu angka target"):
        capaian(Decimal(1), Rentang(Decimal(1), Decimal(2)), "naik")
    with pytest.raises(ValueError, match="terbalik"):
        Rentang(Decimal(2), Decimal(1))
    with pytest.raises(ValueError, match="NaN"):
        capaian(Decimal("NaN"), Decimal(1), "naik")
    with pytest.raises(ValueError, match="Infinity"):
        capaian(Decimal(1), Decimal("Infinity"), "naik")
    with pytest.raises(ValueError, match="formula tidak dikenal"):
        capaian(Decimal(1), Decimal(1), "naik_sekali")  # type: ignore[arg-type]


@given(targets, st.sampled_from(FORMULAS))
def test_reaching_the_target_is_100(target: Decimal, formula: Formula) -> None:
    assert capaian(target, target, formula).value == 100


@given(figures, figures, targets)
def test_better_figures_never_score_lower(a: Decimal, b: Decimal, target: Decimal) -> None:
    less, more = sorted((a, b))
    for formula, worse, better in (("naik", less, more), ("turun", more, less), ("turun_rasio", more, less)):
        low = capaian(worse, target, formula).value  # type: ignore[arg-type]
        high = capaian(better, target, formula).value  # type: ignore[arg-type]
        assert low is None or high is None or low <= high


@given(figures, targets)
def test_naik_and_turun_mirror_each_other_at_100(realisasi: Decimal, target: Decimal) -> None:
    up, down = capaian(realisasi, target, "naik").value, capaian(realisasi, target, "turun").value
    assert up is not None
    assert down is not None
    assert abs(up + down - 200) <= max(abs(up), Decimal(1)) * Decimal("1e-26")


@given(figures, targets, targets)
def test_a_range_is_never_above_100(realisasi: Decimal, a: Decimal, b: Decimal) -> None:
    low, high = sorted((a, b))
    value = capaian(realisasi, Rentang(low, high), "rentang").value
    assert value is not None
    assert (value == 100) == (low <= realisasi <= high) or value < 100 or abs(value - 100) < Decimal("1e-20")


def test_mean_leaves_out_what_was_not_assessed() -> None:
    result = rata_rata([Decimal(50), None, Decimal("177.94"), None])
    assert (result.value, result.counted, result.left_out) == (Decimal("113.97"), 2, 2)
    assert rata_rata([Decimal(50), None, Decimal("177.94")], cap=Decimal(100)).value == 75
    assert rata_rata([None, None]) == (None, 0, 2)
    assert rata_rata([]) == (None, 0, 0)
    with pytest.raises(ValueError, match="batas atas"):
        rata_rata([Decimal(1)], cap=Decimal(0))


@given(st.lists(st.none() | st.decimals(-1000, 2000, places=4), max_size=20))
def test_mean_counts_all_and_knows_no_order(values: list[Decimal | None]) -> None:
    result = rata_rata(values)
    assert result.counted + result.left_out == len(values)
    assert rata_rata(list(reversed(values))) == result
    capped = rata_rata(values, cap=Decimal(100)).value
    assert (capped is None) == (result.value is None)
    if capped is not None and result.value is not None:
        assert capped <= min(result.value, Decimal(100))
