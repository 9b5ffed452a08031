"""Regulations that are no longer in force, as master data of the site: a small beginning that its people keep up."""

import tomllib
from pathlib import Path

from core import audit, markers
from core.db import transaction
from plugins.sop_kinerja.models import Peraturan
from plugins.sop_kinerja.periksa.sitasi import Dicabut, revoked_one

FILE = Path(__file__).parent.parent / "data" / "peraturan_dicabut.toml"
_MARKER = "sop_kinerja.peraturan"


def revoked() -> tuple[Dicabut, ...]:
    """The table as values; rows of kinds that the linter can't read are left out. One query."""
    rows = Peraturan.select().order_by(Peraturan.id)
    found = (
        revoked_one(str(row.jenis), str(row.nomor), int(row.tahun), str(row.dicabut_oleh), str(row.keterangan))
        for row in rows
    )
    return tuple(one for one in found if one is not None)


def ensure_starter() -> int:
    """Puts in what the program brings along, once in the life of a site: what people delete afterwards stays deleted.

    Called where an SOP is entered, so that the first one is read with it already; gives how many rows were added.
    """
    if markers.is_marked(_MARKER):
        return 0
    with transaction():
        before = Peraturan.select().count()
        Peraturan.insert_many(starter()).on_conflict_ignore().execute()
        added = int(Peraturan.select().count() - before)
        markers.mark(_MARKER)
        audit.record("sop_kinerja.peraturan.create", detail={"bawaan": added})
    return added


def starter() -> list[dict[str, object]]:
    """The rows of the file, with the fields of Peraturan."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["peraturan"]
    return [{"tentang": "", "keterangan": "", **row} for row in rows]
