"""A figure far off its target is marked, never refused; and by whatever path it is asked for, it has one name."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.idn.numbers import format_percent
from plugins.sop_kinerja.capaian import formula_of
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.data_assess import Ukuran, assess, called, kept, named, stored
from plugins.sop_kinerja.services.skala import BAWAAN
from plugins.sop_kinerja.skala import predikat


@pytest.mark.parametrize(
    ("nilai", "word"),
    [("786", "Di atas 200%"), ("157", "Di atas 200%"), ("156", ""), ("78", ""), ("19.5", ""), ("19.4", "Di bawah 25%")],
)
def test_the_mark(nilai: str, word: str) -> None:
    found = assess(Decimal(nilai), Decimal(78), "naik")
    assert found.value is not None and found.predikat
    assert found.doubt.startswith(word) and bool(found.doubt) == bool(word)


def test_what_cannot_be_assessed_is_no_doubt() -> None:
    assert assess(None, Decimal(78), "naik").doubt == ""
    assert assess(Decimal(1), Decimal(0), "naik").doubt == ""


MILLION = 10**6


@st.composite
def figures(draw: st.DrawFn) -> tuple[Decimal, Ukuran]:
    """Any, and such whose capaian lies within a millionth of where a name begins: 90.0049996 is kept as 90.005."""
    formula = draw(st.sampled_from(("naik", "turun", "turun_rasio", "rentang")))
    target = draw(st.integers(1, 10**12))
    nilai = draw(st.integers(-(10**12), 10**12))
    if formula == "naik" and draw(st.booleans()):
        limit = draw(st.sampled_from((90_005, 75_005, 65_005, 50_005)))
        nilai = target * limit // 100_000 + draw(st.integers(-1, 1))
    top = Decimal(target + draw(st.integers(0, 10**6))) / MILLION
    return Decimal(nilai) / MILLION, Ukuran(formula, Decimal(target) / MILLION, top)


@settings(deadline=None)
@given(figures())
def test_a_kept_figure_has_the_name_that_it_has_on_the_form(figure: tuple[Decimal, Ukuran]) -> None:
    nilai, by = figure
    form = assess(nilai, by.target, by.formula, target_atas=by.target_atas)
    assert kept(nilai, by, stored(form.value), BAWAAN, form.reason) == form


def test_what_was_rounded_once_is_not_named_by_it() -> None:
    nilai, by = Decimal("900.050006"), Ukuran("naik", Decimal("1000.000007"))
    form = assess(nilai, by.target, by.formula)
    assert stored(form.value) == Decimal("90.005") and predikat(Decimal("90.005")) == "Sangat Tinggi"
    found = kept(nilai, by, Decimal("90.005"), BAWAAN)
    assert (found.predikat, format_percent(found.value)) == ("Tinggi", "90,00%") == (form.predikat, "90,00%")


def test_what_was_kept_counts_where_its_figures_say_otherwise() -> None:
    assert kept(Decimal(70), Ukuran("naik", Decimal(80)), Decimal(90), BAWAAN).value == Decimal(90)
    assert kept(None, Ukuran("naik"), None, BAWAAN, "Belum ada.").reason == "Belum ada."


def test_a_name_that_was_kept_has_its_own_colour() -> None:
    found = called(named(Decimal("90.005"), BAWAAN), "Tinggi", BAWAAN)
    assert (found.predikat, found.rank) == ("Tinggi", 1)


def test_a_formula_is_read_once() -> None:
    assert formula_of("naik") == "naik" and {formula_of(code) for code in FORMULA} == set(FORMULA)
    with pytest.raises(ValueError, match="tidak dikenal"):
        formula_of("sembarang")
