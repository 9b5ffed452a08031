"""Reading a recap that is up to date: no figure is worked out here."""

from dataclasses import dataclass
from typing import Any

from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapBasi, RekapCapaian


@dataclass(frozen=True)
class RekapDepartemen:
    """A department's indicators for a period in the asker's recap; `waiting`: changes that a worker has yet to make
    part of it."""

    mean: RekapCapaian | None
    figures: list[RekapAngka]
    waiting: int


def of_department(
    penyelenggara_id: int, perangkat_daerah_id: int, periode: str, *, limit: int = 100, offset: int = 0
) -> RekapDepartemen:
    """A page of the figures. Three queries, each by index, however many figures there are."""
    figures = list(
        RekapAngka.select(RekapAngka, IndikatorTahun)
        .join(IndikatorTahun)
        .where(
            (RekapAngka.penyelenggara == penyelenggara_id)
            & (RekapAngka.periode == periode)
            & (RekapAngka.perangkat_daerah == perangkat_daerah_id)
        )
        .order_by(IndikatorTahun.urutan, IndikatorTahun.kode)
        .limit(limit)
        .offset(offset)
    )
    mean = RekapCapaian.get_or_none(
        (RekapCapaian.penyelenggara == penyelenggara_id)
        & (RekapCapaian.periode == periode)
        & (RekapCapaian.tingkat == "perangkat_daerah")
        & (RekapCapaian.perangkat_daerah == perangkat_daerah_id)
    )
    return RekapDepartemen(mean, figures, waiting(penyelenggara_id))


def of_period(penyelenggara_id: int, periode: str) -> list[RekapCapaian]:
    """The means of all the asker's departments for a period, and of the whole, best first."""
    mine = (RekapCapaian.penyelenggara == penyelenggara_id) & (RekapCapaian.periode == periode)
    found: list[Any] = list(RekapCapaian.select().where(mine))
    return sorted(found, key=lambda row: (row.tingkat != "pemda", row.rata_rata is None, -(row.rata_rata or 0)))


def waiting(penyelenggara_id: int) -> int:
    """How many changes wait for a worker; 0: the recap is up to date."""
    return int(RekapBasi.select().where(RekapBasi.penyelenggara == penyelenggara_id).count())
