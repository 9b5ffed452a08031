"""The cases that run an SOP, to read only: nothing moves a case but its steps."""

from typing import Any

from plugins.sop_kinerja.admin_periode import PeriodView
from plugins.sop_kinerja.models import (
    Kasus,
    KasusCabang,
    KasusDokumen,
    KasusIndikator,
    KasusTujuan,
    Komentar,
    KomentarSebutan,
    Tugas,
    TugasJeda,
    TugasPengingat,
)

CATEGORY = "SOP"
CASE = "sop_kinerja.kasus"


class CaseView(PeriodView):
    """What the engine writes is only looked at here."""

    permission_prefix = CASE
    menu_category = CATEGORY
    read_only = True
    column_default_sort: Any = ("id", True)


class KasusView(CaseView):
    model = Kasus
    label = "Pelaksanaan"
    column_list = ("nama", "periode", "status", "tenggat", "dimulai_oleh", "selesai")
    column_details_list = (
        "nama", "versi", "periode", "status", "alasan_batal", "ulangan_dari", "tenggat", "dimulai_oleh", "dibuat",
        "selesai",
    )  # fmt: skip
    column_searchable_list = ("nama",)
    column_filters = ("status", "periode")
    badge_columns = ("status",)
    list_related = ("versi.sop",)


class TugasView(CaseView):
    model = Tugas
    label = "Tugas"
    column_list = ("judul", "nomor", "putaran", "jabatan", "status", "tenggat", "selesai", "keputusan")
    # Without the case and its step: an asked department, whose task it is, may not look into them.
    column_details_list = (
        "judul", "periode", "nomor", "putaran", "uraian", "perangkat_daerah", "penyelenggara", "jabatan", "diambil",
        "diambil_pada", "dialihkan", "status", "mulai", "tenggat", "berhenti", "selesai", "menit_kerja", "menit_jeda",
        "keputusan", "alasan", "catatan", "catatan_masuk", "oleh", "sebagai", "dengan_tangan",
    )  # fmt: skip
    column_searchable_list = ("judul", "uraian")
    column_filters = ("status", "nomor", "periode")
    badge_columns = ("status",)


class KasusDokumenView(CaseView):
    model = KasusDokumen
    label = "Dokumen pelaksanaan"
    column_list = ("kasus", "nama", "jenis", "tanggal")
    column_details_list = ("kasus", "nama", "jenis", "tanggal", "rujukan")
    column_searchable_list = ("nama",)
    column_filters = ("jenis", "tanggal")


class KasusTujuanView(CaseView):
    model = KasusTujuan
    label = "Perangkat daerah yang diminta"
    column_list = ("kasus", "tujuan")
    column_details_list = ("kasus", "tujuan", "dibuat")


class KasusCabangView(CaseView):
    model = KasusCabang
    label = "Cabang pelaksanaan"
    column_list = ("kasus", "jabatan")
    column_details_list = ("kasus", "jabatan", "dibuat")


class KasusIndikatorView(CaseView):
    model = KasusIndikator
    label = "Indikator yang diminta"
    column_list = ("kasus", "uraian")
    column_details_list = ("kasus", "uraian", "dibuat")


class TugasJedaView(CaseView):
    model = TugasJeda
    label = "Jeda tugas"
    column_list = ("tugas", "sebab", "keterangan", "mulai", "selesai")
    column_details_list = ("tugas", "sebab", "keterangan", "mulai", "selesai", "oleh")
    column_filters = ("sebab",)


class TugasPengingatView(CaseView):
    model = TugasPengingat
    label = "Pengingat tugas"
    column_list = ("tugas", "jenis", "pegawai", "pada")
    column_details_list = ("tugas", "jenis", "pegawai", "pada")
    column_filters = ("jenis",)


class KomentarView(CaseView):
    model = Komentar
    label = "Komentar"
    column_list = ("kasus", "oleh", "isi", "dibuat")
    column_details_list = ("kasus", "tugas", "oleh", "isi", "dibuat")
    column_searchable_list = ("isi",)


class KomentarSebutanView(CaseView):
    model = KomentarSebutan
    label = "Sebutan dalam komentar"
    column_list = ("komentar", "pegawai", "dibaca")
    column_details_list = ("komentar", "pegawai", "dibaca")


VIEWS = (
    KasusView,
    TugasView,
    KasusDokumenView,
    KasusTujuanView,
    KasusCabangView,
    KasusIndikatorView,
    TugasJedaView,
    TugasPengingatView,
    KomentarView,
    KomentarSebutanView,
)
