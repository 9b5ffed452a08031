"""Writing down what was spent in a month on each kegiatan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.idn.numbers import format_number, format_rupiah, parse_number
from core.idn.periods import Periode
from plugins.sop_kinerja.anggaran_pohon import Node, absorbed
from plugins.sop_kinerja.models import RealisasiAnggaran
from plugins.sop_kinerja.services import isian_bulan
from plugins.sop_kinerja.services.anggaran_data import Budget, budget
from plugins.sop_kinerja.services.isian_bulan import MonthRow, Sheet

MAX_NOTE = 250


@dataclass(frozen=True)
class Row(MonthRow):
    """A line of the month, in rupiah. `nilai`: of this month alone; `sebelum`, `sampai`: from January to the month
    before, and to this one; `terpakai`: the same as `sampai`, with what was spent below a kegiatan that was divided
    later. None: nothing was filled in, which is not zero."""

    node: Node
    sebelum: Decimal | None
    sampai: Decimal | None
    terpakai: Decimal | None

    @property
    def sisa(self) -> Decimal:
        return self.node.pagu - (self.terpakai or Decimal(0))

    @property
    def persen(self) -> Decimal | None:
        return absorbed(self.terpakai, self.node.pagu)

    @property
    def warning(self) -> str:
        """Why somebody should look again; forbids nothing, since a shift of budget may be under way."""
        if self.sisa >= 0:
            return ""
        over = format_rupiah(-self.sisa)
        return f"Realisasi melebihi pagu sebesar {over}; periksa angkanya, atau jelaskan pada keterangan."


def rows(department: int, period: Periode) -> list[Row]:
    """The lines of a month, by code."""
    found = budget(department, period.tahun)
    return [_row(found, node, period.start.month) for node in found.fillable()]


def save(code: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """As `isian_bulan.save`, in rupiah with at most two decimals; a note wants its figure."""
    return isian_bulan.save(SHEET, code, typed, first)


def _figure(row: Row, text: str) -> Decimal | None:
    return parse_number(text, places=2)


def _refuse(row: Row, nilai: Decimal | None, note: str) -> str:
    if nilai is not None and nilai < 0:
        return "tidak boleh negatif. Pengembalian belanja dicatat dengan mengurangi bulan asalnya."
    if nilai is None and note:
        return (
            "kosong, tetapi ada keterangannya. Isi realisasinya (0 bila tidak ada belanja), "
            "atau kosongkan juga keterangannya."
        )
    return ""


SHEET = Sheet(
    sebutan="Realisasi",
    tindakan="sop_kinerja.anggaran.save",
    kunci=RealisasiAnggaran.kegiatan,
    max_note=MAX_NOTE,
    rows=rows,
    read=_figure,
    refuse=_refuse,
)


def _row(found: Budget, node: Node, month: int) -> Row:
    row = found.rows.get((node.item.id, month))
    return Row(
        uuid=found.uuids[node.item.id],
        pemilik=node.item.id,
        kode=node.item.kode,
        nama=f"{node.item.kode} {node.item.nama}"[:90],
        nilai=row.nilai if row else None,
        shown=format_number(row.nilai) if row else "",
        keterangan=str(row.keterangan) if row else "",
        oleh=str(row.oleh) if row else "",
        pada=row.pada if row else None,
        node=node,
        sebelum=found.own_until(node, month - 1),
        sampai=found.own_until(node, month),
        terpakai=node.spent(1, month),
    )
