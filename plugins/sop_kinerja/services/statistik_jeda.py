"""The times in which tasks waited, told apart from the times in which somebody worked."""

from dataclasses import dataclass
from typing import Any

import peewee

from core.db import is_postgres
from plugins.sop_kinerja.models import Kasus, Tugas, TugasJeda
from plugins.sop_kinerja.models.tugas import SEBAB_JEDA
from plugins.sop_kinerja.services.statistik_pilih import Chosen


@dataclass(frozen=True)
class Pauses:
    """Waiting for one cause: how often, for how long by the clock on the wall (minutes), and how many still last."""

    label: str
    n: int
    median: int | None
    p90: int | None
    total: int
    open: int


def pauses(chosen: Chosen) -> list[Pauses]:
    """By cause, in the order in which the causes are named."""
    ended = TugasJeda.selesai.is_null(False)
    minutes = _minutes_between(TugasJeda.mulai, TugasJeda.selesai)
    ranked = (
        _paused(chosen, TugasJeda.sebab.alias("sebab"), minutes.alias("minutes"),
            peewee.fn.ROW_NUMBER().over(partition_by=[TugasJeda.sebab], order_by=[minutes]).alias("place"),
            peewee.fn.COUNT(TugasJeda.id).over(partition_by=[TugasJeda.sebab]).alias("n"))
        .where(ended)
        .alias("ranked")
    )  # fmt: skip
    c, fn = ranked.c, peewee.fn
    at = [peewee.Case(None, [(c.place == (c.n * percent + 99) / 100, c.minutes)], None) for percent in (50, 90)]
    measured = (
        peewee.Select([ranked], [c.sebab, c.n, fn.MAX(at[0]), fn.MAX(at[1]), fn.SUM(c.minutes)])
        .group_by(c.sebab, c.n)
        .bind(Tugas._meta.database)
        .tuples()
    )
    known = {sebab: tuple(map(int, numbers)) for sebab, *numbers in measured}
    still = _paused(chosen, TugasJeda.sebab, fn.COUNT(TugasJeda.id)).where(TugasJeda.selesai.is_null())
    lasting = dict(still.group_by(TugasJeda.sebab).tuples())
    found = []
    for sebab, label in SEBAB_JEDA.items():
        if sebab in known or sebab in lasting:
            n, median, p90, total = known.get(sebab, (0, None, None, 0))
            found.append(Pauses(label, n, median, p90, total, int(lasting.get(sebab, 0))))
    return found


def _paused(chosen: Chosen, *columns: Any) -> Any:
    query = TugasJeda.select(*columns).join(Tugas, on=(TugasJeda.tugas == Tugas.id))
    return query.join(Kasus, on=(Tugas.kasus == Kasus.id)).where(chosen.of_cases())


def _minutes_between(start: Any, end: Any) -> Any:
    """Whole minutes by the clock on the wall; the one thing here that the databases say differently."""
    if is_postgres():
        seconds = peewee.NodeList((peewee.SQL("EXTRACT(EPOCH FROM ("), end, peewee.SQL("-"), start, peewee.SQL("))")))
        return peewee.fn.ROUND(seconds / 60).cast("INTEGER")
    days = peewee.fn.julianday(end).coerce(False) - peewee.fn.julianday(start).coerce(False)
    return peewee.fn.ROUND(days * 1440).cast("INTEGER")
