"""Reference documents of a department: PK, Rencana Aksi, monthly progress; what steps need before they begin."""

import peewee

from core.fields import UtcDateTimeField
from core.files.models import Dokumen
from core.idn.periods import in_words
from core.organisation.models import Jabatan
from core.tenancy import ScopedModel

PER = {
    "tahun": "Setiap tahun",
    "semester": "Setiap semester",
    "triwulan": "Setiap triwulan",
    "bulan": "Setiap bulan",
}


class JenisAcuan(ScopedModel):
    """A kind of reference document, how often it is due, and which position supplies it."""

    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    nama = peewee.CharField(max_length=150, verbose_name="Nama dokumen")
    per = peewee.CharField(max_length=10, default="tahun", choices=list(PER.items()), verbose_name="Untuk setiap")
    jabatan = peewee.ForeignKeyField(Jabatan, null=True, on_delete="RESTRICT", verbose_name="Disediakan oleh")

    class Meta:
        table_name = "sop_kinerja_jenis_acuan"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class Acuan(ScopedModel):
    """A reference document for a period (2026-TH, 2026-S1, 2026-TW2, 2026-B03). The newest counts; older ones stay."""

    jenis = peewee.ForeignKeyField(JenisAcuan, on_delete="RESTRICT", backref="daftar_acuan", verbose_name="Jenis")
    periode = peewee.CharField(max_length=20, index=True, verbose_name="Periode")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")
    keterangan = peewee.CharField(max_length=250, default="", verbose_name="Keterangan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diunggah oleh")
    pada = UtcDateTimeField(verbose_name="Diunggah pada")

    class Meta:
        table_name = "sop_kinerja_acuan"

    def __str__(self) -> str:
        return f"{self.jenis} {in_words(self.periode)}"
