"""Notes, the lines in them, and the parcels that two departments share."""

import peewee

from core.fields import FixedField, UtcDateTimeField
from core.organisation.models import PerangkatDaerah
from core.tenancy import ScopedModel
from core.workflow import Way, Workflow


class Catatan(ScopedModel):
    """A note; only `Alur` changes its state."""

    judul = peewee.CharField(max_length=100, verbose_name="Judul")
    isi = peewee.TextField(default="", verbose_name="Isi")
    induk = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT", verbose_name="Catatan induk")
    status = peewee.CharField(max_length=10, default="draf", verbose_name="Status")
    terbit = UtcDateTimeField(null=True, verbose_name="Terbit")

    class Meta:
        table_name = "contoh_catatan"

    def __str__(self) -> str:
        return str(self.judul)


class Baris(ScopedModel):
    """A figure in a note."""

    catatan = peewee.ForeignKeyField(Catatan, on_delete="CASCADE", backref="baris", verbose_name="Catatan")
    jumlah = FixedField(decimal_places=2, null=True, verbose_name="Jumlah")

    class Meta:
        table_name = "contoh_baris"


class Titipan(ScopedModel):
    """What one department leaves with another: both see it."""

    scope_columns = ("perangkat_daerah", "tujuan")
    tujuan = peewee.ForeignKeyField(PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Tujuan")
    isi = peewee.CharField(max_length=100, verbose_name="Isi")

    class Meta:
        table_name = "contoh_titipan"


class Gema(ScopedModel):
    """That a publication was heard: one row each time a subscriber ran."""

    pendengar = peewee.CharField(max_length=40, verbose_name="Pendengar")
    judul = peewee.CharField(max_length=100, verbose_name="Judul")

    class Meta:
        table_name = "contoh_gema"


Alur = Workflow(
    name="Catatan",
    states={"draf": "Draf", "terbit": "Terbit", "ditarik": "Ditarik"},
    ways={
        ("draf", "terbit"): Way("contoh.catatan.publish"),
        ("terbit", "ditarik"): Way("contoh.catatan.publish", needs_reason=True),
        ("ditarik", "terbit"): Way("contoh.catatan.publish"),
    },
)
