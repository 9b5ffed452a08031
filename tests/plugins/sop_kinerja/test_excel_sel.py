"""What was typed into the cells of a form: taken to the last digit, or refused with the cell and what to do."""

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.formula import ArrayFormula

from plugins.sop_kinerja.isian_excel.bentuk import Isi
from plugins.sop_kinerja.nilai_isian import ratio
from tests.plugins.sop_kinerja.excel_form import TAKEN, altered, filled, result, rezipped, told

FIGURES = st.decimals(-(10**8), 10**8, places=6, allow_nan=False)
"""What a cell keeps for certain: at most fifteen digits."""


def test_what_is_right_is_taken_exactly(tmp_path: Path) -> None:
    found = result(filled(), tmp_path)
    assert told(found) == []
    assert found.isi == TAKEN


@pytest.mark.parametrize(
    ("value", "decimal"),
    [
        (0, "0"),
        (-3, "-3"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (58.299999999999997, "58.3"),
        (999999999999, "999999999999"),
        (0.000001, "0.000001"),
        (1234567.891, "1234567.891"),
    ],
)
def test_a_number_is_what_excel_shows_of_it(tmp_path: Path, value: float, decimal: str) -> None:
    found = result(filled(I8=value), tmp_path)
    assert told(found) == []
    assert found.isi["k-1"] == Isi(Decimal(decimal))


def test_an_empty_cell_is_not_zero(tmp_path: Path) -> None:
    found = result(filled(I8=None, G9=None, H9=None, I10=None, I11="   "), tmp_path)
    assert told(found) == []
    assert [isi.nilai for isi in found.isi.values()] == [None] * 4


CELLS = [
    # what is in the cell, what the sentence says, what the marked copy proposes
    ("1.234,56", "teks «1.234,56», bukan angka. Ketik lagi sebagai angka: 1.234,56.", Decimal("1234.56")),
    ("1,234.56", "teks «1,234.56», bukan angka. Ketik lagi sebagai angka: 1.234,56.", Decimal("1234.56")),
    ("1.234", "dapat berarti ribuan atau desimal", "1.234"),
    ("1,234", "dapat berarti ribuan atau desimal", "1,234"),
    ("58%", "teks «58%», bukan angka. Ketik lagi sebagai angka: 58.", Decimal(58)),
    ("n/a", "teks «n/a», bukan angka. Kosongkan bila datanya belum ada", "n/a"),
    ("-", "Kosongkan bila datanya belum ada", "-"),
    ("=1+1", "rumus «=1+1». Formulir menerima angka jadi", "=1+1"),
    (ArrayFormula("I8", "=SUM(A1:A2*2)"), "rumus «=SUM(A1:A2*2)»", "=SUM(A1:A2*2)"),
    ("#DIV/0!", "galat #DIV/0!. Ketik angkanya, atau kosongkan dan jelaskan", "#DIV/0!"),
    ("#N/A", "galat #N/A", "#N/A"),
    (datetime.date(2026, 4, 3), "tanggal atau waktu (3 April 2026), bukan angka", "2026-04-03"),
    (datetime.time(9, 30), "tanggal atau waktu (09:30:00), bukan angka", "09:30:00"),
    (True, "nilai logika TRUE, bukan angka", "TRUE"),
    (10**12, "berisi 1.000.000.000.000, terlalu besar. Periksa kembali satuannya", "1000000000000"),
    (1e300, "terlalu besar", None),
    (1 / 3, "lebih dari 6 angka di belakang koma", Decimal("0.333333")),
]


@pytest.mark.parametrize(("value", "sentence", "proposal"), CELLS, ids=[str(case[0])[:20] for case in CELLS])
def test_a_cell_that_is_no_number_is_named_with_what_to_do(
    tmp_path: Path, value: Any, sentence: str, proposal: Any
) -> None:
    found = result(filled(I8=value), tmp_path)
    ((cell, told_as),) = told(found)
    assert cell == "I8"
    assert told_as.startswith("Realisasi IKU-1 «Kunjungan puskesmas» berisi ")
    assert sentence in told_as
    if proposal is not None:
        assert found.tertulis["k-1", "nilai"] == proposal


@pytest.mark.parametrize(
    ("number_format", "value", "sentence"),
    [
        ("0%", 0.58, "berformat persen: tampak 58%, tetapi isinya 0,58. Tulis angkanya tanpa tanda persen."),
        ("yyyy-mm-dd", 46115, "tanggal atau waktu (3 April 2026)"),
        ("d/m", 46115, "tanggal atau waktu (3 April 2026)"),
    ],
)
def test_a_number_that_is_shown_as_something_else(
    tmp_path: Path, number_format: str, value: float, sentence: str
) -> None:
    def edit(_: Any, sheet: Any) -> None:
        sheet["I8"] = value
        sheet["I8"].number_format = number_format

    ((cell, told_as),) = told(result(altered(edit), tmp_path))
    assert (cell, sentence in told_as) == ("I8", True), told_as


RATIOS = [
    ({"H9": None}, "H9", "kosong, padahal pasangannya diisi"),
    ({"G9": None}, "G9", "kosong, padahal pasangannya diisi"),
    ({"H9": 0}, "H9", "Penyebut harus lebih dari nol"),
    ({"H9": -60}, "H9", "Penyebut harus lebih dari nol"),
    ({"G9": "45"}, "G9", "teks «45», bukan angka"),
    ({"I9": 75}, "I9", "dihitung dari pembilang dan penyebut"),
    ({"G8": 1}, "G8", "tidak dipakai untuk indikator ini"),
    ({"I10": "wajar sekali"}, "I10", "Pilih salah satu: «WTP», «WDP», «Tidak wajar»"),
    ({"I10": 4}, "I10", "tidak ada pada daftarnya"),
    ({"J11": "=A1"}, "J11", "rumus «=A1». Tulis keterangan sebagai teks"),
    ({"J11": "x" * 2001}, "J11", "lebih panjang daripada 2000 huruf"),
    ({"J11": "#REF!"}, "J11", "galat #REF!"),
]


@pytest.mark.parametrize(("cells", "cell", "sentence"), RATIOS)
def test_ratios_words_and_notes(tmp_path: Path, cells: dict[str, Any], cell: str, sentence: str) -> None:
    ((at, told_as),) = told(result(filled(**cells), tmp_path))
    assert (at, sentence in told_as) == (cell, True), told_as


def test_a_ratio_is_rounded_once_half_up(tmp_path: Path) -> None:
    found = result(filled(G9=2, H9=3), tmp_path)
    assert found.isi["k-2"].nilai == Decimal("66.666667")


@pytest.mark.parametrize("text", [b"1e999", b"-1e999"])
def test_a_number_that_is_beyond_all_numbers(tmp_path: Path, text: bytes) -> None:
    def endless(_: str, old: bytes) -> bytes:
        return old.replace(b"<v>1200000</v>", b"<v>" + text + b"</v>")

    ((cell, sentence),) = told(result(rezipped(filled(), endless), tmp_path))
    assert (cell, "berisi galat #NUM!" in sentence) == ("I8", True)


@settings(max_examples=24, deadline=None)
@given(st.lists(FIGURES, min_size=3, max_size=3))
def test_whatever_number_excel_holds_is_taken_to_the_last_digit(values: list[Decimal]) -> None:
    above, below = values[1], abs(values[2]) + 1
    content = filled(I8=float(values[0]), G9=float(above), H9=float(below))
    with tempfile.TemporaryDirectory() as folder:
        found = result(content, Path(folder))
    assert told(found) == []
    assert found.isi["k-1"].nilai == values[0]
    assert (found.isi["k-2"].pembilang, found.isi["k-2"].penyebut) == (above, below)
    assert found.isi["k-2"].nilai == ratio(above, below, "Persen")
