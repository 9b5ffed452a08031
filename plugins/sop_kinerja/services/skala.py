"""Which rating scale counts: the regency's newest that has begun by the year; without one the built-in scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import SkalaPredikat
from plugins.sop_kinerja.skala import SKALA_BAWAAN, Pita


@dataclass(frozen=True)
class SkalaBerlaku:
    """A scale in force. `batas_capaian` in percent cuts each capaian in means, never where it stands alone; None:
    means are uncapped. `tahun` is the year from which it counts; None for the built-in one."""

    pita: tuple[Pita, ...]
    batas_capaian: Decimal | None = None
    nama: str = "Skala bawaan"
    tahun: int | None = None
    dasar: str = ""
    uuid: str = ""

    @property
    def label(self) -> str:
        """'Skala Kabupaten Lamandau (mulai 2026)'"""
        return self.nama if self.tahun is None else f"{self.nama} (mulai {self.tahun})"


BAWAAN = SkalaBerlaku(SKALA_BAWAAN)


def scale_for(penyelenggara_id: int, tahun: int) -> SkalaBerlaku:
    """The scale of the regency to which the department belongs, for the year.

    It may be kept by any of the regency's departments: the newest that begins in or before `tahun`; of two that begin
    alike (the panel refuses that) the department's own, then the older row.
    """
    government = PerangkatDaerah.select(PerangkatDaerah.pemerintah_daerah).where(PerangkatDaerah.id == penyelenggara_id)
    rows = list(
        SkalaPredikat.select(SkalaPredikat)
        .join(PerangkatDaerah, on=SkalaPredikat.perangkat_daerah)
        .where((PerangkatDaerah.pemerintah_daerah == government) & (SkalaPredikat.tahun <= tahun))
    )
    if not rows:
        return BAWAAN
    row = min(rows, key=lambda each: (-each.tahun, each.perangkat_daerah_id != penyelenggara_id, each.id))
    return of_row(row)


def scale_of(penyampaian: Any) -> SkalaBerlaku:
    """The scale with which the figures of a submission are named: of who asks for them, in the year of its period."""
    return scale_for(penyampaian.penyelenggara_id, year_of(str(penyampaian.periode)))


def year_of(periode: str) -> int:
    """2026 of '2026-TW1'."""
    return int(periode[:4])


def of_row(row: SkalaPredikat) -> SkalaBerlaku:
    return SkalaBerlaku(
        bands(row.pita), row.batas_capaian, str(row.nama), int(row.tahun), str(row.dasar), str(row.uuid)
    )


def bands(stored: Sequence[Sequence[Any]]) -> tuple[Pita, ...]:
    """The bands as they are kept: [[lower limit as text or None, name], …]."""
    return tuple(Pita(None if above is None else Decimal(above), str(name)) for above, name in stored)
