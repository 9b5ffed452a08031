"""Numbers without gaps or doubles, per department, book and year."""

import peewee

from core.db import Record, database
from core.errors import StateError
from core.organisation.models import PerangkatDaerah


class Penghitung(Record):
    """The last number given out in a book."""

    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    buku = peewee.CharField(max_length=60, verbose_name="Buku")
    tahun = peewee.IntegerField(verbose_name="Tahun")
    nilai = peewee.IntegerField(default=0, verbose_name="Nomor terakhir")

    class Meta:
        table_name = "core_penghitung"
        indexes = ((("perangkat_daerah", "buku", "tahun"), True),)


def next_number(buku: str, tahun: int, perangkat_daerah_id: int) -> int:
    """The next number of the book, starting at 1.

    Belongs inside the transaction that uses the number: rolled back with it, so nothing is skipped. The
    counter's row stays locked until then, so nothing is given twice.
    """
    if not database.in_transaction():
        raise StateError("A number is only given inside a transaction.")
    one_more = Penghitung.insert(perangkat_daerah=perangkat_daerah_id, buku=buku, tahun=tahun, nilai=1).on_conflict(
        conflict_target=[Penghitung.perangkat_daerah, Penghitung.buku, Penghitung.tahun],
        update={Penghitung.nilai: Penghitung.nilai + 1},
    )
    return int(one_more.returning(Penghitung.nilai).tuples().execute()[0][0])
