"""A letter on its way: the delivery that both sides see, and the entry in the receiver's agenda."""

import peewee

from core import clock
from core.fields import UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.surat.models.pilihan import KEAMANAN, KECEPATAN, STATUS_MASUK, STATUS_PENGIRIMAN


class Pengiriman(ScopedModel):
    """One letter handed to one department (buku ekspedisi). Sender and receiver both see it.

    `di_luar_sistem`: the receiver does not use the plugin, so the letter goes there on paper or by mail, and its
    receipt comes back as a scan.
    """

    scope_columns = ("perangkat_daerah", "penerima")
    penerima = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Penerima")
    surat_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Surat")
    nomor = peewee.CharField(max_length=150, verbose_name="Nomor")
    hal = peewee.CharField(max_length=250, verbose_name="Hal")
    tanggal = peewee.DateField(verbose_name="Tanggal surat")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Naskah")
    di_luar_sistem = peewee.BooleanField(default=False, verbose_name="Di luar sistem")
    status = peewee.CharField(
        max_length=20, default="dikirim", index=True, choices=list(STATUS_PENGIRIMAN.items()), verbose_name="Status"
    )
    dibuka = UtcDateTimeField(null=True, verbose_name="Dibuka pada")
    diterima = UtcDateTimeField(null=True, verbose_name="Diterima pada")
    diterima_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diterima oleh")
    tanda_terima = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Tanda terima"
    )

    class Meta:
        table_name = "surat_pengiriman"
        indexes = ((("surat_uuid", "penerima"), True),)

    def __str__(self) -> str:
        return str(self.nomor)


class SuratMasuk(ScopedModel):
    """Agenda surat masuk of the receiving department."""

    tahun = peewee.IntegerField(verbose_name="Tahun")
    urut = peewee.IntegerField(verbose_name="Nomor agenda")
    tanggal_terima = peewee.DateField(verbose_name="Tanggal terima")
    nomor = peewee.CharField(max_length=150, verbose_name="Nomor surat")
    tanggal = peewee.DateField(verbose_name="Tanggal surat")
    klasifikasi = peewee.CharField(max_length=40, default="", verbose_name="Klasifikasi")
    kecepatan = peewee.CharField(
        max_length=20, default="biasa", choices=list(KECEPATAN.items()), verbose_name="Sifat kecepatan"
    )
    keamanan = peewee.CharField(
        max_length=20, default="biasa", choices=list(KEAMANAN.items()), verbose_name="Tingkat keamanan"
    )
    pengirim = peewee.CharField(max_length=250, verbose_name="Pengirim")
    hal = peewee.CharField(max_length=250, verbose_name="Hal")
    lampiran = peewee.CharField(max_length=100, default="-", verbose_name="Lampiran")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Naskah")
    kode_verifikasi = peewee.CharField(max_length=40, default="", verbose_name="Kode pemeriksaan")
    pengiriman_uuid = peewee.CharField(max_length=36, unique=True, verbose_name="Pengiriman")
    status = peewee.CharField(
        max_length=20, default="baru", index=True, choices=list(STATUS_MASUK.items()), verbose_name="Status"
    )
    sejak = UtcDateTimeField(default=clock.now, verbose_name="Berstatus sejak")
    diterima_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diterima oleh")
    tanda_terima = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Tanda terima"
    )
    lokasi_arsip = peewee.CharField(max_length=250, default="", verbose_name="Lokasi arsip")

    class Meta:
        table_name = "surat_masuk"
        indexes = ((("perangkat_daerah", "tahun", "urut"), True),)

    def __str__(self) -> str:
        return str(self.nomor)
