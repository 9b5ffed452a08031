"""The targets of a year: read, and written so that the recaps that rest on them are made fresh, whoever does it.

The panel writes one row by its form; it marks with `agregat_basi.mark_target`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.bulk import among, insert_rows
from core.db import transaction
from core.idn.periods import Periode
from plugins.sop_kinerja.models import Indikator, Target
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services.agregat_basi import mark_indicators
from plugins.sop_kinerja.target_periksa import MONTHS

Key = tuple[int, str]
"""(`Indikator.id`, part of the year: TH, S1, TW1, B03)"""


@dataclass(frozen=True)
class Change:
    """A target that is another now; None: nobody has set one."""

    indikator_id: int
    bagian: str
    before: Value | None
    after: Value | None


def is_agreed(part: str) -> bool:
    """Whether the target of a part of the year (TH, TW1, B03) is frozen with the year. Months are not: they divide a
    triwulan in the Rencana Aksi, and nobody signs them."""
    return part not in MONTHS


def write(perangkat_daerah_id: int, tahun: int, wanted: Mapping[Key, Value | None]) -> list[Change]:
    """Sets these targets (None takes one away) and gives what is another now; what is not named stays.

    Who may, and whether the values are right, was looked at before; nobody else writes targets of the department
    meanwhile (`rencana_induk.one_at_a_time`). Reads and marks once, however many there are.
    """
    changes, new = [], []
    here = targets_of({key[0] for key in wanted}, tahun)
    with transaction():
        for (indikator_id, part), after in wanted.items():
            row = here.get(indikator_id, {}).get(part)
            before = None if row is None else Value(row.nilai, row.nilai_atas)
            if before == after:
                continue
            changes.append(Change(indikator_id, part, before, after))
            if row is None and after is not None:
                key = {"perangkat_daerah": perangkat_daerah_id, "indikator": indikator_id}
                period = Periode(tahun, part).code
                new.append({**key, "periode": period, "nilai": after.nilai, "nilai_atas": after.atas})
            elif row is not None and after is not None:
                Target.update(nilai=after.nilai, nilai_atas=after.atas).where(Target.id == row.id).execute()
            elif row is not None:
                Target.delete().where(Target.id == row.id).execute()
        insert_rows(Target, new)
        changed = Indikator.select(Indikator.uuid).where(among(Indikator.id, (one.indikator_id for one in changes)))
        mark_indicators((uuid for (uuid,) in changed.tuples()), tahun)
    return changes


def targets_of(indikator_ids: Iterable[int], tahun: int) -> dict[int, dict[str, Target]]:
    """Indicator -> part of the year -> its target; one query."""
    found: dict[int, dict[str, Target]] = {}
    year = among(Target.indikator, indikator_ids) & Target.periode.startswith(f"{tahun:04d}-")
    for row in Target.select().where(year):
        found.setdefault(int(row.indikator_id), {})[Periode.parse(str(row.periode)).bagian] = row
    return found
