"""Published tables that were brought in: the file, what was read of it, and what the program found in it."""

import peewee

from core.fields import JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.tenancy import ScopedModel

STATUS_IMPOR = {"diperiksa": "Menunggu keputusan", "diambil": "Diambil", "dibuang": "Tidak diambil"}


class ImporTabel(ScopedModel):
    """A table of published figures. Nothing of it counts until it is taken (`diambil`).

    `pilihan`: what was said for columns that the file lacks. `hasil`: the report that is kept with it, as
    `services.impor_lkj_laporan` writes it (rows that were refused, printed values that differ from the computed ones).
    """

    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Berkas")
    pilihan = JsonField(default=dict, verbose_name="Pilihan")
    status = peewee.CharField(
        max_length=10, default="diperiksa", choices=list(STATUS_IMPOR.items()), verbose_name="Status"
    )
    baris = peewee.IntegerField(default=0, verbose_name="Baris")
    terbaca = peewee.IntegerField(default=0, verbose_name="Baris yang terbaca")
    berbeda = peewee.IntegerField(default=0, verbose_name="Capaian atau predikat tercetak yang berbeda")
    hasil = JsonField(default=dict, verbose_name="Hasil pemeriksaan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diunggah oleh")
    diputuskan = UtcDateTimeField(null=True, verbose_name="Diputuskan")
    diputuskan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diputuskan oleh")
    alasan = peewee.TextField(default="", verbose_name="Alasan mengganti angka")

    class Meta:
        table_name = "sop_kinerja_impor_tabel"

    def __str__(self) -> str:
        return str(self.dokumen)
