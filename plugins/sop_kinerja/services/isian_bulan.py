"""A table of one month in which several people write down a figure and a note for each line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

import peewee

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError
from core.idn.periods import Periode, PeriodeError
from core.permissions import require
from plugins.sop_kinerja.services.renaksi_data import UPDATE, hold
from plugins.sop_kinerja.services.renaksi_gabung import changes


@dataclass(frozen=True)
class MonthRow:
    """A line as it stands. `nilai` None: not filled in; `shown`: the same as the text of its cell; `kode` and `nama`:
    how the log and a sentence call it; `pemilik`: the id of what it is about."""

    uuid: str
    pemilik: int
    kode: str
    nama: str
    nilai: Decimal | None
    shown: str
    keterangan: str
    oleh: str
    pada: datetime | None


RowT = TypeVar("RowT", bound=MonthRow)


@dataclass(frozen=True)
class Sheet(Generic[RowT]):
    """What a kind of table has of its own. `kunci`: the foreign key of its model to what a line is about; `read` raises
    ValueError with a sentence for a text that is no figure of the line; `refuse` says why a line can't be as it is to
    be, or nothing."""

    sebutan: str
    tindakan: str
    kunci: peewee.ForeignKeyField
    max_note: int
    rows: Callable[[int, Periode], Sequence[RowT]]
    read: Callable[[RowT, str], Decimal | None]
    refuse: Callable[[RowT, Decimal | None, str], str]


def month_of(code: str) -> Periode:
    """:raises InputError: for what is no month (field bulan)."""
    try:
        period = Periode.parse(code)
    except PeriodeError as error:
        raise InputError(str(error), "bulan") from error
    if period.kadensi != "bulanan":
        raise InputError(f"{period.label} bukan bulan. Progres dan realisasi anggaran diisi per bulan.", "bulan")
    return period


def value_cell(uuid: str) -> str:
    return f"nilai-{uuid}"


def note_cell(uuid: str) -> str:
    return f"keterangan-{uuid}"


def stored(found: Sequence[MonthRow]) -> dict[str, str]:
    """Every cell of the month with its text."""
    cells = {}
    for row in found:
        cells[value_cell(row.uuid)] = row.shown
        cells[note_cell(row.uuid)] = row.keterangan
    return cells


def save(sheet: Sheet[RowT], code: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """Keeps the cells that the person has changed, all or none; gives how many. An empty line is no row at all.

    :param code: of a month, which has begun
    :param typed, first: name of a cell -> its text now, and when the page was opened
    :raises InputError: for a month that has not begun (bulan). FieldErrors: naming each cell that is not right.
    :raises Collision: where somebody else changed the same cell meanwhile.
    """
    actor = require(UPDATE)
    period = month_of(code)
    _ensure_begun(period, clock.today(actor.zona_waktu))
    department = actor.perangkat_daerah_id or 0
    with transaction():
        hold(department)
        found = sheet.rows(department, period)
        wanted = changes(first, typed, stored(found))
        lines = _read(sheet, found, wanted)
        for row, nilai, note in lines:
            _write(sheet, row, period, nilai, note)
        if wanted:
            audit.record(sheet.tindakan, detail={"periode": period.code, **_told(lines, wanted)})
    return len(wanted)


def _ensure_begun(period: Periode, today: date) -> None:
    if period.start > today:
        raise InputError(
            f"{period.label} belum mulai, sehingga belum dapat diisi. Isi bulan yang sudah berjalan.", "bulan"
        )


def _read(
    sheet: Sheet[RowT], found: Sequence[RowT], wanted: Mapping[str, str]
) -> list[tuple[RowT, Decimal | None, str]]:
    """The lines of which something changes, with figure and note as they are to be."""
    errors: dict[str, str] = {}
    read = []
    for row in found:
        value, note = value_cell(row.uuid), note_cell(row.uuid)
        if value not in wanted and note not in wanted:
            continue
        nilai, text = row.nilai, wanted.get(note, row.keterangan)
        if len(text) > sheet.max_note:
            errors[note] = f"Keterangan «{row.nama}» paling banyak {sheet.max_note} huruf; sekarang {len(text)}."
        try:
            nilai = sheet.read(row, wanted[value]) if value in wanted else nilai
            if reason := sheet.refuse(row, nilai, text):
                errors[value] = f"{sheet.sebutan} «{row.nama}» {reason}"
        except ValueError as error:
            errors[value] = f"{sheet.sebutan} «{row.nama}»: {error}"
        read.append((row, nilai, text))
    if errors:
        raise FieldErrors(errors)
    return read


def _write(sheet: Sheet[RowT], row: RowT, period: Periode, nilai: Decimal | None, note: str) -> None:
    actor, model = current_actor(), sheet.kunci.model
    mine = (sheet.kunci == row.pemilik) & (model.periode == period.code)
    if nilai is None and not note:
        model.delete().where(mine).execute()
        return
    content = {"nilai": nilai, "keterangan": note, "oleh": actor.signed, "pada": clock.now()}
    if not model.update(**content).where(mine).execute():
        owner = {sheet.kunci.name: row.pemilik, "perangkat_daerah": actor.perangkat_daerah_id}
        model.create(**owner, periode=period.code, **content)


def _told(lines: Sequence[tuple[RowT, Decimal | None, str]], wanted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For the log: the texts of the cells before and after."""
    before, after = {}, {}
    for row, _, _ in lines:
        for cell, name, was in (
            (value_cell(row.uuid), row.kode, row.shown),
            (note_cell(row.uuid), f"{row.kode} (keterangan)", row.keterangan),
        ):
            if cell in wanted:
                before[name], after[name] = was, wanted[cell]
    return {"sebelum": before, "sesudah": after}
