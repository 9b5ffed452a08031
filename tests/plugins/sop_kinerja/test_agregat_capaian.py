"""The capaian of the recaps is the one of the form, digit by digit and word by word, on both databases."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db import transaction
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.agregat_capaian import with_capaian
from plugins.sop_kinerja.services.agregat_sql import half_up, prepare, rows, run, temporary
from plugins.sop_kinerja.services.data_assess import assess
from tests.plugins.sop_kinerja.agregat_polos import decimal, exact

BIG = 10**18 - 1
figures = st.one_of(
    st.integers(-300 * 10**6, 300 * 10**6),
    st.integers(-20, 20),
    st.integers(-3, 3).map(lambda n: n * 10**6),
    st.integers(-BIG, BIG),
    st.sampled_from([0, 1, -1, BIG, -BIG, 80 * 10**6]),
)
maybe = st.one_of(st.none(), figures, figures, figures)
rows_of = st.lists(
    st.tuples(maybe, maybe, maybe, st.sampled_from(sorted(FORMULA)), st.sampled_from([True, True, True, False])),
    min_size=1,
    max_size=40,
)


@pytest.mark.usefixtures("each_database", "home")
class TestBoth:
    @settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(rows_of)
    def test_same_digits_and_same_reasons(self, given_rows: list[tuple[Any, ...]]) -> None:
        found = _by_sql(given_rows)
        for (nilai, target, atas, formula, due), (capaian, alasan) in zip(given_rows, found, strict=True):
            judged = assess(decimal(nilai), decimal(target), formula, due=due, target_atas=decimal(atas))
            assert (capaian, alasan) == (exact(judged.value), judged.reason)

    def test_where_integers_end(self) -> None:
        """The product of figure and 100 does not fit 64 bits, nor does the quotient."""
        cases = [(BIG, BIG, None), (BIG, 1, None), (25 * 10**9 + 1, 7, None), (10**18 - 1, 10**8, None), (1, BIG, None)]
        given_rows = [(*case, formula, True) for case in cases for formula in ("naik", "turun", "turun_rasio")]
        for (nilai, target, atas, formula, due), (capaian, alasan) in zip(given_rows, _by_sql(given_rows), strict=True):
            judged = assess(decimal(nilai), decimal(target), formula, due=due, target_atas=decimal(atas))
            assert (capaian, alasan) == (exact(judged.value), judged.reason)


@given(st.integers(-(10**30), 10**30), st.integers(1, 10**20))
def test_half_is_rounded_away_from_zero(n: int, d: int) -> None:
    rounded = half_up(n, d)
    assert 2 * abs(rounded * d - n) <= d
    assert half_up(-n, d) == -rounded
    if 2 * (n % d) == d:
        assert rounded == (n // d + 1 if n > 0 else n // d)


def _by_sql(given_rows: list[tuple[Any, ...]]) -> list[tuple[int | None, str]]:
    with transaction():
        prepare()
        temporary(
            "uji_simpul",
            "nomor INTEGER, nilai BIGINT, target BIGINT, target_atas BIGINT, formula VARCHAR(20), jatuh_tempo BOOLEAN,"
            " ada INTEGER, perlu INTEGER, sebab INTEGER",
        )
        for number, (nilai, target, atas, formula, due) in enumerate(given_rows):
            low, value, high = ("NULL" if one is None else str(one) for one in (target, nilai, atas))
            run(f"INSERT INTO uji_simpul VALUES ({number}, {value}, {low}, {high}, '{formula}', {due}, 1, 1, 0)")
        found = rows(f"SELECT capaian, alasan FROM ({with_capaian('uji_simpul')}) x ORDER BY nomor")
        run("DROP TABLE uji_simpul")
    return found  # type: ignore[return-value]
