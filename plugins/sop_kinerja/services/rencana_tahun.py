"""The indicators of a year as one looks at them: laid out already or not, with their targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import peewee

from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Target, TargetRenstra
from plugins.sop_kinerja.services.indikator_tahun import APPROVED, active, contents, differs, in_year, locks
from plugins.sop_kinerja.services.rencana_sahkan import problems
from plugins.sop_kinerja.services.target_tahun import targets_of
from plugins.sop_kinerja.tulis_target import target_text

QUARTERS = ("TW1", "TW2", "TW3", "TW4")
YEAR = "TH"


@dataclass(frozen=True)
class YearRow:
    """An indicator in the year. `row` is not saved yet where nobody needed it so far (`row.id` None).

    `late`: it was added after the year was approved, and is of it only once it has a target there. `why`: the sentence
    that says why it follows its indicator no more; `changed`: the indicator is another by now.
    """

    row: IndikatorTahun
    indikator: Indikator
    targets: dict[str, Target]
    renstra: Decimal | None
    why: str = ""
    changed: bool = False
    late: bool = False

    @property
    def approved(self) -> bool:
        return bool(self.row.status == APPROVED)

    def target(self, part: str) -> str:
        """The target of TH, TW1, S2 as it is read; empty where nobody has set one."""
        found = self.targets.get(part)
        return "" if found is None else target_text(found.nilai, found.nilai_atas, self.row.skala)


@dataclass(frozen=True)
class Year:
    """A department's year. `problems`: what keeps it from being approved."""

    tahun: int
    rows: list[YearRow]
    problems: list[str]

    @property
    def drafts(self) -> int:
        return sum(1 for one in self.rows if not one.approved and not one.late)

    @property
    def approved(self) -> int:
        return sum(1 for one in self.rows if one.approved)


def of_department(department: int, tahun: int) -> Year:
    """Those in use, and those that were approved for the year, late ones last; writes nothing."""
    copies = {
        int(row.indikator_id): row
        for row in IndikatorTahun.select().where(
            (IndikatorTahun.perangkat_daerah == department) & (IndikatorTahun.tahun == tahun)
        )
    }
    of_it = in_year(department, tahun)
    frozen = any(row.status == APPROVED for row in copies.values())
    masters = [*of_it, *(one for one in (active(department) if frozen else ()) if one not in of_it)]
    wanted, held = contents(masters), locks(list(copies.values()))
    targets = targets_of([one.id for one in masters], tahun)
    renstra = _renstra(masters, tahun)
    rows = []
    for one in masters:
        copy = copies.get(one.id)
        why = held.get(copy.id, "") if copy is not None and copy.id is not None else ""
        changed = bool(why) and copy is not None and differs(copy, wanted[one.id])
        shown = copy if copy is not None and why else _as_it_would_be(one, tahun, wanted[one.id], copy)
        late = one not in of_it
        rows.append(YearRow(shown, one, targets.get(one.id, {}), renstra.get(one.id), why, changed, late))
    rows.sort(key=lambda found: (found.late, found.row.urutan, found.row.kode))
    copies_shown = [found.row for found in rows if not found.late]
    needs_look = any(row.status != APPROVED for row in copies_shown)
    return Year(tahun, rows, problems(copies_shown, tahun) if needs_look else [])


def _as_it_would_be(
    indikator: Indikator, tahun: int, content: dict[str, Any], copy: IndikatorTahun | None
) -> IndikatorTahun:
    """The draft as the indicator would make it now, without writing it."""
    if copy is None:
        given = {"indikator": indikator.id, "indikator_uuid": indikator.uuid, "status": "konsep"}
        return IndikatorTahun(tahun=tahun, perangkat_daerah=indikator.perangkat_daerah_id, **given, **content)
    for name, value in content.items():
        setattr(copy, name, value)
    return copy


def _renstra(masters: Sequence[Indikator], tahun: int) -> dict[int, Decimal]:
    mine = TargetRenstra.indikator.in_([one.id for one in masters]) & (TargetRenstra.tahun == tahun)
    return {row.indikator_id: row.nilai for row in TargetRenstra.select().where(mine) if row.nilai is not None}


def years_known(department: int, this_year: int) -> list[int]:
    """The years of which there are indicators or targets, with this year and the next, newest first."""
    query = IndikatorTahun.select(IndikatorTahun.tahun).where(IndikatorTahun.perangkat_daerah == department)
    part = peewee.fn.SUBSTR(Target.periode, 1, 4)
    targets = Target.select(part).where(Target.perangkat_daerah == department).distinct().tuples()
    found = {int(row.tahun) for row in query.distinct()} | {int(text) for (text,) in targets}
    return sorted({*found, this_year, this_year + 1}, reverse=True)
