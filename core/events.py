"""Events between plugins, through an outbox.

`emit` writes the event in the transaction that caused it. After the commit each subscriber whose plugin is
on in that department gets it in a transaction of its own, exactly once: the row that says so is
written in that same transaction. A subscriber that fails stops no other; the sweeper tries it again.
"""

import logging
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import peewee

from core import clock
from core.actor import Actor, acting, find_actor, system_actor
from core.db import Model, Record, on_commit, transaction
from core.fields import JsonField, UtcDateTimeField
from core.gate import active_plugins
from core.organisation.models import PerangkatDaerah
from core.registry import event_name, registry

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 12


class Peristiwa(Record):
    """One event: its name, its fields, and whether every subscriber has had it."""

    nama = peewee.CharField(max_length=120, verbose_name="Nama")
    isi = JsonField(verbose_name="Isi")
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    akun_id = peewee.IntegerField(null=True, verbose_name="Akun pelaku")
    tuntas = peewee.BooleanField(default=False, index=True, verbose_name="Tuntas")

    class Meta:
        table_name = "core_peristiwa"

    def __str__(self) -> str:
        return str(self.nama)


class Pengantaran(Model):
    """That one subscriber has handled one event (or how often it failed, and when to try again)."""

    peristiwa = peewee.ForeignKeyField(Peristiwa, on_delete="CASCADE", backref="+", verbose_name="Peristiwa")
    pelanggan = peewee.CharField(max_length=120, verbose_name="Pelanggan")
    selesai = peewee.BooleanField(default=False, verbose_name="Selesai")
    percobaan = peewee.IntegerField(default=0, verbose_name="Percobaan")
    coba_lagi = UtcDateTimeField(null=True, verbose_name="Coba lagi pada")
    galat = peewee.TextField(default="", verbose_name="Galat")

    class Meta:
        table_name = "core_pengantaran"
        indexes = ((("peristiwa", "pelanggan"), True),)


def emit(event: Any) -> None:
    """Writes `event` (a frozen dataclass from a contracts module, with `perangkat_daerah_id`) to the outbox.

    Call it inside the transaction of the change that it tells of.
    """
    actor = find_actor()
    row = Peristiwa.create(
        nama=event_name(type(event)),
        isi=asdict(event),
        perangkat_daerah=event.perangkat_daerah_id,
        akun_id=actor.akun_id if actor else None,
    )
    on_commit(lambda: deliver(row.id, actor))


def deliver(peristiwa_id: int, actor: Actor | None = None) -> None:
    """Hands the event to every subscriber that has not had it. Safe to call as often as one likes."""
    row = Peristiwa.get_by_id(peristiwa_id)
    event = revive(row)
    done = True
    if event is not None:
        department = row.perangkat_daerah_id
        active = active_plugins(department)
        for plugin, name, function in registry().subscriptions.get(row.nama, []):
            if plugin in active:
                # The one who caused it acts on, inside that department; in the sweeper it is the program.
                with acting(_deliverer(actor, department)):
                    done &= _deliver_to(row.id, name, function, event)
    if done:
        Peristiwa.update({Peristiwa.tuntas: True}).where(Peristiwa.id == row.id).execute()


def revive(row: Peristiwa) -> Any:
    """The event as it was emitted, or None when no loaded plugin knows it (any more)."""
    kind = registry().events.get(str(row.nama))
    # JSON knows no tuple, and a frozen event holds no list.
    return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.isi.items()}) if kind else None


def undelivered(limit: int = 100) -> list[int]:
    """Events that are not through, whose next attempt is due; oldest first."""
    waiting = Pengantaran.select(Pengantaran.peristiwa).where(
        (Pengantaran.selesai == False) & (Pengantaran.coba_lagi > clock.wall())  # noqa: E712
    )
    # A few seconds' grace: the process that emitted it is delivering it right now.
    settled = clock.wall() - timedelta(seconds=3)
    rows = (
        Peristiwa.select(Peristiwa.id)
        .where((Peristiwa.tuntas == False) & (Peristiwa.dibuat < settled) & Peristiwa.id.not_in(waiting))  # noqa: E712
        .order_by(Peristiwa.id)
        .limit(limit)
    )
    return [row.id for row in rows]


def _deliverer(actor: Actor | None, department: int) -> Actor:
    if actor is not None and actor.perangkat_daerah_id == department:
        return actor
    return system_actor(department)


def _deliver_to(peristiwa_id: int, name: str, function: Any, event: Any) -> bool:
    try:
        with transaction():
            if not _claim(peristiwa_id, name):
                return True
            function(event)
        return True
    except Exception as error:
        log.exception("subscriber %s failed on event %s", name, peristiwa_id)
        return _note_failure(peristiwa_id, name, error)


def _claim(peristiwa_id: int, name: str) -> bool:
    """Marks it handled, in the transaction of the handling. False when another process was first."""
    Pengantaran.insert(peristiwa=peristiwa_id, pelanggan=name).on_conflict_ignore().execute()
    claimed = (
        Pengantaran.update({Pengantaran.selesai: True})
        .where(
            (Pengantaran.peristiwa == peristiwa_id) & (Pengantaran.pelanggan == name) & (Pengantaran.selesai == False)  # noqa: E712
        )
        .execute()
    )
    return bool(claimed)


def _note_failure(peristiwa_id: int, name: str, error: Exception) -> bool:
    """Counts the failure; True when it has failed so often that it is given up (it stays visible in the panel)."""
    with transaction():
        Pengantaran.insert(peristiwa=peristiwa_id, pelanggan=name).on_conflict_ignore().execute()
        row = Pengantaran.get((Pengantaran.peristiwa == peristiwa_id) & (Pengantaran.pelanggan == name))
        row.percobaan += 1
        row.galat = f"{type(error).__name__}: {error}"[:2000]
        row.coba_lagi = clock.wall() + timedelta(seconds=min(5 * 2**row.percobaan, 3600))
        row.save()
    return bool(row.percobaan >= MAX_ATTEMPTS)
