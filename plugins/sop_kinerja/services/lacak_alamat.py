"""From a line of a recap, or of an approved submission, to the page that explains its figure."""

from collections.abc import Iterable

import peewee

from core.actor import current_actor
from core.idn.periods import Periode
from core.permissions import allowed
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, RekapBaris
from plugins.sop_kinerja.services.capaian_periode import READ

CHUNK = 400


def explained(lines: Iterable[RekapBaris], periode: str) -> dict[str, str]:
    """`RekapBaris.realisasi_uuid` -> uuid of the yearly indicator whose figure `lacak.explain` tells of. A query for
    each 400 lines."""
    return _of([str(line.realisasi_uuid) for line in lines], periode)


def of_submission(penyampaian: Penyampaian) -> dict[str, str]:
    """The same for the figures of a submission, by the uuid of the Realisasi; empty before it is approved, and for who
    may not read recaps."""
    if penyampaian.status != "disahkan" or not allowed(current_actor(), READ):
        return {}
    rows = Realisasi.select(Realisasi.uuid).where(Realisasi.penyampaian == penyampaian.id).tuples()
    return _of([str(uuid) for (uuid,) in rows], str(penyampaian.periode))


def _of(uuids: list[str], periode: str) -> dict[str, str]:
    tahun = Periode.parse(periode).tahun
    found: dict[str, str] = {}
    for some in peewee.chunked(uuids, CHUNK):
        rows = (
            Realisasi.select(Realisasi.uuid, IndikatorTahun.uuid)
            .join(IndikatorTahun, on=(IndikatorTahun.indikator_uuid == Realisasi.indikator_uuid))
            .where(Realisasi.uuid.in_(list(some)) & (IndikatorTahun.tahun == tahun))
            .tuples()
        )
        found |= {str(realisasi): str(indikator) for realisasi, indikator in rows}
    return found
