"""Saving a form while it is typed: each cell for itself, with its own error, and never over somebody else's."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core import audit
from core.actor import Actor
from core.db import transaction
from core.errors import StateError
from core.idn.numbers import NumberFormatError, parse_number
from core.permissions import require
from plugins.sop_kinerja.models import Penyampaian, Realisasi
from plugins.sop_kinerja.nilai_isian import (
    choices,
    clean_note,
    columns,
    is_ratio,
    ratio,
    ratio_problem,
    read_value,
    without_parts,
    written,
)
from plugins.sop_kinerja.services.data_entry import MAX_NOTE, rows_of
from plugins.sop_kinerja.services.data_fill import own
from plugins.sop_kinerja.services.data_flow import SUBMIT, lock_reason, moment
from plugins.sop_kinerja.services.data_tulis import hold, last_writer, touch, write

SAVED, WRONG, CONFLICT = "tersimpan", "keliru", "bentrok"


@dataclass(frozen=True)
class Ketikan:
    """What was typed into one cell. `versi` is the row's version that the typing started from, `dasar` the texts that
    the cell may hold now without anybody else having been there (what it held, and what was sent without an answer)."""

    baris: int
    kolom: str
    isi: str
    versi: int
    dasar: Sequence[str] = ()


@dataclass(frozen=True)
class Jawaban:
    """What became of one cell; for a conflict what somebody else wrote there, who, and when."""

    baris: int
    kolom: str
    keadaan: str
    pesan: str = ""
    isi: str = ""
    oleh: str = ""
    pada: str = ""


@dataclass
class Hasil:
    """All answers, and the rows as they are now."""

    penyampaian: Penyampaian
    rows: list[Realisasi]
    jawaban: list[Jawaban] = field(default_factory=list)


def save_cells(uuid: str, typed: Sequence[Ketikan]) -> Hasil:
    """Keeps each cell that can be read and that nobody else has changed meanwhile; the others are answered one by one.

    An empty `typed` only reads how the form stands.

    :raises StateError: when it is locked, saying by whom and since when.
    :raises NotAllowed: for who does not fill in this form.
    """
    actor = require(SUBMIT)
    with transaction() if typed else nullcontext():
        penyampaian = own(uuid, "mengisi")
        if typed:
            hold(penyampaian)
        elif reason := lock_reason(penyampaian):
            raise StateError(reason)
        result = Hasil(penyampaian, rows_of(penyampaian))
        rows = {int(row.urutan): row for row in result.rows}
        changed: set[str] = set()
        for cell in typed:
            row = rows.get(cell.baris)
            if row is None or cell.kolom not in columns(row):
                sentence = "Isian ini tidak ada lagi pada formulir. Muat ulang halaman."
                result.jawaban.append(Jawaban(cell.baris, cell.kolom, WRONG, sentence))
                continue
            answer, wrote = _save(penyampaian, row, cell, actor)
            result.jawaban.append(answer)
            changed.update(wrote)
        if changed:
            touch(penyampaian, actor)
            detail = {"versi": penyampaian.versi, "isian": sorted(changed)}
            audit.record("sop_kinerja.penyampaian.cells", penyampaian, detail=detail)
    return result


def text_of(row: Realisasi, kolom: str) -> str:
    """A cell as it stands in its field."""
    value = getattr(row, kolom)
    return str(value) if kolom == "keterangan" else written(value)


def _save(penyampaian: Penyampaian, row: Realisasi, typed: Ketikan, actor: Actor) -> tuple[Jawaban, list[str]]:
    """The answer for a cell, and the names of the cells that were written."""
    here = getattr(row, typed.kolom)
    try:
        value = _read(row, typed.kolom, typed.isi)
        changes = {typed.kolom: value, **_worked_out(row, typed.kolom, value)}
    except NumberFormatError as error:
        return Jawaban(typed.baris, typed.kolom, WRONG, str(error)), []
    if value == here or int(row.versi) == typed.versi or _expected(row, typed, here):
        return Jawaban(typed.baris, typed.kolom, SAVED), write(row, changes, actor)
    who, when = last_writer(penyampaian, row, typed.kolom)
    theirs = "kosong" if here in (None, "") else _in_words(row, typed.kolom, here)
    sentence = f"{who} mengisinya {theirs} pada {moment(when)}."
    text = text_of(row, typed.kolom)
    return Jawaban(typed.baris, typed.kolom, CONFLICT, sentence, text, who, moment(when)), []


def _expected(row: Realisasi, cell: Ketikan, here: Any) -> bool:
    """Whether the cell holds what this screen knows of: another cell of its row was changed, or an answer was lost."""
    for text in cell.dasar:
        try:
            if _read(row, cell.kolom, text) == here:
                return True
        except NumberFormatError:
            continue
    return False


def _read(row: Realisasi, kolom: str, text: str) -> Decimal | str | None:
    if kolom == "keterangan":
        note = clean_note(text)
        if len(note) > MAX_NOTE:
            raise NumberFormatError(f"Keterangan paling banyak {MAX_NOTE} huruf; sekarang {len(note)}.")
        return note
    return read_value(row, text) if kolom == "nilai" else parse_number(text)


def _worked_out(row: Realisasi, kolom: str, value: Any) -> dict[str, Decimal | None]:
    """What changes along with a part of a ratio: its figure."""
    if not is_ratio(row) or kolom == "keterangan":
        return {}
    parts = {"pembilang": row.pembilang, "penyebut": row.penyebut, kolom: value}
    if value is None and without_parts(row, parts["pembilang"], parts["penyebut"]):
        return {}
    if problem := ratio_problem(parts["pembilang"], parts["penyebut"], str(row.satuan)):
        raise NumberFormatError(problem)
    return {"nilai": ratio(parts["pembilang"], parts["penyebut"], str(row.satuan))}


def _in_words(row: Realisasi, kolom: str, value: Any) -> str:
    if kolom == "nilai" and choices(row):
        return next((f"«{one.kata}»" for one in choices(row) if one.nilai == value), written(value))
    return f"«{value}»" if kolom == "keterangan" else written(value)
