"""What a regency plans: Renstra, tujuan and sasaran as a tree, programmes with their pagu, scales."""

import peewee

from core.fields import FixedField, JsonField
from core.files.models import Dokumen
from core.organisation.models import DirectoryRecord, Jabatan, UnitKerja
from core.tenancy import ScopedModel

TINGKAT = {"pemda": "Pemerintah daerah", "perangkat_daerah": "Perangkat daerah", "unit_kerja": "Unit kerja"}
JENIS_SASARAN = {"tujuan": "Tujuan", "sasaran": "Sasaran"}
JENIS_KEGIATAN = {"program": "Program", "kegiatan": "Kegiatan", "sub_kegiatan": "Subkegiatan"}


class Renstra(ScopedModel):
    """The medium-term plan of a department: five years as a rule, first and last year included."""

    nama = peewee.CharField(max_length=200, verbose_name="Nama")
    tahun_awal = peewee.IntegerField(verbose_name="Tahun awal")
    tahun_akhir = peewee.IntegerField(verbose_name="Tahun akhir")
    dokumen = peewee.ForeignKeyField(Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")

    class Meta:
        table_name = "sop_kinerja_renstra"
        indexes = ((("perangkat_daerah", "tahun_awal"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class Sasaran(DirectoryRecord):
    """A node of the pohon kinerja. A department's sasaran may stand under one of the regency's (another department's
    row), so all of a government may read them; only the own department writes its own.
    """

    renstra = peewee.ForeignKeyField(Renstra, null=True, on_delete="RESTRICT", backref="+", verbose_name="Renstra")
    induk = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Di bawah")
    jenis = peewee.CharField(
        max_length=10, default="sasaran", choices=list(JENIS_SASARAN.items()), verbose_name="Jenis"
    )
    tingkat = peewee.CharField(
        max_length=20, default="perangkat_daerah", choices=list(TINGKAT.items()), verbose_name="Tingkat"
    )
    unit_kerja = peewee.ForeignKeyField(
        UnitKerja, null=True, on_delete="RESTRICT", backref="+", verbose_name="Unit kerja"
    )
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    uraian = peewee.TextField(verbose_name="Uraian")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    aktif = peewee.BooleanField(default=True, verbose_name="Aktif")

    class Meta:
        table_name = "sop_kinerja_sasaran"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.uraian)


class ProgramKegiatan(ScopedModel):
    """A programme, kegiatan or sub kegiatan of one year, each under the one above. `pagu` in rupiah, never negative."""

    tahun = peewee.IntegerField(index=True, verbose_name="Tahun")
    jenis = peewee.CharField(
        max_length=20, default="program", choices=list(JENIS_KEGIATAN.items()), verbose_name="Jenis"
    )
    kode = peewee.CharField(max_length=60, verbose_name="Kode")
    nama = peewee.CharField(max_length=300, verbose_name="Nama")
    induk = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Di bawah")
    sasaran = peewee.ForeignKeyField(Sasaran, null=True, on_delete="RESTRICT", backref="+", verbose_name="Sasaran")
    unit_kerja = peewee.ForeignKeyField(
        UnitKerja, null=True, on_delete="RESTRICT", backref="+", verbose_name="Unit kerja"
    )
    penanggung_jawab = peewee.ForeignKeyField(
        Jabatan, null=True, on_delete="RESTRICT", backref="+", verbose_name="Penanggung jawab"
    )
    pagu = FixedField(decimal_places=2, default=0, verbose_name="Pagu (Rp)")

    class Meta:
        table_name = "sop_kinerja_program_kegiatan"
        indexes = ((("perangkat_daerah", "tahun", "kode"), True),)

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


class SkalaPredikat(DirectoryRecord):
    """The rating scale of a regency for a year, kept by one of its departments and read by all.

    `pita`: [[lower limit, exclusive, as text; null for the last], name] from the highest down. `batas_capaian`: each
    capaian is cut to it in averages, never where it stands alone; none: averages are uncapped.
    """

    tahun = peewee.IntegerField(verbose_name="Berlaku mulai tahun")
    nama = peewee.CharField(max_length=120, verbose_name="Nama")
    pita = JsonField(verbose_name="Pita")
    batas_capaian = FixedField(null=True, verbose_name="Batas capaian dalam rata-rata (%)")
    dasar = peewee.CharField(max_length=250, default="", verbose_name="Dasar")

    class Meta:
        table_name = "sop_kinerja_skala_predikat"
        indexes = ((("perangkat_daerah", "tahun"), True),)

    def __str__(self) -> str:
        return f"{self.nama} (mulai {self.tahun})"


class SkalaOrdinal(DirectoryRecord):
    """Words that are targets (WTP, B, A), best first, with the value that each counts as: [[word, value as text]]."""

    nama = peewee.CharField(max_length=120, verbose_name="Nama")
    butir = JsonField(verbose_name="Predikat dan nilainya")

    class Meta:
        table_name = "sop_kinerja_skala_ordinal"
        indexes = ((("perangkat_daerah", "nama"), True),)

    def __str__(self) -> str:
        return str(self.nama)
