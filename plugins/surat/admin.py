"""CRUD views. Only texts of templates are edited here; letters, numbers and deliveries are shown, and change
through their services."""

from core.admin.view import AdminView
from plugins.surat.models import (
    NaskahTte,
    NomorSurat,
    Paraf,
    Pengiriman,
    Sertifikat,
    SuratKeluar,
    SuratMasuk,
    SuratTujuan,
    TandaTanganNaskah,
    TemplatSurat,
)
from plugins.surat.services.secrecy import OPEN


class TemplatView(AdminView):
    model = TemplatSurat
    menu_category = "Surat"
    label, permission_prefix = "Templat surat", "surat.templat"
    hint = "Kode «permintaan_data» menggantikan teks bawaan Surat Permintaan Data Kinerja."
    column_list = ("kode", "nama", "hal")
    column_searchable_list = ("kode", "nama", "hal")
    column_default_sort = "kode"


class SuratKeluarView(AdminView):
    model = SuratKeluar
    menu_category = "Surat"
    label, permission_prefix = "Data surat keluar", "surat.keluar"
    hint = "Untuk dilihat. Surat disusun, diparaf, dan ditandatangani melalui menu Surat keluar."
    read_only = True
    column_list = ("nomor", "tanggal", "hal", "penandatangan", "cara", "status", "lokasi_arsip")
    column_searchable_list = ("nomor", "hal")
    column_filters = ("status", "cara", "tanggal", "klasifikasi")
    badge_columns = ("status",)
    secret_columns = ("isi", "tembusan", "konteks", "rantai", "kunci", "penyusun_akun", "penyusun_jabatan")

    def get_query(self):  # type: ignore[no-untyped-def]
        """Without secret letters: their text and subject are for those concerned, on the letter's own page."""
        return super().get_query().where(SuratKeluar.keamanan.in_(sorted(OPEN)))


class TujuanView(AdminView):
    model = SuratTujuan
    menu_category = "Surat"
    label, permission_prefix = "Tujuan surat keluar", "surat.keluar"
    read_only = True
    column_list = ("surat", "urutan", "tujuan")

    def get_query(self):  # type: ignore[no-untyped-def]
        """Of letters that are not secret."""
        open_letters = SuratKeluar.select(SuratKeluar.id).where(SuratKeluar.keamanan.in_(sorted(OPEN)))
        return super().get_query().where(SuratTujuan.surat.in_(open_letters))


class NomorView(AdminView):
    model = NomorSurat
    menu_category = "Surat"
    label, permission_prefix = "Register nomor surat", "surat.keluar"
    hint = "Setiap nomor yang pernah diterbitkan, juga yang dibatalkan."
    read_only = True
    column_list = ("tahun", "urut", "nomor", "tanggal", "status", "alasan", "oleh")
    column_searchable_list = ("nomor",)
    column_filters = ("tahun", "status")
    badge_columns = ("status",)
    column_details_list = ("tahun", "urut", "nomor", "tanggal", "status", "alasan", "oleh", "buku")


class ParafView(AdminView):
    model = Paraf
    menu_category = "Surat"
    label, permission_prefix = "Riwayat paraf", "surat.keluar"
    read_only = True
    column_list = ("putaran", "urutan", "jabatan", "status", "oleh", "sebagai", "waktu")
    column_filters = ("status",)
    badge_columns = ("status",)
    column_details_list = ("putaran", "urutan", "jabatan", "status", "oleh", "sebagai", "waktu", "sidik")


class PengirimanView(AdminView):
    model = Pengiriman
    menu_category = "Surat"
    label, permission_prefix = "Buku ekspedisi", "surat.keluar"
    read_only = True
    column_list = ("nomor", "tanggal", "penerima", "status", "dibuka", "diterima", "diterima_oleh", "di_luar_sistem")
    column_searchable_list = ("nomor",)
    column_filters = ("status", "di_luar_sistem")
    badge_columns = ("status",)
    column_details_list = column_list


class SuratMasukView(AdminView):
    model = SuratMasuk
    menu_category = "Surat"
    label, permission_prefix = "Data surat masuk", "surat.masuk"
    hint = "Untuk dilihat. Surat diterima melalui menu Surat masuk."
    read_only = True
    column_list = ("urut", "tanggal_terima", "nomor", "tanggal", "pengirim", "hal", "status")
    column_searchable_list = ("nomor", "hal", "pengirim")
    column_filters = ("tahun", "status", "tanggal_terima")
    badge_columns = ("status",)

    def get_query(self):  # type: ignore[no-untyped-def]
        """Without secret letters, as above."""
        return super().get_query().where(SuratMasuk.keamanan.in_(sorted(OPEN)))


class NaskahView(AdminView):
    model = NaskahTte
    menu_category = "Surat"
    label, permission_prefix = "Naskah yang ditandatangani bersama", "surat.naskah"
    hint = "Untuk dilihat. Naskah ditandatangani melalui menu Tanda tangan naskah."
    read_only = True
    column_list = ("judul", "status", "sejak", "pemohon", "dokumen")
    column_details_exclude_list = ("rujukan",)
    column_searchable_list = ("judul",)
    column_filters = ("status",)
    badge_columns = ("status",)


class TandaTanganView(AdminView):
    model = TandaTanganNaskah
    menu_category = "Surat"
    label, permission_prefix = "Tanda tangan naskah", "surat.naskah"
    read_only = True
    column_list = ("judul", "urutan", "sebutan", "jabatan", "status", "oleh", "selaku", "waktu")
    column_searchable_list = ("judul", "oleh")
    column_filters = ("status",)
    badge_columns = ("status",)
    secret_columns = ("letak",)


class SertifikatView(AdminView):
    model = Sertifikat
    menu_category = "Surat"
    label, permission_prefix = "Sertifikat", "surat.sertifikat"
    hint = "Sertifikat diterbitkan oleh pemiliknya sendiri pada halaman «Sertifikat saya»."
    read_only = True
    column_list = ("subjek", "pegawai", "nomor_seri", "berlaku_mulai", "berlaku_sampai", "status")
    column_searchable_list = ("subjek",)
    column_filters = ("status",)
    badge_columns = ("status",)
    secret_columns = ("berkas",)


VIEWS = (
    TemplatView,
    SuratKeluarView,
    TujuanView,
    NomorView,
    ParafView,
    PengirimanView,
    SuratMasukView,
    NaskahView,
    TandaTanganView,
    SertifikatView,
)
