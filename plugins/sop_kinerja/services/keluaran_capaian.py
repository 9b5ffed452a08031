"""The recap of a period as an official form: of all departments that were asked, or of one."""

from typing import Any

from core import clock
from core.actor import current_actor
from core.errors import NotFound, StateError
from core.idn.dates import format_datetime
from core.idn.numbers import format_number, format_percent
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead, zone_of
from plugins.sop_kinerja import xlsx_capaian
from plugins.sop_kinerja.services.capaian_periode import READ, Bagian, Baris, RekapSaatIni, recap
from plugins.sop_kinerja.services.data_assess import NOT_YET, rule, scale_in_words
from plugins.sop_kinerja.services.keluaran_naskah import Naskah


class CapaianPeriode:
    """Key: the code of a period, and of one department its number: '2026-TW1', '2026-TW1:12'."""

    izin = READ

    def naskah(self, kunci: str) -> Naskah:
        kode, _, sumber = kunci.partition(":")
        if sumber and not sumber.isdecimal():
            raise NotFound("Rekapitulasi ini tidak ada.")
        found = recap(kode, int(sumber) if sumber else None)
        if not found.bagian:
            raise StateError(f"Belum ada angka yang disahkan untuk {found.periode.label}.")
        owner = PerangkatDaerah.get_by_id(current_actor().perangkat_daerah_id)
        about = found.bagian[0].perangkat.nama if sumber else owner.pemerintah_daerah.nama
        heading = _heading(found, owner, str(about))
        return Naskah(
            judul=f"Rekapitulasi capaian kinerja {found.periode.label}, {about}",
            berkas=f"Rekapitulasi Capaian Kinerja {found.periode.label} - {about}",
            dibuat=clock.now(),
            tabel=lambda: xlsx_capaian.tables(found, heading),
            kertas=lambda: ("rekap_capaian.typ", _paper(found, owner, heading, whole=not sumber)),
            ringkas=lambda: heading[2:],
        )


def _heading(found: RekapSaatIni, owner: PerangkatDaerah, about: str) -> tuple[str, ...]:
    now = format_datetime(clock.now(), zone_of(owner))
    lacking = len(found.belum_lengkap)
    waiting = f" {found.menunggu} perubahan masih dihitung." if found.menunggu else ""
    return (
        f"REKAPITULASI CAPAIAN KINERJA {found.periode.label.upper()}",
        about,
        f"Keadaan per {now}: {found.dinilai} indikator dinilai, {found.belum_dinilai} belum dapat dinilai, "
        f"{lacking} belum lengkap.{waiting}",
    )


def _paper(found: RekapSaatIni, owner: PerangkatDaerah, heading: tuple[str, ...], *, whole: bool) -> dict[str, Any]:
    kept = rule(found.skala)
    part = found if whole else found.bagian[0]
    return {
        "kop": letterhead(owner),
        "judul": heading[0],
        "keterangan": heading[1:],
        "bagian": [_part(one) for one in found.bagian],
        "keseluruhan": [
            str(found.dinilai),
            str(found.belum_dinilai),
            format_percent(part.assessed.value),
            part.assessed.predikat,
        ],
        "aturan": [f"{kept['nama_skala']}: {'; '.join(scale_in_words(kept))}.", kept["pembulatan"], kept["rata_rata"]],
        "tempat": str(owner.pemerintah_daerah.ibu_kota),
        "catatan_kaki": ["Dibuat oleh Selaras dari data yang disahkan; angkanya dapat ditelusuri di Selaras."],
    }


def _part(part: Bagian) -> dict[str, Any]:
    return {
        "nama": str(part.perangkat.nama),
        "catatan": "",
        "rata_rata": format_percent(part.assessed.value),
        "predikat": part.assessed.predikat or NOT_YET,
        "baris": [_row(one) for one in part.baris],
    }


def _row(one: Baris) -> list[str]:
    indikator, value = one.indikator, one.assessed.value
    return [
        str(indikator.kode),
        str(indikator.uraian),
        str(indikator.satuan),
        one.target,
        one.nilai,
        "" if value is None else format_number(value, places=2),
        one.assessed.predikat if value is not None else f"{NOT_YET}: {one.assessed.reason}",
    ]
