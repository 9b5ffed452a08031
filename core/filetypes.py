"""What an uploaded file really is, told from its bytes. The name only has to agree with them.

Five kinds are let in. An office file is looked into, with bounds, because its first bytes say no
more than "zip"; one that carries macros is refused. A file that is two kinds at once is refused,
since the next program may take it for the other one.
"""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from xml.etree import ElementTree

import filetype

from core.errors import InputError

HEAD = 8192  # bytes; as much as `filetype` looks at
MAX_ENTRIES = 5_000
MAX_DIRECTORY = 2_000_000  # bytes of a zip's list of contents
MAX_UNPACKED = 500_000_000  # bytes an office file says it unpacks to
MAX_CONTENT_TYPES = 1_000_000  # bytes of [Content_Types].xml


@dataclass(frozen=True)
class MediaType:
    """A kind of file that is let in: its MIME name, endings (the first is ours) and its word."""

    mime: str
    extensions: tuple[str, ...]
    label: str


PDF = MediaType("application/pdf", ("pdf",), "PDF")
PNG = MediaType("image/png", ("png",), "PNG")
JPEG = MediaType("image/jpeg", ("jpg", "jpeg"), "JPEG")
OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX = MediaType(OFFICE + "spreadsheetml.sheet", ("xlsx",), "XLSX")
DOCX = MediaType(OFFICE + "wordprocessingml.document", ("docx",), "DOCX")

ALLOWED = (PDF, PNG, JPEG, XLSX, DOCX)
ALLOWED_WORDS = "Yang dapat diterima: " + ", ".join(kind.label for kind in ALLOWED) + "."

SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
MAIN_PARTS = {XLSX.mime + ".main+xml": XLSX, DOCX.mime + ".main+xml": DOCX}

# What stands at the beginning of files that people send by mistake, or on purpose.
OTHERS = (
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "berkas Office lama atau berkata sandi"),
    (re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe"), "program"),
    (re.compile(rb"(<\?xml.{0,500})?(<!--.{0,500})?\s*(<!doctype svg|<svg)", re.I | re.S), "gambar SVG"),
    (re.compile(rb"<(!doctype html|html|head|body|script|iframe|meta)", re.I), "halaman web (HTML)"),
    (re.compile(rb"<\?xml", re.I), "berkas XML"),
    (re.compile(rb"\{\\rtf"), "berkas RTF"),
)


class FileRefused(InputError):
    """The file is not of a kind that is let in; the sentence says what it is and what is."""


def sniff(source: bytes | BinaryIO, name: str) -> MediaType:
    """The kind of `source` (an open, seekable file, or all bytes of one); `name` as uploaded.

    Leaves an open file where it stood. Raises FileRefused.
    """
    with _rewound(source) as file:
        head = file.read(HEAD)
        kind = next((kind for start, kind in SIGNATURES if head.startswith(start)), None)
        if kind is not None:
            _refuse_two_kinds(file, head, kind, name)
        elif head.startswith(b"PK\x03\x04"):
            kind = _office(file, name)
        else:
            raise _refusal(name, _word_for(head))
    _check_extension(kind, name)
    return kind


@contextmanager
def _rewound(source: bytes | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    stood = source.tell()
    source.seek(0)
    try:
        yield source
    finally:
        source.seek(stood)


def _refuse_two_kinds(file: BinaryIO, head: bytes, kind: MediaType, name: str) -> None:
    """Zip readers start from a file's end and PDF readers look 1,024 bytes in: look there too."""
    also_pdf = kind is not PDF and b"%PDF-" in head[:1024]
    if also_pdf or zipfile.is_zipfile(file):
        other = "PDF" if also_pdf else "arsip ZIP"
        raise _refusal(name, f"berkas {kind.label} yang sekaligus {other}")


def _office(file: BinaryIO, name: str) -> MediaType:
    """XLSX or DOCX, from the declaration inside; anything else in a zip is refused."""
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - 65_557))  # the end record is 22 bytes and a comment of at most 65,535
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    # The 64-bit form has a second, larger size, and no office file that we take needs it.
    if end < 0 or directory > MAX_DIRECTORY or tail[:end][-20:].startswith(b"PK\x06\x07"):
        raise _refusal(name, "arsip ZIP yang rusak atau terlalu besar")
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                raise _refusal(name, "arsip ZIP yang isinya terlalu besar")
            if (word := _open_document(archive)) is not None:
                raise _refusal(name, word)
            with archive.open("[Content_Types].xml") as part:
                declared = _content_types(part.read(MAX_CONTENT_TYPES + 1))
            names = {entry.filename.casefold() for entry in entries}
    except FileRefused:
        raise
    except KeyError:
        raise _refusal(name, "arsip ZIP, bukan dokumen Office") from None
    except Exception:
        # A hostile zip breaks in many ways, and each compression has errors of its own.
        raise _refusal(name, "arsip ZIP yang rusak") from None
    if any("macroenabled" in each or "vbaproject" in each for each in declared) or any(
        each.endswith("vbaproject.bin") for each in names
    ):
        raise _refusal(name, "dokumen Office yang memuat makro")
    found = {kind for main, kind in MAIN_PARTS.items() if main in declared}
    if len(found) != 1:
        raise _refusal(name, "arsip ZIP, bukan lembar kerja XLSX atau dokumen DOCX")
    return found.pop()


def _open_document(archive: zipfile.ZipFile) -> str | None:
    """The word for what LibreOffice saves unless told otherwise."""
    if "mimetype" not in archive.namelist():
        return None
    with archive.open("mimetype") as part:
        mime = part.read(100)
    return "berkas OpenDocument (ODS, ODT)" if mime.startswith(b"application/vnd.oasis.opendocument.") else None


def _content_types(xml: bytes) -> set[str]:
    """Every content type declared, in small letters. Raises ValueError for what is not plain."""
    if len(xml) > MAX_CONTENT_TYPES or b"\0" in xml or b"<!" in xml.replace(b"<!--", b""):
        raise ValueError("too long, or with a document type of its own")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise ValueError("not XML") from error
    return {element.get("ContentType", "").casefold() for element in root}


def _check_extension(kind: MediaType, name: str) -> None:
    extension = PurePath(name).suffix.removeprefix(".").casefold()
    if extension and extension not in kind.extensions:
        raise FileRefused(
            f"Isi berkas «{_short(name)}» adalah {kind.label}, tetapi namanya berakhiran "
            f".{extension[:10]}. Ganti akhiran namanya menjadi .{kind.extensions[0]}, lalu unggah "
            "kembali."
        )


def _word_for(head: bytes) -> str:
    if not head:
        return "berkas kosong"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, word in OTHERS:
        if pattern.match(start):
            return word
    if b"%PDF-" in head[:1024]:
        return "berkas yang memuat PDF sesudah isi lain"
    known = filetype.guess(head)
    if known is not None:
        return f"berkas {known.extension.upper()}"
    if b"\0" not in head:
        return "berkas teks"
    return "berkas yang jenisnya tidak dikenal"


def _refusal(name: str, found: str) -> FileRefused:
    return FileRefused(f"Berkas «{_short(name)}» adalah {found}. {ALLOWED_WORDS}")


def _short(name: str) -> str:
    clean = "".join(each for each in name if each.isprintable())
    return clean if len(clean) <= 80 else clean[:77] + "…"
