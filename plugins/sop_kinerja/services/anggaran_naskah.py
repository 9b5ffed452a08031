"""The budget recap of a year as a PDF and as sheets of a workbook."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from core.idn.numbers import format_number, format_percent
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.papers import compile_paper
from core.spreadsheet import Cell, Column, Kind, Table
from plugins.sop_kinerja.anggaran_pohon import Node, absorbed, total
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services.anggaran_data import Budget, budget
from plugins.sop_kinerja.services.renaksi_kepala import head, head_signs
from plugins.sop_kinerja.services.renaksi_naskah import SHORT_MONTHS
from plugins.sop_kinerja.target_periksa import MONTHS

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "anggaran.typ"
QUARTER_ENDS = (3, 6, 9, 12)
COLUMNS = (
    Column("Kode", width=24),
    Column("Uraian", width=52),
    Column("Jenis", width=13),
    Column("Pagu", Kind.RUPIAH, 18),
    *(Column(f"Triwulan {name}", Kind.RUPIAH, 17) for name in ("I", "II", "III", "IV")),
    Column("Realisasi", Kind.RUPIAH, 18),
    Column("Sisa", Kind.RUPIAH, 18),
    Column("Serapan", Kind.NUMBER, 11, unit="%"),
)
MONTHLY = (
    Column("Kode", width=24),
    Column("Uraian", width=46),
    *(Column(name, Kind.RUPIAH, 16) for name in SHORT_MONTHS),
)


def title(tahun: int) -> str:
    return f"Rekapitulasi Anggaran dan Realisasi Tahun {tahun}"


def until(tahun: int, month: int) -> str:
    """'Januari sampai Maret 2026'"""
    last = Periode(tahun, MONTHS[month - 1]).label
    return last if month == 1 else f"Januari sampai {last}"


def paper(department: PerangkatDaerah, tahun: int, month: int, made: datetime) -> bytes:
    """The PDF of the year up to a month (1..12), made at an aware moment."""
    found = budget(int(department.id), tahun)
    everything = total(found.top)
    data = {
        **head(department, made),
        "judul": title(tahun),
        "periode": until(tahun, month),
        "ttd": head_signs(department),
        "baris": [_line(node, month) for node in found.nodes],
        "jumlah": _line(everything, month)["angka"],
    }
    return compile_paper(TEMPLATE, data, created=made)


def tables(department: PerangkatDaerah, tahun: int, month: int) -> list[Table]:
    """The sheets of the year up to a month (1..12)."""
    found = budget(int(department.id), tahun)
    heading = (title(tahun).upper(), str(department), until(tahun, month))
    return [
        Table("Rekapitulasi", COLUMNS, _rows(found, month), heading),
        Table("Per Bulan", MONTHLY, _monthly(found, month), heading),
    ]


def quarters(node: Node, month: int) -> list[Decimal | None]:
    """What was spent in each triwulan, as far as the month."""
    return [node.spent(last - 2, min(last, month)) if last - 2 <= month else None for last in QUARTER_ENDS]


def _line(node: Node, month: int) -> dict[str, object]:
    spent = node.spent(1, month)
    return {
        "kode": node.item.kode,
        "nama": node.item.nama,
        "tingkat": node.depth,
        "angka": [
            format_number(node.pagu),
            *(format_number(one) for one in quarters(node, month)),
            format_number(spent),
            format_number(node.pagu - (spent or Decimal(0))),
            format_percent(absorbed(spent, node.pagu)),
        ],
    }


def _rows(found: Budget, month: int) -> Iterator[tuple[Cell, ...]]:
    for node in [*found.nodes, total(found.top)]:
        spent = node.spent(1, month)
        yield (
            node.item.kode,
            f"{'    ' * node.depth}{node.item.nama}",
            JENIS_KEGIATAN.get(node.item.jenis, ""),
            node.pagu,
            *quarters(node, month),
            spent,
            node.pagu - (spent or Decimal(0)),
            absorbed(spent, node.pagu),
        )


def _monthly(found: Budget, month: int) -> Iterator[tuple[Cell, ...]]:
    for node in [*found.nodes, total(found.top)]:
        shown = [value if number <= month else None for number, value in enumerate(node.bulan, start=1)]
        yield (node.item.kode, f"{'    ' * node.depth}{node.item.nama}", *shown)
