"""Writing a published table: indicators, their year, targets, approved figures with the file as evidence. Set by set,
inside the caller's transaction."""

import uuid as uuids
from datetime import datetime
from typing import Any

from core import audit, clock, events
from core.actor import current_actor
from core.bulk import insert_rows
from core.db import database
from core.files import Dokumen
from core.idn.periods import Periode
from plugins.sop_kinerja.contracts import DataDisahkan
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, RiwayatAngka
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import target_tahun
from plugins.sop_kinerja.services.agregat_basi import mark_stale
from plugins.sop_kinerja.services.agregat_sql import REALISASI, new_row, run
from plugins.sop_kinerja.services.impor_lkj_indikator import create_indicators, indicator_of
from plugins.sop_kinerja.services.impor_lkj_laporan import origin
from plugins.sop_kinerja.services.impor_lkj_milik import agency, own_names
from plugins.sop_kinerja.services.impor_lkj_pratinjau import Lihat
from plugins.sop_kinerja.services.indikator_tahun import of_years


def write(rows: list[Lihat], dokumen: Dokumen, reason: str) -> list[Penyampaian]:
    """The rows that are to be taken, in the acting department, approved by the acting person now."""
    actor = current_actor()
    owner = dokumen.perangkat_daerah
    own = own_names(owner)
    create_indicators(rows, int(owner.id), own)
    copies: dict[tuple[int, int], dict[str, Any]] = {}
    for year in sorted({one.baris.tahun for one in rows}):
        mine = [one for one in rows if one.baris.tahun == year]
        made_of = of_years({indicator_of(one).id: indicator_of(one) for one in mine}.values(), year)
        copies |= {(key, year): _kept_of(copy) for key, copy in made_of.items()}
        target_tahun.write(int(owner.id), year, _targets(mine))
    now = clock.now()
    made = []
    groups: dict[tuple[str, str], list[Lihat]] = {}
    for one in rows:
        groups.setdefault((agency(one.baris, own), one.baris.periode), []).append(one)
    for (source, period), group in groups.items():
        penyampaian = _submission(int(owner.id), source, period, now, actor.signed)
        _write_figures(penyampaian, group, dokumen, copies)
        _keep_replaced(group, now, actor.signed, reason)
        audit.record("sop_kinerja.impor.take", penyampaian, detail={"baris": len(group), "berkas": str(dokumen.nama)})
        mark_stale(penyampaian)
        events.emit(DataDisahkan(int(owner.id), str(penyampaian.uuid), period))
        made.append(penyampaian)
    return made


def _targets(rows: list[Lihat]) -> dict[target_tahun.Key, Value | None]:
    """A figure without a target in numbers has no row: nobody has set one. What is there is what the row says, or is
    being replaced with a reason."""
    return {
        (int(indicator_of(one).id), one.baris.periode[5:]): Value(one.target, one.target_atas)
        for one in rows
        if one.target is not None
    }


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
        pertama_diajukan=None,  # nobody asked for it by a day, so it is not late
        diajukan=now,
        diajukan_oleh=signed,
        diverifikasi=now,
        diverifikasi_oleh=signed,
        disahkan=now,
        disahkan_oleh=signed,
    )
    return made


def _kept_of(copy: IndikatorTahun) -> dict[str, Any]:
    """What a figure keeps of its indicator, as it is in the year of the figure."""
    return {
        "indikator_uuid": copy.indikator_uuid,
        "kode": copy.kode,
        "uraian": copy.uraian,
        "satuan": copy.satuan,
        "formula": copy.formula,
        "agregasi_periode": copy.agregasi_periode,
        "kumulatif": copy.kumulatif,
        "skala": copy.skala,
    }


def _write_figures(
    penyampaian: Penyampaian, group: list[Lihat], dokumen: Dokumen, copies: dict[tuple[int, int], dict[str, Any]]
) -> None:
    """The figures, each with the file as its evidence."""
    name = str(dokumen.nama)
    shared = {
        "perangkat_daerah": penyampaian.perangkat_daerah_id,
        "penyelenggara": penyampaian.penyelenggara_id,
        "penyampaian": penyampaian.id,
    }
    insert_rows(
        Realisasi,
        (
            {
                **shared,
                **copies[int(indicator_of(one).id), one.baris.tahun],
                "sasaran": one.baris.sasaran,
                "urutan": number,
                "target": one.target,
                "target_atas": one.target_atas,
                "nilai": one.nilai,
                "keterangan": origin(one, name),
            }
            for number, one in enumerate(group, start=1)
        ),
    )
    born, values = new_row()
    # Plain SQL: of the submission that was just made in the acting department, and of nothing else.
    run(
        f"INSERT INTO sop_kinerja_bukti ({born}, perangkat_daerah_id, penyelenggara_id, realisasi_id, dokumen_id)"
        f" SELECT {values}, r.perangkat_daerah_id, r.penyelenggara_id, r.id, {database.param} FROM {REALISASI} r"
        f" WHERE r.penyampaian_id = {database.param}",
        (dokumen.id, penyampaian.id),
    )


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
