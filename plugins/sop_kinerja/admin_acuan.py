"""CRUD of what an SOP stands on: the kinds of reference documents, and regulations that are no longer in force."""

from typing import Any, ClassVar

from core.admin.view import AdminView
from core.errors import FieldErrors
from plugins.sop_kinerja.admin_periode import PeriodView
from plugins.sop_kinerja.models import Acuan, JenisAcuan, Peraturan
from plugins.sop_kinerja.periksa.sitasi import revoked_one

CATEGORY = "SOP"


class JenisAcuanView(AdminView):
    model = JenisAcuan
    label, permission_prefix = "Jenis dokumen acuan", "sop_kinerja.acuan"
    hint = "Dokumen yang dibutuhkan langkah SOP sebelum dapat dikerjakan, dan jabatan yang menyediakannya."
    menu_category = CATEGORY
    column_list = ("nama", "kode", "per", "jabatan")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"


class AcuanView(PeriodView):
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
    form_args: ClassVar[Any] = {
        "jenis": {"description": "Misalnya PP, Permendagri, PermenPANRB, atau Perda Kabupaten Banggai."},
        "keterangan": {"description": "Tulis (periksa) bila belum pasti dicabut; pemeriksaan lalu bertanya saja."},
    }
    column_searchable_list = ("jenis", "nomor", "tentang")
    column_default_sort = ("tahun", True)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """:raises FieldErrors: for what no legal basis could be compared with."""
        if revoked_one(str(model.jenis), str(model.nomor), int(model.tahun), "") is None:
            sentence = "Jenis, nomor, dan tahun ini tidak terbaca sebagai peraturan. Contoh: PP, 79, 2005."
            raise FieldErrors({"jenis": sentence})


VIEWS = (JenisAcuanView, AcuanView, PeraturanView)
