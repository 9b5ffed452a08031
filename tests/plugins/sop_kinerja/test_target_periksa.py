"""Targets of a year, its triwulan and its months against one another; reading a cell; merging two people's changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.gabung import merge
from plugins.sop_kinerja.sel_target import CellError, Value, Writing, read, shown
from plugins.sop_kinerja.target_periksa import MONTHS, QUARTERS, Rule, check, months_against_quarters

SUM, CUMULATIVE = Rule("jumlah"), Rule("jumlah", kumulatif=True)
LAST, MEAN = Rule("terakhir", naik=True), Rule("rata_rata")


def wrong(rule: Rule, **targets: str | None) -> dict[str, str]:
    """Part -> sentence, of what can't be right."""
    return {one.bagian: one.kalimat for one in check(rule, figures(**targets)) if one.galat}


def unusual(rule: Rule, **targets: str | None) -> list[str]:
    return [one.bagian for one in check(rule, figures(**targets)) if not one.galat]


def figures(**targets: str | None) -> dict[str, Decimal | None]:
    return {part: None if text is None else Decimal(text) for part, text in targets.items()}


def test_a_triwulan_beyond_the_year_is_named() -> None:
    assert wrong(SUM, TH="10", TW2="12") == {"TW2": "Target Triwulan II (12) melebihi target tahun (10)."}
    assert "melebihi" in wrong(CUMULATIVE, TH="10", TW3="11")["TW3"]
    assert "melebihi" in wrong(LAST, TH="80", TW1="81")["TW1"]
    assert wrong(MEAN, TH="80", TW1="95") == {}, "a mean may lie on either side"
    falling = figures(TH="16", TW1="18", TW4="16")
    assert check(Rule("terakhir"), falling) == [], "what shall fall begins above"
    assert wrong(Rule("rasio"), TH="1", TW1="9") == wrong(Rule("tidak"), TH="1", TW1="9") == {}


def test_the_sum_of_the_parts() -> None:
    assert wrong(SUM, TH="10", TW1="4", TW2="4") == {}
    assert wrong(SUM, TH="10", TW1="4", TW2="4", TW3="3") == {
        "TW3": "Jumlah target Triwulan I sampai Triwulan III (11) melebihi target tahun (10)."
    }
    short = wrong(SUM, TH="10", TW1="2", TW2="2", TW3="2", TW4="2")
    assert short == {"TW4": "Jumlah target Triwulan I sampai Triwulan IV (8) kurang dari target tahun (10)."}
    not_due = wrong(SUM, TH="1", TW1=None, TW2=None, TW3="1", TW4=None)
    assert not_due == {}, "0-0-1-0 is a plan too"
    assert "negatif" in wrong(SUM, TH="10", TW1="-1")["TW1"]


def test_what_counts_from_january_does_not_fall_and_ends_at_the_year() -> None:
    assert "tidak turun" in wrong(CUMULATIVE, TH="12", TW1="5", TW3="4")["TW3"]
    assert "harus sama" in wrong(CUMULATIVE, TH="12", TW4="11")["TW4"]
    assert wrong(CUMULATIVE, TH="12", TW1="2", TW2="5", TW3="9", TW4="12", B01="1", B02="1", B03="2", B04="3") == {}
    assert "tidak turun" in wrong(CUMULATIVE, B03="2", B04="1")["B04"], "also from one triwulan into the next"


def test_months_against_their_triwulan() -> None:
    assert "melebihi target Triwulan I" in wrong(SUM, TW1="3", B01="4")["B01"]
    assert "kurang dari target Triwulan I" in wrong(SUM, TW1="3", B01="1", B02="1", B03="0")["B03"]
    assert "harus sama dengan target Triwulan II" in wrong(CUMULATIVE, TW2="5", B06="4")["B06"]
    assert unusual(LAST, TW1="78", B03="77") == ["B03"]
    assert unusual(MEAN, TH="10", TW1="9", TW2="9", TW3="9", TW4="9") == ["TW4"]
    assert unusual(MEAN, TH="9.33", TW1="9", TW2="9", TW3="9", TW4="10.32") == [], "a mean is rounded as the year is"


@given(st.lists(st.integers(0, 50), min_size=12, max_size=12))
def test_targets_made_of_their_parts_are_never_refused(parts: list[int]) -> None:
    """Whatever the months are: triwulan and year that were made of them by the rule agree with them."""
    for rule in (SUM, CUMULATIVE):
        months = [sum(parts[: at + 1]) if rule.kumulatif else part for at, part in enumerate(parts)]
        made = {name: Decimal(value) for name, value in zip(MONTHS, months, strict=True)}
        for at, quarter in enumerate(QUARTERS):
            three = months[3 * at : 3 * at + 3]
            made[quarter] = Decimal(three[-1] if rule.kumulatif else sum(three))
        made["TH"] = Decimal(months[-1] if rule.kumulatif else sum(months))
        assert check(rule, made) == []


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_a_month_that_is_raised_is_always_found(parts: list[int], at: int, more: int) -> None:
    made = {name: Decimal(value) for name, value in zip(MONTHS, parts, strict=True)}
    for index, quarter in enumerate(QUARTERS):
        made[quarter] = Decimal(sum(parts[3 * index : 3 * index + 3]))
    made[MONTHS[at]] += more
    found = {one.bagian for one in months_against_quarters(SUM, made)}
    assert found and found <= set(MONTHS[at // 3 * 3 : at // 3 * 3 + 3])


def test_four_states_of_a_cell() -> None:
    plain = Writing()
    assert read("", plain) is None
    assert read("  - ", plain) == read("–", plain) == Value(None)
    assert read("0", plain) == Value(Decimal(0))
    assert read("1.234,5", plain) == Value(Decimal("1234.5"))
    for text in ("1,234.56", "58%", "n/a", "1.23"):
        with pytest.raises(CellError):
            read(text, plain)
    assert [shown(one, plain) for one in (None, Value(None), Value(Decimal(0)))] == ["", "-", "0"]


def test_ranges_and_words() -> None:
    ranged = Writing(rentang=True)
    assert read("80 s.d. 90", ranged) == read("80 sampai 90", ranged) == Value(Decimal(80), Decimal(90))
    assert shown(read("80–90", ranged), ranged) == "80 sampai 90"
    with pytest.raises(CellError, match="dua batas"):
        read("80", ranged)
    with pytest.raises(CellError, match="melebihi batas atas"):
        read("90 sampai 80", ranged)
    opinion = Writing(skala=(("WTP", "4"), ("WDP", "3")))
    assert read("wtp", opinion) == Value(Decimal(4))
    assert shown(Value(Decimal(3)), opinion) == "WDP"
    with pytest.raises(CellError, match="WTP, WDP"):
        read("4", opinion)


def test_two_people_in_one_table() -> None:
    opened = {"a": "1", "b": "2", "c": "3"}
    stored = {"a": "9", "b": "2", "c": "8"}
    both = merge(opened, {"a": "1", "b": "5", "c": "7"}, stored)
    assert both.changes == {"b": "5"}, "a was changed by the other alone, and stays so"
    assert both.conflicts == {"c": "8"}
    assert merge(opened, {"c": "8"}, stored).conflicts == {}, "the same change twice is none"
    assert merge({}, {"x": "1", "b": "5"}, stored).changes == {"b": "5"}, "a cell that is not there is not taken"


texts = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "1", "2", "3"]))


@given(texts, texts, st.fixed_dictionaries({name: st.sampled_from(["", "1", "2", "3"]) for name in "abcdef"}))
def test_nobody_is_overwritten_unseen(first: dict[str, str], typed: dict[str, str], stored: dict[str, str]) -> None:
    found = merge(first, typed, stored)
    assert not found.changes.keys() & found.conflicts.keys()
    for name in found.changes:
        assert first.get(name, stored[name]) == stored[name], "only what still stood as it was opened"
        assert typed[name] != stored[name]
    assert all(found.conflicts[name] == stored[name] for name in found.conflicts)
