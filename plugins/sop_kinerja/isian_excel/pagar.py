"""The bounds of a file before anything reads it: how much it unpacks to, what it carries, where its cells lie.

An honest form is small. What is not is refused here, by streaming, before a reader builds anything of it in memory.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from plugins.sop_kinerja.isian_excel.alamat import cell, place

MAX_ENTRIES = 300
MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of all parts together; a form of 500 lines has less than one million."""
MAX_STYLES = 3 * 1024 * 1024
"""Bytes of the looks of its cells: a reader makes much more of each than there stands."""
MAX_CELLS = 200_000
MAX_ROW, MAX_COLUMN = 3_000, 60
"""The frame in which the cells of a sheet are read."""
MAX_NAMED = 20
"""Cells outside the frame that are named one by one."""
_CHUNK = 65_536
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CARRIED = (
    (re.compile(r"vbaproject|/macrosheets/", re.I), "makro"),
    (re.compile(r"^xl/externallinks/", re.I), "tautan ke berkas lain"),
    (re.compile(r"^xl/(embeddings|activex|ctrlprops)/", re.I), "objek yang disisipkan"),
    (re.compile(r"^xl/(connections\.xml|querytables/|model/)", re.I), "sambungan ke sumber data luar"),
)


class Refused(Exception):
    """The file is not read; the message is a sentence for its sender."""


@dataclass
class Lembar:
    """What a sheet has that its cells do not tell: merged ranges, and cells with content outside the frame."""

    part: str
    merged: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    outside_count: int = 0


def inspect(path: Path) -> dict[str, Lembar]:
    """Name of each sheet -> what was found in it.

    :raises Refused: when the file is no workbook, is broken, too large, or carries more than a form may.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive)
            sheets = {name: Lembar(part) for name, part in _sheets(archive)}
            by_part = {sheet.part: sheet for sheet in sheets.values()}
            budget = Budget()
            for entry in archive.infolist():
                _scan(archive, entry, by_part.get(entry.filename), budget)
    except (zipfile.BadZipFile, expat.ExpatError, ElementTree.ParseError, KeyError, EOFError, ValueError) as error:
        raise Refused(f"{BROKEN} ({type(error).__name__}).") from error
    return sheets


BROKEN = "Berkas ini rusak atau bukan lembar kerja XLSX yang utuh, sehingga tidak dibaca"
TOO_LARGE = (
    "Isi berkas ini jauh lebih besar daripada sebuah formulir, sehingga tidak dibaca. Unduh formulir baru, lalu isi "
    "hanya sel kuningnya."
)


@dataclass
class Budget:
    """What is still allowed for the whole file."""

    unpacked: int = MAX_UNPACKED
    cells: int = MAX_CELLS

    def take(self, *, unpacked: int = 0, cells: int = 0) -> None:
        self.unpacked -= unpacked
        self.cells -= cells
        if self.unpacked < 0 or self.cells < 0:
            raise Refused(TOO_LARGE)


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
        if _local(element.tag) != "sheet":
            continue
        link = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
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
            _Cells(sheet, budget).watch(parser)
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


class _Cells:
    """Follows the rows and cells of one sheet. They must come in order: a reader passes over what goes back."""

    def __init__(self, sheet: Lembar, budget: Budget) -> None:
        self._sheet = sheet
        self._budget = budget
        self._row = self._column = 0
        self._last = ""

    def watch(self, parser: Any) -> None:
        follow: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._content,
            "f": self._content,
            "is": self._content,
            "mergeCell": self._merge,
        }

        def start(tag: str, attributes: dict[str, str]) -> None:
            if (found := follow.get(_local(tag))) is not None:
                found(attributes)

        parser.StartElementHandler = start

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r") or self._row + 1)
        if number <= self._row:
            raise Refused(f"{BROKEN}: baris {number} tidak pada urutannya.")
        self._row, self._column = number, 0
        self._budget.take(cells=1)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._budget.take(cells=1)
        column = self._column + 1
        if reference := attributes.get("r"):
            column, row = place(reference)
            if row != self._row:
                raise Refused(f"{BROKEN}: alamat sel «{reference[:20]}» keliru.")
        if column <= self._column:
            raise Refused(f"{BROKEN}: sel pada baris {self._row} tidak pada urutannya.")
        self._column = column

    def _content(self, _: dict[str, str]) -> None:
        if self._row <= MAX_ROW and self._column <= MAX_COLUMN:
            return
        where = cell(self._column, self._row)
        if where == self._last:  # a formula and its value are one cell
            return
        self._last = where
        self._sheet.outside_count += 1
        if len(self._sheet.outside) < MAX_NAMED:
            self._sheet.outside.append(where)

    def _merge(self, attributes: dict[str, str]) -> None:
        self._budget.take(cells=1)
        self._sheet.merged.append(attributes.get("ref", "")[:30])


def _local(tag: str) -> str:
    """'row' of 'x:row' and of '{namespace}row'."""
    return tag.rpartition("}")[2].rpartition(":")[2]
