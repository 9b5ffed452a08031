"""Writing a published table: indicators, their year, targets, approved figures with the file as evidence. Set by set,
inside the caller's transaction."""

import uuid as uuids
from datetime import datetime
from typing import Any

import peewee

from core import audit, clock, events
from core.actor import current_actor
from core.bulk import insert_rows
from core.files import Dokumen
from core.idn.periods import Periode
from plugins.sop_kinerja.contracts import DataDisahkan
from plugins.sop_kinerja.models import Bukti, Indikator, Penyampaian, Realisasi, RiwayatAngka, Target
from plugins.sop_kinerja.services.agregat_basi import mark_indicators, mark_stale
from plugins.sop_kinerja.services.impor_lkj_kenal import PREFIX
from plugins.sop_kinerja.services.impor_lkj_laporan import origin
from plugins.sop_kinerja.services.impor_lkj_lihat import Lihat
from plugins.sop_kinerja.services.impor_lkj_milik import agency, own_names
from plugins.sop_kinerja.services.indikator_tahun import of_years

CHUNK = 400
"""Rows per insert: SQLite takes 32,766 values in one statement."""


def write(rows: list[Lihat], dokumen: Dokumen, reason: str) -> list[Penyampaian]:
    """The rows that are to be taken, in the acting department, approved by the acting person now."""
    actor = current_actor()
    owner = dokumen.perangkat_daerah
    own = own_names(owner)
    _create_indicators(rows, int(owner.id), own)
    for year in sorted({one.baris.tahun for one in rows}):
        of_years({_indicator(one).id: _indicator(one) for one in rows if one.baris.tahun == year}.values(), year)
    _write_targets(rows, int(owner.id))
    now = clock.now()
    made = []
    groups: dict[tuple[str, str], list[Lihat]] = {}
    for one in rows:
        groups.setdefault((agency(one.baris, own), one.baris.periode), []).append(one)
    for (source, period), group in groups.items():
        penyampaian = _submission(int(owner.id), source, period, now, actor.signed)
        _write_figures(penyampaian, group, dokumen)
        _keep_replaced(group, now, actor.signed, reason)
        audit.record("sop_kinerja.impor.take", penyampaian, detail={"baris": len(group), "berkas": str(dokumen.nama)})
        mark_stale(penyampaian)
        events.emit(DataDisahkan(int(owner.id), str(penyampaian.uuid), period))
        made.append(penyampaian)
    for year in sorted({one.baris.tahun for one in rows}):
        mark_indicators({str(_indicator(one).uuid) for one in rows if one.baris.tahun == year}, year)
    return made


def _indicator(one: Lihat) -> Indikator:
    assert one.indikator is not None
    return one.indikator


def _create_indicators(rows: list[Lihat], owner: int, own: frozenset[str]) -> None:
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
    made: dict[str, Indikator] = {}
    for some in peewee.chunked([each["uuid"] for each in new.values()], CHUNK):
        made |= {str(row.uuid): row for row in Indikator.select().where(Indikator.uuid.in_(some))}
    for one in rows:
        if one.indikator is None:
            one.indikator = made[new[one.baris.kunci]["uuid"]]


def _write_targets(rows: list[Lihat], owner: int) -> None:
    """A figure without a target in numbers has no row: nobody has set one. What is there is what the row says, or is
    being replaced with a reason."""
    wanted = {(int(_indicator(one).id), one.baris.periode): one for one in rows if one.target is not None}
    here: dict[tuple[int, str], Target] = {}
    for some in peewee.chunked(sorted({key[0] for key in wanted}), CHUNK):
        for target in Target.select().where(Target.indikator.in_(some)):
            here[int(target.indikator_id), str(target.periode)] = target
    new = []
    for key, one in wanted.items():
        found = here.get(key)
        if found is None:
            new.append(
                {
                    "perangkat_daerah": owner,
                    "indikator": key[0],
                    "periode": key[1],
                    "nilai": one.target,
                    "nilai_atas": one.target_atas,
                }
            )
        elif (found.nilai, found.nilai_atas) != (one.target, one.target_atas):
            Target.update(nilai=one.target, nilai_atas=one.target_atas).where(Target.id == found.id).execute()
    insert_rows(Target, new)


def _submission(owner: int, source: str, period: str, now: datetime, signed: str) -> Penyampaian:
    found = Periode.parse(period)
    title = f"Tabel terbitan {source}, {found.label}" if source else f"Tabel terbitan {found.label}"
    made: Penyampaian = Penyampaian.create(
        perangkat_daerah=owner,
        penyelenggara=owner,
        kasus_uuid=str(uuids.uuid4()),  # no case asked for it
        unit=source[:200],
        judul=title[:250],
        periode=period,
        tenggat=found.end,
        status="disahkan",
        diubah=now,
        diubah_oleh=signed,
        pertama_diajukan=now,
        diajukan=now,
        diajukan_oleh=signed,
        diverifikasi=now,
        diverifikasi_oleh=signed,
        disahkan=now,
        disahkan_oleh=signed,
    )
    return made


def _write_figures(penyampaian: Penyampaian, group: list[Lihat], dokumen: Dokumen) -> None:
    shared = {"perangkat_daerah": penyampaian.perangkat_daerah_id, "penyelenggara": penyampaian.penyelenggara_id}
    rows = []
    for number, one in enumerate(group, start=1):
        indikator = _indicator(one)
        rows.append(
            {
                **shared,
                "penyampaian": penyampaian.id,
                "indikator_uuid": indikator.uuid,
                "kode": indikator.kode,
                "sasaran": one.baris.sasaran,
                "uraian": indikator.uraian,
                "satuan": indikator.satuan,
                "formula": indikator.formula,
                "agregasi_periode": indikator.agregasi_periode,
                "kumulatif": indikator.kumulatif,
                "skala": indikator.skala.butir if indikator.skala_id else None,
                "urutan": number,
                "target": one.target,
                "target_atas": one.target_atas,
                "nilai": one.nilai,
                "keterangan": origin(one, str(dokumen.nama)),
            }
        )
    insert_rows(Realisasi, rows)
    made = Realisasi.select(Realisasi.id).where(Realisasi.penyampaian == penyampaian.id)
    insert_rows(Bukti, [{**shared, "realisasi": row.id, "dokumen": dokumen.id} for row in made])


def _keep_replaced(group: list[Lihat], now: datetime, signed: str, reason: str) -> None:
    """What a figure was before stays readable beside it."""
    rows = []
    for one in group:
        if one.keadaan == "mengganti" and one.lama is not None:
            old = one.lama
            rows.append(
                {
                    "perangkat_daerah": old.perangkat_daerah_id,
                    "penyelenggara": old.penyelenggara_id,
                    "realisasi": old.id,
                    "nilai": old.nilai,
                    "pembilang": old.pembilang,
                    "penyebut": old.penyebut,
                    "keterangan": old.keterangan,
                    "disahkan": old.penyampaian.disahkan,
                    "disahkan_oleh": old.penyampaian.disahkan_oleh,
                    "dibuka": now,
                    "dibuka_oleh": signed,
                    "alasan": reason,
                }
            )
    insert_rows(RiwayatAngka, rows)
