"""What a PK is made of: the year's indicators with their targets, and the year's programmes with their pagu."""

from dataclasses import dataclass, fields
from decimal import Decimal

from plugins.sop_kinerja.models import Indikator, IndikatorTahun, PkAnggaran, PkIndikator, ProgramKegiatan, Target
from plugins.sop_kinerja.services.indikator_tahun import APPROVED, of_years

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


def lines_of(perangkat_daerah_id: int, tahun: int) -> list[Line]:
    """The department's own indicators (those of its units are for the agreements below) with the targets of the year
    and its quarters, in their order. Lays the year out where that has not been done."""
    approved = [uuid for uuid, row in yearly_of(perangkat_daerah_id, tahun).items() if row.status == APPROVED]
    mine = (Indikator.perangkat_daerah == perangkat_daerah_id) & Indikator.unit_kerja.is_null()
    # What a year was approved with stays in it, also when the indicator is retired later.
    wanted = mine & ((Indikator.aktif == True) | Indikator.uuid.in_(approved))  # noqa: E712
    rows = list(Indikator.select().where(wanted).order_by(Indikator.urutan, Indikator.kode))
    yearly = of_years(rows, tahun)
    periods = [f"{tahun}-TH", *(f"{tahun}-{quarter.upper()}" for quarter in QUARTERS)]
    here = (Target.perangkat_daerah == perangkat_daerah_id) & Target.periode.in_(periods)
    targets = {(one.indikator_id, str(one.periode)): one for one in Target.select().where(here)}
    return [
        _line(number, yearly[row.id], [targets.get((row.id, one)) for one in periods])
        for number, row in enumerate(rows, start=1)
    ]


def yearly_of(perangkat_daerah_id: int, tahun: int) -> dict[str, IndikatorTahun]:
    """uuid of an indicator -> how it is in that year, as far as the year has been laid out."""
    mine = (IndikatorTahun.perangkat_daerah == perangkat_daerah_id) & (IndikatorTahun.tahun == tahun)
    return {str(row.indikator_uuid): row for row in IndikatorTahun.select().where(mine)}


def programmes_of(perangkat_daerah_id: int, tahun: int) -> list[Programme]:
    """The programmes of the year (not their kegiatan), by code."""
    mine = (ProgramKegiatan.perangkat_daerah == perangkat_daerah_id) & (ProgramKegiatan.tahun == tahun)
    rows = ProgramKegiatan.select().where(mine & (ProgramKegiatan.jenis == "program")).order_by(ProgramKegiatan.kode)
    return [
        Programme(str(row.kode), str(row.nama), Decimal(row.pagu or 0), number)
        for number, row in enumerate(rows, start=1)
    ]


def _line(number: int, row: IndikatorTahun, targets: list[Target | None]) -> Line:
    year, *quarters = targets
    return Line(
        str(row.indikator_uuid),
        str(row.sasaran),
        str(row.kode),
        str(row.uraian),
        str(row.satuan),
        year.nilai if year else None,
        year.nilai_atas if year else None,
        *(one.nilai if one else None for one in quarters),
        urutan=number,
    )
