"""A case: one run of an SOP version for a period, whom it asks, and what for."""

import peewee

from core.fields import UtcDateTimeField
from core.organisation.models import Jabatan, PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.sop_kinerja.models.sop import KADENSI, SopVersi

STATUS_KASUS = {
    "rencana": "Direncanakan",
    "berjalan": "Berjalan",
    "selesai": "Selesai",
    "batal": "Dibatalkan",
}


class Kasus(ScopedModel):
    """Owned by the department that runs it; the asked departments see only their own tasks and submissions.

    It runs the steps of one `kadensi` of its SOP. A year's calendar lays out its cases beforehand: they are
    «rencana» until `rencana_mulai` has come and what they need is there.

    `kunci` names SOP, cadence and period, and is empty in a case that no longer stands in the way of another: being
    unique, it lets only one run. `dibuat` is when it was laid out, `dimulai` when its first step opened.
    """

    versi = peewee.ForeignKeyField(SopVersi, on_delete="RESTRICT", verbose_name="SOP")
    nama = peewee.CharField(max_length=250, verbose_name="Nama")
    periode = peewee.CharField(max_length=20, index=True, verbose_name="Periode")
    tahun = peewee.IntegerField(default=0, index=True, verbose_name="Tahun")
    kadensi = peewee.CharField(max_length=20, default="kampanye", choices=list(KADENSI.items()), verbose_name="Kadensi")
    rencana_mulai = peewee.DateField(null=True, verbose_name="Rencana mulai")
    dimulai = UtcDateTimeField(null=True, verbose_name="Dimulai")
    tenggat = peewee.DateField(verbose_name="Batas penyampaian data")
    status = peewee.CharField(
        max_length=10, default="berjalan", index=True, choices=list(STATUS_KASUS.items()), verbose_name="Status"
    )
    alasan_batal = peewee.TextField(default="", verbose_name="Alasan pembatalan")
    ulangan_dari = peewee.ForeignKeyField(
        "self", null=True, on_delete="RESTRICT", backref="+", verbose_name="Mengulang pelaksanaan"
    )
    kunci = peewee.CharField(max_length=60, null=True, unique=True, verbose_name="Kunci pelaksanaan")
    dimulai_oleh = peewee.CharField(max_length=250, default="", verbose_name="Dimulai oleh")
    selesai = UtcDateTimeField(null=True, verbose_name="Selesai")

    class Meta:
        table_name = "sop_kinerja_kasus"
        indexes = ((("perangkat_daerah", "status"), False), (("versi", "tahun", "rencana_mulai"), False))

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


class KasusCabang(ScopedModel):
    """A position that does, beside others, the steps of a setiap_unit column; fixed when the case begins."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_cabang", verbose_name="Pelaksanaan")
    kolom = peewee.CharField(max_length=60, verbose_name="Kode kolom pelaksana")
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Jabatan")

    class Meta:
        table_name = "sop_kinerja_kasus_cabang"
        indexes = ((("kasus", "kolom", "jabatan"), True),)

    def __str__(self) -> str:
        return str(self.jabatan)


class KasusIndikator(ScopedModel):
    """An indicator that the request form of a case asks for; a case without any asks for all."""

    kasus = peewee.ForeignKeyField(Kasus, on_delete="RESTRICT", backref="daftar_indikator", verbose_name="Pelaksanaan")
    indikator_uuid = peewee.CharField(max_length=36, verbose_name="Indikator")
    uraian = peewee.TextField(verbose_name="Uraian indikator")

    class Meta:
        table_name = "sop_kinerja_kasus_indikator"
        indexes = ((("kasus", "indikator_uuid"), True),)

    def __str__(self) -> str:
        return str(self.uraian)
