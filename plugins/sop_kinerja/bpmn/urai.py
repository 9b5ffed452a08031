"""XML from a stranger, read without harm: no document type, so no entities; bounded in size, depth and number.

Python's ElementTree resolves entities that a document declares for itself ("a billion laughs"); here the declaration
is refused before the first of them is read, and nothing outside the file is ever opened.
"""

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from plugins.sop_kinerja.bpmn.tolak import BpmnRefused

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 50
MAX_ELEMENTS = 50_000


def parse(content: bytes) -> Element:
    """The root element; names as in ElementTree, `{namespace}name`.

    :raises BpmnRefused: not XML, too large, too deep, or with a document type of its own.
    """
    if not content.strip():
        _refuse("Berkas ini kosong.")
    if len(content) > MAX_BYTES:
        _refuse(f"Berkas ini lebih besar dari {MAX_BYTES // (1024 * 1024)} MB; BPMN sebuah SOP jauh lebih kecil.")
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        _refuse("Berkas ini bukan XML. Simpan diagram sebagai BPMN 2.0 (.bpmn), bukan sebagai gambar atau PDF.")
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        _refuse(f"Berkas ini bukan XML yang utuh: rusak pada baris {error.lineno}. Simpan ulang dari editor BPMN.")
    except (LookupError, ValueError):
        _refuse("Pengodean huruf berkas ini tidak dikenal. Simpan sebagai UTF-8.")
    return reader.builder.close()


class _Reader:
    """Builds the tree while it watches the bounds."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = self.count = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            _refuse(f"Susunan berkas ini lebih dari {MAX_DEPTH} tingkat dalamnya; diagram SOP tidak sedalam itu.")
        if self.count > MAX_ELEMENTS:
            _refuse(f"Berkas ini memuat lebih dari {MAX_ELEMENTS} unsur; diagram SOP jauh lebih kecil.")
        self.builder.start(_full(name), {_full(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_full(name))

    def doctype(self, *_: object) -> None:
        _refuse(
            "Berkas ini memuat DOCTYPE atau entitas, yang tidak pernah ada pada BPMN. Simpan ulang dari editor BPMN."
        )


def _full(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse(sentence: str) -> NoReturn:
    raise BpmnRefused([sentence])
