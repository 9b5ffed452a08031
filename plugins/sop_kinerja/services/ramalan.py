"""When a running case will probably end, and its chance to meet its deadline, from the department's own history."""

from dataclasses import dataclass
from datetime import date, datetime

from core import clock
from core.organisation.calendar import calendar_of
from plugins.sop_kinerja.garis import Line
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.ramalan import Forecast, Open, Step, forecast, probability
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.kasus_tenggat import due_at, legs, reason
from plugins.sop_kinerja.services.ramalan_riwayat import Seen, history_of
from plugins.sop_kinerja.services.sop import duration_of
from plugins.sop_kinerja.services.waktu import counting_of
from plugins.sop_kinerja.services.waktu_hitung import day_minutes, standard_minutes
from plugins.sop_kinerja.sisa_waktu import ENOUGH
from plugins.sop_kinerja.statistik import quantile, share


@dataclass(frozen=True)
class StepBasis:
    """On what the forecast of one step rests: `seen` executions with their `median` (minutes), or the standard alone.

    `tidak` of `decisions`; `chance_back`: per cent with which it is taken to say Tidak (None: it decides nothing).
    """

    nomor: int
    uraian: str
    seen: int
    median: int | None
    standard: int
    parties: int
    decisions: int
    tidak: int
    chance_back: int | None

    @property
    def by_standard(self) -> bool:
        return self.seen < ENOUGH


@dataclass(frozen=True)
class Outlook:
    """`low` to `high`: four in five draws end between them. `chance`: per cent of the draws that meet the `deadline`,
    which is `reason`; `overdue`: it has passed. `cases`: from how many earlier cases it knows; `steps`: those that may
    still come; `day`: minutes of a day in which their times are told."""

    median: datetime
    low: datetime
    high: datetime
    deadline: date
    reason: str
    chance: int
    overdue: bool
    cases: int
    steps: list[StepBasis]
    day: int

    @property
    def by_standard(self) -> list[int]:
        """Numbers of the steps that rest on the standard alone."""
        return [one.nomor for one in self.steps if one.by_standard]


def outlook(kasus: Kasus) -> Outlook | None:
    """None for a case that is not running. The same all day long, until something happens in the case or in another."""
    if kasus.status != "berjalan":
        return None
    run = Run(kasus)
    standing = run.open_tasks()
    if not standing:
        return None
    calendar = calendar_of(kasus.perangkat_daerah.pemerintah_daerah)
    counting = counting_of(kasus)
    line, now = Line(calendar, counting), clock.now()
    seen, known = history_of(kasus, list(run.steps.values()), line)
    path = [_step(run, nomor, seen[nomor], line, counting) for nomor in run.flow.path(run.flow.start)]
    here = line.at(now)
    begun = kasus.dimulai or kasus.dibuat
    planned = kasus.rencana_mulai is not None
    ways = legs(kasus.versi, str(kasus.kadensi), calendar, counting)
    deadline = due_at(line, ways, begun, kasus.tenggat, planned=planned) - here
    found = forecast(
        path,
        [Open(int(task.nomor), _elapsed(task, line, here)) for task in standing],
        f"{kasus.uuid}:{now.astimezone(calendar.tz).date()}",
        deadline=deadline,
    )
    first = min(place for place, step in enumerate(path) if any(task.nomor == step.nomor for task in standing))
    median, low, high = (line.later(now, minutes) for minutes in (found.median, found.low, found.high))
    return Outlook(
        median=median,
        low=low,
        high=high,
        deadline=kasus.tenggat if planned else line.moment(here + deadline).date(),
        reason=reason(planned=planned),
        chance=_per_cent(found),
        overdue=deadline < 0,
        cases=known,
        steps=[_basis(run, step, seen[step.nomor]) for step in path[first:]],
        day=day_minutes(calendar, by_calendar=line.by_calendar),
    )


def _step(run: Run, nomor: int, seen: Seen, line: Line, counting: str) -> Step:
    parties = max(1, len(run.doers(nomor)))
    return Step(
        nomor=nomor,
        standard=standard_minutes(line.calendar, duration_of(run.steps[nomor]), counting),
        seen=tuple(sorted(seen.times)),
        back=run.flow.back(nomor),
        tidak=probability(seen.tidak, seen.decisions),
        fan=run.fan(nomor),
        parties=parties,
        returned=min(parties, seen.usual_return or parties),
    )


def _elapsed(task: Tugas, line: Line, here: int) -> int:
    return max(0, here - line.at(task.dibuat))


def _basis(run: Run, step: Step, seen: Seen) -> StepBasis:
    return StepBasis(
        nomor=step.nomor,
        uraian=str(run.steps[step.nomor].uraian),
        seen=len(step.seen),
        median=quantile(step.seen, 50) if len(step.seen) >= ENOUGH else None,
        standard=step.standard,
        parties=step.parties,
        decisions=seen.decisions,
        tidak=seen.tidak,
        chance_back=None if step.back is None else round(100 * step.tidak),
    )


def _per_cent(found: Forecast) -> int:
    return share(round((found.chance or 0) * 1000), 1000)
