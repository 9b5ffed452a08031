"""Which unit of a department answers for an indicator: the one that it names, else that of its sasaran."""

from collections.abc import Iterable
from typing import Any

import peewee

from core.organisation.models import UnitKerja
from plugins.sop_kinerja.models import Indikator, Sasaran

UNIT = peewee.fn.COALESCE(Indikator.unit_kerja, Sasaran.unit_kerja)
"""Its id, in a query of `with_unit`; null where the department answers as a whole."""


def with_unit(condition: Any) -> Any:
    """A query of indicators, with `UNIT` to choose by."""
    return Indikator.select().join(Sasaran, peewee.JOIN.LEFT_OUTER).where(condition)


def unit_names(indikator_ids: Iterable[int]) -> dict[int, str | None]:
    """`Indikator.id` -> the name of the unit; one query."""
    rows = with_unit(Indikator.id.in_(list(indikator_ids)))
    named = rows.join(UnitKerja, peewee.JOIN.LEFT_OUTER, on=(UnitKerja.id == UNIT), src=Indikator)
    return dict(named.select(Indikator.id, UnitKerja.nama).tuples())
