"""What gathers on a case while it runs: the documents of its steps, and what people say about it."""

import peewee

from core.fields import UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import Pegawai
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.kasus import Kasus
from plugins.sop_kinerja.models.tugas import Tugas

JENIS_DOKUMEN = {
    "konsep": "Konsep surat",
    "surat": "Surat",
    "tanda_terima": "Tanda terima",
    "penyampaian": "Penyampaian data",
    "bukti": "Bukti dukung",
    "rekap": "Rekapitulasi",
    "disposisi": "Disposisi",
    "lain": "Hasil langkah",
}
"""The kinds of `contracts.DocumentRef`."""


class KasusDokumen(ScopedModel):
    """A document that a step has yielded, in the order in which they came."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_dokumen", verbose_name="Pelaksanaan")
    tugas = peewee.ForeignKeyField(Tugas, null=True, on_delete="RESTRICT", backref="+", verbose_name="Tugas")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")
    nama = peewee.CharField(max_length=250, verbose_name="Nama")
    jenis = peewee.CharField(max_length=20, choices=list(JENIS_DOKUMEN.items()), verbose_name="Jenis")
    tanggal = peewee.DateField(verbose_name="Tanggal")
    rujukan = peewee.CharField(max_length=120, default="", verbose_name="Rujukan")

    class Meta:
        table_name = "sop_kinerja_kasus_dokumen"
        indexes = ((("kasus", "dokumen"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class Komentar(ScopedModel):
    """What somebody of the department says about a case, or about one of its tasks."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="CASCADE", backref="daftar_komentar", verbose_name="Pelaksanaan")
    tugas = peewee.ForeignKeyField(Tugas, null=True, on_delete="SET NULL", backref="+", verbose_name="Tugas")
    pegawai = peewee.ForeignKeyField(Pegawai, null=True, on_delete="RESTRICT", verbose_name="Pegawai")
    oleh = peewee.CharField(max_length=250, verbose_name="Oleh")
    isi = peewee.TextField(verbose_name="Isi")

    class Meta:
        table_name = "sop_kinerja_komentar"

    def __str__(self) -> str:
        return str(self.isi)


class KomentarSebutan(ScopedModel):
    """Somebody whom a comment mentions, and when they have read it."""

    komentar = peewee.ForeignKeyField(Komentar, on_delete="CASCADE", backref="daftar_sebutan", verbose_name="Komentar")
    pegawai = peewee.ForeignKeyField(Pegawai, on_delete="RESTRICT", index=True, verbose_name="Pegawai")
    dibaca = UtcDateTimeField(null=True, verbose_name="Dibaca")

    class Meta:
        table_name = "sop_kinerja_sebutan"
        indexes = ((("komentar", "pegawai"), True),)

    def __str__(self) -> str:
        return str(self.pegawai)
