"""Until when a whole case should be over, on the line of its calendar.

A case that a year's calendar has laid out has a deadline of its own (`Kasus.tenggat`, the end of that day). For any
other `tenggat` is only the day by which the asked departments must send their data; it should be over when the standard
times of its steps are, one after another from its beginning, and an asked department has until that day, when that is
later. A Tidak gives no more time: the SOP's times know none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.garis import Line
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop import EACH, columns_of, duration_of, flow_of, steps_of
from plugins.sop_kinerja.services.waktu_hitung import standard_minutes

BY_CALENDAR = "batas menurut kalender pelaksanaan"
BY_STANDARD = "jumlah waktu baku sejak dimulai"


@dataclass(frozen=True)
class Leg:
    """A step on the way through: its standard in minutes, and whether the asked departments do it."""

    standard: int
    asks: bool


def legs(versi: SopVersi, kadensi: str, calendar: WorkCalendar, counting: str) -> list[Leg]:
    """The way through a version (through one of its cadences)."""
    flow, columns = flow_of(versi, kadensi), columns_of(versi)
    steps = {int(step.nomor): step for step in steps_of(versi)}
    found = []
    for nomor in flow.path(flow.start):
        fan = flow.nodes[nomor].fan
        minutes = standard_minutes(calendar, duration_of(steps[nomor]), counting)
        found.append(Leg(minutes, bool(fan) and columns[fan].jenis == EACH))
    return found


def due_at(line: Line, legs: Sequence[Leg], begun: datetime, tenggat: date, *, planned: bool) -> int:
    """The deadline as a point on the line; `planned`: a year's calendar has laid the case out."""
    if planned:
        return line.end_of(tenggat)
    at = line.at(begun)
    for leg in legs:
        at += leg.standard
        if leg.asks:
            at = max(at, line.end_of(tenggat))
    return at


def reason(*, planned: bool) -> str:
    """Which deadline it is, in words that follow a date."""
    return BY_CALENDAR if planned else BY_STANDARD
