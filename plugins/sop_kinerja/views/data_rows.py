"""Between the form's fields and the services: what was typed, and what a page shows of each figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from config.settings import get_settings
from core.actor import current_actor
from core.errors import FieldErrors
from core.web.given import whole
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.nilai_isian import choices, is_ratio, written
from plugins.sop_kinerja.services.data_assess import Assessed, assess_row, target_in_words, value_in_words
from plugins.sop_kinerja.services.data_entry import Entry, Upload, evidence_of, parse, rows_of
from plugins.sop_kinerja.services.data_flow import moment
from plugins.sop_kinerja.services.data_isian import text_of
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_of

KOLOM = ("nilai", "pembilang", "penyebut", "keterangan")
_NAME = re.compile(r"(nilai|pembilang|penyebut|keterangan|bukti|versi)-([0-9]{1,6})")


@dataclass(frozen=True)
class Typed:
    """A posted form: the version that it was opened with, and its fields by the figure's number."""

    versi: int
    entries: dict[int, Entry]


@dataclass(frozen=True)
class Figure:
    """A figure on a page. `nilai`, `pembilang`, `penyebut` and `keterangan` are what was typed, else what is stored;
    `stored` is what somebody else saved meanwhile, where that differs."""

    row: Realisasi
    evidence: Sequence[Bukti]
    nilai: str
    pembilang: str
    penyebut: str
    keterangan: str
    assessed: Assessed
    versi: int
    stored: str = ""

    @property
    def tersimpan(self) -> dict[str, str]:
        """Column -> its text as it is stored."""
        return {kolom: text_of(self.row, kolom) for kolom in KOLOM}

    @property
    def kata(self) -> str:
        """The stored figure in words: a number, or the word of its scale."""
        return value_in_words(self.row, self.row.nilai)

    @property
    def pilihan(self) -> list[tuple[str, str]]:
        """(what the field holds, word) of an ordinal scale; empty for a figure that is a number."""
        return [(written(one.nilai), one.kata) for one in choices(self.row)]

    @property
    def rasio(self) -> bool:
        return is_ratio(self.row)

    @property
    def rumus(self) -> str:
        return FORMULA[str(self.row.formula)]

    @property
    def target(self) -> str:
        """The target in words, also where there is none."""
        return target_in_words(self.row)

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
        if kind == "versi":
            entries[number] = replace(entry, versi=whole(form.get(name)))
        elif kind == "bukti":
            sent = tuple(Upload(file.stream, file.filename) for file in files.getlist(name) if file.filename)
            entries[number] = replace(entry, files=sent)
        elif name in form:
            entries[number] = replace(entry, **{kind: form[name]})
    return Typed(whole(form.get("versi")) or 0, entries)


def figures(penyampaian: Penyampaian, typed: Typed | None, *, show_stored: bool = False) -> list[Figure]:
    """All figures of a submission; two queries."""
    evidence, scale = evidence_of(penyampaian), scale_of(penyampaian)
    return [
        _figure(row, evidence.get(row.id, []), typed.entries.get(row.urutan) if typed else None, show_stored, scale)
        for row in rows_of(penyampaian)
    ]


def _figure(
    row: Realisasi, evidence: Sequence[Bukti], entry: Entry | None, show_stored: bool, scale: SkalaBerlaku
) -> Figure:
    stored = {kolom: text_of(row, kolom) for kolom in KOLOM}
    if entry is None:
        return Figure(row, evidence, assessed=assess_row(row, scale), versi=int(row.versi), **stored)
    typed = {kolom: str(getattr(entry, kolom)) for kolom in KOLOM}
    try:
        values = parse([row], {row.urutan: entry})[row.id]
        assessed = assess_row(Realisasi(**{**row.__data__, **values}), scale)
        differs = any(getattr(row, name) != value for name, value in values.items())
    except FieldErrors:
        assessed, differs = Assessed(None, reason="Angka belum dapat dibaca."), True
    theirs = show_stored and differs and entry.versi != row.versi
    # Who has seen what the other one wrote may overwrite it; who has been told of another mistake may not yet.
    versi = entry.versi if entry.versi is not None and not show_stored else int(row.versi)
    return Figure(row, evidence, assessed=assessed, versi=versi, stored=_theirs(row) if theirs else "", **typed)


@dataclass(frozen=True)
class Sheet:
    """What the script of the form has to know: whose page it is, how large a file may be, and who saved last."""

    akun: int | None
    batas: int
    terakhir: str


def sheet(penyampaian: Penyampaian) -> Sheet:
    """Of a form that the acting person fills in."""
    return Sheet(current_actor().akun_id, get_settings().upload_limit, last_saved(penyampaian))


def last_saved(penyampaian: Penyampaian) -> str:
    """'Terakhir disimpan 15 Juli 2026 pukul 09.05 WIB oleh …'; empty before."""
    saved = penyampaian
    return f"Terakhir disimpan {moment(saved.diubah)} oleh {saved.diubah_oleh}" if saved.diubah else ""


def _theirs(row: Realisasi) -> str:
    note = f"; keterangan: {row.keterangan}" if row.keterangan else ""
    who = f" (oleh {row.diubah_oleh}, {moment(row.diubah)})" if row.diubah else ""
    return f"{value_in_words(row, row.nilai)}{note}{who}"
