"""Writing into the rows of a submission: one at a time for each submission, and nothing of somebody else's is lost."""

from datetime import datetime

from core import clock
from core.actor import Actor
from core.audit import Jejak
from core.db import is_postgres
from core.errors import StateError
from plugins.sop_kinerja.models import Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_entry import Values
from plugins.sop_kinerja.services.data_flow import OPEN, lock_reason

TYPING = ("sop_kinerja.penyampaian.cells", "sop_kinerja.penyampaian.save")
LOOK_BACK = 500
"""Lines of the log in which the writer of a cell is looked for."""


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


def write(row: Realisasi, values: Values, actor: Actor) -> list[str]:
    """Writes what differs and raises the row's version; gives the names of its cells. The row in memory follows."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return []
    cells = [cell(row, name) for name in changed]
    changed |= {"versi": int(row.versi) + 1, "diubah": clock.now(), "diubah_oleh": actor.signed}
    Realisasi.update(**changed).where(Realisasi.id == row.id).execute()
    for name, value in changed.items():
        setattr(row, name, value)
    return cells


def cell(row: Realisasi, kolom: str) -> str:
    """'IKU-1: nilai': a cell's name in the audit log."""
    return f"{row.kode}: {kolom}"


def last_writer(penyampaian: Penyampaian, row: Realisasi, kolom: str) -> tuple[str, datetime | None]:
    """Who changed a cell last, and when: out of the audit log, since a row only knows who last changed any of it."""
    lines = Jejak.select().where((Jejak.objek == str(penyampaian.uuid)) & Jejak.tindakan.in_(TYPING))
    name = cell(row, kolom)
    for line in lines.order_by(Jejak.id.desc()).limit(LOOK_BACK):
        if name in line.rincian.get("isian", ()):
            who = str(line.pelaku) if line.sebagai in ("", line.pelaku) else f"{line.pelaku} ({line.sebagai})"
            return who, line.waktu
    return str(row.diubah_oleh) or "Orang lain", row.diubah


def touch(penyampaian: Penyampaian, actor: Actor, *, figures: bool = True) -> None:
    """Somebody has saved. The version rises, but not where no figure has changed: a form filled in with Excel stays of
    today while evidence is attached, or a draft is saved that was saved already."""
    versi = int(penyampaian.versi) + 1 if figures else int(penyampaian.versi)
    changes = {"versi": versi, "diubah": clock.now(), "diubah_oleh": actor.signed}
    Penyampaian.update(**changes).where(Penyampaian.id == penyampaian.id).execute()
    for name, value in changes.items():
        setattr(penyampaian, name, value)
