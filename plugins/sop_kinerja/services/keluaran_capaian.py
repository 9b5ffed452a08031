"""The recap of a period as an official form: of all departments that were asked, or of one."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from core import clock
from core.actor import current_actor
from core.errors import NotFound, StateError
from core.idn.dates import format_datetime
from core.idn.numbers import format_percent
from core.organisation.models import PerangkatDaerah
from core.organisation.office import zone_of
from plugins.sop_kinerja import xlsx_capaian
from plugins.sop_kinerja.services import rekap_kertas
from plugins.sop_kinerja.services.capaian_bentuk import Baris, RekapSaatIni
from plugins.sop_kinerja.services.capaian_periode import READ, recap
from plugins.sop_kinerja.services.capaian_potret import changed_since
from plugins.sop_kinerja.services.capaian_setuju import approved
from plugins.sop_kinerja.services.data_assess import rule
from plugins.sop_kinerja.services.keluaran_naskah import Naskah

MOST = 20
"""Lines of the mail that say what is missing; the files have all."""
LONGEST_ID = 18
"""Digits that every database takes as a number of a row."""
FOOT = "Dibuat oleh Selaras dari data yang disahkan; angkanya dapat ditelusuri di Selaras."


class CapaianPeriode:
    """Key: the code of a period, and of one department its number: '2026-TW1', '2026-TW1:12'."""

    izin = READ

    def naskah(self, kunci: str) -> Naskah:
        kode, _, sumber = kunci.partition(":")
        if sumber and not (sumber.isdecimal() and len(sumber) <= LONGEST_ID):
            raise NotFound("Rekapitulasi ini tidak ada.")
        found = recap(kode, int(sumber) if sumber else None)
        if not found.bagian:
            raise StateError(f"Belum ada angka yang disahkan untuk {found.periode.label}.")
        owner = PerangkatDaerah.get_by_id(current_actor().perangkat_daerah_id)
        only = str(found.bagian[0].perangkat.nama) if sumber else ""
        about = only or str(owner.pemerintah_daerah.nama)
        heading = _heading(found, about, only, zone_of(owner))
        return Naskah(
            judul=f"Rekapitulasi capaian kinerja {found.periode.label}, {about}",
            berkas=f"Rekapitulasi Capaian Kinerja {found.periode.label} - {about}",
            dibuat=clock.now(),
            tabel=lambda: xlsx_capaian.tables(found, heading),
            kertas=lambda: _paper(found, owner, heading),
            ringkas=lambda: (*heading[2:], *(f"Belum ada: {one}." for one in found.kalimat_kurang[:MOST])),
        )


def _heading(found: RekapSaatIni, about: str, only: str, zone: ZoneInfo) -> tuple[str, ...]:
    asked = found.disahkan + len(found.kurang)
    told = (
        f"Keadaan per {format_datetime(clock.now(), zone)}: {found.dinilai} indikator dinilai, {found.belum_dinilai} "
        f"belum dapat dinilai, {len(found.belum_lengkap)} belum lengkap.",
        f" Penyampaian yang disahkan: {found.disahkan} dari {asked}." if asked else "",
        *(f" {part.label} belum ada angkanya." for part in found.tanpa_angka),
        f" {found.menunggu} perubahan masih dihitung." if found.menunggu else "",
    )
    return (
        f"REKAPITULASI CAPAIAN KINERJA {found.periode.label.upper()}",
        about,
        "".join(told),
        _approval(found, only, zone),
    )


def _approval(found: RekapSaatIni, only: str, zone: ZoneInfo) -> str:
    """Whether the recap of the period is approved, and still reads as it did then."""
    kept = approved(found.periode.code)
    if kept is None:
        return "Rekapitulasi periode ini belum disetujui."
    sentence = f"Disetujui oleh {kept.disetujui_oleh} pada {format_datetime(kept.disetujui, zone)}"
    changed = len(changed_since(kept, found, only))
    return f"{sentence}; sesudah itu {changed} angka dikoreksi." if changed else f"{sentence}."


def _paper(found: RekapSaatIni, owner: PerangkatDaerah, heading: Sequence[str]) -> tuple[str, dict[str, Any]]:
    mean = found.assessed
    whole = (str(found.dinilai), str(found.belum_dinilai), format_percent(mean.value), mean.predikat)
    parts = (
        rekap_kertas.part(str(one.perangkat.nama), one.assessed, [_row(row) for row in one.baris])
        for one in found.bagian
    )
    lacking = [f"{one}." for one in found.kalimat_kurang]
    return rekap_kertas.paper(owner, heading, parts, whole, rule(found.skala), FOOT, lacking)


def _row(one: Baris) -> list[str]:
    about = (str(one.indikator.kode), one.nama, str(one.indikator.satuan))
    return rekap_kertas.row(about, one.target, one.nilai, one.assessed)
