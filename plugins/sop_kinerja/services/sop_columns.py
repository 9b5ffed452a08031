"""Performers' columns and the positions behind them: «Kabag Organisasi» on the form is a post in the office."""

import re

from core import audit
from core.db import transaction
from core.errors import InputError
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.models import SopPelaksana

# What forms and staff lists write differently for the same post.
_SHORT = {
    "kabag": "kepala bagian",
    "kabid": "kepala bidang",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubid": "kepala subbidang",
    "kasi": "kepala seksi",
    "sekda": "sekretaris daerah",
    "sekdis": "sekretaris dinas",
}


def guess_position(perangkat_daerah_id: int, kode: str, label: str) -> Jabatan | None:
    """The position whose code or name is that of the column; None when there is none, or more than one."""
    rows = list(Jabatan.select().where(Jabatan.perangkat_daerah == perangkat_daerah_id).order_by(Jabatan.id))
    for wanted, name in ((kode, "kode"), (label, "nama"), (kode, "nama")):
        found = [row for row in rows if _plain(getattr(row, name)) == _plain(wanted)]
        if len(found) == 1:
            return found[0]
    return None


def map_column(pelaksana: SopPelaksana, jabatan: Jabatan | None) -> None:
    """Says which position does the work of a column. Also of a ratified SOP: the office changes, its form does not.

    Tasks that are open keep their position.

    :raises InputError: for another department's position.
    """
    require("sop_kinerja.sop.update")
    if jabatan is not None and jabatan.perangkat_daerah_id != pelaksana.perangkat_daerah_id:
        raise InputError("Jabatan itu bukan jabatan perangkat daerah ini.", f"jabatan-{pelaksana.id}")
    before = pelaksana.jabatan
    if (before.id if before else None) == (jabatan.id if jabatan else None):
        return
    with transaction():
        SopPelaksana.update({SopPelaksana.jabatan: jabatan}).where(SopPelaksana.id == pelaksana.id).execute()
        audit.record(
            "sop_kinerja.sop.map",
            pelaksana,
            detail={"kolom": pelaksana.label, "dari": str(before or ""), "ke": str(jabatan or "")},
        )
    pelaksana.jabatan = jabatan


def _plain(text: str) -> str:
    words = re.sub(r"[^0-9a-z]+", " ", text.casefold()).split()
    return " ".join(_SHORT.get(word, word) for word in words)
