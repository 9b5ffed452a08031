"""A generator of approved figures: up to millions, written by the database itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.houses import house
from core.actor import acting, system_actor
from core.db import database, is_postgres, transaction
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_department
from plugins.sop_kinerja.models import Angka, Indikator, IndikatorTahun, RekapAngka
from plugins.sop_kinerja.services import agregat_gabung as gabung
from plugins.sop_kinerja.services import agregat_rata as rata
from plugins.sop_kinerja.services.agregat_sql import REKAP_ANGKA, new_row, rows, run

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
UNITS, YEARS = 160, range(2022, 2027)
QUARTERS = [f"{year}-TW{quarter}" for year in YEARS for quarter in (1, 2, 3, 4)]
"""160 departments × 20 quarters: the 3,200 groups with which others were measured."""
_EACH = UNITS * len(QUARTERS)


@dataclass
class Country:
    """An asker with `figures` approved figures of 160 departments over 20 quarters, and their nodes in the recap."""

    asker: int
    departments: list[int]
    figures: int = 0

    def grow(self, figures: int) -> None:
        """To so many figures or a few more; each department gets the indicators that it takes."""
        first, last = -(-self.figures // _EACH) * UNITS, -(-figures // _EACH) * UNITS
        own = f"{self.departments[0]} + m.n - m.n / {UNITS} * {UNITS}"
        named = {"kode": "'I-' || m.n", "uraian": "'Indikator ' || m.n", "satuan": "'Persen'", "uuid": "'i-' || m.n"}
        _fill(Indikator, f"({_numbers(first, last)}) m", {**named, "id": "m.n + 1", "perangkat_daerah_id": own})
        same = {
            name: f"i.{name}"
            for name in (
                "perangkat_daerah_id",
                "kode",
                "uraian",
                "satuan",
                "formula",
                "agregasi_periode",
                "agregasi_unit",
            )
        }
        year = {
            **same, "uuid": "'t-' || i.id || '-' || y.n", "indikator_id": "i.id", "indikator_uuid": "i.uuid",
            "tahun": "y.n", "status": "'disahkan'",
        }  # fmt: skip
        new = f"i.id > {first}"
        _fill(
            IndikatorTahun,
            f"sop_kinerja_indikator i, ({_numbers(YEARS[0], YEARS[-1] + 1)}) y WHERE {new} ORDER BY i.id, y.n",
            year,
        )
        # 0 to 120 against a target of 80, spread without a pattern.
        mixed = "(CAST(t.id AS BIGINT) * 7919 + q.n * 104729)"
        value = f"({mixed} - {mixed} / 120000 * 120000) * 1000"
        figure = {
            "perangkat_daerah_id": "t.perangkat_daerah_id", "penyelenggara_id": str(self.asker),
            "indikator_tahun_id": "t.id", "periode": "t.tahun || '-TW' || q.n", "nilai": value, "target": "80000000",
        }  # fmt: skip
        source = (
            f"sop_kinerja_indikator_tahun t, ({_numbers(1, 5)}) q WHERE t.indikator_id > {first} ORDER BY t.id, q.n"
        )
        _fill(Angka, source, {**figure, "uuid": "'a-' || t.id || '-' || q.n", "formula": "'naik'"})
        node = {
            "uuid": "'r-' || t.id || '-' || q.n", "asal": "'langsung'", "jumlah": value, "banyak": "1",
            "capaian": f"({value}) * 5 / 4", "ada": "1", "perlu": "1",
        }  # fmt: skip
        _fill(RekapAngka, source, {**figure, **node})
        self.figures = last * len(QUARTERS)
        if is_postgres():
            database.execute_sql("VACUUM ANALYZE")  # as autovacuum would have done by the next morning

    def group(self) -> list[Any]:
        """The least that any program can do: sum and count by department and quarter."""
        return rows(
            f"SELECT perangkat_daerah_id, periode, SUM(capaian), COUNT(capaian), COUNT(*) FROM {REKAP_ANGKA}"
            f" WHERE penyelenggara_id = {self.asker} GROUP BY perangkat_daerah_id, periode"
        )

    def keep_means(self) -> None:
        with transaction():
            rata.make_means(self.asker, REKAP_ANGKA, YEARS, touched=False)
            gabung.merge(gabung.means("1 = 1"), self.asker)


def sizes(name: str) -> Iterator[Country]:
    """The same country on the database `name`, as it grows from 10,000 figures to 5 million."""
    with house(name) as department:
        government = PerangkatDaerah.get_by_id(department).pemerintah_daerah
        with acting(system_actor()):
            departments = [make_department(f"Dinas {number}", government).id for number in range(UNITS)]
            assert departments == list(range(departments[0], departments[0] + UNITS))
            country = Country(department, departments)
            for figures in SIZES:
                country.grow(figures)
                yield country


def _fill(model: Any, source: str, given: dict[str, str]) -> None:
    """INSERT … SELECT with what is given, and the model's defaults in all other columns."""
    columns = {"dibuat": new_row()[1].rsplit(", ", 1)[1], **given}
    for field in model._meta.sorted_fields:
        if field.column_name not in columns and not field.primary_key and not field.null:
            default = field.default
            columns[field.column_name] = repr(default) if isinstance(default, str) else str(int(default or 0))
            if isinstance(default, bool):
                columns[field.column_name] = str(default).upper()
    names, values = ", ".join(columns), ", ".join(columns.values())
    with transaction():
        run(f"INSERT INTO {model._meta.table_name} ({names}) SELECT {values} FROM {source}")


def _numbers(first: int, end: int) -> str:
    """A select of the whole numbers from `first` to before `end`."""
    if is_postgres():
        return f"SELECT n FROM generate_series({first}, {end - 1}) n"
    return (
        f"WITH RECURSIVE deret(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM deret WHERE n + 1 < {end})"
        " SELECT n FROM deret"
    )
