"""Where time goes, computed by the database: count, quantiles, standard, and how many went past it, by group.

The quantiles are those of `plugins.sop_kinerja.statistik` (nearest rank), by ROW_NUMBER and COUNT over each group,
which SQLite and PostgreSQL both have: a hundred thousand tasks come back as a dozen rows.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import peewee

from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.statistik_pilih import Chosen
from plugins.sop_kinerja.statistik import Measure

_PERCENT = 100


def by_step(chosen: Chosen) -> list[Measure]:
    """In the order of the form; steps never ended are left out."""
    found = [replace(one, day=chosen.standards[one.key][1]) for one in _groups(chosen, Tugas.nomor)]
    return sorted(found, key=lambda one: one.key)


def by_position(chosen: Chosen) -> list[Measure]:
    """By who has the task, those that spent the most time first. Over different steps only the ratio compares."""
    return _named(Jabatan, _groups(chosen, Tugas.jabatan))


def by_department(chosen: Chosen) -> list[Measure]:
    """The department itself and those that it asks."""
    return _named(PerangkatDaerah, _groups(chosen, Tugas.perangkat_daerah))


def by_unit(chosen: Chosen) -> list[Measure]:
    """The units of the department itself, by the position that has the task."""
    return _named(UnitKerja, _groups(chosen, Jabatan.unit_kerja, own=chosen.versi.perangkat_daerah_id))


def _groups(chosen: Chosen, key: Any, own: int | None = None) -> list[Measure]:
    """`own`: only tasks of this department, with their position joined."""
    net, standard = Tugas.menit_kerja - Tugas.menit_jeda, _standard(chosen)
    ratio = peewee.Case(None, [(standard > 0, net * _PERCENT / standard)], None)
    query = chosen.measured(
        key.alias("k"),
        net.alias("net"),
        standard.alias("standard"),
        ratio.alias("ratio"),
        _flag(net > standard).alias("over"),
        _flag(Tugas.selesai > Tugas.tenggat).alias("late"),
        _flag((Tugas.dengan_tangan == True) & (Tugas.aksi != "")).alias("by_hand"),  # noqa: E712
        peewee.fn.ROW_NUMBER().over(partition_by=[key], order_by=[net]).alias("place"),
        peewee.fn.ROW_NUMBER().over(partition_by=[key], order_by=[_flag(standard <= 0), ratio]).alias("ratio_place"),
        peewee.fn.COUNT(Tugas.id).over(partition_by=[key]).alias("n"),
        peewee.fn.SUM(_flag(standard > 0)).over(partition_by=[key]).alias("rated"),
    )
    if own is not None:
        query = query.join(Jabatan, on=(Tugas.jabatan == Jabatan.id)).where(Tugas.perangkat_daerah == own)
    ranked = query.alias("ranked")
    c, fn = ranked.c, peewee.fn
    rows = (
        peewee.Select(
            [ranked],
            [
                c.k, c.n,
                # The greatest that nine in ten reach: see `plugins.sop_kinerja.statistik.least`.
                _at(c.place == c.n * 10 / 100 + 1, c.net),
                _at(_rank(c.place, 50, c.n), c.net), _at(_rank(c.place, 90, c.n), c.net),
                fn.MAX(c.net), fn.SUM(c.net), fn.MAX(c.standard),
                _at(_rank(c.ratio_place, 50, c.rated), c.ratio), _at(_rank(c.ratio_place, 90, c.rated), c.ratio),
                fn.SUM(c.over), fn.SUM(c.late), fn.SUM(c.by_hand),
            ],
        )
        .group_by(c.k, c.n)
        .bind(Tugas._meta.database)
        .tuples()
    )  # fmt: skip
    # PostgreSQL gives sums as decimals.
    return [Measure(*(None if value is None else int(value) for value in row), chosen.day) for row in rows]


def _standard(chosen: Chosen) -> Any:
    """The standard of each task in minutes, as `waktu_hitung.standard_minutes` has it."""
    day = 1440 if chosen.counting == "kalender" else chosen.day
    return Tugas.standar_hari * day + Tugas.standar_menit


def _at(here: Any, value: Any) -> Any:
    """The value of the one row of the group of which the condition holds."""
    return peewee.fn.MAX(peewee.Case(None, [(here, value)], None))


def _rank(place: Any, percent: int, n: Any) -> Any:
    """Whether a row stands at a percentile's rank. Whole numbers divide downwards in both databases."""
    return place == (n * percent + 99) / 100


def _flag(condition: Any) -> Any:
    return peewee.Case(None, [(condition, 1)], 0)


def _named(model: Any, found: Iterable[Measure]) -> list[Measure]:
    found = list(found)
    rows = model.select().where(model.id.in_([one.key for one in found] or [0]))
    names = {row.id: str(row.nama) for row in rows}
    named = [replace(one, label=names.get(one.key, "–")) for one in found]
    return sorted(named, key=lambda one: (-one.total, one.label))
