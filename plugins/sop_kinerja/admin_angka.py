"""What the program makes of approved figures, and forms filled in with Excel: to look at, never to change."""

from typing import Any, ClassVar

from flask import g

from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.admin_data import RECAP, SUBMISSION, ReadOnlyView
from plugins.sop_kinerja.models import (
    Angka,
    FormulirExcel,
    ImporTabel,
    RekapAngka,
    RekapBasi,
    RekapCapaian,
    RekapPeriode,
    RiwayatAngka,
    TautanAngka,
    UnggahanExcel,
)
from plugins.sop_kinerja.models.rencana import TINGKAT

LEVELS = list(TINGKAT.items())[:2]
"""Means are of a department, or of all departments together."""


def about(view: Any, context: Any, row: RekapPeriode, name: str) -> str:
    """The department that an approved recap is about; one query for all rows of a page."""
    if not row.sumber:
        return "Seluruh perangkat daerah"
    if "departments_in_words" not in g:
        g.departments_in_words = {str(one.id): str(one) for one in PerangkatDaerah.select()}
    return str(g.departments_in_words.get(row.sumber, ""))


class AngkaView(ReadOnlyView):
    model = Angka
    label, permission_prefix = "Angka yang disahkan", RECAP
    column_list = ("perangkat_daerah", "indikator_tahun", "periode", "nilai", "target")
    column_details_exclude_list = ("cabang",)
    column_filters = ("periode",)
    column_default_sort = ("id", True)


class RekapAngkaView(ReadOnlyView):
    model = RekapAngka
    label, permission_prefix = "Rekap setiap indikator", RECAP
    column_list = ("perangkat_daerah", "indikator_tahun", "periode", "asal", "nilai", "target", "capaian", "alasan")
    column_filters = ("periode", "asal")
    column_default_sort = ("id", True)


class RekapCapaianView(ReadOnlyView):
    model = RekapCapaian
    label, permission_prefix = "Rekap rata-rata capaian", RECAP
    column_list = ("perangkat_daerah", "tingkat", "periode", "dinilai", "belum_dinilai", "rata_rata", "predikat")
    column_choices: ClassVar[Any] = {"tingkat": LEVELS}
    column_filters = ("periode",)
    column_default_sort = ("id", True)


class RekapBasiView(ReadOnlyView):
    model = RekapBasi
    label, permission_prefix = "Rekap yang menunggu dihitung", RECAP
    column_list = ("perangkat_daerah", "penyampaian", "dibuat")
    column_default_sort = ("id", True)


class RekapPeriodeView(ReadOnlyView):
    model = RekapPeriode
    label, permission_prefix = "Rekap periode yang disetujui", RECAP
    column_list = ("periode", "sumber", "nomor", "disetujui", "disetujui_oleh", "dicabut")
    column_details_list = (*column_list, "dicabut_oleh", "alasan", "sidik")
    column_formatters: ClassVar[Any] = {"sumber": about}
    column_filters = ("periode",)
    column_default_sort = ("id", True)


class RiwayatAngkaView(ReadOnlyView):
    model = RiwayatAngka
    label, permission_prefix = "Riwayat koreksi angka", SUBMISSION
    column_list = ("perangkat_daerah", "realisasi", "nilai", "disahkan", "dibuka", "alasan")
    column_default_sort = ("id", True)


class TautanAngkaView(ReadOnlyView):
    model = TautanAngka
    label, permission_prefix = "Tautan angka untuk umum", RECAP
    column_list = ("indikator_tahun", "periode", "dibuat_oleh", "dibuat", "ditutup")
    column_details_list = column_list
    column_default_sort = ("id", True)


class FormulirExcelView(ReadOnlyView):
    model = FormulirExcel
    label, permission_prefix = "Formulir Excel", SUBMISSION
    column_list = ("penyampaian", "diambil_oleh", "dibuat", "dipakai", "dipakai_oleh")
    column_default_sort = ("id", True)


class UnggahanExcelView(ReadOnlyView):
    model = UnggahanExcel
    label, permission_prefix = "Unggahan Excel", SUBMISSION
    column_list = ("penyampaian", "dokumen", "status", "oleh", "dibuat")
    column_filters = ("status",)
    column_default_sort = ("id", True)
    badge_columns = ("status",)


class ImporTabelView(ReadOnlyView):
    model = ImporTabel
    label, permission_prefix = "Impor tabel terbitan", RECAP
    column_list = ("dokumen", "status", "baris", "terbaca", "berbeda", "oleh", "dibuat")
    column_details_list = (*column_list, "diputuskan", "diputuskan_oleh", "alasan")
    column_default_sort = ("id", True)
    badge_columns = ("status",)


VIEWS = (
    AngkaView,
    RekapAngkaView,
    RekapCapaianView,
    RekapBasiView,
    RekapPeriodeView,
    RiwayatAngkaView,
    TautanAngkaView,
    FormulirExcelView,
    UnggahanExcelView,
    ImporTabelView,
)
