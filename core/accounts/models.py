"""Accounts and what they may do. A permission comes with a position (so a Plh has it too) or straight to an account."""

import peewee

from core.db import Model, Record
from core.fields import JsonField, UtcDateTimeField
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah


class Akun(Record):
    """Someone who can sign in. `kata_sandi` is an argon2id hash; raising `versi_sesi` ends every session."""

    nama_pengguna = peewee.CharField(max_length=150, unique=True, verbose_name="Nama pengguna")
    kata_sandi = peewee.CharField(max_length=250, verbose_name="Kata sandi")
    pegawai = peewee.ForeignKeyField(Pegawai, null=True, unique=True, on_delete="RESTRICT", verbose_name="Pegawai")
    nama = peewee.CharField(max_length=150, verbose_name="Nama tampilan")
    surel = peewee.CharField(max_length=150, default="", verbose_name="Surel")
    aktif = peewee.BooleanField(default=True, verbose_name="Aktif")
    gagal_berturut = peewee.IntegerField(default=0, verbose_name="Gagal masuk berturut-turut")
    terkunci_sampai = UtcDateTimeField(null=True, verbose_name="Terkunci sampai")
    versi_sesi = peewee.IntegerField(default=1, verbose_name="Versi sesi")
    masuk_terakhir = UtcDateTimeField(null=True, verbose_name="Masuk terakhir")

    class Meta:
        table_name = "core_akun"

    def __str__(self) -> str:
        return str(self.nama_pengguna)


class Sesi(Model):
    """An open session. `sidik` is the SHA-256 of a key that only the cookie keeps (see `core.accounts.sessions`)."""

    akun = peewee.ForeignKeyField(Akun, on_delete="CASCADE", backref="+", verbose_name="Akun")
    sidik = peewee.CharField(max_length=64, unique=True, verbose_name="Sidik")
    berakhir = UtcDateTimeField(index=True, verbose_name="Berakhir")

    class Meta:
        table_name = "core_sesi"


class Peran(Record):
    """A named set of permissions; a name may end in `*` (`surat.*`)."""

    kode = peewee.CharField(max_length=60, unique=True, verbose_name="Kode")
    nama = peewee.CharField(max_length=150, verbose_name="Nama")
    izin = JsonField(default=list, verbose_name="Izin")

    class Meta:
        table_name = "core_peran"

    def __str__(self) -> str:
        return str(self.nama)


class PeranJabatan(Record):
    """A role that comes with a position."""

    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="CASCADE", verbose_name="Jabatan")
    peran = peewee.ForeignKeyField(Peran, on_delete="RESTRICT", verbose_name="Peran")

    class Meta:
        table_name = "core_peran_jabatan"
        indexes = ((("jabatan", "peran"), True),)

    def __str__(self) -> str:
        return f"{self.jabatan}: {self.peran}"


class PeranAkun(Record):
    """A role given straight to an account, in one department or (none named) in all of them."""

    akun = peewee.ForeignKeyField(Akun, on_delete="CASCADE", verbose_name="Akun")
    peran = peewee.ForeignKeyField(Peran, on_delete="RESTRICT", verbose_name="Peran")
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, null=True, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )

    class Meta:
        table_name = "core_peran_akun"

    def __str__(self) -> str:
        return f"{self.akun}: {self.peran}"
