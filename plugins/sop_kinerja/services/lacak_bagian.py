"""The parts that a figure was made of: periods, units, or the indicators below it; also those that are missing."""

from dataclasses import dataclass
from decimal import Decimal

from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Angka, IndikatorTahun, Penyampaian, Realisasi, RekapAngka


@dataclass(frozen=True)
class Bagian:
    """A part. `uuid` and `periode` lead to its own explanation, where it has one; `ada` False: not approved yet."""

    label: str
    nilai: Decimal | None
    target: Decimal | None = None
    capaian: Decimal | None = None
    bobot: Decimal | None = None
    ada: bool = True
    alasan: str = ""
    uuid: str = ""
    periode: str = ""


def parts_of(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> list[Bagian]:
    """In their order; two queries at most. A submitted figure has none."""
    if angka.asal == "periode":
        return _periods(angka, indikator, period)
    if angka.asal == "unit":
        return _units(angka, period)
    if angka.asal == "turunan":
        return _children(angka, indikator, period)
    return []


def pieces(period: Periode) -> tuple[Periode, ...]:
    """What a period is made of: three months, two triwulan, or two semesters."""
    return period.parts or (period.months if len(period.months) > 1 else ())


def _periods(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> list[Bagian]:
    wanted = pieces(period)
    rows = {
        str(row.periode): row
        for row in RekapAngka.select().where(
            (RekapAngka.penyelenggara == angka.penyelenggara_id)
            & (RekapAngka.indikator_tahun == indikator.id)
            & RekapAngka.periode.in_([one.code for one in wanted])
        )
    }
    return [_part(one.label, rows.get(one.code), indikator, one) for one in wanted]


def _part(label: str, row: RekapAngka | None, indikator: IndikatorTahun, period: Periode) -> Bagian:
    if row is None:
        return Bagian(label, None, ada=False, alasan="Belum ada angka yang disahkan.")
    return Bagian(
        label,
        row.nilai,
        row.target,
        row.capaian,
        indikator.bobot,
        alasan=str(row.alasan),
        uuid=str(indikator.uuid),
        periode=period.code,
    )


def _units(angka: RekapAngka, period: Periode) -> list[Bagian]:
    """The units' own figures, of this period or of what it is made of."""
    codes = [period.code]
    for one in pieces(period):
        codes += [one.code, *(each.code for each in pieces(one))]
    rows = (
        Angka.select(Angka, Realisasi, Penyampaian)
        .join(Realisasi)
        .join(Penyampaian)
        .where(
            (Angka.penyelenggara == angka.penyelenggara_id)
            & (Angka.indikator_tahun == angka.indikator_tahun_id)
            & (Angka.cabang != "")
            & Angka.periode.in_(codes)
        )
        .order_by(Angka.periode, Angka.id)
    )
    return [
        Bagian(
            row.realisasi.penyampaian.pihak
            if row.periode == period.code
            else f"{row.realisasi.penyampaian.pihak}, {Periode.parse(str(row.periode)).label}",
            row.nilai,
            row.target,
        )
        for row in rows
    ]


def _children(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> list[Bagian]:
    """The indicators below, perhaps of other departments, as far as they are in recaps of the same asker."""
    below = list(
        IndikatorTahun.select(IndikatorTahun, PerangkatDaerah)
        .join(PerangkatDaerah)
        .where((IndikatorTahun.induk_uuid == indikator.indikator_uuid) & (IndikatorTahun.tahun == indikator.tahun))
        .order_by(IndikatorTahun.urutan, IndikatorTahun.kode, IndikatorTahun.id)
    )
    rows = {
        row.indikator_tahun_id: row
        for row in RekapAngka.select().where(
            (RekapAngka.penyelenggara == angka.penyelenggara_id)
            & (RekapAngka.periode == period.code)
            & RekapAngka.indikator_tahun.in_([one.id for one in below])
        )
    }
    return [_part(f"{one.uraian} ({one.perangkat_daerah})", rows.get(one.id), one, period) for one in below]
