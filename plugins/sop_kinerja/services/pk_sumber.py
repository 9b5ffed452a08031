"""What a PK is made of: the year's indicators with their targets, and the year's programmes with their pagu."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    PerjanjianKinerja,
    PkAnggaran,
    PkIndikator,
    ProgramKegiatan,
    Target,
)
from plugins.sop_kinerja.services.indikator_tahun import belongs, of_years
from plugins.sop_kinerja.services.target_tahun import targets_of
from plugins.sop_kinerja.services.unit_indikator import UNIT, with_unit
from plugins.sop_kinerja.target_periksa import YEAR

QUARTERS = ("tw1", "tw2", "tw3", "tw4")


@dataclass(frozen=True)
class Line:
    """An indicator as a PK states it; the fields are the columns of `PkIndikator`."""

    indikator_uuid: str
    sasaran: str
    kode: str
    uraian: str
    satuan: str
    target: Decimal | None
    target_atas: Decimal | None
    tw1: Decimal | None
    tw2: Decimal | None
    tw3: Decimal | None
    tw4: Decimal | None
    urutan: int

    @classmethod
    def of(cls, row: PkIndikator) -> "Line":
        return cls(**{field.name: getattr(row, field.name) for field in fields(cls)})

    def columns(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Programme:
    """A programme as a PK states it; `anggaran` in rupiah."""

    kode: str
    nama: str
    anggaran: Decimal
    urutan: int

    @classmethod
    def of(cls, row: PkAnggaran) -> "Programme":
        return cls(**{field.name: getattr(row, field.name) for field in fields(cls)})

    def columns(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def planned(pk: PerjanjianKinerja) -> tuple[list[Line], list[Programme]]:
    """What the plan has for an agreement now."""
    whose = (int(pk.perangkat_daerah_id), int(pk.tahun), pk.unit_kerja_id)
    return lines_of(*whose), programmes_of(*whose)


def lines_of(perangkat_daerah_id: int, tahun: int, unit_kerja_id: int | None = None) -> list[Line]:
    """The department's own indicators, or those that one of its units answers for, with the targets of the year and
    its quarters, in their order. Lays the year out where that has not been done."""
    theirs = UNIT.is_null() if unit_kerja_id is None else UNIT.in_([unit_kerja_id])
    mine = with_unit(belongs(perangkat_daerah_id, tahun) & theirs)
    rows = list(mine.order_by(Indikator.urutan, Indikator.kode))
    yearly = of_years(rows, tahun)
    targets = targets_of(yearly, tahun)
    return [_line(number, yearly[row.id], targets.get(row.id, {})) for number, row in enumerate(rows, start=1)]


def without_target(pk: PerjanjianKinerja) -> set[str]:
    """uuids of the indicators for which the plan has no target of the year: it is agreed on in the first draft, since
    nobody sets it by hand once the year is approved. Those of a Perubahan are written in it like all others."""
    if pk.urutan:
        return set()
    year = (Target.periode == f"{pk.tahun}-{YEAR}") & Target.nilai.is_null(False)
    year &= Target.perangkat_daerah == pk.perangkat_daerah_id
    have = Target.select(Indikator.uuid).join(Indikator).where(year)
    lines = PkIndikator.select(PkIndikator.indikator_uuid).where(PkIndikator.pk == pk.id)
    return {str(row.indikator_uuid) for row in lines} - {str(uuid) for (uuid,) in have.tuples()}


def yearly_of(perangkat_daerah_id: int, tahun: int) -> dict[str, IndikatorTahun]:
    """uuid of an indicator -> how it is in that year, as far as the year has been laid out."""
    mine = (IndikatorTahun.perangkat_daerah == perangkat_daerah_id) & (IndikatorTahun.tahun == tahun)
    return {str(row.indikator_uuid): row for row in IndikatorTahun.select().where(mine)}


def programmes_of(perangkat_daerah_id: int, tahun: int, unit_kerja_id: int | None = None) -> list[Programme]:
    """The programmes of the year (not their kegiatan), or the highest of what a unit carries out; by code."""
    mine = (ProgramKegiatan.perangkat_daerah == perangkat_daerah_id) & (ProgramKegiatan.tahun == tahun)
    if unit_kerja_id is None:
        mine &= ProgramKegiatan.jenis == "program"
    else:
        mine &= ProgramKegiatan.unit_kerja == unit_kerja_id
    rows = list(ProgramKegiatan.select().where(mine).order_by(ProgramKegiatan.kode))
    known = {row.id for row in rows}
    highest = [row for row in rows if row.induk_id not in known]
    return [
        Programme(str(row.kode), str(row.nama), Decimal(row.pagu or 0), number)
        for number, row in enumerate(highest, start=1)
    ]


def _line(number: int, row: IndikatorTahun, targets: Mapping[str, Target]) -> Line:
    year = targets.get(YEAR)
    quarters = {name: one.nilai if (one := targets.get(name.upper())) else None for name in QUARTERS}
    return Line(
        indikator_uuid=str(row.indikator_uuid),
        sasaran=str(row.sasaran),
        kode=str(row.kode),
        uraian=str(row.uraian),
        satuan=str(row.satuan),
        target=year.nilai if year else None,
        target_atas=year.nilai_atas if year else None,
        **quarters,
        urutan=number,
    )
