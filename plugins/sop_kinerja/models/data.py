"""Figures: indicators and targets, and what a department submits."""

import peewee

from core.fields import FixedField, JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.idn.periods import in_words
from core.organisation.models import DirectoryRecord, Jabatan, PerangkatDaerah, UnitKerja
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.rencana import Sasaran, SkalaOrdinal

FORMULA = {
    "naik": "Makin tinggi makin baik (R/T × 100)",
    "turun": "Makin rendah makin baik ((2T − R)/T × 100)",
    "turun_rasio": "Makin rendah makin baik (T/R × 100)",
    "rentang": "Dalam rentang target = 100",
    "tanpa": "Tidak dihitung (target teks, atau arah tidak jelas)",
}
AGREGASI = {
    "jumlah": "Jumlah",
    "rata_rata": "Rata-rata",
    "tertimbang": "Rata-rata tertimbang menurut bobot",
    "terakhir": "Nilai terakhir",
    "maksimum": "Nilai tertinggi",
    "minimum": "Nilai terendah",
    "rasio": "Rasio pembilang dan penyebut",
    "tidak": "Tidak diagregasi",
}
POLA = {
    "setiap": "Setiap periode",
    "semester": "Setiap akhir semester (TW II dan TW IV)",
    "akhir": "Akhir tahun saja (TW IV)",
}
"""When targets fall due over the year; a target that is set says it for its own period."""
STATUS_PENYAMPAIAN = {
    "draft": "Draft",
    "diajukan": "Diajukan",
    "dikembalikan": "Dikembalikan",
    "diverifikasi": "Diverifikasi",
    "disahkan": "Disahkan",
    "tidak_menyampaikan": "Tidak menyampaikan",
    "dibatalkan": "Dibatalkan",
}


class Indikator(DirectoryRecord):
    """What a department is measured by. Axes of aggregation are declared, never guessed.

    All of a government may read them (a department's indicator may stand under the regency's); only the own department
    writes its own. What a year is measured by is its `IndikatorTahun`.
    """

    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    sasaran = peewee.TextField(default="", verbose_name="Sasaran")
    uraian = peewee.TextField(verbose_name="Indikator")
    satuan = peewee.CharField(max_length=60, verbose_name="Satuan")
    formula = peewee.CharField(
        max_length=20, default="naik", choices=list(FORMULA.items()), verbose_name="Rumus capaian"
    )
    agregasi_periode = peewee.CharField(
        max_length=20, default="terakhir", choices=list(AGREGASI.items()), verbose_name="Agregasi antarperiode"
    )
    agregasi_unit = peewee.CharField(
        max_length=20, default="tidak", choices=list(AGREGASI.items()), verbose_name="Agregasi antarunit"
    )
    kumulatif = peewee.BooleanField(default=False, verbose_name="Kumulatif")
    wajib_bukti = peewee.BooleanField(default=False, verbose_name="Wajib bukti dukung")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    aktif = peewee.BooleanField(default=True, verbose_name="Aktif")
    iku = peewee.BooleanField(default=False, verbose_name="Indikator kinerja utama (IKU)")
    induk = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Mendukung indikator")
    untuk_sasaran = peewee.ForeignKeyField(
        Sasaran, null=True, on_delete="RESTRICT", backref="+", verbose_name="Sasaran pada pohon kinerja"
    )
    unit_kerja = peewee.ForeignKeyField(
        UnitKerja, null=True, on_delete="RESTRICT", backref="+", verbose_name="Unit kerja"
    )
    penanggung_jawab = peewee.ForeignKeyField(
        Jabatan, null=True, on_delete="RESTRICT", backref="+", verbose_name="Penanggung jawab"
    )
    definisi = peewee.TextField(default="", verbose_name="Definisi")
    rumus = peewee.TextField(default="", verbose_name="Rumus perhitungan")
    pembilang = peewee.CharField(max_length=250, default="", verbose_name="Pembilang (untuk rasio)")
    penyebut = peewee.CharField(max_length=250, default="", verbose_name="Penyebut (untuk rasio)")
    sumber_data = peewee.CharField(max_length=250, default="", verbose_name="Sumber data")
    bobot = FixedField(null=True, verbose_name="Bobot (%)")
    pola = peewee.CharField(max_length=10, default="setiap", choices=list(POLA.items()), verbose_name="Jatuh tempo")
    skala = peewee.ForeignKeyField(
        SkalaOrdinal, null=True, on_delete="RESTRICT", backref="+", verbose_name="Skala predikat teks"
    )

    class Meta:
        table_name = "sop_kinerja_indikator"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.uraian)


class Target(ScopedModel):
    """The target of an indicator for a period; no value: not due in this period."""

    indikator = peewee.ForeignKeyField(
        Indikator, on_delete="RESTRICT", backref="daftar_target", verbose_name="Indikator"
    )
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    nilai = FixedField(null=True, verbose_name="Target")
    nilai_atas = FixedField(null=True, verbose_name="Batas atas (untuk rentang)")

    class Meta:
        table_name = "sop_kinerja_target"
        indexes = ((("indikator", "periode"), True),)

    def __str__(self) -> str:
        return in_words(self.periode)


class SharedRecord(ScopedModel):
    """Seen by the department that gives the data and by the one that asks for it (`penyelenggara`)."""

    scope_columns = ("perangkat_daerah", "penyelenggara")
    penyelenggara = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Peminta data"
    )


class Penyampaian(SharedRecord):
    """What one department submits for one case. Approved, it is locked with its snapshot of indicators and targets.

    Where units of the department are asked side by side, each has its own: `cabang` is the id of the position that
    fills it in (else empty), `unit` the name of its unit.

    `versi` rises whenever a figure is changed or the form is handed in, so that two people who fill it in notice one
    another; `pertama_diajukan` tells whether it came in time, whatever was returned later.
    """

    kasus_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Pelaksanaan")
    cabang = peewee.CharField(max_length=20, default="", verbose_name="Cabang")
    unit = peewee.CharField(max_length=200, default="", verbose_name="Unit kerja")
    judul = peewee.CharField(max_length=250, verbose_name="Permintaan")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    tenggat = peewee.DateField(verbose_name="Batas penyampaian")
    status = peewee.CharField(
        max_length=20, default="draft", index=True, choices=list(STATUS_PENYAMPAIAN.items()), verbose_name="Status"
    )
    alasan = peewee.TextField(default="", verbose_name="Alasan pengembalian")
    alasan_pada = UtcDateTimeField(null=True, verbose_name="Alasan diberikan")
    alasan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Alasan diberikan oleh")
    putaran = peewee.IntegerField(default=1, verbose_name="Putaran")
    versi = peewee.IntegerField(default=1, verbose_name="Versi isian")
    diubah = UtcDateTimeField(null=True, verbose_name="Terakhir diisi")
    diubah_oleh = peewee.CharField(max_length=250, default="", verbose_name="Terakhir diisi oleh")
    dibuka = UtcDateTimeField(null=True, verbose_name="Pertama kali dibuka")
    dibuka_oleh = peewee.CharField(max_length=250, default="", verbose_name="Pertama kali dibuka oleh")
    pertama_diajukan = UtcDateTimeField(null=True, verbose_name="Pertama kali diajukan")
    diajukan = UtcDateTimeField(null=True, verbose_name="Diajukan")
    diajukan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diajukan oleh")
    diverifikasi = UtcDateTimeField(null=True, verbose_name="Diverifikasi")
    diverifikasi_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diverifikasi oleh")
    disahkan = UtcDateTimeField(null=True, verbose_name="Disahkan")
    disahkan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disahkan oleh")
    dokumen = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Formulir penyampaian"
    )

    class Meta:
        table_name = "sop_kinerja_penyampaian"
        indexes = ((("kasus_uuid", "perangkat_daerah", "cabang"), True),)

    def __str__(self) -> str:
        return f"{self.judul}: {self.pihak}"

    @property
    def pihak(self) -> str:
        """Whose data it is, in words: the unit where units are asked, else the department."""
        return str(self.unit) or str(self.perangkat_daerah)


class Realisasi(SharedRecord):
    """One figure, with the indicator as it was when it was asked for. `nilai` None is: not filled in, never zero.

    `target` None with `jatuh_tempo`: nobody has set one. Without it: the target is for a later period.
    """

    penyampaian = peewee.ForeignKeyField(
        Penyampaian, on_delete="CASCADE", backref="daftar_realisasi", verbose_name="Penyampaian"
    )
    indikator_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Indikator")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    sasaran = peewee.TextField(default="", verbose_name="Sasaran")
    uraian = peewee.TextField(verbose_name="Indikator")
    satuan = peewee.CharField(max_length=60, verbose_name="Satuan")
    formula = peewee.CharField(max_length=20, choices=list(FORMULA.items()), verbose_name="Rumus capaian")
    wajib_bukti = peewee.BooleanField(default=False, verbose_name="Wajib bukti dukung")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    target = FixedField(null=True, verbose_name="Target")
    jatuh_tempo = peewee.BooleanField(default=True, verbose_name="Target jatuh tempo")
    nilai = FixedField(null=True, verbose_name="Realisasi")
    keterangan = peewee.TextField(default="", verbose_name="Keterangan")
    target_atas = FixedField(null=True, verbose_name="Batas atas target")
    agregasi_periode = peewee.CharField(
        max_length=20, default="terakhir", choices=list(AGREGASI.items()), verbose_name="Agregasi antarperiode"
    )
    kumulatif = peewee.BooleanField(default=False, verbose_name="Kumulatif")
    nama_pembilang = peewee.CharField(max_length=250, default="", verbose_name="Nama pembilang")
    nama_penyebut = peewee.CharField(max_length=250, default="", verbose_name="Nama penyebut")
    pembilang = FixedField(null=True, verbose_name="Pembilang")
    penyebut = FixedField(null=True, verbose_name="Penyebut")
    skala = JsonField(null=True, verbose_name="Skala predikat teks")
    versi = peewee.IntegerField(default=1, verbose_name="Versi")
    diubah = UtcDateTimeField(null=True, verbose_name="Diubah")
    diubah_oleh = peewee.CharField(max_length=250, default="", verbose_name="Diubah oleh")

    class Meta:
        table_name = "sop_kinerja_realisasi"
        indexes = ((("penyampaian", "indikator_uuid"), True),)

    def __str__(self) -> str:
        return str(self.uraian)


class Bukti(SharedRecord):
    """A file that proves a figure."""

    realisasi = peewee.ForeignKeyField(Realisasi, on_delete="CASCADE", backref="daftar_bukti", verbose_name="Realisasi")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")

    class Meta:
        table_name = "sop_kinerja_bukti"

    def __str__(self) -> str:
        return str(self.dokumen)
