"""Approving the recap of a period: a snapshot that later corrections do not touch; revoked only with a reason.

A semester is approved out of two approved triwulan, a year out of two approved semesters; one whose figures all came
for the whole of it needs none of them.
"""

import hashlib
import json
from typing import Any

import peewee
from peewee import fn

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import Busy, InputError, NotFound, StateError
from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import RekapPeriode
from plugins.sop_kinerja.services.capaian_dasar import direct_words, parts_below
from plugins.sop_kinerja.services.capaian_periode import Baris, RekapSaatIni, recap
from plugins.sop_kinerja.services.data_assess import rule

REVIEW = "sop_kinerja.rekap.review"
MAX_REASON = 2000


def approve(kode: str) -> RekapPeriode:
    """Keeps the recap of the period as it stands now, whole, with its checksum.

    :raises StateError: while workers are at it, without figures, while approved already, or while a part of the period
        on which a figure rests is not approved.
    """
    actor = require(REVIEW)
    found = recap(kode)
    period = found.periode
    if not found.bagian:
        raise StateError(f"Belum ada angka yang disahkan untuk {period.label}.")
    if found.menunggu:
        raise StateError("Rekapitulasi sedang dihitung ulang karena ada perubahan. Muat ulang halaman sebentar lagi.")
    if lacking := [part.label for part in parts_below(found) if approved(part.code) is None]:
        raise StateError(
            f"{period.label} disetujui setelah {listed(lacking)}. Setujui dahulu rekapitulasi periode bagiannya."
        )
    if (there := approved(period.code)) is not None:
        raise StateError(f"Rekapitulasi {period.label} sudah disetujui oleh {there.disetujui_oleh}.")
    isi = content(found)
    mine = RekapPeriode.perangkat_daerah == actor.perangkat_daerah_id
    last = RekapPeriode.select(fn.MAX(RekapPeriode.nomor)).where(mine & (RekapPeriode.periode == period.code)).scalar()
    try:
        with transaction():
            kept: RekapPeriode = RekapPeriode.create(
                perangkat_daerah=actor.perangkat_daerah_id,
                periode=period.code,
                nomor=(last or 0) + 1,
                isi=isi,
                sidik=checksum(isi),
                disetujui=clock.now(),
                disetujui_oleh=actor.signed,
            )
            audit.record("sop_kinerja.rekap_periode.approve", kept, detail={"periode": period.code})
    except peewee.IntegrityError as error:
        raise Busy("Rekapitulasi ini baru saja disetujui orang lain. Muat ulang halaman.") from error
    return kept


def revoke(uuid: str, reason: str) -> RekapPeriode:
    """The approval no longer counts; the snapshot stays readable.

    :raises InputError: without a reason (alasan); StateError: when a longer period that rests on it is approved.
    """
    actor = require(REVIEW)
    kept = get_approved(uuid)
    reason = reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise InputError(f"Tuliskan alasannya, paling banyak {MAX_REASON} huruf.", "alasan")
    period = Periode.parse(str(kept.periode))
    if kept.dicabut is not None:
        raise StateError(f"Persetujuan ini sudah dicabut oleh {kept.dicabut_oleh}.")
    if period.whole is not None and approved(period.whole.code) is not None:
        raise StateError(f"Cabut dahulu persetujuan {period.whole.label}, yang disusun dari periode ini.")
    with transaction():
        values = {
            RekapPeriode.dicabut: clock.now(),
            RekapPeriode.dicabut_oleh: actor.signed,
            RekapPeriode.alasan: reason,
        }
        RekapPeriode.update(values).where(RekapPeriode.id == kept.id).execute()
        audit.record("sop_kinerja.rekap_periode.revoke", kept, detail={"alasan": reason})
    return get_approved(uuid)


def approved(kode: str) -> RekapPeriode | None:
    """The acting department's approval of a period that counts, or None."""
    found: RekapPeriode | None = (
        RekapPeriode.select()
        .where(
            (RekapPeriode.perangkat_daerah == current_actor().perangkat_daerah_id)
            & (RekapPeriode.periode == kode)
            & RekapPeriode.dicabut.is_null()
        )
        .first()
    )
    return found


def approvals(kode: str) -> list[RekapPeriode]:
    """All of a period, the newest first, revoked ones too."""
    mine = RekapPeriode.perangkat_daerah == current_actor().perangkat_daerah_id
    return list(RekapPeriode.select().where(mine & (RekapPeriode.periode == kode)).order_by(RekapPeriode.nomor.desc()))


def get_approved(uuid: str) -> RekapPeriode:
    """:raises NotFound: also for another department's."""
    found = RekapPeriode.get_or_none(RekapPeriode.uuid == uuid)
    if found is None:
        raise NotFound("Rekapitulasi yang disetujui ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, RekapPeriode)
    return found


def is_intact(kept: RekapPeriode) -> bool:
    """Whether the content still is what was approved."""
    return checksum(kept.isi) == kept.sidik


def content(found: RekapSaatIni) -> dict[str, Any]:
    """The recap as plain texts: what is read years later needs no table of today."""
    return {
        "periode": found.periode.code,
        "dasar": direct_words(found),
        "aturan": rule(found.skala),
        "rata_rata": _number(found.assessed.value),
        "predikat": found.assessed.predikat,
        "dinilai": found.dinilai,
        "belum_dinilai": found.belum_dinilai,
        "bagian": [
            {
                "nama": str(part.perangkat.nama),
                "rata_rata": _number(part.assessed.value),
                "predikat": part.assessed.predikat,
                "baris": [_line(one) for one in part.baris],
            }
            for part in found.bagian
        ],
    }


def checksum(isi: Any) -> str:
    return hashlib.sha256(json.dumps(isi, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed_since(kept: RekapPeriode, found: RekapSaatIni) -> list[str]:
    """What reads otherwise now than in the approved snapshot, in sentences."""
    before = {(part["nama"], row["kode"]): row for part in kept.isi.get("bagian", ()) for row in part["baris"]}
    now = {(str(part.perangkat.nama), str(one.indikator.kode)): _line(one) for part, one in found.semua}
    told = []
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        name = (new or old or {})["uraian"]
        if old is None or new is None:
            told.append(f"{key[0]}: «{name}» {'baru ada' if old is None else 'tidak ada lagi'} sesudah disetujui.")
        elif old != new:
            told.append(f"{key[0]}: «{name}» disetujui {old['nilai']}, sekarang {new['nilai']}.")
    return told


def _line(one: Baris) -> dict[str, Any]:
    return {
        "kode": str(one.indikator.kode),
        "uraian": str(one.indikator.uraian),
        "satuan": str(one.indikator.satuan),
        "target": one.target,
        "nilai": one.nilai,
        "capaian": _number(one.angka.capaian),
        "predikat": one.assessed.predikat,
        "alasan": one.assessed.reason,
        "asal": str(one.angka.asal),
        "bagian": [int(one.angka.ada), int(one.angka.perlu)],
    }


def _number(value: Any) -> str:
    return format_number(value)
