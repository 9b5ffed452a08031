"""The tasks of a case: whose turn a step is, how long it waits, and who was told about it."""

import peewee

from core.fields import JsonField, UtcDateTimeField
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.kasus import Kasus
from plugins.sop_kinerja.models.sop import TANDA, SopLangkah

STATUS_TUGAS = {"berjalan": "Berjalan", "selesai": "Selesai", "batal": "Dibatalkan"}
KEPUTUSAN = {"ya": "Ya", "tidak": "Tidak", "dilewati": "Dilewati"}
SEBAB_JEDA = {"kelengkapan": "Menunggu kelengkapan", "pihak_lain": "Menunggu pihak lain"}
JENIS_PENGINGAT = {
    "sebelum": "Segera jatuh tempo",
    "lewat": "Terlambat",
    "eskalasi": "Diteruskan ke atasan",
    "kelengkapan": "Kelengkapan diminta",
}


class SharedTask(ScopedModel):
    """Seen by the department whose task it is and by the one that runs the case (`penyelenggara`)."""

    scope_columns = ("perangkat_daerah", "penyelenggara")
    penyelenggara = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Penyelenggara"
    )


class Tugas(SharedTask):
    """A step that is, or was, somebody's turn. The open ones are where the case stands.

    `perangkat_daerah` is whose task it is, `penyelenggara` the department that runs the case: both see it. What
    an asked department must read of the case and the step is copied here, since the case itself is not its own.

    `lewat_aksi`: a plugin's action has taken the step up. `gugur`: done, but a later Tidak sent the work back before
    it, so it is to be done again. `setiap`: one of several, one for each asked department or for each `cabang`, the
    position for which it was opened (`jabatan` is who has it now: a task can be reassigned).

    `ditandai`: when the mark that `tanda` asks for was put on the disposition sheet, by whom (name and title).

    `tertahan`: open, but what it needs is not there (`kurang` says what, and who can supply it); its clock stands
    still. `mulai` is when its clock began. The standard (`standar_hari`, `standar_menit`) is that of the SOP, counted
    as `hitungan` says; `menit_kerja` are the working minutes that it took, `menit_jeda` those of them in which it
    waited for another party; both are written when it ends. `berhenti`: since when its clock stands still, empty while
    it goes.
    """

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
    cabang = peewee.ForeignKeyField(Jabatan, null=True, on_delete="RESTRICT", backref="+", verbose_name="Cabang")
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", index=True, verbose_name="Jabatan")
    diambil = peewee.ForeignKeyField(Pegawai, null=True, on_delete="RESTRICT", backref="+", verbose_name="Diambil oleh")
    diambil_pada = UtcDateTimeField(null=True, verbose_name="Diambil pada")
    dialihkan = peewee.TextField(default="", verbose_name="Alasan pengalihan")
    tanda = peewee.CharField(
        max_length=15, default="tanpa", choices=list(TANDA.items()), verbose_name="Pencatatan pada lembar disposisi"
    )
    ditandai = UtcDateTimeField(null=True, verbose_name="Paraf atau tanda tangan dibubuhkan")
    ditandai_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dibubuhkan oleh")
    tertahan = peewee.BooleanField(default=False, index=True, verbose_name="Menunggu kelengkapan")
    kurang = JsonField(default=list, verbose_name="Kelengkapan yang belum ada")
    mulai = UtcDateTimeField(null=True, verbose_name="Waktu mulai dihitung")
    hitungan = peewee.CharField(
        max_length=10, default="kerja", choices=[("kerja", "Hari kerja"), ("kalender", "Hari kalender")],
        verbose_name="Hitungan hari",
    )  # fmt: skip
    standar_hari = peewee.IntegerField(default=0, verbose_name="Waktu baku (hari)")
    standar_menit = peewee.IntegerField(default=0, verbose_name="Waktu baku (menit)")
    berhenti = UtcDateTimeField(null=True, verbose_name="Berhenti sejak")
    menit_kerja = peewee.IntegerField(null=True, verbose_name="Waktu nyata (menit kerja)")
    menit_jeda = peewee.IntegerField(default=0, verbose_name="Jeda (menit kerja)")
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
        # The inbox, and what is late in a department, in their order: the first page of ten thousand is as quick as
        # that of a hundred.
        indexes = ((("jabatan", "status", "tenggat"), False), (("penyelenggara", "status", "tenggat"), False))

    def __str__(self) -> str:
        return f"{self.nomor}. {self.uraian}"


class TugasJeda(SharedTask):
    """A time in which a task waits for another party, and its clock stands still; open while `selesai` is empty."""

    tugas = peewee.ForeignKeyField(Tugas, on_delete="CASCADE", backref="daftar_jeda", verbose_name="Tugas")
    sebab = peewee.CharField(max_length=20, choices=list(SEBAB_JEDA.items()), verbose_name="Sebab")
    keterangan = peewee.TextField(default="", verbose_name="Menunggu apa, dari siapa")
    mulai = UtcDateTimeField(verbose_name="Mulai")
    selesai = UtcDateTimeField(null=True, verbose_name="Selesai")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Oleh")

    class Meta:
        table_name = "sop_kinerja_jeda"

    def __str__(self) -> str:
        return str(self.keterangan)


class TugasPengingat(SharedTask):
    """That a person was told about a task: once for each person and kind."""

    tugas = peewee.ForeignKeyField(Tugas, on_delete="CASCADE", backref="daftar_pengingat", verbose_name="Tugas")
    jenis = peewee.CharField(max_length=15, choices=list(JENIS_PENGINGAT.items()), verbose_name="Jenis")
    pegawai = peewee.ForeignKeyField(Pegawai, on_delete="RESTRICT", verbose_name="Kepada")
    pada = UtcDateTimeField(verbose_name="Pada")

    class Meta:
        table_name = "sop_kinerja_pengingat"
        indexes = ((("tugas", "jenis", "pegawai"), True),)

    def __str__(self) -> str:
        return f"{JENIS_PENGINGAT[str(self.jenis)]}: {self.pegawai}"
