"""What an upload is, told from its bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filetypes import DOCX, JPEG, PDF, PNG, XLSX, FileRefused, MediaType, sniff

PNG_BYTES = b"\x89PNG\r\n\x1a\n" + bytes(60)
JPEG_BYTES = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(60)
PDF_BYTES = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
SPREADSHEET = XLSX.mime + ".main+xml"
DOCUMENT = DOCX.mime + ".main+xml"


def office(*types: str, extra: dict[str, bytes] | None = None, declaration: str | bytes | None = None) -> bytes:
    overrides = "".join(f'<Override PartName="/a{i}" ContentType="{t}"/>' for i, t in enumerate(types))
    xml = declaration or (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{overrides}</Types>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", xml)
        for name, content in (extra or {"xl/workbook.xml": b"<workbook/>"}).items():
            archive.writestr(name, content)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("isi.txt", "halo")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF_BYTES, "surat.pdf", PDF),
        (PDF_BYTES, "SURAT.PDF", PDF),
        (PNG_BYTES, "foto.png", PNG),
        (JPEG_BYTES, "foto.jpg", JPEG),
        (JPEG_BYTES, "foto.jpeg", JPEG),
        (office(SPREADSHEET), "data.xlsx", XLSX),
        (office(DOCUMENT), "naskah.docx", DOCX),
        (PDF_BYTES, "tanpa akhiran", PDF),
    ],
)
def test_what_is_let_in(content: bytes, name: str, kind: MediaType) -> None:
    assert sniff(content, name) == kind
    file = io.BytesIO(content)
    file.seek(3)
    assert sniff(file, name) == kind
    assert file.tell() == 3


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"", "kosong.pdf", "berkas kosong"),
        (b"<!DOCTYPE html><html></html>", "a.pdf", "halaman web"),
        (b"\xef\xbb\xbf \n<HTML>", "a.pdf", "halaman web"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png", "gambar SVG"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg/>', "a.png", "gambar SVG"),
        (b'<?xml version="1.0"?><data/>', "a.xlsx", "berkas XML"),
        (b"MZ\x90\x00" + bytes(80), "a.pdf", "program"),
        (b"\x7fELF" + bytes(80), "a.pdf", "program"),
        (b"#!/bin/sh\nrm -rf /", "a.pdf", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "Office lama"),
        (b"GIF89a" + bytes(60), "a.png", "GIF"),
        (b"nama;nilai\na;1\n", "a.csv", "berkas teks"),
        (b"\x00\x01\x02\x03" * 9, "a.pdf", "tidak dikenal"),
        (b"\n" + PDF_BYTES, "a.pdf", "PDF sesudah isi lain"),
        (b"<html>" + PDF_BYTES, "a.pdf", "halaman web"),
        (plain_zip(), "a.xlsx", "bukan dokumen Office"),
        (PDF_BYTES + plain_zip(), "a.pdf", "sekaligus arsip ZIP"),
        (PNG_BYTES + plain_zip(), "a.png", "sekaligus arsip ZIP"),
        (JPEG_BYTES[:20] + PDF_BYTES, "a.jpg", "sekaligus PDF"),
        (office("application/vnd.oasis.opendocument.text"), "a.docx", "bukan lembar kerja"),
        (office(SPREADSHEET, DOCUMENT), "a.xlsx", "bukan lembar kerja"),
        (office(SPREADSHEET)[:-40], "a.xlsx", "arsip ZIP yang rusak"),
        (b"PK\x03\x04" + bytes(200), "a.xlsx", "arsip ZIP yang rusak"),
    ],
)
def test_what_is_refused_is_named(content: bytes, name: str, found: str) -> None:
    with pytest.raises(FileRefused) as refused:
        sniff(content, name)
    assert found in refused.value.sentence
    assert refused.value.sentence.endswith("Yang dapat diterima: PDF, PNG, JPEG, XLSX, DOCX.")
    assert f"«{name}»" in refused.value.sentence


@pytest.mark.parametrize(
    "content",
    [
        office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        office(SPREADSHEET, "application/vnd.ms-office.vbaProject"),
        office(SPREADSHEET, "application/vnd.ms-office.vba&#80;roject"),
        office(SPREADSHEET, extra={"xl/vbaProject.bin": b"x"}),
        office(DOCUMENT, extra={"word/VBAPROJECT.BIN": b"x"}),
    ],
)
def test_macros_are_refused(content: bytes) -> None:
    with pytest.raises(FileRefused, match="makro"):
        sniff(content, "a.xlsx")


@pytest.mark.parametrize(
    "declaration",
    [
        "bukan xml",
        f'<!DOCTYPE t><Types><Override ContentType="{SPREADSHEET}"/></Types>'.encode("utf-16"),
        f'<!DOCTYPE t [<!ENTITY a "{SPREADSHEET}">]><Types><Override ContentType="&a;"/></Types>',
        f'<Types><Override ContentType="{SPREADSHEET}"/>' + " " * 1_000_001 + "</Types>",
    ],
)
def test_a_declaration_that_is_not_plain_is_refused(declaration: str | bytes) -> None:
    with pytest.raises(FileRefused, match="rusak"):
        sniff(office(declaration=declaration), "a.xlsx")


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    with pytest.raises(FileRefused, match="terlalu besar"):
        sniff(office(SPREADSHEET, extra={f"xl/{i}": b"x" for i in range(5001)}), "a.xlsx")


def test_the_64_bit_form_is_refused() -> None:
    content = office(SPREADSHEET)
    end = content.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    with pytest.raises(FileRefused, match="terlalu besar"):
        sniff(content[:end] + locator + content[end:], "a.xlsx")


@pytest.mark.parametrize("name", ["surat.pdf.exe", "surat.html", "data.xlsm", "foto.png"])
def test_a_name_that_disagrees_is_refused(name: str) -> None:
    with pytest.raises(FileRefused, match=r"adalah PDF, tetapi namanya berakhiran \."):
        sniff(PDF_BYTES, name)


def test_a_strange_name_is_shown_short_and_clean() -> None:
    with pytest.raises(FileRefused) as refused:
        sniff(b"", "a\n\u202e" + "b" * 500)
    assert len(refused.value.sentence) < 200
    assert "\n" not in refused.value.sentence
    assert "\u202e" not in refused.value.sentence


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", office(SPREADSHEET)[:200]]))
def test_garbage_is_refused_or_known_never_more(garbage: bytes, start: bytes) -> None:
    try:
        kind = sniff(start + garbage, "a")
    except FileRefused:
        return
    assert kind in (PDF, PNG, JPEG)
