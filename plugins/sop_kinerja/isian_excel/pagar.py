"""The bounds of a file before anything reads it: how much it unpacks to, what it carries, where its cells lie.

An honest form is small. What is not is refused here, by streaming, before a reader builds anything of it in memory.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from plugins.sop_kinerja.isian_excel.pagar_lembar import (
    BROKEN,
    MAX_UNPACKED,
    TOO_LARGE,
    Budget,
    Cells,
    Lembar,
    Refused,
    local,
)

MAX_ENTRIES = 300
MAX_STYLES = 3 * 1024 * 1024
"""Bytes of the looks of its cells: a reader makes much more of each than there stands."""
_CHUNK = 65_536
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CARRIED = (
    (re.compile(r"vbaproject|/macrosheets/", re.I), "makro"),
    (re.compile(r"^xl/externallinks/", re.I), "tautan ke berkas lain"),
    (re.compile(r"^xl/(embeddings|activex|ctrlprops)/", re.I), "objek yang disisipkan"),
    (re.compile(r"^xl/(connections\.xml|querytables/|model/)", re.I), "sambungan ke sumber data luar"),
)


def inspect(path: Path) -> dict[str, Lembar]:
    """Name of each sheet -> what was found in it.

    :raises Refused: when the file is no workbook, is broken, too large, or carries more than a form may.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive)
            listed = list(_sheets(archive))
            sheets = {name: Lembar(part) for name, part in listed}
            if len(sheets) != len(listed) or not {part for _, part in listed} <= set(archive.namelist()):
                raise Refused(f"{BROKEN}: daftar lembarnya tidak cocok dengan isinya.")
            by_part = {sheet.part: sheet for sheet in sheets.values()}
            budget = Budget()
            for entry in archive.infolist():
                _scan(archive, entry, by_part.get(entry.filename), budget)
    except (zipfile.BadZipFile, expat.ExpatError, ElementTree.ParseError, KeyError, EOFError, ValueError) as error:
        raise Refused(f"{BROKEN} ({type(error).__name__}).") from error
    return sheets


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(TOO_LARGE)
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise Refused(f"{BROKEN}: ada bagian yang tertulis dua kali.")
    for entry in entries:
        if entry.filename.casefold().endswith("styles.xml") and entry.file_size > MAX_STYLES:
            raise Refused(TOO_LARGE)
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            raise Refused(
                "Berkas ini berkata sandi atau dimampatkan dengan cara yang tidak dikenal. Simpan sebagai XLSX."
            )
        for pattern, word in _CARRIED:
            if pattern.search(entry.filename):
                raise Refused(f"Berkas ini memuat {word}, yang tidak boleh ada pada formulir. Unduh formulir baru.")


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name, part of the archive) of each worksheet."""
    book = "xl/workbook.xml"
    targets = {
        element.get("Id", ""): str(element.get("Target", ""))
        for element in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    for element in _tree(archive, book).iter():
        if local(element.tag) != "sheet":
            continue
        link = next((value for key, value in element.attrib.items() if local(key) == "id"), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        yield str(element.get("name", "")), part


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if archive.getinfo(part).file_size > 1_000_000:
        raise Refused(TOO_LARGE)
    content = archive.read(part)
    _parse(iter([content]), _reader())
    return ElementTree.fromstring(content)


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, sheet: Lembar | None, budget: Budget) -> None:
    """Unpacks one part in pieces, counting; an XML part must be plain XML throughout."""

    def chunks() -> Iterator[bytes]:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                budget.take(unpacked=len(chunk))
                yield chunk

    if entry.filename.casefold().endswith((".xml", ".rels")):
        parser = _reader()
        if sheet is not None:
            Cells(sheet, budget).watch(parser)
        _parse(chunks(), parser)
    else:
        for _ in chunks():
            pass


def _reader() -> Any:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise Refused(f"{BROKEN}: ada tipe dokumen di dalamnya.")


def _parse(chunks: Iterator[bytes], parser: Any) -> None:
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
