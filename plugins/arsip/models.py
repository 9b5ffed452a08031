"""The tables of arsip: classification and retention schedule (master data), folders and what is in them."""

import peewee

from core.db import Record
from core.fields import UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import PemerintahDaerah
from core.tenancy import ScopedModel

VERSI_KLASIFIKASI = {"83_2022": "Permendagri 83/2022", "lama": "Skema lama"}
PEMICU = {"tutup": "Sejak berkas ditutup", "akhir_tahun": "Sejak akhir tahun berkas ditutup"}
NASIB_AKHIR = {"musnah": "Musnah", "permanen": "Permanen", "dinilai_kembali": "Dinilai kembali"}
KEAMANAN = {"biasa": "Biasa", "terbatas": "Terbatas", "rahasia": "Rahasia", "sangat_rahasia": "Sangat rahasia"}
STATUS_BERKAS = {"terbuka": "Terbuka", "tertutup": "Tertutup"}
TINGKAT = {"asli": "Asli", "salinan": "Salinan"}
JENIS_ITEM = {
    "konsep": "Konsep surat",
    "surat": "Surat",
    "tanda_terima": "Tanda terima",
    "penyampaian": "Penyampaian data",
    "bukti": "Bukti dukung",
    "rekap": "Rekapitulasi",
    "disposisi": "Disposisi",
    "lain": "Hasil langkah",
}


class Klasifikasi(Record):
    """A code of a classification scheme. The whole site shares them; a folder copies what it is filed under."""

    versi = peewee.CharField(
        max_length=20, default="83_2022", choices=list(VERSI_KLASIFIKASI.items()), verbose_name="Skema"
    )
    kode = peewee.CharField(max_length=30, verbose_name="Kode")
    uraian = peewee.CharField(max_length=250, verbose_name="Uraian")

    class Meta:
        table_name = "arsip_klasifikasi"
        indexes = ((("versi", "kode"), True),)

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class Jra(Record):
    """A row of the retention schedule; it counts for the codes below it too. Without a government: for all."""

    kode = peewee.CharField(max_length=30, index=True, verbose_name="Kode klasifikasi")
    pemerintah_daerah = peewee.ForeignKeyField(
        PemerintahDaerah, null=True, on_delete="RESTRICT", backref="+", verbose_name="Hanya untuk pemerintah daerah"
    )
    aktif_tahun = peewee.IntegerField(verbose_name="Aktif (tahun)")
    inaktif_tahun = peewee.IntegerField(verbose_name="Inaktif (tahun)")
    pemicu = peewee.CharField(max_length=20, default="tutup", choices=list(PEMICU.items()), verbose_name="Dihitung")
    nasib_akhir = peewee.CharField(max_length=20, choices=list(NASIB_AKHIR.items()), verbose_name="Nasib akhir")
    keterangan = peewee.CharField(max_length=250, default="", verbose_name="Keterangan")

    class Meta:
        table_name = "arsip_jra"

    def __str__(self) -> str:
        return str(self.kode)


class Berkas(ScopedModel):
    """A folder: the records of one matter. Classification and retention are copied, so that a later change of the
    master data never changes what was decided. `rujukan` is the record whose documents it holds, ``table:uuid``.
    """

    tahun = peewee.IntegerField(verbose_name="Tahun")
    urut = peewee.IntegerField(verbose_name="Nomor urut")
    nomor_berkas = peewee.CharField(max_length=60, verbose_name="Nomor berkas")
    klasifikasi_kode = peewee.CharField(max_length=30, index=True, verbose_name="Kode klasifikasi")
    klasifikasi_uraian = peewee.CharField(max_length=250, verbose_name="Klasifikasi")
    uraian = peewee.CharField(max_length=250, verbose_name="Uraian berkas")
    kurun_mulai = peewee.DateField(verbose_name="Kurun waktu, mulai")
    kurun_selesai = peewee.DateField(verbose_name="Kurun waktu, selesai")
    unit_pengolah = peewee.CharField(max_length=200, verbose_name="Unit pengolah")
    keamanan = peewee.CharField(max_length=20, default="biasa", choices=list(KEAMANAN.items()), verbose_name="Keamanan")
    aktif_tahun = peewee.IntegerField(verbose_name="Aktif (tahun)")
    inaktif_tahun = peewee.IntegerField(verbose_name="Inaktif (tahun)")
    pemicu = peewee.CharField(max_length=20, choices=list(PEMICU.items()), verbose_name="Dihitung")
    nasib_akhir = peewee.CharField(max_length=20, choices=list(NASIB_AKHIR.items()), verbose_name="Nasib akhir")
    aktif_sampai = peewee.DateField(verbose_name="Aktif sampai")
    inaktif_sampai = peewee.DateField(verbose_name="Inaktif sampai")
    status = peewee.CharField(
        max_length=10, default="terbuka", choices=list(STATUS_BERKAS.items()), verbose_name="Status"
    )
    ditutup = peewee.DateField(null=True, verbose_name="Ditutup")
    diberkaskan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diberkaskan oleh")
    rujukan = peewee.CharField(max_length=120, verbose_name="Rujukan")

    class Meta:
        table_name = "arsip_berkas"
        indexes = (
            (("perangkat_daerah", "tahun", "urut"), True),
            (("perangkat_daerah", "rujukan"), True),
        )

    def __str__(self) -> str:
        return str(self.nomor_berkas)


class Item(ScopedModel):
    """A record in a folder. `sha256` is that of its bytes on entry, and `utuh` what the last check found
    (None: not checked since)."""

    berkas = peewee.ForeignKeyField(Berkas, on_delete="RESTRICT", backref="daftar_item", verbose_name="Berkas")
    nomor_item = peewee.IntegerField(verbose_name="Nomor item")
    kode = peewee.CharField(max_length=30, verbose_name="Kode klasifikasi")
    jenis = peewee.CharField(max_length=20, choices=list(JENIS_ITEM.items()), verbose_name="Jenis")
    uraian = peewee.CharField(max_length=250, verbose_name="Uraian")
    tanggal = peewee.DateField(verbose_name="Tanggal")
    jumlah = peewee.IntegerField(default=1, verbose_name="Jumlah")
    tingkat_perkembangan = peewee.CharField(
        max_length=10, default="asli", choices=list(TINGKAT.items()), verbose_name="Tingkat perkembangan"
    )
    media = peewee.CharField(max_length=100, verbose_name="Media")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")
    sha256 = peewee.CharField(max_length=64, verbose_name="SHA-256 saat masuk")
    rujukan = peewee.CharField(max_length=120, default="", verbose_name="Rujukan")
    diperiksa = UtcDateTimeField(null=True, index=True, verbose_name="Diperiksa")
    utuh = peewee.BooleanField(null=True, verbose_name="Utuh")

    class Meta:
        table_name = "arsip_item"
        indexes = (
            (("berkas", "nomor_item"), True),
            (("berkas", "dokumen"), True),
        )

    def __str__(self) -> str:
        return str(self.uraian)
