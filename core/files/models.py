"""A document: whose it is and which stored bytes it has."""

import peewee

from core.db import Record
from core.organisation.models import PerangkatDaerah


class Dokumen(Record):
    """Reached only through the record that it belongs to (a letter, a submission), which is what is confined;
    so reading is open here, and no route serves a document by its own id to another department."""

    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    nama = peewee.CharField(max_length=250, verbose_name="Nama berkas")
    media = peewee.CharField(max_length=100, verbose_name="Jenis")
    ukuran = peewee.BigIntegerField(verbose_name="Ukuran (bita)")
    sha256 = peewee.CharField(max_length=64, index=True, verbose_name="SHA-256")

    class Meta:
        table_name = "core_dokumen"

    def __str__(self) -> str:
        return str(self.nama)
