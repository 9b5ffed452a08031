"""Who is who: governments, departments, units, positions, people, and who holds which position.

Everyone may read the directory (a letter is addressed to another department's head), only the own
department writes it: `open_to_read`.
"""

import peewee

from core.db import Record
from core.fields import JsonField

JENIS_PENUGASAN = {"definitif": "Definitif", "plt": "Plt.", "plh": "Plh.", "pj": "Pj.", "delegasi": "Delegasi"}
ZONA_WAKTU = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
JENIS_LIBUR = {"libur_nasional": "Libur nasional", "cuti_bersama": "Cuti bersama", "libur_daerah": "Libur daerah"}


class PemerintahDaerah(Record):
    """A regency or city government: the root of an organisation tree."""

    kode = peewee.CharField(max_length=20, unique=True, verbose_name="Kode")
    nama = peewee.CharField(max_length=150, verbose_name="Nama")
    ibu_kota = peewee.CharField(max_length=100, verbose_name="Ibu kota")
    zona_waktu = peewee.CharField(
        max_length=40, default="Asia/Jakarta", choices=list(ZONA_WAKTU.items()), verbose_name="Zona waktu"
    )
    jam_kerja = JsonField(null=True, verbose_name="Jam kerja", help_text="Kosong berarti jam kerja baku")

    class Meta:
        table_name = "core_pemerintah_daerah"

    def __str__(self) -> str:
        return str(self.nama)


class PerangkatDaerah(Record):
    """A department: the tenant, which turns plugins on and off for itself and owns its records."""

    pemerintah_daerah = peewee.ForeignKeyField(PemerintahDaerah, on_delete="RESTRICT", verbose_name="Pemerintah daerah")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    nama = peewee.CharField(max_length=200, verbose_name="Nama")
    singkatan = peewee.CharField(max_length=60, verbose_name="Singkatan")
    alamat = peewee.CharField(max_length=250, default="", verbose_name="Alamat")
    telepon = peewee.CharField(max_length=60, default="", verbose_name="Telepon")
    surel = peewee.CharField(max_length=150, default="", verbose_name="Surel")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")
    aktif = peewee.BooleanField(default=True, verbose_name="Aktif")

    class Meta:
        table_name = "core_perangkat_daerah"
        indexes = ((("pemerintah_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class DirectoryRecord(Record):
    """A row that all may read and only its department may write."""

    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )


class UnitKerja(DirectoryRecord):
    """Any node of the tree under a department: bidang, bagian, seksi, subbagian, kelurahan."""

    induk = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Unit induk")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    nama = peewee.CharField(max_length=200, verbose_name="Nama")

    class Meta:
        table_name = "core_unit_kerja"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class Jabatan(DirectoryRecord):
    """A position in a unit. Work is assigned to positions, never straight to people."""

    unit_kerja = peewee.ForeignKeyField(UnitKerja, on_delete="RESTRICT", verbose_name="Unit kerja")
    kode = peewee.CharField(max_length=40, verbose_name="Kode")
    nama = peewee.CharField(max_length=200, verbose_name="Nama jabatan")
    atasan = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Atasan langsung")
    kepala = peewee.BooleanField(default=False, verbose_name="Memimpin perangkat daerah")

    class Meta:
        table_name = "core_jabatan"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class Pegawai(DirectoryRecord):
    """A civil servant. `nip` is 18 digits, checked on entry (`core.nip`)."""

    nip = peewee.CharField(max_length=18, unique=True, verbose_name="NIP")
    nama = peewee.CharField(max_length=150, verbose_name="Nama")
    pangkat = peewee.CharField(max_length=100, default="", verbose_name="Pangkat/golongan")
    surel = peewee.CharField(max_length=150, default="", verbose_name="Surel")

    class Meta:
        table_name = "core_pegawai"

    def __str__(self) -> str:
        return str(self.nama)


class Penugasan(DirectoryRecord):
    """Who holds a position, as what, and from when to when (both days included; no end: until further notice).

    A «delegasi» is given by the definitive holder to a colleague (`core.organisation.delegation`); the others by order.
    """

    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", verbose_name="Jabatan")
    pegawai = peewee.ForeignKeyField(Pegawai, on_delete="RESTRICT", verbose_name="Pegawai")
    jenis = peewee.CharField(
        max_length=10, default="definitif", choices=list(JENIS_PENUGASAN.items()), verbose_name="Sebagai"
    )
    mulai = peewee.DateField(verbose_name="Mulai")
    selesai = peewee.DateField(null=True, verbose_name="Sampai")
    dasar = peewee.CharField(max_length=200, default="", verbose_name="Dasar (nomor surat perintah)")

    class Meta:
        table_name = "core_penugasan"

    def __str__(self) -> str:
        return f"{self.jabatan} ({JENIS_PENUGASAN[str(self.jenis)]})"


class HariLibur(Record):
    """A day without work; without a government it counts for the whole country."""

    tanggal = peewee.DateField(index=True, verbose_name="Tanggal")
    nama = peewee.CharField(max_length=200, verbose_name="Nama")
    jenis = peewee.CharField(
        max_length=20, default="libur_nasional", choices=list(JENIS_LIBUR.items()), verbose_name="Jenis"
    )
    pemerintah_daerah = peewee.ForeignKeyField(
        PemerintahDaerah, null=True, on_delete="RESTRICT", verbose_name="Hanya untuk pemerintah daerah"
    )

    class Meta:
        table_name = "core_hari_libur"

    def __str__(self) -> str:
        return str(self.nama)


__all__ = [
    "HariLibur",
    "Jabatan",
    "Pegawai",
    "PemerintahDaerah",
    "Penugasan",
    "PerangkatDaerah",
    "UnitKerja",
]
