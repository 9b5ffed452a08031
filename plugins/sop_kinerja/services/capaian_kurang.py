"""What a recap of a period lacks: data that was asked for, of the period or of its parts, and is not approved."""

from dataclasses import dataclass
from datetime import date

from core import clock
from core.actor import current_actor
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.bagian_periode import under
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.services.data_keadaan import LABELS, is_late, state_of


@dataclass(frozen=True)
class BelumSah:
    """A department's (or a unit's) data that does not count yet, or never will; `keadaan` in words."""

    pihak: str
    periode: Periode
    keadaan: str
    tenggat: date
    terlambat: bool
    uuid: str

    @property
    def kalimat(self) -> str:
        """'Dinas Kesehatan, Triwulan II 2026: Diajukan (terlambat)'"""
        return f"{self.pihak}, {self.periode.label}: {self.keadaan}{' (terlambat)' if self.terlambat else ''}"


def not_approved(asker: int, period: Periode, sumber_id: int | None = None) -> tuple[int, list[BelumSah]]:
    """How many are approved, and those that are not, by period and in official order; one query.

    :param sumber_id: only of that department
    """
    query = (
        Penyampaian.select(Penyampaian, PerangkatDaerah)
        .join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        .where(
            (Penyampaian.penyelenggara == asker)
            & Penyampaian.periode.in_(sorted(under(period)))
            & (Penyampaian.status != "dibatalkan")
        )
        .order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id, Penyampaian.id)
    )
    if sumber_id is not None:
        query = query.where(Penyampaian.perangkat_daerah == sumber_id)
    today = clock.today(current_actor().zona_waktu)
    rows = list(query)
    lacking = [
        BelumSah(
            row.pihak,
            Periode.parse(str(row.periode)),
            LABELS[state_of(row)],
            row.tenggat,
            is_late(row, today),
            str(row.uuid),
        )
        for row in rows
        if row.status != "disahkan"
    ]
    return len(rows) - len(lacking), sorted(lacking, key=lambda one: one.periode)
