"""All cases of an SOP version in a year at once: how many stand at each step, who has them, since when, how many are
late, and how often a decision sent the work back. Counted by the database: as many queries for ten cases as for ten
thousand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Case, fn

from core import clock
from core.organisation.models import Jabatan
from plugins.sop_kinerja.models import Kasus, SopVersi, Tugas
from plugins.sop_kinerja.services.waktu import overdue


@dataclass(frozen=True)
class Crowd:
    """The cases at a step: `cases` of them, `late` of these, `held` by position with how many each, `oldest` the
    task that has stood there longest."""

    cases: int
    late: int
    held: tuple[tuple[str, int], ...]
    oldest: Tugas


@dataclass(frozen=True)
class Map:
    """`crowds` by step, `loops` how often each decision said Tidak, `statuses` how many cases are in which state;
    `elsewhere` cases of the year run another version of the SOP."""

    crowds: dict[int, Crowd]
    loops: dict[int, int]
    statuses: dict[str, int]
    elsewhere: int

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


def year_map(versi: SopVersi, tahun: int, now: datetime | None = None) -> Map:
    """Where the version's cases of the year stand."""
    now = now or clock.now()
    mine = (Kasus.versi == versi.id) & (Kasus.tahun == tahun)
    statuses = {
        str(status): int(count)
        for status, count in Kasus.select(Kasus.status, fn.COUNT(Kasus.id)).where(mine).group_by(Kasus.status).tuples()
    }
    whole = Kasus.select().join(SopVersi).where((SopVersi.sop == versi.sop_id) & (Kasus.tahun == tahun)).count()
    return Map(_crowds(mine, now), _loops(mine), statuses, whole - sum(statuses.values()))


def _crowds(mine: Any, now: datetime) -> dict[int, Crowd]:
    late = fn.COUNT(fn.DISTINCT(Case(None, [(overdue(now), Tugas.kasus)], None)))
    counted = (
        _open(mine)
        .select(Tugas.nomor, fn.COUNT(fn.DISTINCT(Tugas.kasus)), late, fn.MIN(Tugas.id))
        .group_by(Tugas.nomor)
        .tuples()
    )
    rows = list(counted)
    oldest = {
        int(task.nomor): task
        for task in Tugas.select(Tugas, Jabatan)
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .where(Tugas.id.in_([row[3] for row in rows] or [0]))
    }
    held: dict[int, list[tuple[str, int]]] = {}
    people = (
        _open(mine)
        .select(Tugas.nomor, Jabatan.nama, fn.COUNT(fn.DISTINCT(Tugas.kasus)).alias("banyak"))
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .group_by(Tugas.nomor, Jabatan.id, Jabatan.nama)
        .order_by(Tugas.nomor, fn.COUNT(fn.DISTINCT(Tugas.kasus)).desc(), Jabatan.nama)
        .tuples()
    )
    for nomor, name, count in people:
        held.setdefault(int(nomor), []).append((str(name), int(count)))
    return {
        int(nomor): Crowd(int(cases), int(overdue_), tuple(held.get(int(nomor), ())), oldest[int(nomor)])
        for nomor, cases, overdue_, _ in rows
        if int(nomor) in oldest
    }


def _open(mine: Any) -> Any:
    return Tugas.select().where((Tugas.status == "berjalan") & Tugas.kasus.in_(Kasus.select(Kasus.id).where(mine)))


def _loops(mine: Any) -> dict[int, int]:
    rows = (
        Tugas.select(Tugas.nomor, fn.COUNT(Tugas.id))
        .where((Tugas.keputusan == "tidak") & Tugas.kasus.in_(Kasus.select(Kasus.id).where(mine)))
        .group_by(Tugas.nomor)
        .tuples()
    )
    return {int(nomor): int(count) for nomor, count in rows}
