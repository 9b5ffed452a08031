"""A form that went through another program than Excel: taken as it is, or refused with what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.sop_kinerja.isian_excel import buka, identitas, proses
from tests.plugins.sop_kinerja.excel_form import FORM, TAKEN, filled, read, result, rezipped, told

SAVED = Path(__file__).parent / "berkas" / "formulir-libreoffice.xlsx"
"""`excel_form.filled()`, saved by LibreOffice 7.4 (soffice --convert-to xlsx); another form needs another file."""


def by_google(content: bytes) -> bytes:
    """As Google Sheets exports: a thousand rows of formatted cells, no protection, 45.0 for 45, hidden as any sheet."""

    def empty(row: int) -> bytes:
        cells = b"".join(b'<c r="%s%d" s="1"/>' % (bytes([column]), row) for column in range(ord("A"), ord("Z") + 1))
        return b'<row r="%d">%s</row>' % (row, cells)

    def change(name: str, old: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return old.replace(b'state="veryHidden"', b'state="hidden"')
        if not name.startswith("xl/worksheets/sheet"):
            return old
        plain = re.sub(rb"<sheetProtection[^>]*/>", b"", old)
        plain = re.sub(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?>)<v>(\d+)</v>', rb"\1<v>\2.0</v>", plain)
        last = max(int(number) for number in re.findall(rb'<row r="(\d+)"', plain))
        return plain.replace(b"</sheetData>", b"".join(map(empty, range(last + 1, 1001))) + b"</sheetData>")

    return rezipped(content, change)


@pytest.mark.parametrize(
    "content", [SAVED.read_bytes, lambda: by_google(filled())], ids=["libreoffice", "google-sheets"]
)
def test_a_form_that_another_program_saved_is_taken(tmp_path: Path, content: Callable[[], bytes]) -> None:
    found = result(content(), tmp_path)
    assert told(found) == []
    assert found.isi == TAKEN
    hidden = identitas.read(read(content(), tmp_path))
    assert hidden is not None and identitas.changed(FORM, hidden) == []


def test_a_workbook_of_the_strict_standard_says_how_to_save_it(tmp_path: Path) -> None:
    def strict(_: str, old: bytes) -> bytes:
        main, relations = b"http://schemas.openxmlformats.org/", b"officeDocument/2006/relationships"
        old = old.replace(main + b"spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return old.replace(main + relations, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    path = tmp_path / "berkas"
    path.write_bytes(rezipped(filled(), strict))
    with pytest.raises(proses.Refused) as refused:
        proses.read(path)
    assert str(refused.value) == buka.STRICT


def test_a_formula_that_failed_is_told_with_its_error(tmp_path: Path) -> None:
    def calculated(_: str, old: bytes) -> bytes:
        return re.sub(
            rb'<c r="I8"[^>]*><f>1/0</f><v\s*/?>(</v>)?</c>', b'<c r="I8" t="e"><f>1/0</f><v>#DIV/0!</v></c>', old
        )

    ((cell, sentence),) = told(result(rezipped(filled(I8="=1/0"), calculated), tmp_path))
    assert cell == "I8"
    assert sentence.endswith(
        "berisi rumus «=1/0». Hasilnya galat #DIV/0!. Ketik angkanya, atau kosongkan dan jelaskan pada Keterangan."
    )
