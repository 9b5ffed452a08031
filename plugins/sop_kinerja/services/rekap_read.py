"""A recap as a page shows it: departments in order, each with its rows, its mean and what the mean leaves out."""

from dataclasses import dataclass, field
from typing import Any

from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Kasus, Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.data_assess import Assessed


@dataclass(frozen=True)
class Line:
    """A figure of the recap, assessed as it was then."""

    row: RekapBaris
    assessed: Assessed

    @property
    def rumus(self) -> str:
        return FORMULA.get(str(self.row.formula), str(self.row.formula))


@dataclass(frozen=True)
class Group:
    """A department's part."""

    row: RekapPerangkat
    assessed: Assessed
    lines: list[Line] = field(default_factory=list)


def groups(rekap: Rekap) -> list[Group]:
    """Two queries, however many figures."""
    found = {
        (row.sumber_id, row.unit): Group(row, Assessed(row.rata_rata, str(row.predikat)))
        for row in _with_department(RekapPerangkat, rekap)
    }
    for row in _with_department(RekapBaris, rekap):
        found[row.sumber_id, row.unit].lines.append(
            Line(row, Assessed(row.capaian, str(row.predikat), str(row.alasan)))
        )
    return list(found.values())


def recaps(page: int, size: int) -> tuple[list[Rekap], int]:
    """A page of the acting department's recaps, newest first, and how many pages there are."""
    query = Rekap.select(Rekap, Kasus).join(Kasus).order_by(Rekap.id.desc())
    return list(query.paginate(page, size)), max(1, -(-query.count() // size))


def _with_department(model: Any, rekap: Rekap) -> Any:
    return (
        model.select(model, PerangkatDaerah)
        .join(PerangkatDaerah, on=model.sumber)
        .where(model.rekap == rekap.id)
        .order_by(model.urutan)
    )
