"""What was done, by whom, in which position, to which record. Written in the transaction of the deed itself."""

from typing import Any

import peewee

from core import clock
from core.actor import find_actor
from core.db import Model, Record
from core.fields import JsonField, UtcDateTimeField
from core.organisation.models import PerangkatDaerah


class Jejak(Model):
    """One line of the audit log: only ever added to."""

    waktu = UtcDateTimeField(default=clock.now, index=True, verbose_name="Waktu")
    tindakan = peewee.CharField(max_length=100, index=True, verbose_name="Tindakan")
    pelaku = peewee.CharField(max_length=200, verbose_name="Pelaku")
    sebagai = peewee.CharField(max_length=250, default="", verbose_name="Sebagai")
    akun_id = peewee.IntegerField(null=True, verbose_name="Akun")
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, null=True, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    jenis = peewee.CharField(max_length=60, default="", verbose_name="Jenis data")
    objek = peewee.CharField(max_length=36, default="", index=True, verbose_name="Data")
    rincian = JsonField(default=dict, verbose_name="Rincian")
    scope_columns = ("perangkat_daerah",)
    # Lines are written from everywhere, also before anyone is signed in; the panel confines what it shows.
    open_to_read = True
    open_to_write = True

    class Meta:
        table_name = "core_jejak"

    def __str__(self) -> str:
        return f"Tindakan {self.pelaku}"


def record(action: str, subject: Record | None = None, *, detail: dict[str, Any] | None = None) -> None:
    """Adds a line. `action` is a dotted verb such as `surat.keluar.sign`; `detail` must be JSON and free of secrets."""
    actor = find_actor()
    department = getattr(subject, "perangkat_daerah_id", None) or (actor.perangkat_daerah_id if actor else None)
    Jejak.create(
        tindakan=action,
        pelaku=actor.nama if actor else "Tanpa masuk",
        sebagai=actor.title if actor else "",
        akun_id=actor.akun_id if actor else None,
        perangkat_daerah=department,
        jenis=subject.kind() if subject is not None else "",
        objek=str(subject.uuid) if subject is not None else "",
        rincian=detail or {},
    )


def history(subject: Record) -> list[Jejak]:
    """All lines about a record, oldest first."""
    return list(Jejak.select().where(Jejak.objek == str(subject.uuid)).order_by(Jejak.id))
