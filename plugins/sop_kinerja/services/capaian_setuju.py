"""Approving the recap of a period: a snapshot that later corrections do not touch; revoked only with a reason.

A semester is approved out of two approved triwulan, a year out of two approved semesters; one whose figures all came
for the whole of it needs none of them.
"""

import peewee
from peewee import fn

from core import audit, clock
from core.actor import current_actor
from core.db import is_postgres, transaction
from core.errors import Busy, InputError, NotFound, StateError
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import RekapPeriode
from plugins.sop_kinerja.services.capaian_dasar import parts_below
from plugins.sop_kinerja.services.capaian_periode import recap
from plugins.sop_kinerja.services.capaian_potret import checksum, content

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
    parts = parts_below(found)
    _ensure_approved(period, parts)
    if (there := approved(period.code)) is not None:
        raise StateError(f"Rekapitulasi {period.label} sudah disetujui oleh {there.disetujui_oleh}.")
    isi = content(found)
    mine = RekapPeriode.perangkat_daerah == actor.perangkat_daerah_id
    last = RekapPeriode.select(fn.MAX(RekapPeriode.nomor)).where(mine & (RekapPeriode.periode == period.code)).scalar()
    try:
        with transaction():
            _hold(parts)
            _ensure_approved(period, parts)
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
    with transaction():
        values = {
            RekapPeriode.dicabut: clock.now(),
            RekapPeriode.dicabut_oleh: actor.signed,
            RekapPeriode.alasan: reason,
        }
        # The row is held before the longer period is looked for: an approval of that holds it too.
        standing = (RekapPeriode.id == kept.id) & RekapPeriode.dicabut.is_null()
        if not RekapPeriode.update(values).where(standing).execute():
            raise StateError(f"Persetujuan ini sudah dicabut oleh {get_approved(uuid).dicabut_oleh}.")
        above = period.whole
        whole = None if above is None else approved(above.code)
        if above is not None and whole is not None and not whole.isi.get("dasar"):
            raise StateError(f"Cabut dahulu persetujuan {above.label}, yang disusun dari periode ini.")
        audit.record("sop_kinerja.rekap_periode.revoke", kept, detail={"alasan": reason})
    return get_approved(uuid)


def _ensure_approved(period: Periode, parts: list[Periode]) -> None:
    if lacking := [part.label for part in parts if approved(part.code) is None]:
        raise StateError(
            f"{period.label} disetujui setelah {listed(lacking)}. Setujui dahulu rekapitulasi periode bagiannya."
        )


def _hold(parts: list[Periode]) -> None:
    """Nobody revokes the approval of a part in the same second (SQLite has one writer anyway)."""
    if is_postgres() and parts:
        mine = RekapPeriode.perangkat_daerah == current_actor().perangkat_daerah_id
        codes = [part.code for part in parts]
        RekapPeriode.select(RekapPeriode.id).where(mine & RekapPeriode.periode.in_(codes)).for_update().execute()


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
    return bool(checksum(kept.isi) == kept.sidik)
