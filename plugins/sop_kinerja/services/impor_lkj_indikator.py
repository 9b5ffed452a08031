"""The indicators of a published table that are new here."""

import uuid as uuids
from typing import Any

import peewee

from core.bulk import among, insert_rows
from plugins.sop_kinerja.models import Indikator
from plugins.sop_kinerja.services.impor_lkj_kenal import PREFIX
from plugins.sop_kinerja.services.impor_lkj_milik import agency
from plugins.sop_kinerja.services.impor_lkj_pratinjau import Lihat


def indicator_of(one: Lihat) -> Indikator:
    assert one.indikator is not None
    return one.indikator


def create_indicators(rows: list[Lihat], owner: int, own: frozenset[str]) -> None:
    """One for each indicator that is new. Not active: nobody is asked for it until somebody says so."""
    new: dict[tuple[str, ...], dict[str, Any]] = {}
    taken = Indikator.select(Indikator.kode).where(
        (Indikator.perangkat_daerah == owner) & Indikator.kode.startswith(PREFIX)
    )
    numbers = [int(row.kode[len(PREFIX) :]) for row in taken if row.kode[len(PREFIX) :].isdecimal()]
    number = max(numbers, default=0)
    order = Indikator.select(peewee.fn.MAX(Indikator.urutan)).where(Indikator.perangkat_daerah == owner).scalar() or 0
    for one in rows:
        row = one.baris
        if one.indikator is None and row.kunci not in new:
            number, order = number + 1, order + 1
            new[row.kunci] = {
                "uuid": str(uuids.uuid4()),
                "perangkat_daerah": owner,
                "kode": f"{PREFIX}{number:04d}",
                "sasaran": row.sasaran,
                "uraian": row.indikator,
                "satuan": row.satuan,
                "formula": row.formula,
                "agregasi_periode": "tidak",
                "agregasi_unit": "tidak",
                "sumber_data": agency(row, own),
                "urutan": order,
                "aktif": False,
            }
    insert_rows(Indikator, new.values())
    rows_of = Indikator.select().where(among(Indikator.uuid, (each["uuid"] for each in new.values())))
    made = {str(row.uuid): row for row in rows_of} if new else {}
    for one in rows:
        if one.indikator is None:
            one.indikator = made[new[one.baris.kunci]["uuid"]]
