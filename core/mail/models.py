"""Outgoing e-mail and its attachments."""

import peewee

from core.db import Model, Record
from core.fields import UtcDateTimeField
from core.files.models import Dokumen
from core.organisation.models import PerangkatDaerah

STATUS_SUREL = {
    "antre": "Menunggu dikirim",
    "menyerahkan": "Sedang diserahkan",
    "terkirim": "Terkirim",
    "tidak_pasti": "Perlu diperiksa",
    "gagal": "Gagal",
}


class Surel(Record):
    """`menyerahkan` is written down just before the text goes out: a crash after it leaves the mail in doubt,
    and a mail in doubt is not sent again by itself."""

    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, null=True, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    message_id = peewee.CharField(max_length=200, unique=True, verbose_name="Message-ID")
    kepada = peewee.CharField(max_length=250, verbose_name="Kepada")
    perihal = peewee.CharField(max_length=250, verbose_name="Perihal")
    isi = peewee.TextField(verbose_name="Isi")
    status = peewee.CharField(
        max_length=15, default="antre", choices=list(STATUS_SUREL.items()), verbose_name="Status", index=True
    )
    terkirim = UtcDateTimeField(null=True, verbose_name="Terkirim")
    galat = peewee.TextField(default="", verbose_name="Galat")
    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    open_to_write = True

    class Meta:
        table_name = "core_surel"

    def __str__(self) -> str:
        return f"{self.perihal} → {self.kepada}"


class Lampiran(Model):
    """A stored document that goes with a mail."""

    surel = peewee.ForeignKeyField(Surel, on_delete="CASCADE", backref="lampiran", verbose_name="Surel")
    dokumen = peewee.ForeignKeyField(Dokumen, on_delete="RESTRICT", backref="+", verbose_name="Dokumen")

    class Meta:
        table_name = "core_lampiran"
        indexes = ((("surel", "dokumen"), True),)
