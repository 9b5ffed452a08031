"""The programmes of a year in their order, each with what is below it and what of its pagu is not divided yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import peewee

from core.organisation.models import Jabatan, UnitKerja
from plugins.sop_kinerja.models import ProgramKegiatan, Sasaran

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """A row of the list, in rupiah. `below`: the pagu of all directly below it; `parts`: how many they are."""

    row: ProgramKegiatan
    depth: int
    parts: int
    below: Decimal

    @property
    def left(self) -> Decimal:
        """What is not divided among those below; nothing where nobody is below."""
        return self.row.pagu - self.below if self.parts else ZERO


@dataclass(frozen=True)
class Programmes:
    """A department's year; `total` is the pagu of its programmes."""

    tahun: int
    lines: list[Line]
    total: Decimal

    def count(self, jenis: str) -> int:
        return sum(1 for one in self.lines if one.row.jenis == jenis)


def of_department(department: int, tahun: int) -> Programmes:
    """One query."""
    query = (
        ProgramKegiatan.select(ProgramKegiatan, Sasaran, UnitKerja, Jabatan)
        .join(Sasaran, peewee.JOIN.LEFT_OUTER)
        .switch(ProgramKegiatan)
        .join(UnitKerja, peewee.JOIN.LEFT_OUTER, on=(ProgramKegiatan.unit_kerja == UnitKerja.id))
        .switch(ProgramKegiatan)
        .join(Jabatan, peewee.JOIN.LEFT_OUTER, on=(ProgramKegiatan.penanggung_jawab == Jabatan.id))
        .where((ProgramKegiatan.perangkat_daerah == department) & (ProgramKegiatan.tahun == tahun))
        .order_by(ProgramKegiatan.kode, ProgramKegiatan.id)
    )
    lines = list(_lines(list(query)))
    total = sum((one.row.pagu for one in lines if one.row.jenis == "program"), ZERO)
    return Programmes(tahun, lines, total)


def years_known(department: int, this_year: int) -> list[int]:
    """The years that have programmes, with this one and the next, newest first."""
    query = ProgramKegiatan.select(ProgramKegiatan.tahun).where(ProgramKegiatan.perangkat_daerah == department)
    return sorted({this_year, this_year + 1, *(int(row.tahun) for row in query.distinct())}, reverse=True)


def _lines(rows: list[ProgramKegiatan]) -> Iterator[Line]:
    below: dict[int | None, list[ProgramKegiatan]] = {}
    known = {row.id for row in rows}
    for row in rows:
        below.setdefault(row.induk_id if row.induk_id in known else None, []).append(row)
    shown: set[int] = set()
    yield from _under(below.get(None, []), below, 0, shown)
    # What stands in a circle has no top; it is shown all the same, so that somebody can put it right.
    for row in rows:
        if row.id not in shown:
            yield from _under([row], below, 0, shown)


def _under(
    rows: Iterable[ProgramKegiatan], below: dict[int | None, list[ProgramKegiatan]], depth: int, shown: set[int]
) -> Iterator[Line]:
    for row in rows:
        if row.id in shown:
            continue
        shown.add(row.id)
        parts = below.get(row.id, [])
        yield Line(row, depth, len(parts), sum((one.pagu for one in parts), ZERO))
        yield from _under(parts, below, depth + 1, shown)
