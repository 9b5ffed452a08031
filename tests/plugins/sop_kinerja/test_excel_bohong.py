"""Excel files that lie: each is told with its cell in a clear sentence, and none is taken."""

import datetime
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from plugins.sop_kinerja.isian_excel.bentuk import Isi
from plugins.sop_kinerja.isian_excel.periksa import check
from plugins.sop_kinerja.isian_excel.tandai import mark
from plugins.sop_kinerja.isian_excel.tulis import write
from tests.plugins.sop_kinerja.excel_form import FORM, MADE, TAKEN, altered, filled, read, result, rezipped, told
from tests.plugins.sop_kinerja.excel_world import typed


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
        ("0%", 0.58, "berformat persen: tampak 58%, tetapi isinya 0,58. Tulis angkanya tanpa tanda persen"),
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


LOCKED = [("B8", "IKU-9"), ("C8", "Lain"), ("D9", "Lain"), ("E8", "Ton"), ("F8", 1), ("F10", "WDP"), ("K8", None)]


@pytest.mark.parametrize(("cell", "value"), [*LOCKED, ("A9", 7), ("F8", "=1234567.5"), ("F9", None)])
def test_what_was_locked_must_stand_there_still(tmp_path: Path, cell: str, value: Any) -> None:
    ((at, told_as),) = told(result(filled(**{cell: value}), tmp_path))
    assert at == cell
    assert "diubah; seharusnya «" in told_as
    assert told_as.endswith("Hanya sel kuning yang diisi.")


def test_a_column_that_was_taken_out_is_named_and_the_rest_is_read_all_the_same(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Any) -> None:
        sheet["I8"] = "x"
        sheet.delete_cols(6)

    found = told(result(altered(edit), tmp_path))
    assert [cell for cell, _ in found] == ["F7", "H8"]
    assert "Kolom «Target» dihapus" in found[0][1]


def test_a_column_that_was_put_elsewhere(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Any) -> None:
        for row in range(7, 12):
            for column in ("J", "K"):
                sheet[f"{column}{row}"].data_type  # noqa: B018
            sheet[f"J{row}"].value, sheet[f"K{row}"].value = sheet[f"K{row}"].value, sheet[f"J{row}"].value

    found = told(result(altered(edit), tmp_path))
    assert len(found) == 1
    assert "dipindahkan dari tempatnya" in found[0][1]


def test_a_line_that_was_taken_out(tmp_path: Path) -> None:
    found = told(result(altered(lambda _, sheet: sheet.delete_rows(9)), tmp_path))
    assert "Baris IKU-2 «Ibu hamil yang dilayani lengkap» dihapus dari formulir" in found[0][1]


def test_lines_in_another_order_name_the_one_that_was_moved(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Any) -> None:
        for column in range(1, 13):
            first, last = sheet.cell(8, column), sheet.cell(11, column)
            kept = first.value
            for row in range(8, 11):
                sheet.cell(row, column).value = sheet.cell(row + 1, column).value
            last.value = kept

    found = told(result(altered(edit), tmp_path))
    assert [cell for cell, text in found if "dipindahkan" in text] == ["A11"]
    assert "tempatnya paling atas. Urutan baris harus tetap." in dict(found)["A11"]


def test_values_that_were_sorted_without_their_lines(tmp_path: Path) -> None:
    """Only the words one sees were exchanged; the hidden keys stand as they stood."""

    def edit(_: Any, sheet: Any) -> None:
        for column in "BCDEF":
            one, other = sheet[f"{column}8"], sheet[f"{column}11"]
            one.value, other.value = other.value, one.value

    found = told(result(altered(edit), tmp_path))
    assert {cell for cell, _ in found} >= {"B8", "D8", "F8", "B11", "D11"}


def test_a_line_that_was_added_or_doubled(tmp_path: Path) -> None:
    def edit(_: Any, sheet: Any) -> None:
        sheet["D12"], sheet["I12"] = "Indikator kami sendiri", 5
        for column in "ABCDEFGHIJKL":
            sheet[f"{column}13"] = sheet[f"{column}8"].value

    found = told(result(altered(edit), tmp_path))
    assert [cell for cell, _ in found] == ["D12", "A13"]
    assert "bukan bagian dari formulir (berisi «Indikator kami sendiri»)" in found[0][1]
    assert "mengulang indikator IKU-1" in found[1][1]


def test_a_hidden_key_that_was_changed(tmp_path: Path) -> None:
    ((cell, sentence),) = told(result(filled(L8="k-99"), tmp_path))
    assert (cell, "Kunci baris ini (kolom tersembunyi) diubah" in sentence) == ("L8", True)


def test_merged_cells_are_named_by_their_range(tmp_path: Path) -> None:
    found = told(result(altered(lambda _, sheet: sheet.merge_cells("I10:J11")), tmp_path))
    assert found == [("I10", "Sel I10:J11 digabung. Pisahkan lagi: setiap sel formulir diisi sendiri-sendiri.")]
    found = told(result(altered(lambda _, sheet: sheet.merge_cells("B8:B9")), tmp_path))
    assert [cell for cell, _ in found] == ["B8"]


@pytest.mark.parametrize("cell", ["N9", "M8", "BI8", "BJ8", "XFD1048576", "I1048576", "A3001"])
def test_content_outside_of_the_form_is_found_however_far(tmp_path: Path, cell: str) -> None:
    ((at, sentence),) = told(result(filled(**{cell: 1}), tmp_path))
    assert at == cell
    assert "di luar formulir" in sentence or "bukan bagian dari formulir" in sentence


def test_a_sheet_with_another_name(tmp_path: Path) -> None:
    ((_, sentence),) = told(result(altered(lambda _, sheet: setattr(sheet, "title", "Data")), tmp_path))
    assert "Lembar «Isian» tidak ada; berkas ini memuat «Data», «Petunjuk»" in sentence


def test_the_head_row_that_is_not_there(tmp_path: Path) -> None:
    ((_, sentence),) = told(result(altered(lambda _, sheet: sheet.delete_rows(7)), tmp_path))
    assert "Kepala tabel tidak ditemukan" in sentence


def test_sheets_of_ones_own_and_wider_columns_do_no_harm(tmp_path: Path) -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.create_sheet("Hitungan")["A1"] = "=1/0"
        sheet.column_dimensions["I"].width = 40

    assert told(result(altered(edit), tmp_path)) == []


def test_all_mistakes_come_in_one_answer_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    found = result(filled(I8="x", H9=0, I10="?", J11="=A1", E9="Ton", N11=1), tmp_path)
    assert [cell for cell, _ in told(found)] == ["I8", "E9", "H9", "I10", "J11", "N11"]


def test_the_seal_knows_every_locked_word() -> None:
    line = FORM.baris[0]
    for change in ({"uraian": "Lain"}, {"target": Decimal(1)}, {"satuan": "Ton"}, {"kunci": "k-9"}):
        other = replace(FORM, baris=[replace(line, **change), *FORM.baris[1:]])
        assert other.tanda != FORM.tanda
    assert replace(FORM, versi=2).tanda != FORM.tanda
    filled_in = replace(line, isi=Isi(Decimal(1), "catatan"), catatan="Definisi")
    assert replace(FORM, baris=[filled_in, *FORM.baris[1:]]).tanda == FORM.tanda


def _copy(content: bytes, folder: Path) -> tuple[Any, Any]:
    """(list of problems, the form) of the marked copy."""
    book = openpyxl.load_workbook(io.BytesIO(mark(FORM, result(content, folder), MADE)))
    return book["Perbaikan"], book["Isian"]


def test_the_marked_copy_holds_what_was_typed_and_is_a_form_itself(tmp_path: Path) -> None:
    listed, sheet = _copy(filled(I8="x", E9="Ton", G9=None, N8="coretan"), tmp_path)
    assert [[cell.value for cell in row] for row in listed["C6:E9"]] == [
        ["I8", "Realisasi IKU-1 «Kunjungan puskesmas» berisi teks «x», bukan angka. Kosongkan bila datanya belum ada "
         "dan jelaskan pada Keterangan, atau ketik angka.", "Isian I8"],
        ["N8", "Ada isi di luar formulir. Hapus isi sel ini.", "Sudah pulih"],
        ["E9", "Satuan IKU-2 «Ibu hamil yang dilayani lengkap» diubah; seharusnya «Persen». Hanya sel kuning yang "
         "diisi.", "Sudah pulih"],
        ["G9", "Pembilang IKU-2 «Ibu hamil yang dilayani lengkap» kosong, padahal pasangannya diisi. Isi keduanya, "
         "atau kosongkan keduanya.", "Isian G9"],
    ]  # fmt: skip
    assert listed["E6"].hyperlink.location == "'Isian'!I8"
    assert (sheet["I8"].value, sheet["H9"].value, sheet["I10"].value, sheet["E9"].value) == ("x", 60, "WDP", "Persen")
    assert {sheet[cell].fill.fgColor.rgb for cell in ("I8", "G9")} == {"FFF8D0D0"}
    assert sheet["I8"].comment.text.startswith("PERBAIKI: ")
    assert sheet.protection.sheet
    assert [sheet[cell].protection.locked for cell in ("I8", "J8", "E8")] == [False, False, True]
    right = typed(mark(FORM, result(filled(I8="x"), tmp_path), MADE), {"I8": 5})
    assert told(result(right, tmp_path)) == []


def test_a_line_that_was_taken_out_comes_back_in_the_copy_with_what_is_stored(tmp_path: Path) -> None:
    line = replace(FORM.baris[0], isi=Isi(Decimal(77), "Sementara"))
    form = replace(FORM, baris=[line, *FORM.baris[1:]])
    found = check(form, read(altered(lambda _, sheet: sheet.delete_rows(8)), tmp_path))
    book = openpyxl.load_workbook(io.BytesIO(mark(form, found, MADE)))
    assert (book["Isian"]["I8"].value, book["Isian"]["J8"].value) == (77, "Sementara")
    assert book["Perbaikan"]["E6"].value == "Isian I8"


def test_a_formula_gives_its_result_as_a_proposal_where_the_file_has_it(tmp_path: Path) -> None:
    def calculated(name: str, old: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return old
        return re.sub(rb'<c r="I8"[^>]*><f>30\*2</f><v\s*/?>(</v>)?</c>', b'<c r="I8"><f>30*2</f><v>60</v></c>', old)

    found = result(rezipped(filled(I8="=30*2"), calculated), tmp_path)
    assert found.tertulis["k-1", "nilai"] == 60
    assert "Hasilnya 60." in told(found)[0][1]


def test_words_that_begin_like_formulas_stay_words(tmp_path: Path) -> None:
    line = replace(FORM.baris[0], uraian="=1+1", sasaran="@sum", isi=Isi(None, "=cmd|' /C calc'!A0"))
    form = replace(FORM, baris=[line])
    content = write(form, MADE)
    assert check(form, read(content, tmp_path)).masalah == []
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Isian"]
    assert {sheet[cell].data_type for cell in ("C8", "D8", "H8")} == {"s"}
