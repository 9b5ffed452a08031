"""The budget recap of a year as sheets of a workbook: what is added up, left and absorbed are live formulas."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.spreadsheet import Cell, Column, Formula, Kind, Table, first_row
from plugins.sop_kinerja.anggaran_pohon import Node, absorbed, total
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services.anggaran_data import Budget
from plugins.sop_kinerja.services.anggaran_naskah import quarters, title, until
from plugins.sop_kinerja.services.renaksi_naskah import SHORT_MONTHS

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
MOST = 200
"""Cells that one SUM names; more programmes than that are added up here."""


def tables(department: PerangkatDaerah, found: Budget, period: Periode) -> list[Table]:
    """The sheets of the year up to a month of it."""
    heading = (title(period.tahun).upper(), str(department), until(period))
    first, month = first_row(heading), period.start.month
    return [
        Table("Rekapitulasi", COLUMNS, _rows(found, month, first), heading),
        Table("Per Bulan", MONTHLY, _monthly(found, month, first), heading),
    ]


def _rows(found: Budget, month: int, first: int) -> Iterator[tuple[Cell, ...]]:
    nodes = found.nodes
    for at, node in enumerate(nodes, start=first):
        yield (*_names(node), JENIS_KEGIATAN.get(node.item.jenis, ""), *_money(node, month, at, ()))
    tops = [at for at, node in enumerate(nodes, start=first) if not node.depth]
    everything = total(found.top)
    yield (*_names(everything), "", *_money(everything, month, first + len(nodes), tops))


def _money(node: Node, month: int, at: int, tops: Sequence[int]) -> tuple[Cell, ...]:
    """Pagu, the triwulan, realisasi, sisa and serapan of row `at`, whose first four are the sums of rows `tops`."""
    spent = node.spent(1, month)
    given = [
        _sum(letter, tops, value) for letter, value in zip("DEFGH", (node.pagu, *quarters(node, month)), strict=True)
    ]
    share = absorbed(spent, node.pagu)
    return (
        *given,
        None if spent is None else Formula(f"=SUM(E{at}:H{at})", spent),
        Formula(f"=D{at}-I{at}", node.pagu - (spent or Decimal(0))),
        None if share is None else Formula(f"=ROUND(I{at}/D{at}*100,2)", share),
    )


def _monthly(found: Budget, month: int, first: int) -> Iterator[tuple[Cell, ...]]:
    nodes = found.nodes
    for node in nodes:
        yield (*_names(node), *_months(node, month))
    tops = [at for at, node in enumerate(nodes, start=first) if not node.depth]
    everything = total(found.top)
    sums = zip("CDEFGHIJKLMN", _months(everything, month), strict=True)
    yield (*_names(everything), *(_sum(letter, tops, value) for letter, value in sums))


def _months(node: Node, month: int) -> list[Decimal | None]:
    return [value if number <= month else None for number, value in enumerate(node.bulan, start=1)]


def _sum(letter: str, rows: Sequence[int], value: Decimal | None) -> Cell:
    """The sum of a column's cells in these rows; the value alone where there are none, or nothing was filled in."""
    if value is None or not rows or len(rows) > MOST:
        return value
    return Formula(f"=SUM({','.join(f'{letter}{row}' for row in rows)})", value)


def _names(node: Node) -> tuple[str, str]:
    return node.item.kode, f"{'    ' * node.depth}{node.item.nama}"
