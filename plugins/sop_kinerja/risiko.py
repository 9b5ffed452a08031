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
from plugins.sop_kinerja.capaian import Rentang, capaian

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
    """How the indicator is measured: `formula` as in `capaian`; `kumulatif`: its figures grow through the year."""

    formula: str
    kumulatif: bool = False
    satuan: str = ""


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

    A cumulative one is measured by the share of the way that should lie behind it by then, if it goes on evenly; any
    other by the target itself.
    """
    there = [point for point in points if point.nilai is not None]
    if not there or aturan.formula not in ("naik", "turun", "turun_rasio", "rentang"):
        return None
    now = there[-1]
    coming = [point for point in points if point.due and point.periode.end > now.periode.end and point.nilai is None]
    if not coming or coming[0].periode.end < today or now.nilai is None:
        return None
    goal = coming[0]
    assert goal.target is not None
    share = _share(now.periode, goal.periode) if aturan.kumulatif else Decimal(1)
    target: Decimal | Rentang = goal.target * share
    if aturan.formula == "rentang":
        if goal.target_atas is None or goal.target_atas < goal.target:
            return None
        target = Rentang(goal.target * share, goal.target_atas * share)
    reached = capaian(now.nilai, target, aturan.formula).value  # type: ignore[arg-type]
    if reached is None or reached >= limit:
        return None
    sentence = f"Sampai {now.periode.label} tercatat {format_number(now.nilai)} {aturan.satuan}, "
    if aturan.kumulatif:
        even = format_number(goal.target * share, 2)
        sentence += f"dari target {goal.periode.label} {format_number(goal.target)}; bila merata seharusnya {even}"
    else:
        sentence += f"sedangkan target {goal.periode.label} {format_number(goal.target)}"
    return Risiko("tertinggal", goal.periode, f"{sentence} ({format_percent(reached)}).", reached)


def _share(now: Periode, goal: Periode) -> Decimal:
    """How much of the time from the beginning of the year to the goal has passed; months, 0 to 1."""
    return Decimal(now.end.month) / Decimal(goal.end.month)
