"""Which indicators are likely to miss their target, judged by when their targets fall due. Pure.

A target that falls due at the end of the year is not missed in March: until then only the way there is judged. What is
due and has no figure is told before what is due and low, and that before what is on its way and slow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.idn.dates import format_date
from core.idn.numbers import format_number, format_percent
from core.idn.periods import Periode
from plugins.sop_kinerja.capaian import Formula, Rentang, capaian

JENIS = {
    "belum_masuk": "Data belum masuk",
    "rendah": "Di bawah target",
    "tertinggal": "Tertinggal dari target berikutnya",
}
"""Kinds of risk, the most pressing first."""


@dataclass(frozen=True)
class Titik:
    """What is known of an indicator in one period.

    `target` None with `jatuh_tempo`: nobody has set one; without: it falls due later. `masuk`: the figure was handed
    in. `nilai` and `capaian` (percent) only of approved figures. `tenggat`: the day set for handing in; None where the
    figure was not asked for, as of a year that is made of its quarters.
    """

    periode: Periode
    target: Decimal | None = None
    target_atas: Decimal | None = None
    jatuh_tempo: bool = True
    masuk: bool = False
    nilai: Decimal | None = None
    capaian: Decimal | None = None
    tenggat: date | None = None

    @property
    def due(self) -> bool:
        return self.jatuh_tempo and self.target is not None


@dataclass(frozen=True)
class Aturan:
    """How the indicator is measured: `formula` as in `capaian`; `kumulatif`: its figures grow through the year;
    `jumlah`: a longer period's figure is the sum of its parts."""

    formula: Formula
    kumulatif: bool = False
    satuan: str = ""
    jumlah: bool = False


@dataclass(frozen=True)
class Risiko:
    """`periode` is the one whose target is at risk; `persen` how much of it is reached (None: no figure)."""

    jenis: str
    periode: Periode
    alasan: str
    persen: Decimal | None = None

    @property
    def label(self) -> str:
        return JENIS[self.jenis]

    @property
    def order(self) -> tuple[int, Decimal, date]:
        return list(JENIS).index(self.jenis), self.persen or Decimal(0), self.periode.end


def risk(aturan: Aturan, points: Sequence[Titik], today: date, limit: Decimal) -> Risiko | None:
    """The one risk of an indicator in a year that asks most for a look; None where there is none.

    :param points: of one year, each period once, in any order
    :param limit: per cent of the target below which it is at risk
    """
    known = sorted(points, key=lambda point: point.periode)
    return _missing(known, today) or _low(known, limit) or _slow(aturan, known, today, limit)


def _missing(points: Sequence[Titik], today: date) -> Risiko | None:
    """Due, over, and nothing handed in: the oldest first, since it waits the longest."""
    for point in points:
        if point.tenggat is None or point.masuk or point.nilai is not None:
            continue
        if point.due and point.tenggat < today:
            return Risiko(
                "belum_masuk",
                point.periode,
                f"Target {point.periode.label} sudah jatuh tempo dan datanya belum masuk; batasnya "
                f"{format_date(point.tenggat)}.",
            )
    return None


def _low(points: Sequence[Titik], limit: Decimal) -> Risiko | None:
    """The newest capaian: what was low in the first quarter and has been made good is no risk any more."""
    assessed = [point for point in points if point.due and point.capaian is not None]
    if not assessed:
        return None
    last = assessed[-1]
    assert last.capaian is not None
    if last.capaian >= limit:
        return None
    return Risiko(
        "rendah",
        last.periode,
        f"Capaian {last.periode.label} {format_percent(last.capaian)}, di bawah {format_percent(limit, None)}.",
        last.capaian,
    )


def _slow(aturan: Aturan, points: Sequence[Titik], today: date, limit: Decimal) -> Risiko | None:
    """The newest figure against the next target that is still to come.

    What grows through the year (cumulative, or the sum of its parts so far) is measured by the share of the way that
    should lie behind it by then, if it goes on evenly; any other by the target itself.
    """
    there = [point for point in points if point.nilai is not None]
    if not there or aturan.formula not in ("naik", "turun", "turun_rasio", "rentang"):
        return None
    now = there[-1]
    coming = [point for point in points if point.due and point.periode.end > now.periode.end and point.nilai is None]
    if not coming or coming[0].periode.end < today:
        return None
    goal = coming[0]
    value, grows = _so_far(aturan, there, goal.periode)
    if value is None:
        return None
    share = _share(now.periode, goal.periode, whole_year=aturan.kumulatif) if grows else Decimal(1)
    if share <= 0:
        return None  # what is added up for the goal has not begun yet
    target = _target(goal, aturan.formula, share)
    reached = None if target is None else capaian(value, target, aturan.formula).value
    if reached is None or reached >= limit:
        return None
    assert goal.target is not None
    aim = format_number(goal.target)
    sentence = f"Sampai {now.periode.label} tercatat {format_number(value)} {aturan.satuan}, "
    if grows:
        even = format_number(goal.target * share, 2)
        sentence += f"dari target {goal.periode.label} {aim}; bila merata seharusnya {even}"
    else:
        sentence += f"sedangkan target {goal.periode.label} {aim}"
    return Risiko("tertinggal", goal.periode, f"{sentence} ({format_percent(reached)}).", reached)


def _so_far(aturan: Aturan, there: Sequence[Titik], goal: Periode) -> tuple[Decimal | None, bool]:
    """What has been reached on the way to the goal, and whether it grows on the way. None where parts are missing."""
    now = there[-1]
    if aturan.kumulatif:
        return now.nilai, True
    if not aturan.jumlah or len(goal.months) == len(now.periode.months):
        return now.nilai, False
    parts = {point.periode: point.nilai for point in there if set(point.periode.months) <= set(goal.months)}
    wanted = {month for month in goal.months if month.end <= now.periode.end}
    total = Decimal(0)
    # From the longest parts down, each month once: a semester and its quarters say the same.
    for period in sorted(parts, key=lambda one: -len(one.months)):
        if set(period.months) <= wanted:
            total += parts[period] or Decimal(0)
            wanted -= set(period.months)
    return (None if wanted else total), True


def _target(goal: Titik, formula: Formula, share: Decimal) -> Decimal | Rentang | None:
    assert goal.target is not None
    if formula != "rentang":
        return goal.target * share
    if goal.target_atas is None or goal.target_atas < goal.target:
        return None
    return Rentang(goal.target * share, goal.target_atas * share)


def _share(now: Periode, goal: Periode, *, whole_year: bool) -> Decimal:
    """How much of the time to the goal's end lies behind, 0 to 1, in months: since the goal's own beginning, or since
    the year's, as a cumulative figure counts."""
    first = 0 if whole_year else goal.start.month - 1
    return Decimal(now.end.month - first) / Decimal(goal.end.month - first)
