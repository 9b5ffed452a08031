"""Papers of other plugins that several positions sign electronically, one after the other."""

import secrets

import peewee

from core import clock
from core.fields import JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import Jabatan, PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.surat.models.pilihan import STATUS_NASKAH, STATUS_TANDA


def _kode() -> str:
    """A public name for the paper that cannot be guessed: 96 bits."""
    return secrets.token_urlsafe(12)


class NaskahTte(ScopedModel):
    """One paper: `rujukan` names the record that it is of (``table:uuid``), `dokumen` is its newest file, with every
    signature so far."""

    rujukan = peewee.CharField(max_length=120, index=True, verbose_name="Rujukan")
    judul = peewee.CharField(max_length=250, verbose_name="Naskah")
    status = peewee.CharField(
        max_length=20, default="menunggu", choices=list(STATUS_NASKAH.items()), verbose_name="Status"
    )
    alasan = peewee.TextField(default="", verbose_name="Alasan")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Berkas")
    dokumen_awal = peewee.ForeignKeyField(
        Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Berkas sebelum ditandatangani"
    )
    pemohon = peewee.CharField(max_length=250, default="", verbose_name="Diajukan oleh")
    sejak = UtcDateTimeField(default=clock.now, verbose_name="Berstatus sejak")
    kode_verifikasi = peewee.CharField(max_length=40, unique=True, default=_kode, verbose_name="Kode pemeriksaan")

    class Meta:
        table_name = "surat_naskah_tte"

    def __str__(self) -> str:
        return str(self.judul)


class TandaTanganNaskah(ScopedModel):
    """The place of one who signs a paper. Seen by the department of the paper and by the one in which it is signed
    (`tempat`), which may be another: what that one shows of the paper before it is opened is copied here.

    `letak` is {"page", "x0", "y0", "x1", "y1"}: where the visible signature goes, in points from the lower left.
    """

    scope_columns = ("perangkat_daerah", "tempat")
    tempat = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah penanda tangan"
    )
    naskah = peewee.ForeignKeyField(NaskahTte, on_delete="CASCADE", backref="+", verbose_name="Naskah")
    naskah_uuid = peewee.CharField(max_length=36, index=True, verbose_name="Nomor naskah")
    judul = peewee.CharField(max_length=250, verbose_name="Judul")
    urutan = peewee.IntegerField(verbose_name="Urutan")
    sebutan = peewee.CharField(max_length=60, default="", verbose_name="Sebagai")
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Jabatan")
    nama = peewee.CharField(max_length=200, default="", verbose_name="Nama pada naskah")
    letak = JsonField(default=dict, verbose_name="Letak")
    status = peewee.CharField(
        max_length=20, default="giliran", index=True, choices=list(STATUS_TANDA.items()), verbose_name="Status"
    )
    oleh = peewee.CharField(max_length=200, default="", verbose_name="Ditandatangani oleh")
    selaku = peewee.CharField(max_length=250, default="", verbose_name="Selaku")
    waktu = UtcDateTimeField(null=True, verbose_name="Waktu")
    sidik = peewee.CharField(max_length=64, default="", verbose_name="SHA-256 sesudah ditandatangani")

    class Meta:
        table_name = "surat_tanda_tangan_naskah"
        indexes = ((("naskah", "urutan"), True),)

    def __str__(self) -> str:
        return f"{self.sebutan}: {self.jabatan}"
