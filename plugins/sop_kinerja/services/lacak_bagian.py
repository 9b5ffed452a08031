"""The parts that a figure was made of: periods, units, or the indicators below it; also those that are missing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.bagian_periode import pieces, under
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, RekapAngka
from plugins.sop_kinerja.services.data_keadaan import LABELS, state_of
from plugins.sop_kinerja.services.lacak_sumber import approved


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
    """In their order; two queries. A submitted figure has none."""
    if angka.asal == "periode":
        return _periods(angka, indikator, period)
    if angka.asal == "unit":
        return _units(angka, indikator, period)
    if angka.asal == "turunan":
        return _children(angka, indikator, period)
    return []


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


def _units(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> list[Bagian]:
    """The units' own figures, of this period or of what it is made of; and the units that were asked and whose figure
    is not approved."""
    codes = sorted(under(period))
    rows = approved(angka, codes, of_units=True)
    # Where a unit sent a triwulan, its months do not count beside it.
    inside = {(row.cabang, code) for row in rows for code in under(Periode.parse(str(row.periode))) - {row.periode}}
    found: list[tuple[tuple[Periode, str], Any, Any, str]] = [
        (_unit(row.realisasi.penyampaian, period), row.nilai, row.target, "")
        for row in rows
        if (row.cabang, row.periode) not in inside
    ]
    there = {(row.cabang, row.periode) for row in rows} | inside
    asked = (
        Realisasi.select(Realisasi, Penyampaian)
        .join(Penyampaian)
        .where(
            (Penyampaian.penyelenggara == angka.penyelenggara_id)
            & (Realisasi.indikator_uuid == indikator.indikator_uuid)
            & (Penyampaian.cabang != "")
            & Penyampaian.periode.in_(codes)
            & Penyampaian.status.not_in(("disahkan", "dibatalkan"))
        )
        .order_by(Penyampaian.id)
    )
    for row in asked:
        submission = row.penyampaian
        if (submission.cabang, submission.periode) not in there:
            found.append((_unit(submission, period), None, row.target, LABELS[state_of(submission)]))
    return [
        Bagian(label, value, target, ada=not state, alasan=state)
        for (_, label), value, target, state in sorted(found, key=lambda one: one[0])
    ]


def _unit(submission: Penyampaian, period: Periode) -> tuple[Periode, str]:
    """What a unit's figure is sorted by, and its name: with the period where that is another one."""
    own = Periode.parse(str(submission.periode))
    return own, submission.pihak if own == period else f"{submission.pihak}, {own.label}"


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
