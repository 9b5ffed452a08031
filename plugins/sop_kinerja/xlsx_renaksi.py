"""The Rencana Aksi of a year as sheets of a workbook: targets with actions, and the targets of the months."""

from collections.abc import Iterable, Iterator, Sequence

from core.organisation.models import PerangkatDaerah
from core.spreadsheet import Cell, Column, Kind, Table, places_of
from plugins.sop_kinerja.services.renaksi_data import Line, months_of
from plugins.sop_kinerja.services.renaksi_naskah import SHORT_MONTHS, answers, pays, span, title
from plugins.sop_kinerja.target_periksa import MONTHS, QUARTERS, YEAR

NOT_DUE = "–"
LEGEND = f"{NOT_DUE} belum jatuh tempo pada periode itu; kosong: target belum ditetapkan."
_HEAD = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Sasaran", width=26),
    Column("Indikator", width=34),
    Column("Satuan", width=12),
)
_ACTION = (
    Column("Rencana aksi", width=40),
    Column("Keluaran", width=24),
    Column("Jadwal", width=16),
    Column("Program/kegiatan", width=34),
    Column("Anggaran", Kind.RUPIAH, 18),
    Column("Penanggung jawab", width=24),
)


def tables(department: PerangkatDaerah, tahun: int, rows: Sequence[Line]) -> list[Table]:
    heading = (title(tahun).upper(), str(department), str(department.pemerintah_daerah), LEGEND)
    places = places_of(value for row in rows for value in row.numbers.values())
    year = Column("Target tahun", Kind.NUMBER, 14, places=places)
    quarters = [Column(f"Triwulan {name}", Kind.NUMBER, 12, places=places) for name in ("I", "II", "III", "IV")]
    months = [Column(name, Kind.NUMBER, 11, places=places) for name in SHORT_MONTHS]
    return [
        Table("Rencana Aksi", (*_HEAD, year, *quarters, *_ACTION), _actions(rows), heading),
        Table("Target Bulanan", (*_HEAD, *months), _monthly(rows), heading),
    ]


def _actions(rows: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, start=1):
        head = (*_about(number, row), *(_target(row, part) for part in (YEAR, *QUARTERS)))
        for action in row.actions:
            kegiatan, pagu = pays(action)
            jadwal = span(months_of(action))
            yield (*head, str(action.aksi), str(action.keluaran), jadwal, kegiatan, pagu, answers(action))
        if not row.actions:
            yield (*head, "", "", "", "", None, "")


def _monthly(rows: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, start=1):
        yield (*_about(number, row), *(_target(row, part) for part in MONTHS))


def _about(number: int, row: Line) -> tuple[Cell, ...]:
    name = f"{row.text.kode}  {row.text.uraian}".strip()
    return (number, str(row.text.sasaran), name, str(row.text.satuan))


def _target(row: Line, part: str) -> Cell:
    """A number where it is one; the words of a scale or a range stay words."""
    value = row.targets.get(part)
    if value is None:
        return None
    if value.nilai is None:
        return NOT_DUE
    return row.shown(part) if row.writing.skala or value.atas is not None else value.nilai
