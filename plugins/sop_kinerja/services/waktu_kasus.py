"""Standard against actual: what each step of a case was given and took, and the case as a whole.

A step that came round, or that several did side by side, took the time in which it was anybody's turn, counted once;
its pauses are the times in which all who had it waited. The case as a whole is counted in the same way over all steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core import clock
from core.idn.durations import Duration, format_duration, sum_durations
from core.organisation.calendar import calendar_of
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Kasus, SopLangkah, Tugas, TugasJeda
from plugins.sop_kinerja.services.sop import duration_of
from plugins.sop_kinerja.services.waktu import by_calendar, counting_of, is_late, standard_of
from plugins.sop_kinerja.services.waktu_hitung import (
    Span,
    counts_calendar,
    day_minutes,
    in_days,
    minutes_between,
    minutes_of,
    standard_minutes,
    without,
)

Pauses = dict[int, list[Span]]
"""The pauses of each task, by its id; an open one goes on until now."""


@dataclass(frozen=True)
class Time:
    """`minutes` and `paused` are whole minutes, of office hours or of the calendar as `day` (the minutes of a day)
    says; `standard` is empty where the SOP gives none.

    `state`: nanti (not yet begun), berjalan, berhenti, tepat, terlambat, batal.
    """

    nomor: int
    uraian: str
    standard: Duration
    counting: str
    minutes: int
    paused: int
    day: int
    rounds: int
    state: str

    @property
    def standard_words(self) -> str:
        return format_duration(self.standard) if self.standard else ""

    @property
    def taken_words(self) -> str:
        return "" if self.state == "nanti" else format_duration(in_days(self.minutes, self.day))

    @property
    def paused_words(self) -> str:
        return format_duration(in_days(self.paused, self.day)) if self.paused else ""

    def against(self, given: int) -> str:
        """What it took beyond, or under, `given` minutes."""
        over = self.minutes - given
        words = format_duration(in_days(abs(over), self.day))
        return f"{words} lebih lama" if over > 0 else f"{words} lebih singkat" if over < 0 else "tepat sama"


@dataclass(frozen=True)
class CaseTimes:
    steps: list[Time]
    whole: Time
    difference: str
    note: str

    @property
    def ahead(self) -> int:
        """How many steps have not begun."""
        return sum(1 for step in self.steps if step.state == "nanti")


@dataclass(frozen=True)
class TaskTime:
    """A task in words; what does not apply is empty. `left` is what remains until it is due, `over` what it is late."""

    standard: str
    taken: str
    paused: str
    left: str
    over: str
    running: bool


def case_times(kasus: Kasus, steps: Iterable[SopLangkah], tasks: list[Tugas]) -> CaseTimes:
    """`steps` are those of the case's cadence, `tasks` all of the case."""
    calendar = calendar_of(kasus.perangkat_daerah.pemerintah_daerah)
    counting, now, pauses = counting_of(kasus), clock.now(), _pauses(tasks)
    rows = []
    for step in steps:
        mine = [task for task in tasks if task.nomor == step.nomor]
        rows.append(_time(calendar, duration_of(step), counting, mine, pauses, now, step))
    whole = _time(calendar, sum_durations(row.standard for row in rows), counting, tasks, pauses, now)
    given = standard_minutes(calendar, whole.standard, counting)
    ended = kasus.status == "selesai" and bool(given)
    return CaseTimes(rows, whole, whole.against(given) if ended else "", _note(calendar, counting, rows))


def task_time(task: Tugas) -> TaskTime:
    calendar = calendar_of(task.perangkat_daerah.pemerintah_daerah)
    whole_days, standard, now = by_calendar(task), standard_of(task), clock.now()
    time = _time(calendar, standard, str(task.hitungan), [task], _pauses([task]), now)
    ends = task.selesai or task.berhenti or now
    left = minutes_between(calendar, ends, task.tenggat, by_calendar=whole_days)
    late = is_late(task, now)
    return TaskTime(
        standard=time.standard_words,
        taken=time.taken_words,
        paused=time.paused_words,
        left="" if task.selesai or late else format_duration(in_days(left, time.day)),
        over=how_late(calendar, task, ends) if late else "",
        running=task.status == "berjalan",
    )


def how_late(calendar: WorkCalendar, task: Tugas, now: datetime) -> str:
    """'1 hari 3 jam', in the days of the SOP; a task that is past its time by nothing that counts is late by none."""
    whole_days = by_calendar(task)
    minutes = minutes_between(calendar, task.tenggat, now, by_calendar=whole_days)
    return format_duration(in_days(minutes, day_minutes(calendar, by_calendar=whole_days)))


def _time(
    calendar: WorkCalendar,
    standard: Duration,
    counting: str,
    tasks: list[Tugas],
    pauses: Pauses,
    now: datetime,
    step: SopLangkah | None = None,
) -> Time:
    whole_days = counts_calendar(counting, standard)
    going = [
        piece
        for task in tasks
        for piece in without(task.mulai or task.dibuat, task.selesai or now, pauses.get(task.id, []))
    ]
    # What waited for its kelengkapan before it began stood still too.
    turns = [(min(task.dibuat, task.mulai or task.dibuat), task.selesai or now) for task in tasks]
    minutes = minutes_of(calendar, going, by_calendar=whole_days)
    return Time(
        nomor=int(step.nomor) if step else 0,
        uraian=str(step.uraian) if step else "",
        standard=standard,
        counting=counting,
        minutes=minutes,
        paused=minutes_of(calendar, turns, by_calendar=whole_days) - minutes,
        day=day_minutes(calendar, by_calendar=whole_days),
        rounds=max((int(task.putaran) for task in tasks), default=0),
        state=_state(tasks, now),
    )


def _state(tasks: list[Tugas], now: datetime) -> str:
    ended = [task for task in tasks if task.status != "batal"]
    if not ended:
        return "batal" if tasks else "nanti"
    if any(is_late(task, now) for task in ended):
        return "terlambat"
    waiting = [task for task in ended if task.status == "berjalan"]
    if not waiting:
        return "tepat"
    return "berhenti" if all(task.berhenti for task in waiting) else "berjalan"


def _pauses(tasks: list[Tugas]) -> Pauses:
    now, found = clock.now(), dict[int, list[Span]]()
    for row in TugasJeda.select().where(TugasJeda.tugas.in_([task.id for task in tasks] or [0])):
        found.setdefault(row.tugas_id, []).append((row.mulai, row.selesai or now))
    return found


def _note(calendar: WorkCalendar, counting: str, rows: list[Time]) -> str:
    """How days and hours compare here."""
    if counting == "kalender" and any(row.standard.days for row in rows):
        return "Hari dihitung menurut kalender, termasuk malam dan hari libur; jam dan menit menurut jam kerja."
    length = format_duration(Duration(minutes=day_minutes(calendar)))
    return f"Dihitung menurut jam kerja: 1 hari kerja sama dengan {length}. Waktu berhenti tidak termasuk waktu nyata."
