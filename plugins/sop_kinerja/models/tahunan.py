"""What a year is agreed on: the frozen indicators, PK, Rencana Aksi, monthly progress and budget."""

import peewee

from core.fields import FixedField, JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.idn.periods import in_words
from core.organisation.models import DirectoryRecord, Jabatan, UnitKerja
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.data import AGREGASI, FORMULA, POLA, Indikator
from plugins.sop_kinerja.models.rencana import ProgramKegiatan

STATUS_TAHUN = {"konsep": "Konsep", "disahkan": "Disahkan"}
STATUS_PK = {
    "konsep": "Konsep",
    "menunggu": "Menunggu tanda tangan",
    "berlaku": "Berlaku",
    "diganti": "Diganti perubahan",
}


class IndikatorTahun(DirectoryRecord):
    """An indicator as it is in one year. A draft follows the master; approved, nothing changes it any more.

    Open to read like its master: whoever asks for figures names them by it, in recaps and on the dashboard.

    `skala`: the words of an ordinal indicator as in `SkalaOrdinal.butir`. `induk_uuid`: the indicator (perhaps another
    department's) whose figure is made of this one's and its siblings', by the parent's `agregasi_unit`.
    """

    indikator = peewee.ForeignKeyField(Indikator, on_delete="RESTRICT", backref="+", verbose_name="Indikator")
    indikator_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Nomor indikator")
    tahun = peewee.IntegerField(verbose_name="Tahun")
    status = peewee.CharField(
        max_length=10, default="konsep", choices=list(STATUS_TAHUN.items()), verbose_name="Status"
    )
    disahkan = UtcDateTimeField(null=True, verbose_name="Disahkan")
    disahkan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disahkan oleh")
    induk_uuid = peewee.CharField(max_length=36, default="", index=True, verbose_name="Indikator induk")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    sasaran = peewee.TextField(default="", verbose_name="Sasaran")
    uraian = peewee.TextField(verbose_name="Indikator")
    satuan = peewee.CharField(max_length=60, verbose_name="Satuan")
    definisi = peewee.TextField(default="", verbose_name="Definisi")
    rumus = peewee.TextField(default="", verbose_name="Rumus perhitungan")
    pembilang = peewee.CharField(max_length=250, default="", verbose_name="Pembilang")
    penyebut = peewee.CharField(max_length=250, default="", verbose_name="Penyebut")
    sumber_data = peewee.CharField(max_length=250, default="", verbose_name="Sumber data")
    penanggung_jawab = peewee.CharField(max_length=250, default="", verbose_name="Penanggung jawab")
    formula = peewee.CharField(max_length=20, choices=list(FORMULA.items()), verbose_name="Rumus capaian")
    agregasi_periode = peewee.CharField(
        max_length=20, choices=list(AGREGASI.items()), verbose_name="Agregasi antarperiode"
    )
    agregasi_unit = peewee.CharField(max_length=20, choices=list(AGREGASI.items()), verbose_name="Agregasi antarunit")
    kumulatif = peewee.BooleanField(default=False, verbose_name="Kumulatif")
    bobot = FixedField(null=True, verbose_name="Bobot (%)")
    pola = peewee.CharField(max_length=10, default="setiap", choices=list(POLA.items()), verbose_name="Jatuh tempo")
    iku = peewee.BooleanField(default=False, verbose_name="Indikator kinerja utama")
    wajib_bukti = peewee.BooleanField(default=False, verbose_name="Wajib bukti dukung")
    skala = JsonField(null=True, verbose_name="Skala predikat teks")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")

    class Meta:
        table_name = "sop_kinerja_indikator_tahun"
        indexes = (
            (("indikator", "tahun"), True),
            (("perangkat_daerah", "tahun"), False),
            (("indikator_uuid", "tahun"), False),
            (("induk_uuid", "tahun"), False),
        )

    def __str__(self) -> str:
        return f"{self.uraian} ({self.tahun})"


class TargetRenstra(ScopedModel):
    """The medium-term target of an indicator for a year of its Renstra."""

    indikator = peewee.ForeignKeyField(Indikator, on_delete="RESTRICT", backref="+", verbose_name="Indikator")
    tahun = peewee.IntegerField(verbose_name="Tahun")
    nilai = FixedField(null=True, verbose_name="Target")

    class Meta:
        table_name = "sop_kinerja_target_renstra"
        indexes = ((("indikator", "tahun"), True),)

    def __str__(self) -> str:
        return f"{self.indikator} ({self.tahun})"


class PerjanjianKinerja(ScopedModel):
    """The PK of a department for a year, or with `unit_kerja` of one of its units; `urutan` 0 is the first, n its n-th
    Perubahan PK. The old ones are kept.

    Names and titles are those of the day on which it was made. `rujukan` names the record (``table:uuid``) through
    which another plugin has it signed.
    """

    tahun = peewee.IntegerField(verbose_name="Tahun")
    urutan = peewee.IntegerField(default=0, verbose_name="Perubahan ke-")
    unit_kerja = peewee.ForeignKeyField(
        UnitKerja, null=True, on_delete="RESTRICT", backref="+", verbose_name="Unit kerja"
    )
    status = peewee.CharField(max_length=10, default="konsep", choices=list(STATUS_PK.items()), verbose_name="Status")
    pihak_pertama = peewee.ForeignKeyField(
        Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Pihak pertama (jabatan)"
    )
    pihak_kedua = peewee.ForeignKeyField(
        Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Pihak kedua (jabatan)"
    )
    nama_pertama = peewee.CharField(max_length=250, default="", verbose_name="Nama pihak pertama")
    nama_kedua = peewee.CharField(max_length=250, default="", verbose_name="Nama pihak kedua")
    tanggal = peewee.DateField(null=True, verbose_name="Tanggal")
    alasan = peewee.TextField(default="", verbose_name="Alasan perubahan")
    naskah = peewee.ForeignKeyField(Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Naskah")
    dokumen = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Naskah bertanda tangan"
    )
    rujukan = peewee.CharField(max_length=120, default="", verbose_name="Rujukan surat")
    ditandatangani = UtcDateTimeField(null=True, verbose_name="Ditandatangani")
    dicatat_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dicatat oleh")

    class Meta:
        table_name = "sop_kinerja_perjanjian_kinerja"
        indexes = ((("pihak_pertama", "tahun", "urutan"), True), (("perangkat_daerah", "tahun"), False))

    def __str__(self) -> str:
        name = f"Perjanjian Kinerja {self.tahun}"
        if self.unit_kerja_id is not None:
            name += f" {self.unit_kerja}"
        return f"Perubahan ke-{self.urutan} {name}" if self.urutan else name


class PkIndikator(ScopedModel):
    """A line of a PK: an indicator with its target of the year and the quarters' prediction, as agreed."""

    pk = peewee.ForeignKeyField(
        PerjanjianKinerja, on_delete="CASCADE", backref="daftar_indikator", verbose_name="Perjanjian kinerja"
    )
    indikator_uuid = peewee.CharField(max_length=36, verbose_name="Nomor indikator")
    sasaran = peewee.TextField(default="", verbose_name="Sasaran")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    uraian = peewee.TextField(verbose_name="Indikator")
    satuan = peewee.CharField(max_length=60, verbose_name="Satuan")
    target = FixedField(null=True, verbose_name="Target")
    target_atas = FixedField(null=True, verbose_name="Batas atas target")
    tw1 = FixedField(null=True, verbose_name="Triwulan I")
    tw2 = FixedField(null=True, verbose_name="Triwulan II")
    tw3 = FixedField(null=True, verbose_name="Triwulan III")
    tw4 = FixedField(null=True, verbose_name="Triwulan IV")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")

    class Meta:
        table_name = "sop_kinerja_pk_indikator"
        indexes = ((("pk", "indikator_uuid"), True),)

    def __str__(self) -> str:
        return str(self.uraian)


class PkAnggaran(ScopedModel):
    """A programme and its budget in a PK, in rupiah."""

    pk = peewee.ForeignKeyField(
        PerjanjianKinerja, on_delete="CASCADE", backref="daftar_anggaran", verbose_name="Perjanjian kinerja"
    )
    kode = peewee.CharField(max_length=60, verbose_name="Kode")
    nama = peewee.CharField(max_length=300, verbose_name="Program")
    anggaran = FixedField(decimal_places=2, default=0, verbose_name="Anggaran (Rp)")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")

    class Meta:
        table_name = "sop_kinerja_pk_anggaran"

    def __str__(self) -> str:
        return str(self.nama)


class RencanaAksi(ScopedModel):
    """What is done in a year to reach an indicator's target, by whom and with which budget.

    The targets per triwulan and month are `Target` rows, as for every figure.
    """

    tahun = peewee.IntegerField(index=True, verbose_name="Tahun")
    indikator = peewee.ForeignKeyField(Indikator, on_delete="RESTRICT", backref="+", verbose_name="Indikator")
    aksi = peewee.TextField(verbose_name="Rencana aksi")
    keluaran = peewee.CharField(max_length=250, default="", verbose_name="Keluaran")
    penanggung_jawab = peewee.ForeignKeyField(
        Jabatan, null=True, on_delete="RESTRICT", backref="+", verbose_name="Penanggung jawab"
    )
    kegiatan = peewee.ForeignKeyField(
        ProgramKegiatan, null=True, on_delete="RESTRICT", backref="+", verbose_name="Program/kegiatan"
    )
    jadwal = JsonField(default=list, verbose_name="Bulan pelaksanaan")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")

    class Meta:
        table_name = "sop_kinerja_rencana_aksi"

    def __str__(self) -> str:
        return str(self.aksi)


class Progres(ScopedModel):
    """The monthly progress of an indicator (2026-B03): a figure on the way, which no recap counts."""

    indikator = peewee.ForeignKeyField(Indikator, on_delete="RESTRICT", backref="+", verbose_name="Indikator")
    periode = peewee.CharField(max_length=20, index=True, verbose_name="Bulan")
    nilai = FixedField(null=True, verbose_name="Progres")
    keterangan = peewee.TextField(default="", verbose_name="Keterangan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diisi oleh")
    pada = UtcDateTimeField(verbose_name="Diisi pada")

    class Meta:
        table_name = "sop_kinerja_progres"
        indexes = ((("indikator", "periode"), True),)

    def __str__(self) -> str:
        return f"{self.indikator} ({in_words(self.periode)})"


class RealisasiAnggaran(ScopedModel):
    """What was spent on a (sub) kegiatan in a month, in rupiah; not cumulative."""

    kegiatan = peewee.ForeignKeyField(ProgramKegiatan, on_delete="RESTRICT", backref="+", verbose_name="Kegiatan")
    periode = peewee.CharField(max_length=20, index=True, verbose_name="Bulan")
    nilai = FixedField(decimal_places=2, verbose_name="Realisasi (Rp)")
    keterangan = peewee.CharField(max_length=250, default="", verbose_name="Keterangan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diisi oleh")
    pada = UtcDateTimeField(verbose_name="Diisi pada")

    class Meta:
        table_name = "sop_kinerja_realisasi_anggaran"
        indexes = ((("kegiatan", "periode"), True),)

    def __str__(self) -> str:
        return f"{self.kegiatan} ({in_words(self.periode)})"
