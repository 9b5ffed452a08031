"""How long a folder is kept, in days and in words."""

from datetime import date

import pytest

from plugins.arsip.retensi import Retention, code_and_parents, in_words, kept_until, years_after


def test_years_count_from_the_day_of_closing() -> None:
    kept = kept_until(Retention(2, 3, "tutup", "musnah"), date(2026, 7, 31))
    assert (kept.aktif_sampai, kept.inaktif_sampai) == (date(2028, 7, 31), date(2031, 7, 31))


def test_or_from_the_end_of_that_year() -> None:
    kept = kept_until(Retention(1, 1, "akhir_tahun", "permanen"), date(2026, 7, 31))
    assert (kept.aktif_sampai, kept.inaktif_sampai) == (date(2027, 12, 31), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "wanted"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
    ],
)
def test_29_february(day: date, years: int, wanted: date) -> None:
    assert years_after(day, years) == wanted


@pytest.mark.parametrize(
    ("fate", "words"),
    [("musnah", "dapat diusulkan musnah"), ("permanen", "arsip permanen"), ("dinilai_kembali", "dinilai kembali")],
)
def test_one_sentence_says_it_all(fate: str, words: str) -> None:
    rule = Retention(2, 3, "tutup", fate)
    sentence = in_words(rule, kept_until(rule, date(2026, 8, 15)))
    assert sentence.startswith("Aktif sampai 15 Agustus 2028 (2 tahun), lalu inaktif sampai 15 Agustus 2031 (3 tahun)")
    assert words in sentence


def test_a_code_and_those_above_it() -> None:
    assert list(code_and_parents("000.8.6")) == ["000.8.6", "000.8", "000"]
