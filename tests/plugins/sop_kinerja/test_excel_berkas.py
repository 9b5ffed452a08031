"""Files that are no form at all, or that are made to harm: refused in bounded time and memory, with a sentence."""

import io
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from plugins.sop_kinerja.isian_excel import anak, pagar_lembar, proses
from plugins.sop_kinerja.isian_excel.periksa import check
from tests.plugins.sop_kinerja.excel_form import FORM, blank, filled, rezipped

SHEET = "xl/worksheets/sheet1.xml"


def _refusal(content: bytes, folder: Path) -> str:
    path = folder / "berkas"
    path.write_bytes(content)
    with pytest.raises(proses.Refused) as caught:
        proses.read(path)
    return str(caught.value)


def _with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    return rezipped(blank(), lambda name, old: change(old) if name == part else old)


def test_a_form_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(filled())
    found = proses.read(path)
    assert found.lembar == ["Isian", "Petunjuk", "_selaras"]
    assert found.isian is not None
    assert found.isian.sel["I8"] == ["angka", "1200000", "General"]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"MZ program", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500],
    ids=["empty", "zip-start", "program", "csv", "old-xls"],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    assert "rusak atau bukan lembar kerja XLSX" in _refusal(content, tmp_path)


def test_half_a_file(tmp_path: Path) -> None:
    content = filled()
    assert "rusak" in _refusal(content[: len(content) // 2], tmp_path)


def test_a_zip_bomb_of_cells_is_refused_before_anything_is_built_of_it(tmp_path: Path) -> None:
    """1.6 MB that unpack to hundreds: openpyxl alone would be held for minutes."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_000_000))
    bomb = rezipped(
        blank(),
        lambda name, old: b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>" if name == SHEET else old,
    )
    began = time.monotonic()
    assert _refusal(bomb, tmp_path) == pagar_lembar.TOO_LARGE
    assert time.monotonic() - began < proses.WAIT


def test_a_zip_bomb_of_words_and_one_whose_list_of_contents_lies(tmp_path: Path) -> None:
    words = b"<sst>" + b"<si><t>aaaaaaaaaaaaaaaaaaaaaaaa</t></si>" * 1_000_000 + b"</sst>"
    bomb = rezipped(blank(), lambda name, old: words if name == "xl/sharedStrings.xml" else old)
    assert _refusal(bomb, tmp_path) == pagar_lembar.TOO_LARGE
    # The directory says one byte; what is read is never more than that, and the checksum does not fit.
    small = len(words).to_bytes(4, "little")
    lying = bomb.replace(small, (1).to_bytes(4, "little"))
    assert lying != bomb
    assert "tidak dibaca" in _refusal(lying, tmp_path)


def test_many_cells_in_few_bytes(tmp_path: Path) -> None:
    row = b"<row>" + b"<c/>" * 1000 + b"</row>"
    many = _with(SHEET, lambda _: b"<worksheet><sheetData>" + row * 300 + b"</sheetData></worksheet>")
    assert _refusal(many, tmp_path) == pagar_lembar.TOO_LARGE


def test_one_cell_at_the_last_row_and_column_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Isian"
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "berkas"
    path.write_bytes(stream.getvalue())
    found = proses.read(path)
    assert found.isian is not None
    assert (found.isian.luar, list(found.isian.sel)) == (["XFD1048576"], ["A1"])


def test_one_long_text_in_many_cells(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d">' % n + b'<c t="s"><v>0</v></c>' * 50 + b"</row>" for n in range(20, 1500))
    words = b"<t>" + b"a" * 3000 + b"</t>"

    def change(name: str, old: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return re.sub(b"<t[^>]*>Bentuk formulir</t>", words, old, count=1)
        return old.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET else old

    assert _refusal(rezipped(blank(), change), tmp_path) == pagar_lembar.TOO_LARGE


def test_a_sheet_full_of_cells_is_answered_soon(tmp_path: Path) -> None:
    cells = b"".join(b'<c t="s"><v>%d</v></c>' % (number % 9) for number in range(58))
    rows = b"".join(b'<row r="%d">' % number + cells + b"</row>" for number in range(20, 1500))
    content = _with(SHEET, lambda old: old.replace(b"</sheetData>", rows + b"</sheetData>"))
    path = tmp_path / "berkas"
    path.write_bytes(content)
    began = time.monotonic()
    found = check(FORM, proses.read(path))
    assert time.monotonic() - began < proses.WAIT
    assert len(found.masalah) < 3_000


def test_looks_without_end(tmp_path: Path) -> None:
    def styles(old: bytes) -> bytes:
        return old.replace(b"</cellXfs>", b'<xf numFmtId="0" fontId="0"/>' * 400_000 + b"</cellXfs>")

    assert _refusal(_with("xl/styles.xml", styles), tmp_path) == pagar_lembar.TOO_LARGE


def test_the_reader_bounds_itself() -> None:
    code = "from plugins.sop_kinerja.isian_excel import anak; anak.bound(); bytearray(2 * anak.MEMORY)"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", code], env=proses._environment(), capture_output=True, check=False
    )
    assert b"MemoryError" in ended.stderr


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "tipe dokumen" in _refusal(_with(SHEET, lambda _: laughs), tmp_path)
    outside = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'
    )
    assert "tipe dokumen" in _refusal(_with("xl/sharedStrings.xml", lambda _: outside), tmp_path)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("xl/vbaProject.bin", "makro"),
        ("xl/macrosheets/sheet9.xml", "makro"),
        ("xl/externalLinks/externalLink1.xml", "tautan ke berkas lain"),
        ("xl/embeddings/oleObject1.bin", "objek yang disisipkan"),
        ("xl/connections.xml", "sambungan ke sumber data luar"),
    ],
)
def test_what_a_form_may_not_carry(tmp_path: Path, part: str, word: str) -> None:
    content = rezipped(blank(), lambda _, old: old, {part: b"<x/>"})
    assert f"memuat {word}, yang tidak boleh ada pada formulir" in _refusal(content, tmp_path)


def test_a_list_of_sheets_that_lies(tmp_path: Path) -> None:
    twice = _with("xl/workbook.xml", lambda old: old.replace(b'name="Petunjuk"', b'name="Isian"'))
    assert "daftar lembarnya tidak cocok" in _refusal(twice, tmp_path)
    nowhere = _with("xl/_rels/workbook.xml.rels", lambda old: old.replace(b"sheet1.xml", b"sheet9.xml"))
    assert "daftar lembarnya tidak cocok" in _refusal(nowhere, tmp_path)


def test_a_part_that_is_there_twice(tmp_path: Path) -> None:
    stream = io.BytesIO(blank())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    assert "tertulis dua kali" in _refusal(stream.getvalue(), tmp_path)


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (b'<row r="9"><c r="A9"><v>1</v></c></row><row r="8"><c r="A8"><v>2</v></c></row>', "baris 8"),
        (b'<row r="8"><c r="B8"><v>1</v></c><c r="A8"><v>2</v></c></row>', "sel pada baris 8"),
        (b'<row r="8"><c r="A9"><v>1</v></c></row>', "alamat sel «A9»"),
        (b'<row r="x"/>', "ValueError"),
        (b"<row><c></row>", "ExpatError"),
    ],
)
def test_rows_and_cells_that_a_reader_would_pass_over(tmp_path: Path, rows: bytes, word: str) -> None:
    content = _with(SHEET, lambda _: b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")
    assert word in _refusal(content, tmp_path)


def test_a_reader_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proses, "WAIT", 0.01)
    assert _refusal(filled(), tmp_path) == pagar_lembar.TOO_LARGE


def test_the_child_gets_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@h/d")
    assert not {"SELARAS_SECRET_KEY", "DATABASE_URL"} & set(proses._environment())


def test_the_bounds_leave_room_for_a_large_honest_form(tmp_path: Path) -> None:
    from dataclasses import replace

    from plugins.sop_kinerja.isian_excel.tulis import write
    from tests.plugins.sop_kinerja.excel_form import MADE

    line = replace(FORM.baris[0], uraian="Persentase capaian yang panjang namanya " * 10, catatan="Definisi " * 40)
    lines = [replace(line, kunci=f"k-{n}", kode=f"IKU-{n}") for n in range(1500)]
    form = replace(FORM, baris=lines)
    path = tmp_path / "berkas"
    path.write_bytes(write(form, MADE))
    assert check(form, proses.read(path)).masalah == []
    assert anak.MEMORY < 512 * 1024 * 1024
