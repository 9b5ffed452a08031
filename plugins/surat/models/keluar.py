"""Outgoing letters: the letter, whom it is for, who agreed, and the register of numbers."""

import secrets

import peewee

from core import clock
from core.fields import JsonField, UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.tenancy import ScopedModel
from plugins.surat.models.pilihan import CARA, KEAMANAN, KECEPATAN, STATUS_NOMOR, STATUS_PARAF, STATUS_SURAT


def _kode() -> str:
    """A public name for the letter that cannot be guessed: 96 bits."""
    return secrets.token_urlsafe(12)


class SuratKeluar(ScopedModel):
    """One outgoing letter. Its text changes only while it is a draft; its state only through services.

    `isi` is a list of paragraphs, `tembusan` of lines, `rantai` the ids of the positions that initial it, in
    order. `rujukan` names the record that it was made for (``sop_kinerja_kasus:uuid``), and `konteks` keeps what
    the letter says of it, since that record belongs to another plugin: {"nama", "periode", "batas_waktu"}.
    `kunci` is `rujukan` until the letter is signed or cancelled: being unique, it lets only one be in the making.
    """

    hal = peewee.CharField(max_length=250, verbose_name="Hal")
    isi = JsonField(default=list, verbose_name="Isi")
    kecepatan = peewee.CharField(
        max_length=20, default="biasa", choices=list(KECEPATAN.items()), verbose_name="Sifat kecepatan"
    )
    keamanan = peewee.CharField(
        max_length=20, default="biasa", choices=list(KEAMANAN.items()), verbose_name="Tingkat keamanan"
    )
    klasifikasi = peewee.CharField(max_length=40, verbose_name="Klasifikasi")
    lampiran = peewee.CharField(max_length=100, default="-", verbose_name="Lampiran")
    tembusan = JsonField(default=list, verbose_name="Tembusan")
    penandatangan = peewee.ForeignKeyField(
        Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Penanda tangan (jabatan)"
    )
    rantai = JsonField(default=list, verbose_name="Rantai paraf")
    cara = peewee.CharField(
        max_length=20, default="elektronik", choices=list(CARA.items()), verbose_name="Cara tanda tangan"
    )
    status = peewee.CharField(
        max_length=30, default="konsep", index=True, choices=list(STATUS_SURAT.items()), verbose_name="Status"
    )
    sejak = UtcDateTimeField(default=clock.now, verbose_name="Berstatus sejak")
    putaran = peewee.IntegerField(default=0, verbose_name="Putaran paraf")
    catatan_kembali = peewee.TextField(default="", verbose_name="Alasan dikembalikan")
    penyusun = peewee.CharField(max_length=250, default="", verbose_name="Disusun oleh")
    penyusun_akun = peewee.IntegerField(null=True, verbose_name="Akun penyusun")
    penyusun_jabatan = peewee.IntegerField(null=True, verbose_name="Jabatan penyusun")
    nomor = peewee.CharField(max_length=150, default="", index=True, verbose_name="Nomor")
    urut = peewee.IntegerField(null=True, verbose_name="Nomor urut")
    tahun = peewee.IntegerField(null=True, verbose_name="Tahun")
    tanggal = peewee.DateField(null=True, verbose_name="Tanggal surat")
    ditandatangani_oleh = peewee.CharField(max_length=200, default="", verbose_name="Ditandatangani oleh")
    ditandatangani_sebagai = peewee.CharField(max_length=250, default="", verbose_name="Selaku")
    ditandatangani = UtcDateTimeField(null=True, verbose_name="Ditandatangani pada")
    rujukan = peewee.CharField(max_length=120, default="", index=True, verbose_name="Rujukan")
    kunci = peewee.CharField(max_length=120, null=True, unique=True, verbose_name="Kunci rujukan")
    konteks = JsonField(default=dict, verbose_name="Konteks")
    dokumen_konsep = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Konsep"
    )
    dokumen_cetak = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Naskah cetak"
    )
    dokumen_final = peewee.ForeignKeyField(
        Dokumen, null=True, on_delete="RESTRICT", backref="+", verbose_name="Naskah bertanda tangan"
    )
    kode_verifikasi = peewee.CharField(max_length=40, unique=True, default=_kode, verbose_name="Kode pemeriksaan")
    lokasi_arsip = peewee.CharField(max_length=250, default="", verbose_name="Lokasi arsip")

    class Meta:
        table_name = "surat_keluar"

    def __str__(self) -> str:
        return str(self.nomor or self.hal)


class SuratTujuan(ScopedModel):
    """A department that a letter is addressed to."""

    surat = peewee.ForeignKeyField(SuratKeluar, on_delete="CASCADE", backref="+", verbose_name="Surat")
    tujuan = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Tujuan")
    urutan = peewee.IntegerField(verbose_name="Urutan")

    class Meta:
        table_name = "surat_tujuan"
        indexes = ((("surat", "tujuan"), True),)

    def __str__(self) -> str:
        return str(self.tujuan)


class Paraf(ScopedModel):
    """The place of one official in a letter's chain. Every round has rows of its own; old rounds stay as history.

    `sidik` is the fingerprint (SHA-256) of the text that was agreed to: only that text may be signed.
    """

    surat = peewee.ForeignKeyField(SuratKeluar, on_delete="CASCADE", backref="+", verbose_name="Surat")
    putaran = peewee.IntegerField(verbose_name="Putaran")
    urutan = peewee.IntegerField(verbose_name="Urutan")
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", backref="+", verbose_name="Jabatan")
    status = peewee.CharField(
        max_length=20, default="menunggu", choices=list(STATUS_PARAF.items()), verbose_name="Status"
    )
    pegawai = peewee.ForeignKeyField(Pegawai, null=True, on_delete="RESTRICT", backref="+", verbose_name="Pegawai")
    oleh = peewee.CharField(max_length=200, default="", verbose_name="Oleh")
    sebagai = peewee.CharField(max_length=250, default="", verbose_name="Selaku")
    waktu = UtcDateTimeField(null=True, verbose_name="Waktu")
    catatan = peewee.TextField(default="", verbose_name="Catatan")
    sidik = peewee.CharField(max_length=64, default="", verbose_name="Sidik naskah")

    class Meta:
        table_name = "surat_paraf"
        indexes = ((("surat", "putaran", "urutan"), True),)

    def __str__(self) -> str:
        return str(self.jabatan)


class NomorSurat(ScopedModel):
    """Agenda surat keluar: every number that was ever given, also those that were cancelled later."""

    buku = peewee.CharField(max_length=60, verbose_name="Buku")
    tahun = peewee.IntegerField(verbose_name="Tahun")
    urut = peewee.IntegerField(verbose_name="Urut")
    nomor = peewee.CharField(max_length=150, verbose_name="Nomor")
    tanggal = peewee.DateField(verbose_name="Tanggal surat")
    surat = peewee.ForeignKeyField(SuratKeluar, on_delete="RESTRICT", backref="+", verbose_name="Surat")
    hal = peewee.CharField(max_length=250, verbose_name="Hal")
    status = peewee.CharField(
        max_length=20, default="dipakai", choices=list(STATUS_NOMOR.items()), verbose_name="Status"
    )
    alasan = peewee.TextField(default="", verbose_name="Alasan dibatalkan")
    oleh = peewee.CharField(max_length=250, default="", verbose_name="Diterbitkan oleh")

    class Meta:
        table_name = "surat_nomor"
        indexes = ((("perangkat_daerah", "buku", "tahun", "urut"), True),)

    def __str__(self) -> str:
        return str(self.nomor)
