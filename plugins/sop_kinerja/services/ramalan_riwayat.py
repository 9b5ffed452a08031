"""What earlier runs of an SOP tell about its steps: how long each took, how often it was sent back, by whom again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import peewee

from plugins.sop_kinerja.garis import Line
from plugins.sop_kinerja.models import Kasus, SopLangkah, SopVersi, Tugas
from plugins.sop_kinerja.services.statistik_pilih import COUNTED

NEWEST = 100
"""Cases, and executions of one step in them, that are looked at: how an office works changes, what is old tells little,
and the page of a case must not take longer the more cases there have been."""


@dataclass
class Seen:
    """Of one step. `times`: minutes on the line from its opening to its end, waiting included. `returned`: how many of
    those side by side it came back to in each further round."""

    times: list[int] = field(default_factory=list)
    decisions: int = 0
    tidak: int = 0
    returned: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def usual_return(self) -> int | None:
        """The mean, rounded up; None when it never came back."""
        found = list(self.returned.values())
        return -(-sum(found) // len(found)) if found else None


def history_of(kasus: Kasus, steps: Sequence[SopLangkah], line: Line) -> tuple[dict[int, Seen], int]:
    """By step, and from how many cases: of the same SOP in any version, where the step says the same, without this
    case itself. What was skipped or cancelled tells nothing about time."""
    same = {int(step.nomor): str(step.uraian) for step in steps}
    found: dict[int, Seen] = {nomor: Seen() for nomor in same}
    cases = set()
    for task in _rows(kasus):
        nomor = int(task.nomor)
        if same.get(nomor) != task.uraian:
            continue
        seen = found[nomor]
        cases.add(task.kasus_id)
        seen.times.append(max(0, line.at(task.selesai) - line.at(task.dibuat)))
        if task.keputusan_diminta:
            seen.decisions += 1
            seen.tidak += task.keputusan == "tidak"
        if task.putaran > 1:
            again = (task.kasus_id, int(task.putaran))
            seen.returned[again] = seen.returned.get(again, 0) + 1
    return found, len(cases)


def _rows(kasus: Kasus) -> Any:
    others = (SopVersi.sop == kasus.versi.sop_id) & Kasus.status.in_(COUNTED) & (Kasus.id != kasus.id)
    recent = Kasus.select(Kasus.id).join(SopVersi, on=(Kasus.versi == SopVersi.id)).where(others)
    cases = [row.id for row in recent.order_by(Kasus.id.desc()).limit(NEWEST)]
    place = peewee.fn.ROW_NUMBER().over(partition_by=[Tugas.nomor], order_by=[Tugas.id.desc()])
    ended = (Tugas.status == "selesai") & (Tugas.keputusan != "dilewati")
    ranked = (
        Tugas.select(Tugas.id.alias("id"), place.alias("place"))
        .where(Tugas.kasus.in_(cases or [0]) & ended)
        .alias("ranked")
    )
    newest = peewee.Select([ranked], [ranked.c.id]).where(ranked.c.place <= NEWEST)
    columns = (
        Tugas.id, Tugas.nomor, Tugas.uraian, Tugas.kasus, Tugas.dibuat, Tugas.selesai, Tugas.keputusan,
        Tugas.keputusan_diminta, Tugas.putaran,
    )  # fmt: skip
    return Tugas.select(*columns).where(Tugas.id.in_(newest))
