"""The marked copy: what was typed, what is wrong with it, and a form to put right and send again."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from plugins.sop_kinerja.isian_excel.bentuk import Isi
from plugins.sop_kinerja.isian_excel.periksa import check
from plugins.sop_kinerja.isian_excel.tandai import mark
from plugins.sop_kinerja.isian_excel.tulis import write
from tests.plugins.sop_kinerja.excel_form import FORM, MADE, altered, filled, read, result, rezipped, told
from tests.plugins.sop_kinerja.excel_world import typed


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
