"""The words of SQL in which SQLite and PostgreSQL differ, so that the statements of the recaps are one text for both.

Figures are BIGINTs of the value times 10**6 (see FixedField). Nothing here ever becomes a binary float:
- a sum may not fit 64 bits. PostgreSQL sums a bigint as numeric; SQLite would fail, so it sums the halves above and
  below 10**9 apart, and `total` puts them together where the result fits a column (None where it does not);
- a quotient n × f / d is rounded half-up in integers. Where n × f may not fit, PostgreSQL turns to numeric and SQLite
  to a Python function of the connection; both give the same digits.

Why plain SQL at all: rows that are written out of a query cannot be checked against the scope (ScopedInsert refuses
them), and rows that pass through Python one by one are slow. So every statement names its asker (`penyelenggara_id`)
itself, and only its own rows are ever written.
"""

from collections.abc import Sequence
from typing import Any

from core import clock
from core.db import database, is_postgres
from plugins.sop_kinerja.models import Angka, IndikatorTahun, Penyampaian, Realisasi, RekapAngka, RekapCapaian, Target

ANGKA, REKAP_ANGKA, REKAP_CAPAIAN = (one._meta.table_name for one in (Angka, RekapAngka, RekapCapaian))
INDIKATOR_TAHUN, REALISASI, PENYAMPAIAN, TARGET = (
    one._meta.table_name for one in (IndikatorTahun, Realisasi, Penyampaian, Target)
)
UNIT = 10**6
"""What 1 is in a column."""
TOO_LARGE = 10**18
"""The first number that is no figure any more: LIMIT in a column."""
_FITS = 9 * 10**18
_HALF = 10**9


def rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(sql, tuple(params)).fetchall())


def run(sql: str, params: Sequence[Any] = ()) -> int:
    """Gives how many rows it touched."""
    return int(database.execute_sql(sql, tuple(params)).rowcount)


def prepare(few: bool = False) -> None:
    """Teaches the connection what the statements call, within a transaction.

    :param few: what is worked on is little, so that reading by index is right however large the tables are
    """
    if is_postgres():
        # Compiling their long expressions takes longer than running them.
        settings = "SELECT set_config('jit', 'off', TRUE)"
        for way in ("hashjoin", "mergejoin", "seqscan"):
            # Temporary tables have no statistics: left to itself it at times reads all figures for ten of them.
            settings += f", set_config('enable_{way}', '{'off' if few else 'on'}', TRUE)"
        run(settings)
    else:
        database.obj.register_function(_divide, "selaras_bagi", 3, True)
        database.obj.register_aggregate(_Weighted, "selaras_tertimbang", 2)


def temporary(name: str, columns: str) -> None:
    """An empty table that only this transaction sees."""
    run(f"DROP TABLE IF EXISTS {name}")
    run(f"CREATE TEMPORARY TABLE {name} ({columns}){' ON COMMIT DROP' if is_postgres() else ''}")


def drop(*names: str) -> None:
    for name in names:
        run(f"DROP TABLE IF EXISTS {name}")


def new_row() -> tuple[str, str]:
    """The columns uuid and dibuat, and the SQL that fills them for each row."""
    now = RekapAngka.dibuat.db_value(clock.now())
    moment = f"TIMESTAMPTZ '{now.isoformat()}'" if is_postgres() else f"'{now}'"
    random = "gen_random_uuid()::text"
    if not is_postgres():
        part = "lower(hex(randomblob({})))".format
        random = " || '-' || ".join([part(4), part(2), part(2), part(2), part(6)])
    return "uuid, dibuat", f"{random}, {moment}"


def differs(left: str, right: str) -> str:
    """Whether two values are not the same, NULL being the same as NULL."""
    return f"{left} IS DISTINCT FROM {right}" if is_postgres() else f"{left} IS NOT {right}"


def then() -> str:
    """JOIN, with what stands before it looked at first: SQLite, which keeps no statistics, might otherwise begin with
    all the asker's rows."""
    return "JOIN" if is_postgres() else "CROSS JOIN"


def sums(value: str, name: str) -> str:
    """Aggregates of which `total(name)` makes the sum."""
    if is_postgres():
        return f"SUM({value}) AS {name}"
    return f"SUM({value} / {_HALF}) AS {name}_atas, SUM({value} - {value} / {_HALF} * {_HALF}) AS {name}_bawah"


def total(name: str) -> str:
    """The sum, as a BIGINT; NULL where it does not fit one, and over no values."""
    if is_postgres():
        return f"CASE WHEN ABS({name}) < {_FITS} THEN {name}::bigint END"
    high, low = f"{name}_atas", f"{name}_bawah"
    # A little above the limit still fits 64 bits, so that the limit itself is drawn exactly.
    inner = f"{high} * {_HALF} + {low}"
    return f"CASE WHEN ABS({high}) <= {_FITS // _HALF + 10**8} AND ABS({inner}) < {_FITS} THEN {inner} END"


def divided(n: str, factor: int, d: str) -> str:
    """n × factor / d, half-up, for d > 0; NULL from TOO_LARGE on (before rounding), and where one of them is NULL."""
    most = 25 * 10**17 // factor
    sign = f"CASE WHEN {n} < 0 THEN -1 ELSE 1 END"
    fast = f"({sign}) * ((ABS({n}) * {2 * factor} + {d}) / (2 * {d}))"
    if is_postgres():
        exact = f"(({sign}) * div(2 * ABS({n})::numeric * {factor} + {d}, 2 * {d}::numeric))::bigint"
        slow = f"CASE WHEN ABS({n})::numeric * {factor} < {TOO_LARGE}::numeric * {d} THEN {exact} END"
    else:
        slow = f"selaras_bagi({n}, {factor}, {d})"
    # Two CASEs and no AND: PostgreSQL does not promise to leave the product alone where it would overflow.
    small = f"CASE WHEN ABS({n}) * {factor} / {d} < {TOO_LARGE} THEN {fast} END"
    return f"CASE WHEN ABS({n}) <= {most} AND {d} <= {4 * 10**18} THEN {small} ELSE {slow} END"


def weighted(value: str, weight: str, name: str) -> str:
    """Aggregates of which `weighted_mean(name)` makes the mean by weight; `{name}_bobot` is the sum of weights."""
    weights = f"SUM(CASE WHEN {value} IS NOT NULL THEN {weight} END) AS {name}_bobot"
    if is_postgres():
        return f"SUM({value}::numeric * {weight}) AS {name}, {weights}"
    return f"selaras_tertimbang({value}, {weight}) AS {name}, {weights}"


def weighted_mean(name: str) -> str:
    if not is_postgres():
        return name
    sign = f"CASE WHEN {name} < 0 THEN -1 ELSE 1 END"
    exact = f"(({sign}) * div(2 * ABS({name}) + {name}_bobot, 2 * {name}_bobot))::bigint"
    return f"CASE WHEN ABS({name}) < {TOO_LARGE}::numeric * {name}_bobot THEN {exact} END"


def half_up(n: int, d: int) -> int:
    """n / d in whole numbers, a half away from zero; d > 0."""
    quotient = (2 * abs(n) + d) // (2 * d)
    return -quotient if n < 0 else quotient


def _divide(n: int | None, factor: int, d: int | None) -> int | None:
    if n is None or d is None or d <= 0 or abs(n) * factor >= TOO_LARGE * d:
        return None
    return half_up(n * factor, d)


class _Weighted:
    """SQLite's aggregate for a mean by weight, in Python's integers, which do not overflow."""

    def __init__(self) -> None:
        self.sum = self.weights = 0

    def step(self, value: int | None, weight: int | None) -> None:
        if value is not None and weight is not None:
            self.sum += value * weight
            self.weights += weight

    def finalize(self) -> int | None:
        return _divide(self.sum, 1, self.weights)
