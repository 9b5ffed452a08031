"""Forms that are filled in with Excel: what was given out, and what came back."""

import peewee

from core.fields import JsonField, UtcDateTimeField
from core.files.models import Dokumen
from plugins.sop_kinerja.models.data import Penyampaian, SharedRecord

STATUS_UNGGAHAN = {"diperiksa": "Sedang diperiksa", "ditolak": "Ditolak", "diterima": "Diterima"}


class FormulirExcel(SharedRecord):
    """A form given out for a submission. `kode` stands hidden in the file, `tanda` is the checksum of what must not
    be changed in it. Used once: `dipakai`."""

    penyampaian = peewee.ForeignKeyField(Penyampaian, on_delete="CASCADE", backref="+", verbose_name="Penyampaian")
    kode = peewee.CharField(max_length=36, unique=True, verbose_name="Nomor formulir")
    tanda = peewee.CharField(max_length=64, verbose_name="Sidik formulir (SHA-256)")
    versi_isian = peewee.IntegerField(verbose_name="Versi isian")
    diambil_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diambil oleh")
    dipakai = UtcDateTimeField(null=True, verbose_name="Dipakai")
    dipakai_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dipakai oleh")

    class Meta:
        table_name = "sop_kinerja_formulir_excel"

    def __str__(self) -> str:
        return str(self.penyampaian)


class UnggahanExcel(SharedRecord):
    """A filled form that came back; checked by a worker. `hasil`: {"galat": [[cell, sentence]], "isian": n}."""

    penyampaian = peewee.ForeignKeyField(Penyampaian, on_delete="CASCADE", backref="+", verbose_name="Penyampaian")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Berkas")
    bertanda = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Berkas bertanda"
    )
    status = peewee.CharField(
        max_length=15, default="diperiksa", choices=list(STATUS_UNGGAHAN.items()), verbose_name="Status"
    )
    hasil = JsonField(default=dict, verbose_name="Hasil pemeriksaan")
    pekerjaan_uuid = peewee.CharField(max_length=36, default="", verbose_name="Pekerjaan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diunggah oleh")

    class Meta:
        table_name = "sop_kinerja_unggahan_excel"

    def __str__(self) -> str:
        return str(self.dokumen)
