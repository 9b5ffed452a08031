"""Between the form's fields and the services: what was typed, and what a page shows of each figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.idn.numbers import EMPTY, NumberFormatError, format_number, parse_number
from core.web.given import whole
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.data_assess import Assessed, assess, assess_row
from plugins.sop_kinerja.services.data_entry import Entry, Upload, evidence_of, rows_of

_NAME = re.compile(r"(nilai|keterangan|bukti)-([0-9]{1,6})")


@dataclass(frozen=True)
class Typed:
    """A posted form: the version that it was opened with, and its fields by the figure's number."""

    versi: int
    entries: dict[int, Entry]


@dataclass(frozen=True)
class Figure:
    """A figure on a page. `nilai` and `keterangan` are what was typed, else what is stored; `stored` is what somebody
    else saved meanwhile, where that differs."""

    row: Realisasi
    evidence: Sequence[Bukti]
    nilai: str
    keterangan: str
    assessed: Assessed
    stored: str = ""

    @property
    def rumus(self) -> str:
        return FORMULA[str(self.row.formula)]

    @property
    def target(self) -> str:
        """The target in words, also where there is none."""
        if not self.row.jatuh_tempo:
            return "Belum jatuh tempo"
        return "Belum ditetapkan" if self.row.target is None else format_number(self.row.target)

    @property
    def due(self) -> bool:
        return bool(self.row.jatuh_tempo and self.row.target is not None)


def read_form(form: Any, files: Any) -> Typed:
    """The fields nilai-3, keterangan-3 and bukti-3 (files) for the third figure, and so on; others are passed over."""
    entries: dict[int, Entry] = {}
    for name in {*form, *files}:
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        kind, number = match[1], int(match[2])
        entry = entries.get(number, Entry())
        if kind == "bukti":
            sent = tuple(Upload(file.stream, file.filename) for file in files.getlist(name) if file.filename)
            entries[number] = replace(entry, files=sent)
        elif name in form:
            entries[number] = replace(entry, **{kind: form[name]})
    return Typed(whole(form.get("versi")) or 0, entries)


def figures(penyampaian: Penyampaian, typed: Typed | None, *, show_stored: bool = False) -> list[Figure]:
    """All figures of a submission; two queries."""
    evidence = evidence_of(penyampaian)
    return [
        _figure(row, evidence.get(row.id, []), typed.entries.get(row.urutan) if typed else None, show_stored)
        for row in rows_of(penyampaian)
    ]


def _figure(row: Realisasi, evidence: Sequence[Bukti], entry: Entry | None, show_stored: bool) -> Figure:
    stored = "" if row.nilai is None else format_number(row.nilai)
    if entry is None:
        return Figure(row, evidence, stored, str(row.keterangan), assess_row(row))
    try:
        value = parse_number(entry.nilai)
        assessed = assess(value, row.target, str(row.formula), due=bool(row.jatuh_tempo))
        differs = (value, entry.keterangan.strip()) != (row.nilai, row.keterangan)
    except NumberFormatError:
        assessed, differs = Assessed(None, reason="Angka belum dapat dibaca."), True
    note = f"; keterangan: {row.keterangan}" if row.keterangan else ""
    theirs = f"{stored or EMPTY}{note}" if show_stored and differs else ""
    return Figure(row, evidence, entry.nilai, entry.keterangan, assessed, theirs)
