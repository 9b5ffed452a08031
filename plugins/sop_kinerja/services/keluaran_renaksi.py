"""The Rencana Aksi and the budget recap of a year as outputs."""

from core import clock
from core.actor import current_actor
from core.errors import NotFound, StateError
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja import xlsx_anggaran, xlsx_renaksi
from plugins.sop_kinerja.services import anggaran_naskah, renaksi_naskah
from plugins.sop_kinerja.services.anggaran_data import budget
from plugins.sop_kinerja.services.keluaran_naskah import Naskah
from plugins.sop_kinerja.services.renaksi_data import READ, lines


class RencanaAksiTahunan:
    """Key: the year as a period, '2026-TH'."""

    izin = READ

    def naskah(self, kunci: str) -> Naskah:
        tahun, department, made = _period(kunci, "tahunan").tahun, _mine(), clock.now()
        rows = lines(int(department.id), tahun)
        if not rows:
            raise StateError(f"Belum ada indikator untuk tahun {tahun}, sehingga Rencana Aksi belum ada isinya.")
        title = renaksi_naskah.title(tahun)
        return Naskah(
            judul=f"{title}, {department}",
            berkas=f"{title} - {department.singkatan}",
            dibuat=made,
            tabel=lambda: xlsx_renaksi.tables(department, tahun, rows),
            kertas=lambda: ("renaksi.typ", renaksi_naskah.content(department, tahun, rows, made)),
        )


class AnggaranTahunan:
    """Key: the month up to which it is told, '2026-B03'."""

    izin = READ

    def naskah(self, kunci: str) -> Naskah:
        period, department, made = _period(kunci, "bulanan"), _mine(), clock.now()
        found = budget(int(department.id), period.tahun)
        if not found.top:
            raise StateError(f"Belum ada program dan kegiatan untuk tahun {period.tahun}. Tambahkan dahulu.")
        title = anggaran_naskah.title(period.tahun)
        return Naskah(
            judul=f"{title}, {department}",
            berkas=f"{title} - {department.singkatan}",
            dibuat=made,
            tabel=lambda: xlsx_anggaran.tables(department, found, period),
            kertas=lambda: ("anggaran.typ", anggaran_naskah.content(department, found, period, made)),
            ringkas=lambda: (f"Realisasi {anggaran_naskah.until(period)}.",),
        )


def _mine() -> PerangkatDaerah:
    department: PerangkatDaerah = PerangkatDaerah.get_by_id(current_actor().perangkat_daerah_id)
    return department


def _period(kunci: str, kadensi: str) -> Periode:
    try:
        period = Periode.parse(kunci)
    except PeriodeError as error:
        raise NotFound(str(error)) from error
    if period.kadensi != kadensi:
        raise NotFound(f"Keluaran ini tidak dibuat untuk {period.label}.")
    return period
