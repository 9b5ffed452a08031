"""Facts about the installation that must be remembered, such as: the demo has been loaded."""

import peewee

from core import clock
from core.db import Record
from core.fields import UtcDateTimeField


class Penanda(Record):
    """A named fact and since when it holds."""

    nama = peewee.CharField(max_length=100, unique=True, verbose_name="Nama")
    sejak = UtcDateTimeField(default=clock.now, verbose_name="Sejak")

    class Meta:
        table_name = "core_penanda"


def is_marked(nama: str) -> bool:
    return Penanda.select().where(Penanda.nama == nama).exists()


def mark(nama: str) -> bool:
    """Remembers the fact; False when it was known already."""
    return bool(Penanda.insert(nama=nama).on_conflict_ignore().execute()) if not is_marked(nama) else False
