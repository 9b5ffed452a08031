"""The recap of a case: the figures of all who were asked, as they were when it was made."""

import peewee

from core.fields import FixedField, JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.data import STATUS_PENYAMPAIAN
from plugins.sop_kinerja.models.kasus import Kasus

STATUS_REKAP = {"disusun": "Sedang disusun", "draf": "Draf", "dikembalikan": "Dikembalikan", "disetujui": "Disetujui"}


class Rekap(ScopedModel):
    """A recap of a case, made by a worker out of approved data only. A new round makes a new one."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_rekap", verbose_name="Pelaksanaan")
    periode = peewee.CharField(max_length=20, verbose_name="Periode")
    putaran = peewee.IntegerField(default=1, verbose_name="Putaran")
    status = peewee.CharField(
        max_length=15, default="disusun", choices=list(STATUS_REKAP.items()), verbose_name="Status"
    )
    catatan = peewee.TextField(default="", verbose_name="Catatan telaah")
    aturan = JsonField(default=dict, verbose_name="Aturan yang dipakai")  # see services.rekap_build.rule
    pekerjaan_uuid = peewee.CharField(max_length=36, default="", verbose_name="Pekerjaan")
    disusun_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disusun atas permintaan")
    diminta = peewee.IntegerField(default=0, verbose_name="Perangkat daerah yang diminta")
    masuk = peewee.IntegerField(default=0, verbose_name="Perangkat daerah yang datanya disahkan")
    tidak_masuk = peewee.IntegerField(default=0, verbose_name="Perangkat daerah yang tidak menyampaikan")
    dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang dinilai")
    belum_dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang belum dapat dinilai")
    rata_rata = FixedField(null=True, verbose_name="Rata-rata capaian (%)")
    dokumen = peewee.ForeignKeyField(Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="XLSX")
    predikat = peewee.CharField(max_length=60, default="", verbose_name="Predikat")
    ditelaah = UtcDateTimeField(null=True, verbose_name="Ditelaah")
    ditelaah_oleh = peewee.CharField(max_length=250, default="", verbose_name="Ditelaah oleh")

    class Meta:
        table_name = "sop_kinerja_rekap"
        indexes = ((("kasus", "putaran"), True),)

    def __str__(self) -> str:
        return f"{self.kasus} (putaran {self.putaran})"


class RekapPerangkat(ScopedModel):
    """A department's part of a recap: its mean, and what the mean leaves out."""

    rekap = peewee.ForeignKeyField(Rekap, on_delete="CASCADE", backref="daftar_perangkat", verbose_name="Rekapitulasi")
    sumber = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah")
    unit = peewee.CharField(max_length=200, default="", verbose_name="Unit kerja")
    penyampaian_uuid = peewee.CharField(max_length=36, default="", verbose_name="Penyampaian")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    status = peewee.CharField(
        max_length=20, default="disahkan", choices=list(STATUS_PENYAMPAIAN.items()), verbose_name="Status"
    )
    alasan = peewee.TextField(default="", verbose_name="Alasan")
    dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang dinilai")
    belum_dinilai = peewee.IntegerField(default=0, verbose_name="Indikator yang belum dapat dinilai")
    rata_rata = FixedField(null=True, verbose_name="Rata-rata capaian (%)")
    predikat = peewee.CharField(max_length=60, default="", verbose_name="Predikat")

    class Meta:
        table_name = "sop_kinerja_rekap_perangkat"
        indexes = ((("rekap", "sumber", "unit"), True),)

    def __str__(self) -> str:
        return self.pihak

    @property
    def pihak(self) -> str:
        """Whose part it is, in words."""
        return str(self.unit) or str(self.sumber)


class RekapBaris(ScopedModel):
    """One figure of a recap, with where it comes from. `capaian` is rounded to six places; `predikat` was read
    from the unrounded value."""

    rekap = peewee.ForeignKeyField(Rekap, on_delete="CASCADE", backref="daftar_baris", verbose_name="Rekapitulasi")
    sumber = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah")
    unit = peewee.CharField(max_length=200, default="", verbose_name="Unit kerja")
    penyampaian_uuid = peewee.CharField(max_length=36, default="", verbose_name="Penyampaian")
    realisasi_uuid = peewee.CharField(max_length=36, default="", verbose_name="Realisasi")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    kode = peewee.CharField(max_length=40, default="", verbose_name="Kode")
    sasaran = peewee.TextField(default="", verbose_name="Sasaran")
    uraian = peewee.TextField(default="", verbose_name="Indikator")
    satuan = peewee.CharField(max_length=60, default="", verbose_name="Satuan")
    formula = peewee.CharField(max_length=20, default="", verbose_name="Rumus capaian")
    target = FixedField(null=True, verbose_name="Target")
    target_atas = FixedField(null=True, verbose_name="Batas atas target")
    skala = JsonField(null=True, verbose_name="Skala predikat teks")
    nilai = FixedField(null=True, verbose_name="Realisasi")
    capaian = FixedField(null=True, verbose_name="Capaian (%)")
    predikat = peewee.CharField(max_length=60, default="", verbose_name="Predikat")
    alasan = peewee.CharField(max_length=250, default="", verbose_name="Sebab belum dapat dinilai")
    keterangan = peewee.TextField(default="", verbose_name="Keterangan")
    jumlah_bukti = peewee.IntegerField(default=0, verbose_name="Bukti dukung")
    disahkan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disahkan oleh")
    disahkan = UtcDateTimeField(null=True, verbose_name="Disahkan pada")

    class Meta:
        table_name = "sop_kinerja_rekap_baris"

    def __str__(self) -> str:
        return str(self.uraian)

    @property
    def jatuh_tempo(self) -> bool:
        """What was not due has its reason in `alasan`."""
        return "belum jatuh tempo" not in str(self.alasan)

    @property
    def pihak(self) -> str:
        """Whose figure it is, in words."""
        return str(self.unit) or str(self.sumber)
