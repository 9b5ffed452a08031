"""Approved figures and what is made of them: the incremental recaps, and how each figure came about."""

import peewee

from core.fields import FixedField, JsonField, UtcDateTimeField
from core.idn.periods import in_words
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.data import FORMULA, Penyampaian, Realisasi, SharedRecord
from plugins.sop_kinerja.models.tahunan import IndikatorTahun

ASAL = {
    "langsung": "Disampaikan untuk periode ini",
    "periode": "Dari periode bagiannya",
    "unit": "Dari unit-unitnya",
    "turunan": "Dari indikator di bawahnya",
}


class Angka(SharedRecord):
    """An approved figure, lean: what recaps are made of. `cabang` as in Penyampaian, empty for the department's own.

    One for each asker, indicator, period and branch: of several approved ones the one approved last.
    """

    indikator_tahun = peewee.ForeignKeyField(
        IndikatorTahun, on_delete="RESTRICT", backref="+", verbose_name="Indikator"
    )
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    cabang = peewee.CharField(max_length=20, default="", verbose_name="Cabang")
    realisasi = peewee.ForeignKeyField(Realisasi, null=True, on_delete="CASCADE", backref="+", verbose_name="Realisasi")
    nilai = FixedField(null=True, verbose_name="Realisasi")
    pembilang = FixedField(null=True, verbose_name="Pembilang")
    penyebut = FixedField(null=True, verbose_name="Penyebut")
    target = FixedField(null=True, verbose_name="Target")
    target_atas = FixedField(null=True, verbose_name="Batas atas target")
    jatuh_tempo = peewee.BooleanField(default=True, verbose_name="Target jatuh tempo")
    formula = peewee.CharField(
        max_length=20, default="", choices=list(FORMULA.items()), verbose_name="Rumus capaian saat disahkan"
    )

    class Meta:
        table_name = "sop_kinerja_angka"
        indexes = (
            (("penyelenggara", "indikator_tahun", "periode", "cabang"), True),
            (("indikator_tahun", "periode"), False),
        )

    def __str__(self) -> str:
        return f"{self.indikator_tahun} {in_words(self.periode)}"


class RekapAngka(SharedRecord):
    """The figure of an indicator for a period as the recaps of the asker (`penyelenggara`) have it.

    Kept besides the value is all that a larger figure is made of (sum, how many, numerator, denominator), so that a
    mean of a year is the mean of its parts and no mean of means. `capaian` in percent, six places; None with `alasan`.
    """

    indikator_tahun = peewee.ForeignKeyField(IndikatorTahun, on_delete="CASCADE", backref="+", verbose_name="Indikator")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    asal = peewee.CharField(max_length=10, choices=list(ASAL.items()), verbose_name="Asal")
    nilai = FixedField(null=True, verbose_name="Realisasi")
    jumlah = FixedField(null=True, verbose_name="Jumlah")
    banyak = peewee.IntegerField(default=0, verbose_name="Banyaknya")
    pembilang = FixedField(null=True, verbose_name="Pembilang")
    penyebut = FixedField(null=True, verbose_name="Penyebut")
    target = FixedField(null=True, verbose_name="Target")
    target_atas = FixedField(null=True, verbose_name="Batas atas target")
    jatuh_tempo = peewee.BooleanField(default=True, verbose_name="Target jatuh tempo")
    capaian = FixedField(null=True, verbose_name="Capaian (%)")
    alasan = peewee.CharField(max_length=250, default="", verbose_name="Sebab belum dapat dinilai")
    ada = peewee.IntegerField(default=0, verbose_name="Bagian yang ada")
    perlu = peewee.IntegerField(default=0, verbose_name="Bagian yang diperlukan")

    class Meta:
        table_name = "sop_kinerja_rekap_angka"
        indexes = (
            (("penyelenggara", "indikator_tahun", "periode"), True),
            (("penyelenggara", "periode", "perangkat_daerah"), False),
        )

    def __str__(self) -> str:
        return f"{self.indikator_tahun} {in_words(self.periode)}"


class RekapCapaian(SharedRecord):
    """A department's mean for a period in the recaps of the asker; `tingkat` pemda: of all its departments together.

    `jumlah` is the sum of the (capped) capaian, so that the regency's mean is of all indicators alike.
    """

    tingkat = peewee.CharField(max_length=20, verbose_name="Tingkat")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang dinilai")
    belum_dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang belum dapat dinilai")
    jumlah = FixedField(default=0, verbose_name="Jumlah capaian")
    rata_rata = FixedField(null=True, verbose_name="Rata-rata capaian (%)")
    predikat = peewee.CharField(max_length=60, default="", verbose_name="Predikat")

    class Meta:
        table_name = "sop_kinerja_rekap_capaian"
        indexes = ((("penyelenggara", "periode", "tingkat", "perangkat_daerah"), True),)

    def __str__(self) -> str:
        return f"{self.perangkat_daerah} {in_words(self.periode)}"


class RekapBasi(SharedRecord):
    """What changed, and whose recaps in the asker's (`penyelenggara`) have yet to be made fresh by a worker.

    A submission that was approved or opened again; or without one the indicator `indikator_uuid` in `tahun`, whose
    rule, target or place in the tree changed; without either, everything of the asker (a scale, in `tahun`).
    """

    penyampaian = peewee.ForeignKeyField(
        Penyampaian, null=True, on_delete="CASCADE", backref="+", verbose_name="Penyampaian"
    )
    indikator_uuid = peewee.CharField(max_length=36, default="", verbose_name="Nomor indikator")
    tahun = peewee.IntegerField(null=True, verbose_name="Tahun")

    class Meta:
        table_name = "sop_kinerja_rekap_basi"

    def __str__(self) -> str:
        return str(self.penyampaian or self.indikator_uuid or self.tahun or "semua")


class RekapPeriode(ScopedModel):
    """An approved recap of a period: a snapshot (`isi`) that later corrections do not touch. `perangkat_daerah` keeps
    it; `sumber` is the department that it is about, as its id in text, empty for the whole regency."""

    sumber = peewee.CharField(max_length=20, default="", verbose_name="Tentang")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    nomor = peewee.IntegerField(verbose_name="Pengesahan ke-")
    isi = JsonField(verbose_name="Isi")
    sidik = peewee.CharField(max_length=64, verbose_name="Sidik isi (SHA-256)")
    disetujui = UtcDateTimeField(verbose_name="Disetujui")
    disetujui_oleh = peewee.CharField(max_length=250, verbose_name="Disetujui oleh")
    dicabut = UtcDateTimeField(null=True, verbose_name="Dicabut")
    dicabut_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dicabut oleh")
    alasan = peewee.TextField(default="", verbose_name="Alasan pencabutan")

    class Meta:
        table_name = "sop_kinerja_rekap_periode"
        indexes = ((("perangkat_daerah", "sumber", "periode", "nomor"), True),)

    def __str__(self) -> str:
        return f"Rekapitulasi {in_words(self.periode)}"


class RiwayatAngka(SharedRecord):
    """A figure as it was approved before it was opened again: corrections stay readable."""

    realisasi = peewee.ForeignKeyField(
        Realisasi, on_delete="CASCADE", backref="daftar_riwayat", verbose_name="Realisasi"
    )
    nilai = FixedField(null=True, verbose_name="Realisasi")
    pembilang = FixedField(null=True, verbose_name="Pembilang")
    penyebut = FixedField(null=True, verbose_name="Penyebut")
    keterangan = peewee.TextField(default="", verbose_name="Keterangan")
    disahkan = UtcDateTimeField(null=True, verbose_name="Disahkan")
    disahkan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disahkan oleh")
    dibuka = UtcDateTimeField(verbose_name="Dibuka lagi")
    dibuka_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dibuka lagi oleh")
    alasan = peewee.TextField(default="", verbose_name="Alasan dibuka lagi")

    class Meta:
        table_name = "sop_kinerja_riwayat_angka"

    def __str__(self) -> str:
        return str(self.realisasi)


class TautanAngka(ScopedModel):
    """A public link to how one figure came about; without login, as long as it is open."""

    token = peewee.CharField(max_length=64, unique=True, verbose_name="Alamat")
    indikator_tahun = peewee.ForeignKeyField(IndikatorTahun, on_delete="CASCADE", backref="+", verbose_name="Indikator")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    dibuat_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dibuka oleh")
    ditutup = UtcDateTimeField(null=True, verbose_name="Ditutup")

    class Meta:
        table_name = "sop_kinerja_tautan_angka"

    def __str__(self) -> str:
        return f"{self.indikator_tahun} {in_words(self.periode)}"
