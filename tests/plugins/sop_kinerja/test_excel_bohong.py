"""Excel files whose arrangement lies: each is told with its cell in a clear sentence, and none is taken."""

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from plugins.sop_kinerja.isian_excel.bentuk import Isi
from tests.plugins.sop_kinerja.excel_form import FORM, TAKEN, altered, filled, result, told

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


@settings(max_examples=24, deadline=None)
@given(st.permutations(range(8, 12)))
def test_whatever_order_the_lines_are_in_only_the_right_one_is_taken(order: list[int]) -> None:
    def edit(_: Any, sheet: Any) -> None:
        lines = [[sheet.cell(row, column).value for column in range(1, 13)] for row in order]
        for row, line in zip(range(8, 12), lines, strict=True):
            for column, value in enumerate(line, start=1):
                sheet.cell(row, column).value = value

    with tempfile.TemporaryDirectory() as folder:
        found = result(altered(edit), Path(folder))
    moved = [sentence for _, sentence in told(found) if "dipindahkan" in sentence]
    assert bool(moved) == (order != sorted(order))
    assert len(moved) < 4
    assert {key: isi.nilai for key, isi in found.isi.items()} == {key: isi.nilai for key, isi in TAKEN.items()}
