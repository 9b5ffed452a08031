"""CRUD of what an SOP stands on: the kinds of reference documents, and regulations that are no longer in force."""

from core.admin.view import AdminView
from plugins.sop_kinerja.models import Acuan, JenisAcuan, Peraturan

CATEGORY = "SOP"


class JenisAcuanView(AdminView):
    model = JenisAcuan
    label, permission_prefix = "Jenis dokumen acuan", "sop_kinerja.acuan"
    hint = "Dokumen yang dibutuhkan langkah SOP sebelum dapat dikerjakan, dan jabatan yang menyediakannya."
    menu_category = CATEGORY
    column_list = ("nama", "kode", "per", "jabatan")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"


class AcuanView(AdminView):
    model = Acuan
    label, permission_prefix = "Dokumen acuan", "sop_kinerja.acuan"
    hint = "Berkas diunggah di halaman Dokumen acuan."
    menu_category = CATEGORY
    read_only = True
    column_list = ("jenis", "periode", "keterangan", "oleh", "pada")
    column_details_list = ("jenis", "periode", "keterangan", "oleh", "pada")
    column_filters = ("periode",)
    column_default_sort = ("id", True)


class PeraturanView(AdminView):
    model = Peraturan
    label, permission_prefix = "Peraturan yang dicabut", "sop_kinerja.peraturan"
    hint = "Dasar hukum yang tidak berlaku lagi. Pemeriksaan SOP memberi tahu bila sebuah SOP masih menyebutnya."
    menu_category = CATEGORY
    column_list = ("jenis", "nomor", "tahun", "tentang", "dicabut_oleh")
    column_searchable_list = ("jenis", "nomor", "tentang")
    column_default_sort = ("tahun", True)


VIEWS = (JenisAcuanView, AcuanView, PeraturanView)
