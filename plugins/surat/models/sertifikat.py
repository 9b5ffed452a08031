"""Certificates of those who sign electronically."""

import peewee

from core.fields import UtcDateTimeField
from core.organisation.models import Pegawai
from core.tenancy import ScopedModel
from plugins.surat.models.pilihan import STATUS_SERTIFIKAT


class Sertifikat(ScopedModel):
    """A signer's certificate. The key lies locked in a file of its own (`berkas`, in home/keys, mode 0600); the
    passphrase lies nowhere. `gagal` counts wrong passphrases in a row.
    """

    pegawai = peewee.ForeignKeyField(Pegawai, on_delete="RESTRICT", backref="+", verbose_name="Pegawai")
    subjek = peewee.CharField(max_length=200, verbose_name="Atas nama")
    berkas = peewee.CharField(max_length=60, verbose_name="Berkas kunci")
    nomor_seri = peewee.CharField(max_length=60, verbose_name="Nomor seri")
    berlaku_mulai = UtcDateTimeField(verbose_name="Berlaku mulai")
    berlaku_sampai = UtcDateTimeField(verbose_name="Berlaku sampai")
    status = peewee.CharField(
        max_length=20, default="aktif", index=True, choices=list(STATUS_SERTIFIKAT.items()), verbose_name="Status"
    )
    gagal = peewee.IntegerField(default=0, verbose_name="Frasa sandi keliru berturut-turut")
    terkunci_sampai = UtcDateTimeField(null=True, verbose_name="Terkunci sampai")

    class Meta:
        table_name = "surat_sertifikat"

    def __str__(self) -> str:
        return str(self.subjek)
