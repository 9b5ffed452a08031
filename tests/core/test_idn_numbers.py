from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.idn.numbers import (
    LIMIT,
    NumberFormatError,
    format_number,
    format_percent,
    format_rupiah,
    parse_number,
)

figures = st.decimals(min_value=-LIMIT + 1, max_value=LIMIT - 1, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("-1.234.567,5", "-1234567.5"),
        ("0,277", "0.277"),
        ("  72,39 ", "72.39"),
        ("\u00a072,39\u00a0", "72.39"),
        ("1\u00a0234,5", "1234.5"),
        ("-0", "0"),
        ("999.999.999.999,999999", "999999999999.999999"),
    ],
)
def test_reads_what_is_written_the_indonesian_way(text: str, value: str) -> None:
    parsed = parse_number(text)
    assert parsed == Decimal(value)
    assert str(parsed) != "-0"


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\t\n"])
def test_empty_is_none_and_not_zero(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234.56", "tulis 1.234,56."),
        ("1.23", "tulis 1,23."),
        ("0.277", "tulis 0,277."),
        ("-0.5", "tulis -0,5."),
        ("97.72", "tulis 97,72."),
        ("58%", "tanda persen"),
        ("n/a", "bukan angka"),
        ("-", "bukan angka"),
        ("A", "bukan angka"),
        ("1:32", "bukan angka"),
        ("12.34.5", "Letak titik atau koma"),
        ("1.2345", "tulis 1,2345."),
        ("1234.567", "tulis 1.234,567."),
        ("1,2,3", "Letak titik atau koma"),
        (",5", "Letak titik atau koma"),
        ("5,", "Letak titik atau koma"),
        ("1e6", "notasi pangkat"),
        ("1,5E-3", "notasi pangkat"),
        ("Rp1.000", "mata uang"),
        ("NaN", "bukan angka"),
        ("Infinity", "bukan angka"),
        ("١٢٣", "bukan angka"),
        ("1 234", "bukan angka"),
        ("1_000", "bukan angka"),
        ("0,1234567", "lebih dari 6 angka"),
        ("1.000.000.000.000", "terlalu besar"),
        ("-1000000000000", "terlalu besar"),
        ("9" * 5000, "terlalu panjang"),
    ],
)
def test_refuses_and_says_why(text: str, said: str) -> None:
    with pytest.raises(NumberFormatError) as refused:
        parse_number(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 300


def test_places_limits_the_decimals() -> None:
    assert parse_number("12,50", places=2) == Decimal("12.5")
    with pytest.raises(NumberFormatError, match="lebih dari 2 angka"):
        parse_number("12,505", places=2)
    with pytest.raises(NumberFormatError, match="bilangan bulat"):
        parse_number("12,5", places=0)


@given(figures)
def test_parse_undoes_format(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(format_number(value, 6)) == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberFormatError as refused:
        assert str(refused).endswith(".")
    else:
        assert value is None or parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("1234.56", None, "1.234,56"),
        ("1234.500", None, "1.234,5"),
        ("100", None, "100"),
        ("1E+3", None, "1.000"),
        ("0.005", 2, "0,01"),
        ("2.675", 2, "2,68"),
        ("-0.005", 2, "-0,01"),
        ("-0.001", 2, "0,00"),
        ("1234567", 0, "1.234.567"),
        ("0.5", 0, "1"),
    ],
)
def test_format_rounds_half_up(value: str, places: int | None, written: str) -> None:
    assert format_number(Decimal(value), places) == written


def test_percent_rupiah_and_missing() -> None:
    assert format_percent(Decimal("90.4875")) == "90,49%"
    assert format_percent(Decimal("1667"), None) == "1.667%"
    assert format_rupiah(1234567) == "Rp1.234.567"
    assert format_rupiah(Decimal("-1234.5"), 2) == "-Rp1.234,50"
    assert format_number(None) == format_percent(None) == format_rupiah(None) == "–"


def test_no_figure_is_not_written() -> None:
    with pytest.raises(ValueError, match="NaN"):
        format_number(Decimal("NaN"))
