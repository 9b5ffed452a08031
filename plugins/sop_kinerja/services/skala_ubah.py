"""Changing a rating scale: one for each regency and year, and never under a recap that was approved by it."""

from decimal import Decimal

from core.errors import InputError, StateError
from core.idn.numbers import format_number
from core.organisation.models import PerangkatDaerah
from core.tenancy import all_departments
from plugins.sop_kinerja.models import Indikator, RekapPeriode, SkalaOrdinal, SkalaPredikat
from plugins.sop_kinerja.services.agregat_basi import mark_scale
from plugins.sop_kinerja.services.indikator_tahun import follow

FIRST, LAST = 2000, 2100
LARGEST_CAP = Decimal(10_000)


def check(row: SkalaPredikat) -> None:
    """A scale that is to be written, with its bands read already.

    :raises InputError: naming the field. StateError: when an approved recap of one of its years stands on it.
    """
    if not isinstance(row.tahun, int) or not FIRST <= row.tahun <= LAST:
        raise InputError(f"Tahun harus antara {FIRST} dan {LAST}.", "tahun")
    top = Decimal(row.pita[0][0])
    if row.batas_capaian is not None and not top < row.batas_capaian <= LARGEST_CAP:
        raise InputError(
            f"Batas capaian harus lebih dari batas pita tertinggi ({format_number(top)}), misalnya 100 atau 120. "
            "Kosongkan bila rata-rata tidak dibatasi.",
            "batas_capaian",
        )
    others = [one for one in _of_regency(int(row.perangkat_daerah_id)) if one.id != row.id]
    if (there := next((one for one in others if one.tahun == row.tahun), None)) is not None:
        raise InputError(
            f"Skala mulai {row.tahun} sudah ada, dikelola {there.perangkat_daerah}. Satu pemerintah daerah memakai "
            "satu skala setiap tahun.",
            "tahun",
        )
    old = SkalaPredikat.get_or_none(SkalaPredikat.id == row.id) if row.id else None
    for one in (row, old):
        if one is not None and (old is None or _differs(row, old)):
            ensure_unused(one)


def ensure_unused(row: SkalaPredikat) -> None:
    """:raises StateError: when an approved recap stands on the scale; the recap's own copy would not change, but what
    is made after it would no longer be comparable within the year."""
    later = [int(one.tahun) for one in _of_regency(int(row.perangkat_daerah_id)) if one.tahun > row.tahun]
    until = min(later, default=LAST + 1)
    with all_departments("Memeriksa apakah skala sudah dipakai rekapitulasi yang disetujui."):
        kept = (
            RekapPeriode.select(RekapPeriode.periode)
            .where(RekapPeriode.dicabut.is_null() & RekapPeriode.perangkat_daerah.in_(_regency(row)))
            .tuples()
        )
        used = sorted({code for (code,) in kept if row.tahun <= int(code[:4]) < until})
    if used:
        raise StateError(
            f"Skala ini tidak dapat diubah: rekapitulasi {used[0]} sudah disetujui dengan skala yang berlaku. Cabut "
            f"persetujuannya dahulu, atau buat skala baru mulai {int(used[-1][:4]) + 1}."
        )


def changed(row: SkalaPredikat) -> None:
    """After it was written or deleted: the means of the whole regency are named and cut anew."""
    mark_scale(int(row.perangkat_daerah_id))


def words_changed(row: SkalaOrdinal) -> None:
    """The indicators that use the words, of the whole regency, take them over as far as their year is still open."""
    with all_departments("Skala predikat teks dipakai indikator perangkat daerah lain."):
        follow(Indikator.select().where(Indikator.skala == row.id))


def _differs(row: SkalaPredikat, old: SkalaPredikat) -> bool:
    return any(getattr(row, name) != getattr(old, name) for name in ("tahun", "pita", "batas_capaian"))


def _regency(row: SkalaPredikat) -> list[int]:
    government = PerangkatDaerah.get_by_id(row.perangkat_daerah_id).pemerintah_daerah_id
    found = PerangkatDaerah.select(PerangkatDaerah.id).where(PerangkatDaerah.pemerintah_daerah == government)
    return [int(one.id) for one in found]


def _of_regency(perangkat_daerah_id: int) -> list[SkalaPredikat]:
    government = PerangkatDaerah.get_by_id(perangkat_daerah_id).pemerintah_daerah_id
    return list(
        SkalaPredikat.select(SkalaPredikat, PerangkatDaerah)
        .join(PerangkatDaerah, on=SkalaPredikat.perangkat_daerah)
        .where(PerangkatDaerah.pemerintah_daerah == government)
    )
