"""Two SOPs side by side on a page."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from core.permissions import require
from plugins.sop_kinerja.banding import CONTENT, Comparison, StepPair, summarise
from plugins.sop_kinerja.banding.beda import LABELS, performers, time_of
from plugins.sop_kinerja.models.sop import JENIS_PELAKSANA, TANDA
from plugins.sop_kinerja.services import sop_banding
from plugins.sop_kinerja.services.sop_banding import READ
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData, SopData
from plugins.sop_kinerja.views.blueprint import blueprint

_ALWAYS = ("uraian", "pelaksana", "kelengkapan", "waktu", "output")
_STATES = {
    "sama": ("Sama", "baik"),
    "tulisan": ("Sama, beda penulisan", "baik"),
    "beda": ("Berbeda", "tunggu"),
    "pindah": ("Berpindah tempat", "tunggu"),
    "kiri": ("Hanya di kiri", "salah"),
    "kanan": ("Hanya di kanan", "salah"),
}
WRITTEN, DIFFERENT = "Beda penulisan", "Berbeda"


@dataclass(frozen=True)
class Line:
    """A field on both sides; `mark` is WRITTEN, DIFFERENT or empty."""

    label: str
    left: str
    right: str
    mark: str = ""


@dataclass(frozen=True)
class Block:
    """A step of the comparison: its heading, what became of it (word and kind of badge), its fields."""

    title: str
    word: str
    kind: str
    lines: tuple[Line, ...]


@blueprint.get("/sop/banding")
def sop_banding_page() -> Any:
    require(READ)
    left, right = request.args.get("kiri", "")[:36], request.args.get("kanan", "")[:36]
    only = request.args.get("tampil") == "beda"
    options = [(one.uuid, f"{one.label}, {one.department}") for one in sop_banding.choices()]
    found: dict[str, Any] = {}
    if left and right:
        a, b, comparison = sop_banding.compare_versions(left, right)
        found = {
            "kiri": a.choice,
            "kanan": b.choice,
            "ringkasan": summarise(comparison),
            "langkah": [block for block in _blocks(comparison) if not only or block.kind != "baik"],
            "kepala": _header(comparison),
            "kolom": _columns(comparison),
        }
    return render_template("sop_kinerja/banding_show.html", options=options, left=left, right=right, only=only, **found)


def _blocks(found: Comparison) -> list[Block]:
    return [_block(pair, found) for pair in found.steps]


def _block(pair: StepPair, found: Comparison) -> Block:
    word, kind = _STATES[pair.state]
    if pair.state == "beda":
        word = "Berbeda: " + ", ".join(one.label if one.field == "arah" else one.label.lower() for one in pair.content)
        word += "; berpindah tempat" if pair.moved else ""
    marks = {one.field: DIFFERENT if one.degree == CONTENT else WRITTEN for one in pair.differences}
    if pair.left is None or pair.right is None:
        marks = {}
    lines = [
        Line(LABELS[name], _shown(name, pair.left, found.left), _shown(name, pair.right, found.right),
             marks.get(name, ""))
        for name in _ALWAYS
    ]  # fmt: skip
    lines += [
        Line(one.label, one.left, one.right, marks[one.field])
        for one in pair.differences
        if one.field not in _ALWAYS and one.field in marks
    ]
    return Block(_title(pair), word, kind, tuple(lines))


def _title(pair: StepPair) -> str:
    numbers = [step.nomor for step in (pair.left, pair.right) if step is not None]
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        return f"Langkah {numbers[0]} (kiri) dan {numbers[1]} (kanan)"
    return f"Langkah {numbers[0]}"


def _shown(name: str, step: LangkahData | None, sop: SopData) -> str:
    if step is None:
        return ""
    if name == "pelaksana":
        return ", ".join(performers(step, sop))
    if name == "waktu":
        return time_of(step, sop)
    return "; ".join(step.kelengkapan) if name == "kelengkapan" else str(getattr(step, name))


def _header(found: Comparison) -> list[Line]:
    lines = [
        Line(one.label, one.left, one.right, DIFFERENT if one.degree == CONTENT else WRITTEN) for one in found.header
    ]
    for box in found.boxes:
        if box.only_left or box.only_right:
            lines.append(Line(f"{box.label}, hanya di satu sisi", "; ".join(box.only_left), "; ".join(box.only_right),
                              DIFFERENT))  # fmt: skip
        lines += [Line(box.label, a, b, WRITTEN) for a, b in box.writing]
    return lines


def _columns(found: Comparison) -> list[Line]:
    return [
        Line("Kolom pelaksana", _column(pair.left), _column(pair.right),
             "" if not pair.degree else DIFFERENT if pair.degree == CONTENT else WRITTEN)
        for pair in found.columns
    ]  # fmt: skip


def _column(column: PelaksanaData | None) -> str:
    if column is None:
        return ""
    more = [JENIS_PELAKSANA[column.jenis].lower()] if column.jenis != "jabatan" else []
    more += [TANDA[column.tanda].lower()] if column.tanda != "tanpa" else []
    return f"{column.label} ({', '.join(more)})" if more else column.label
