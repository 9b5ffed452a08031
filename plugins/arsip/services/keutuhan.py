"""Fixity: are the bytes still those that were filed? Asked by hand and on a schedule; a difference is an alarm."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core import audit, clock
from core.db import transaction
from core.errors import StorageError
from core.files import Dokumen, open_file
from core.gate import Aktivasi
from core.permissions import require
from plugins.arsip.models import Berkas, Item

BATCH = 500


@dataclass(frozen=True)
class Finding:
    """What a look at one item's bytes told."""

    item_id: int
    intact: bool


def check_berkas(berkas: Berkas) -> tuple[int, int]:
    """Checks a folder's items now; gives how many were looked at and how many are not intact."""
    require("arsip.berkas.verify")
    items = list(_with_documents().where(Item.berkas == berkas))
    findings = look(items)
    with transaction():
        note(findings)
        broken = sum(1 for finding in findings if not finding.intact)
        audit.record("arsip.berkas.verify", berkas, detail={"diperiksa": len(findings), "tidak_utuh": broken})
    return len(findings), broken


def look(items: Iterable[Item], progress: Callable[[int], None] = lambda done: None) -> list[Finding]:
    """Hashes the bytes of each item; changes nothing."""
    findings = []
    for done, item in enumerate(items, start=1):
        findings.append(Finding(item.id, _intact(item)))
        progress(done)
    return findings


def note(findings: list[Finding]) -> None:
    """Writes what was found. An item that turns from intact to broken leaves a line in the audit log."""
    now = clock.now()
    for start in range(0, len(findings), BATCH):
        part = findings[start : start + BATCH]
        for intact in (True, False):
            ids = [finding.item_id for finding in part if finding.intact is intact]
            if not ids:
                continue
            if not intact:
                _alarm(ids)
            Item.update({Item.utuh: intact, Item.diperiksa: now}).where(Item.id.in_(ids)).execute()


def due_items() -> list[Item]:
    """All items of the departments in which arsip is on, those that waited longest first."""
    active = Aktivasi.select(Aktivasi.perangkat_daerah).where(
        (Aktivasi.plugin == "arsip") & (Aktivasi.aktif == True)  # noqa: E712
    )
    return list(_with_documents().where(Item.perangkat_daerah.in_(active)).order_by(Item.diperiksa, Item.id))


def _with_documents() -> Any:
    return Item.select(Item, Dokumen).join(Dokumen)


def _intact(item: Item) -> bool:
    """Against the hash on entry, not the one in the document's row: both could have been changed together."""
    try:
        with open_file(item.dokumen) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == item.sha256
    except StorageError:
        return False


def _alarm(ids: list[int]) -> None:
    newly = Item.select(Item, Berkas).join(Berkas).where(Item.id.in_(ids) & (Item.utuh.is_null() | (Item.utuh == True)))  # noqa: E712
    for item in newly:
        audit.record("arsip.item.rusak", item, detail={"berkas": item.berkas.nomor_berkas, "dokumen": item.uraian})
