"""Performers' columns and the positions behind them: «Kabag Organisasi» on the form is a post in the office."""

from collections.abc import Iterable

import peewee

from core import audit
from core.db import transaction
from core.errors import InputError
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.banding.tulisan import words
from plugins.sop_kinerja.models import SopPelaksana, SopPelaksanaJabatan, SopVersi

UNITS = "setiap_unit"
# What stands before the post in the heading of a column that several posts share.
_EACH = {"setiap", "para", "seluruh", "masing", "semua"}


def guess_position(perangkat_daerah_id: int, kode: str, label: str) -> Jabatan | None:
    """The position whose code or name is that of the column; None when there is none, or more than one."""
    rows = list(Jabatan.select().where(Jabatan.perangkat_daerah == perangkat_daerah_id).order_by(Jabatan.id))
    for wanted, name in ((kode, "kode"), (label, "nama"), (kode, "nama")):
        found = [row for row in rows if _plain(getattr(row, name)) == _plain(wanted)]
        if len(found) == 1:
            return found[0]
    return None


def guess_positions(perangkat_daerah_id: int, label: str) -> list[Jabatan]:
    """The positions that share a column: each part of «Kepala Seksi/Lurah» is the beginning of a position's name."""
    parts = [" ".join(word for word in _plain(part).split() if word not in _EACH) for part in label.split("/")]
    wanted = [part + " " for part in parts if part]
    rows = Jabatan.select().where(Jabatan.perangkat_daerah == perangkat_daerah_id).order_by(Jabatan.id)
    return [row for row in rows if any((_plain(row.nama) + " ").startswith(part) for part in wanted)]


def positions_of(versi: SopVersi) -> dict[str, list[Jabatan]]:
    """Column code -> the positions that do its steps side by side, for every column of the kind setiap_unit.

    A column for which none were chosen has the one position that stands behind it, if there is one; two queries.
    """
    columns = list(
        SopPelaksana.select(SopPelaksana, Jabatan)
        .join(Jabatan, peewee.JOIN.LEFT_OUTER, on=(SopPelaksana.jabatan == Jabatan.id))
        .where((SopPelaksana.versi == versi.id) & (SopPelaksana.jenis == UNITS))
        .order_by(SopPelaksana.urutan)
    )
    chosen: dict[int, list[Jabatan]] = {}
    rows = (
        SopPelaksanaJabatan.select(SopPelaksanaJabatan, Jabatan)
        .join(Jabatan)
        .where(SopPelaksanaJabatan.pelaksana.in_([column.id for column in columns]))
        .order_by(SopPelaksanaJabatan.urutan, SopPelaksanaJabatan.id)
    )
    for row in rows:
        chosen.setdefault(row.pelaksana_id, []).append(row.jabatan)
    alone = {column.id: [column.jabatan] if column.jabatan is not None else [] for column in columns}
    return {str(column.kode): chosen.get(column.id) or alone[column.id] for column in columns}


def set_positions(pelaksana: SopPelaksana, jabatan_list: Iterable[Jabatan]) -> None:
    """Says which positions do the steps of a setiap_unit column, in this order. Also of a ratified SOP, as map_column.

    :raises InputError: for another department's position, or a column that is one position's.
    """
    require("sop_kinerja.sop.update")
    wanted = list({one.id: one for one in jabatan_list}.values())
    name = f"jabatan-{pelaksana.id}"
    if pelaksana.jenis != UNITS:
        raise InputError(f"Kolom {pelaksana.label} dikerjakan satu jabatan saja.", name)
    if any(one.perangkat_daerah_id != pelaksana.perangkat_daerah_id for one in wanted):
        raise InputError("Jabatan itu bukan jabatan perangkat daerah ini.", name)
    mine = SopPelaksanaJabatan.pelaksana == pelaksana.id
    before = list(SopPelaksanaJabatan.select().where(mine).order_by(SopPelaksanaJabatan.urutan))
    if [row.jabatan_id for row in before] == [one.id for one in wanted]:
        return
    with transaction():
        names = [str(row.jabatan) for row in before]
        SopPelaksanaJabatan.delete().where(mine).execute()
        put_positions(pelaksana, wanted)
        # The column's own position stays one of them: it is who answers for the column.
        if pelaksana.jabatan_id not in {one.id for one in wanted}:
            pelaksana.jabatan = wanted[0] if wanted else None
            SopPelaksana.update({SopPelaksana.jabatan: pelaksana.jabatan}).where(
                SopPelaksana.id == pelaksana.id
            ).execute()
        audit.record(
            "sop_kinerja.sop.map",
            pelaksana,
            detail={"kolom": pelaksana.label, "dari": "; ".join(names), "ke": "; ".join(map(str, wanted))},
        )


def put_positions(pelaksana: SopPelaksana, positions: Iterable[Jabatan]) -> None:
    """Writes the rows of a column that has none yet. The caller has checked who may and records it."""
    for number, jabatan in enumerate(positions, start=1):
        SopPelaksanaJabatan.create(
            perangkat_daerah=pelaksana.perangkat_daerah_id, pelaksana=pelaksana, jabatan=jabatan, urutan=number
        )


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
    return " ".join(words(text))
