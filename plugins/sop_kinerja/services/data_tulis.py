"""Writing into the rows of a submission: one at a time for each submission, and nothing of somebody else's is lost."""

from core import clock
from core.actor import Actor
from core.db import is_postgres
from core.errors import StateError
from plugins.sop_kinerja.models import Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_entry import Values
from plugins.sop_kinerja.services.data_flow import OPEN, lock_reason


def hold(penyampaian: Penyampaian) -> None:
    """From here to the end of the transaction nobody else writes into it; its columns are read anew.

    :raises StateError: when it is locked, saying by whom and since when.
    """
    query = Penyampaian.select().where(Penyampaian.id == penyampaian.id)
    now = (query.for_update() if is_postgres() else query).get()
    for name in ("status", "versi", "diubah", "diubah_oleh"):
        setattr(penyampaian, name, getattr(now, name))
    if now.status not in OPEN:
        raise StateError(lock_reason(now))


def write(row: Realisasi, values: Values, actor: Actor) -> bool:
    """Writes what differs and raises the row's version; whether anything did. The row in memory follows."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return False
    changed |= {"versi": int(row.versi) + 1, "diubah": clock.now(), "diubah_oleh": actor.signed}
    Realisasi.update(**changed).where(Realisasi.id == row.id).execute()
    for name, value in changed.items():
        setattr(row, name, value)
    return True


def touch(penyampaian: Penyampaian, actor: Actor) -> None:
    """Raises the submission's version: somebody has saved."""
    changes = {"versi": int(penyampaian.versi) + 1, "diubah": clock.now(), "diubah_oleh": actor.signed}
    Penyampaian.update(**changes).where(Penyampaian.id == penyampaian.id).execute()
    for name, value in changes.items():
        setattr(penyampaian, name, value)
