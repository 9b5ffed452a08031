"""Jobs that come again and again, as plugins' manifests say. The next time is a row, so no restart loses one
and no two processes ask for the same one."""

from datetime import timedelta

import peewee

from core import clock
from core.db import Record, transaction
from core.fields import UtcDateTimeField
from core.jobs.operations import enqueue
from core.registry import registry


class Jadwal(Record):
    """When a job of a manifest's schedule is next due."""

    pekerjaan = peewee.CharField(max_length=100, unique=True, verbose_name="Pekerjaan")
    berikut = UtcDateTimeField(verbose_name="Berikutnya")

    class Meta:
        table_name = "core_jadwal"


def enqueue_due() -> int:
    """Asks for every job whose time has come; gives how many. Missed rounds are made up by one."""
    asked = 0
    for plugin in registry().plugins.values():
        for entry in plugin.manifest.schedule:
            asked += _enqueue_if_due(entry.job, entry.every_minutes, entry.queue)
    return asked


def _enqueue_if_due(job: str, every_minutes: int, queue: str) -> int:
    now = clock.wall()
    after = now + timedelta(minutes=every_minutes)
    Jadwal.insert(pekerjaan=job, berikut=now).on_conflict_ignore().execute()
    with transaction():
        mine = (Jadwal.pekerjaan == job) & (Jadwal.berikut <= now)
        if not Jadwal.update({Jadwal.berikut: after}).where(mine).execute():
            return 0
        enqueue(job, queue=queue, title=f"Terjadwal: {job}", key=f"jadwal-{job}")
    return 1
