"""A case: one run of an SOP version for a period, its tasks and its documents."""

import peewee

from core.fields import JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.sop import SopLangkah, SopVersi

STATUS_KASUS = {"berjalan": "Berjalan", "selesai": "Selesai"}
STATUS_TUGAS = {"berjalan": "Berjalan", "selesai": "Selesai", "batal": "Dibatalkan"}
KEPUTUSAN = {"ya": "Ya", "tidak": "Tidak", "dilewati": "Dilewati"}
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


class Kasus(ScopedModel):
    """Owned by the department that runs it; the asked departments see only their own tasks and submissions.

    `kunci` names SOP and period while the case runs and is empty afterwards: being unique, it lets only one run.
    """

    versi = peewee.ForeignKeyField(SopVersi, on_delete="RESTRICT", verbose_name="SOP")
    nama = peewee.CharField(max_length=250, verbose_name="Nama")
    periode = peewee.CharField(max_length=20, index=True, verbose_name="Periode")
    tenggat = peewee.DateField(verbose_name="Batas penyampaian data")
    status = peewee.CharField(
        max_length=10, default="berjalan", choices=list(STATUS_KASUS.items()), verbose_name="Status"
    )
    kunci = peewee.CharField(max_length=60, null=True, unique=True, verbose_name="Kunci pelaksanaan")
    dimulai_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dimulai oleh")
    selesai = UtcDateTimeField(null=True, verbose_name="Selesai")

    class Meta:
        table_name = "sop_kinerja_kasus"

    def __str__(self) -> str:
        return str(self.nama)


class KasusTujuan(ScopedModel):
    """A department that the case asks for data."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_tujuan", verbose_name="Pelaksanaan")
    tujuan = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Tujuan")

    class Meta:
        table_name = "sop_kinerja_kasus_tujuan"
        indexes = ((("kasus", "tujuan"), True),)

    def __str__(self) -> str:
        return str(self.tujuan)


class Tugas(ScopedModel):
    """A step that is, or was, somebody's turn. The open ones are where the case stands.

    `perangkat_daerah` is whose task it is, `penyelenggara` the department that runs the case: both see it. What
    an asked department must read of the case and the step is copied here, since the case itself is not its own.

    `lewat_aksi`: a plugin's action has taken the step up. `gugur`: done, but a later Tidak sent the work back before
    it, so it is to be done again. `setiap`: one of several, one for each asked department.
    """

    scope_columns = ("perangkat_daerah", "penyelenggara")
    penyelenggara = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Penyelenggara"
    )
    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_tugas", verbose_name="Pelaksanaan")
    langkah = peewee.ForeignKeyField(SopLangkah, on_delete="RESTRICT", backref="+", verbose_name="Langkah")
    kasus_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Pelaksanaan")
    judul = peewee.CharField(max_length=250, verbose_name="Nama pelaksanaan")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    nomor = peewee.IntegerField(verbose_name="Langkah ke-")
    putaran = peewee.IntegerField(default=1, verbose_name="Putaran")
    uraian = peewee.TextField(verbose_name="Uraian kegiatan")
    kelengkapan = JsonField(default=list, verbose_name="Kelengkapan")
    output = peewee.CharField(max_length=250, default="", verbose_name="Output")
    aksi = peewee.CharField(max_length=80, default="", verbose_name="Aksi")
    keputusan_diminta = peewee.BooleanField(default=False, verbose_name="Memerlukan keputusan")
    terakhir = peewee.BooleanField(default=False, verbose_name="Langkah terakhir")
    setiap = peewee.BooleanField(default=False, verbose_name="Satu untuk setiap perangkat daerah")
    lewat_aksi = peewee.BooleanField(default=False, verbose_name="Dikerjakan lewat aksi")
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", index=True, verbose_name="Jabatan")
    status = peewee.CharField(
        max_length=10, default="berjalan", index=True, choices=list(STATUS_TUGAS.items()), verbose_name="Status"
    )
    tenggat = UtcDateTimeField(verbose_name="Tenggat")
    selesai = UtcDateTimeField(null=True, verbose_name="Selesai")
    keputusan = peewee.CharField(max_length=10, default="", choices=list(KEPUTUSAN.items()), verbose_name="Keputusan")
    alasan = peewee.TextField(default="", verbose_name="Alasan")
    catatan = peewee.TextField(default="", verbose_name="Catatan pelaksana")
    catatan_masuk = peewee.TextField(default="", verbose_name="Catatan dari langkah sebelumnya")
    oleh = peewee.CharField(max_length=200, default="", verbose_name="Dikerjakan oleh")
    sebagai = peewee.CharField(max_length=250, default="", verbose_name="Sebagai")
    pegawai = peewee.ForeignKeyField(Pegawai, null=True, on_delete="RESTRICT", verbose_name="Pegawai")
    dengan_tangan = peewee.BooleanField(default=False, verbose_name="Dikerjakan di luar sistem")
    gugur = peewee.BooleanField(default=False, verbose_name="Harus diulang")

    class Meta:
        table_name = "sop_kinerja_tugas"

    def __str__(self) -> str:
        return f"{self.nomor}. {self.uraian}"


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
