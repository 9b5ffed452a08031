"""Writing down what was spent in a month on each kegiatan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors
from core.idn.numbers import NumberFormatError, format_number, format_rupiah, parse_number
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.anggaran_pohon import Node, absorbed
from plugins.sop_kinerja.models import RealisasiAnggaran
from plugins.sop_kinerja.services.anggaran_data import Budget, budget
from plugins.sop_kinerja.services.progres_isi import ensure_begun, month_of, note_cell, value_cell
from plugins.sop_kinerja.services.renaksi_data import READ, UPDATE, hold
from plugins.sop_kinerja.services.renaksi_gabung import changes

__all__ = ["READ", "UPDATE", "Row", "rows", "save", "stored"]
SAVE = "sop_kinerja.anggaran.save"
MAX_NOTE = 250


@dataclass(frozen=True)
class Row:
    """A line of the month, in rupiah. `nilai`: of this month alone; `sebelum`, `sampai`: from January to the month
    before, and to this one. None: nothing was filled in, which is not zero."""

    uuid: str
    node: Node
    nilai: Decimal | None
    keterangan: str
    sebelum: Decimal | None
    sampai: Decimal | None
    oleh: str
    pada: datetime | None

    @property
    def sisa(self) -> Decimal:
        return self.node.pagu - (self.sampai or Decimal(0))

    @property
    def persen(self) -> Decimal | None:
        return absorbed(self.sampai, self.node.pagu)

    @property
    def warning(self) -> str:
        """Why somebody should look again; forbids nothing, since a shift of budget may be under way."""
        if self.sampai is not None and self.sampai > self.node.pagu:
            over = format_rupiah(self.sampai - self.node.pagu)
            return f"Realisasi melebihi pagu sebesar {over}; periksa angkanya, atau jelaskan pada keterangan."
        return ""


def rows(department: int, period: Periode) -> list[Row]:
    """The lines of a month, by code."""
    return _rows(budget(department, period.tahun), period.start.month)


def stored(found: list[Row]) -> dict[str, str]:
    cells = {}
    for row in found:
        cells[value_cell(row.uuid)] = "" if row.nilai is None else format_number(row.nilai)
        cells[note_cell(row.uuid)] = row.keterangan
    return cells


def save(code: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """As `progres_isi.save`, in rupiah with at most two decimals; an empty cell takes the month's row away."""
    actor = require(UPDATE)
    period = month_of(code)
    ensure_begun(period, clock.today(actor.zona_waktu))
    department = actor.perangkat_daerah_id or 0
    with transaction():
        hold(department)
        found = rows(department, period)
        wanted = changes(first, typed, stored(found))
        for row, nilai, note in _read(found, wanted):
            _write(row, period, nilai, note)
        if wanted:
            audit.record(SAVE, detail={"periode": period.code, "sel": len(wanted)})
    return len(wanted)


def _rows(found: Budget, month: int) -> list[Row]:
    return [
        Row(
            found.uuids[node.item.id],
            node,
            found.own(node, month),
            str(row.keterangan) if (row := found.rows.get((node.item.id, month))) else "",
            found.own_until(node, month - 1),
            found.own_until(node, month),
            str(row.oleh) if row else "",
            row.pada if row else None,
        )
        for node in found.fillable()
    ]


def _read(found: list[Row], wanted: Mapping[str, str]) -> list[tuple[Row, Decimal | None, str]]:
    errors: dict[str, str] = {}
    read = []
    for row in found:
        value, note = value_cell(row.uuid), note_cell(row.uuid)
        if value not in wanted and note not in wanted:
            continue
        name, nilai = f"{row.node.item.kode} {row.node.item.nama}"[:90], row.nilai
        text = wanted.get(note, row.keterangan)
        try:
            nilai = parse_number(wanted[value], places=2) if value in wanted else nilai
        except NumberFormatError as error:
            errors[value] = f"Realisasi «{name}»: {error}"
        if nilai is not None and nilai < 0:
            errors[value] = (
                f"Realisasi «{name}» tidak boleh negatif. Pengembalian belanja dicatat dengan mengurangi bulan asalnya."
            )
        if len(text) > MAX_NOTE:
            errors[note] = f"Keterangan «{name}» paling banyak {MAX_NOTE} huruf; sekarang {len(text)}."
        if nilai is None and text and note not in errors and value not in errors:
            errors[value] = (
                f"Realisasi «{name}» kosong, tetapi ada keterangannya. Isi realisasinya (0 bila tidak ada belanja), "
                "atau kosongkan juga keterangannya."
            )
        read.append((row, nilai, text))
    if errors:
        raise FieldErrors(errors)
    return read


def _write(row: Row, period: Periode, nilai: Decimal | None, note: str) -> None:
    actor, kegiatan = current_actor(), row.node.item.id
    mine = (RealisasiAnggaran.kegiatan == kegiatan) & (RealisasiAnggaran.periode == period.code)
    if nilai is None:
        RealisasiAnggaran.delete().where(mine).execute()
        return
    content = {"nilai": nilai, "keterangan": note, "oleh": actor.signed, "pada": clock.now()}
    if not RealisasiAnggaran.update(**content).where(mine).execute():
        RealisasiAnggaran.create(
            perangkat_daerah=actor.perangkat_daerah_id, kegiatan=kegiatan, periode=period.code, **content
        )
