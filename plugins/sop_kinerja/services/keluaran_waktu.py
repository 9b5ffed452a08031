"""The times of an SOP as outputs: a workbook, and the paper «Bahan revisi SOP»."""

import re
from functools import cache

from core import clock
from core.actor import current_actor
from core.errors import NotFound
from core.idn.periods import PeriodeError
from core.organisation.office import zone_of
from plugins.sop_kinerja import xlsx_waktu
from plugins.sop_kinerja.services import statistik_naskah
from plugins.sop_kinerja.services.keluaran_naskah import Naskah
from plugins.sop_kinerja.services.sop import get_version
from plugins.sop_kinerja.services.statistik_laporan import READ, Report, report, span_of

_KEY = re.compile(r"([0-9a-f-]{36}):([0-9]{0,4}):((?:[0-9]{4}-[A-Z0-9]{2,3})?)")


class WaktuPelaksanaan:
    """Key: the uuid of a version, a year and a period, both of which may be empty: '…:2026:2026-TW1', '…::'."""

    izin = READ

    def naskah(self, kunci: str) -> Naskah:
        if (match := _KEY.fullmatch(kunci)) is None:
            raise NotFound("Keluaran ini tidak ada.")
        versi, tahun, periode = get_version(match[1]), int(match[2] or 0), match[3]
        if versi.perangkat_daerah_id != current_actor().perangkat_daerah_id:
            raise NotFound("SOP ini tidak ada di perangkat daerah Anda.")
        try:
            span = span_of(tahun, periode)
        except PeriodeError as error:
            raise NotFound(str(error)) from error
        made = clock.now()

        @cache
        def told() -> Report:
            return report(versi, tahun, periode)

        return Naskah(
            judul=f"Waktu pelaksanaan {versi.sop.nama}"[:190],
            berkas=f"Waktu Pelaksanaan - {versi.sop.nama}"[:150] + f" - {span}",
            berkas_pdf=f"Bahan Revisi SOP - {versi.sop.nama}"[:150] + f" - {span}",
            dibuat=made,
            tabel=lambda: xlsx_waktu.tables(told(), zone_of(versi.perangkat_daerah)),
            kertas=lambda: ("bahan_revisi.typ", statistik_naskah.content(told(), made)),
            ringkas=lambda: (*xlsx_waktu.about(told()), *(one.text for one in told().findings)),
        )
