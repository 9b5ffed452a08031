"""Recaps: grouping all figures, making one change reach everything above it, and reading what is up to date.

`raw` is in all three the least that a program without kept recaps can do: sum and count all figures by department and
quarter, in bare SQL, again (for reading: a bare select of the same rows).
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

from bench.figures import QUARTERS, YEARS, Country, sizes
from bench.measure import Result, alone, paired
from core.actor import acting, system_actor
from core.db import transaction
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, RekapBasi
from plugins.sop_kinerja.services import agregat
from plugins.sop_kinerja.services import agregat_rata as rata
from plugins.sop_kinerja.services.agregat_sql import REKAP_ANGKA, REKAP_CAPAIAN, rows
from plugins.sop_kinerja.services.capaian_periode import recap

DATABASES = ("sqlite", "postgres")
RUNS, FULL_AT_MOST = 7, 110_000
PERIOD = QUARTERS[-4]
MINE = 60
"""Indicators in the submission that is approved: as many as a department has."""


def aggregate() -> Iterator[Result]:
    """All means of all departments and quarters from the figures, as a full recomputation groups them (counts, caps,
    means half-up, names by the scale, written down). `aggregate_full`: all else too, from the approved facts on."""
    yield from _grown(measure_aggregate)


def recap_incremental() -> Iterator[Result]:
    """One value of an approved submission changes; every figure and mean above it is fresh again."""
    yield from _grown(measure_incremental)


def recap_read() -> Iterator[Result]:
    """A department's part of the recap of a quarter, as its page and its outputs read it."""
    yield from _grown(measure_read)


def _grown(measure: Callable[[str, Country], Iterator[Result]]) -> Iterator[Result]:
    for name in DATABASES:
        for country in sizes(name):
            yield from measure(name, country)


def measure_aggregate(name: str, country: Country) -> Iterator[Result]:
    def ours() -> None:
        with transaction():
            rata.make_means(country.asker, REKAP_ANGKA, YEARS, touched=False)

    yield paired("aggregate", name, country.figures, ours, country.group, RUNS)
    if country.figures <= FULL_AT_MOST:
        yield alone("aggregate_full", name, country.figures, partial(agregat.rebuild, country.asker), 3)


def measure_incremental(name: str, country: Country) -> Iterator[Result]:
    change = _submission(country)

    def ours() -> None:
        change()
        assert agregat.refresh(country.asker) > 0

    yield paired("recap_incremental", name, country.figures, ours, country.group, RUNS)


def measure_read(name: str, country: Country) -> Iterator[Result]:
    country.keep_means()
    asker, department = country.asker, country.departments[7]

    def ours() -> None:
        assert recap(PERIOD, department).bagian

    def raw() -> None:
        where = f"r.penyelenggara_id = {asker} AND r.periode = '{PERIOD}'"
        rows(f"SELECT * FROM {REKAP_CAPAIAN} r WHERE {where}")
        rows(
            f"SELECT r.*, i.* FROM {REKAP_ANGKA} r JOIN sop_kinerja_indikator_tahun i ON i.id = r.indikator_tahun_id"
            f" WHERE {where} AND r.perangkat_daerah_id = {department} ORDER BY i.urutan, i.kode"
        )

    with acting(system_actor(asker)):
        yield paired("recap_read", name, country.figures, ours, raw, 15)


def _submission(country: Country) -> Any:
    """An approved submission of a department, and a function that changes one of its values and marks it stale."""
    department = country.departments[7]
    both = {"perangkat_daerah": department, "penyelenggara": country.asker}
    mine = list(
        IndikatorTahun.select()
        .where((IndikatorTahun.perangkat_daerah == department) & (IndikatorTahun.tahun == YEARS[-1]))
        .limit(MINE)
    )
    submission = Penyampaian.create(
        **both, kasus_uuid=str(uuid4()), judul="Data", periode=PERIOD, tenggat=date(2026, 4, 15), status="disahkan"
    )
    Realisasi.insert_many(
        [
            {
                **both, "penyampaian": submission.id, "indikator_uuid": one.indikator_uuid, "kode": one.kode,
                "uraian": one.uraian, "satuan": one.satuan, "formula": one.formula, "target": 80, "nilai": 60,
            }
            for one in mine
        ]
    ).execute()  # fmt: skip
    figure = Realisasi.get(Realisasi.penyampaian == submission)
    values = count(1)

    def change() -> None:
        with transaction():
            Realisasi.update(nilai=next(values)).where(Realisasi.id == figure.id).execute()
            # What mark_stale writes; the queue that it tells of it is not measured here.
            RekapBasi.create(**both, penyampaian=submission.id)

    return change
