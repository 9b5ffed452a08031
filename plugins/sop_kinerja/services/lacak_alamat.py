"""From a line of a recap to the page that explains its figure."""

from collections.abc import Iterable

import peewee

from core.idn.periods import Periode
from plugins.sop_kinerja.models import IndikatorTahun, Realisasi, RekapBaris

CHUNK = 400


def explained(lines: Iterable[RekapBaris], periode: str) -> dict[str, str]:
    """`RekapBaris.realisasi_uuid` -> uuid of the yearly indicator whose figure `lacak.explain` tells of. A query for
    each 400 lines."""
    tahun = Periode.parse(periode).tahun
    found: dict[str, str] = {}
    for some in peewee.chunked([str(line.realisasi_uuid) for line in lines], CHUNK):
        rows = (
            Realisasi.select(Realisasi.uuid, IndikatorTahun.uuid)
            .join(IndikatorTahun, on=(IndikatorTahun.indikator_uuid == Realisasi.indikator_uuid))
            .where(Realisasi.uuid.in_(list(some)) & (IndikatorTahun.tahun == tahun))
            .tuples()
        )
        found |= {str(realisasi): str(indikator) for realisasi, indikator in rows}
    return found
