"""The job row: what is to be done, for whom, how far it is, and who has it in hand."""

from typing import ClassVar

import peewee

from core.accounts.models import Akun
from core.db import Record
from core.fields import JsonField, UtcDateTimeField
from core.organisation.models import PerangkatDaerah


class Status:
    QUEUED = "antre"
    RUNNING = "berjalan"
    DONE = "selesai"
    FAILED = "gagal"
    LABELS: ClassVar = {
        "antre": "Menunggu giliran",
        "berjalan": "Sedang dikerjakan",
        "selesai": "Selesai",
        "gagal": "Gagal",
    }


class Job(Record):
    """`percobaan` also fences: a worker whose lease was taken over can no longer write its result."""

    jenis = peewee.CharField(max_length=100, verbose_name="Jenis pekerjaan")
    judul = peewee.CharField(max_length=250, default="", verbose_name="Pekerjaan")
    argumen = JsonField(default=dict, verbose_name="Argumen")
    antrean = peewee.CharField(max_length=20, default="default", verbose_name="Antrean")
    plugin = peewee.CharField(max_length=60, default="core", verbose_name="Plugin")
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, null=True, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    diminta_oleh = peewee.ForeignKeyField(Akun, null=True, on_delete="SET NULL", verbose_name="Diminta oleh")
    kunci = peewee.CharField(max_length=150, null=True, unique=True, verbose_name="Kunci")
    status = peewee.CharField(
        max_length=10, default=Status.QUEUED, index=True, choices=list(Status.LABELS.items()), verbose_name="Status"
    )
    percobaan = peewee.IntegerField(default=0, verbose_name="Percobaan")
    sewa_sampai = UtcDateTimeField(null=True, verbose_name="Dipegang sampai")
    coba_lagi = UtcDateTimeField(null=True, verbose_name="Coba lagi pada")
    dikirim = UtcDateTimeField(null=True, verbose_name="Diserahkan ke antrean")
    kemajuan = peewee.IntegerField(default=0, verbose_name="Kemajuan")
    total = peewee.IntegerField(default=0, verbose_name="Total")
    pesan = peewee.CharField(max_length=250, default="", verbose_name="Pesan")
    hasil = JsonField(null=True, verbose_name="Hasil")
    galat = peewee.TextField(default="", verbose_name="Galat")
    mulai = UtcDateTimeField(null=True, verbose_name="Mulai")
    selesai = UtcDateTimeField(null=True, verbose_name="Selesai")
    scope_columns = ("perangkat_daerah",)
    # Site-wide jobs have no department; pages confine what they list.
    open_to_read = True
    open_to_write = True

    class Meta:
        table_name = "core_pekerjaan"

    def __str__(self) -> str:
        return str(self.judul or self.jenis)

    @property
    def percent(self) -> int:
        """0..100; a finished job is 100 whatever it counted."""
        if self.status == Status.DONE:
            return 100
        return min(99, int(self.kemajuan * 100 / self.total)) if self.total else 0

    @property
    def label(self) -> str:
        return Status.LABELS[str(self.status)]
