"""What was worked out against what is stored: brought into line, or compared to the last digit. One description of
the three tables serves both."""

from dataclasses import dataclass
from typing import Any

from plugins.sop_kinerja.services.agregat_capaian import with_capaian
from plugins.sop_kinerja.services.agregat_kunci import KUNCI
from plugins.sop_kinerja.services.agregat_periode import SIMPUL
from plugins.sop_kinerja.services.agregat_sql import ANGKA, REKAP_ANGKA, REKAP_CAPAIAN, differs, new_row, rows, run

MEANS = "agregat_rata"
"""Temporary table of the means that were worked out; see agregat_rata.py."""


@dataclass(frozen=True)
class Pair:
    """`fresh`: a select of key and value columns as they should be. `reach`: a condition on the stored row `o` that
    says which rows are in question (beside the asker's)."""

    table: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    fresh: str
    reach: str
    there: str
    """The table, and the condition on its row `x`, in which a fresh row is looked for by its key."""


_IN_KEYS = f"o.indikator_tahun_id IN (SELECT id FROM {KUNCI} WHERE ditulis = 1)"
_FIGURE = ("nilai", "pembilang", "penyebut", "target", "target_atas", "jatuh_tempo")
_MADE = f"(SELECT s.* FROM {SIMPUL} s JOIN {KUNCI} k ON k.id = s.indikator_tahun_id AND k.ditulis = 1)"

FACTS = Pair(
    ANGKA,
    ("indikator_tahun_id", "periode", "cabang"),
    ("perangkat_daerah_id", "realisasi_id", *_FIGURE, "formula"),
    f"SELECT * FROM {_MADE} f WHERE asal = 'langsung'",
    _IN_KEYS,
    f"{SIMPUL} x WHERE x.asal = 'langsung'",
)


def nodes() -> Pair:
    return Pair(
        REKAP_ANGKA,
        ("indikator_tahun_id", "periode"),
        (
            *("perangkat_daerah_id", "asal", "jumlah", "banyak", *_FIGURE),
            *("capaian", "alasan", "ada", "perlu"),
        ),
        with_capaian(f"(SELECT * FROM {_MADE} m WHERE cabang = '')"),
        _IN_KEYS,
        f"{SIMPUL} x WHERE x.cabang = ''",
    )


def means(reach: str) -> Pair:
    return Pair(
        REKAP_CAPAIAN,
        ("periode", "tingkat", "perangkat_daerah_id"),
        ("dinilai", "belum_dinilai", "jumlah", "rata_rata", "predikat"),
        f"SELECT * FROM {MEANS}",
        reach,
        f"{MEANS} x WHERE 1 = 1",
    )


def merge(pair: Pair, asker: int) -> int:
    """Writes only what differs, so that what did not change keeps its row; gives how many rows it touched."""
    names, fill = new_row()
    columns = (*pair.key, *pair.values)
    changed = " OR ".join(differs(f"o.{name}", f"x.{name}") for name in pair.values)
    # ON CONFLICT stays for the row that somebody else has put there meanwhile.
    written = run(f"""
        INSERT INTO {pair.table} ({names}, penyelenggara_id, {", ".join(columns)})
        SELECT {fill}, {asker}, {", ".join(f"x.{name}" for name in columns)} FROM ({pair.fresh}) x
        LEFT JOIN {pair.table} o ON o.penyelenggara_id = {asker} AND {_same(pair)}
        WHERE o.id IS NULL OR {changed}
        ON CONFLICT (penyelenggara_id, {", ".join(pair.key)}) DO UPDATE SET
            {", ".join(f"{name} = excluded.{name}" for name in pair.values)}""")
    gone = run(f"""
        DELETE FROM {pair.table} WHERE id IN (
            SELECT o.id FROM {pair.table} o WHERE o.penyelenggara_id = {asker} AND {pair.reach}
            AND NOT EXISTS (SELECT 1 FROM {pair.there} AND {_same(pair)}))""")
    return written + gone


@dataclass(frozen=True)
class Difference:
    """A stored row that a recomputation does not give so: `stored` and `fresh` are None where it is missing."""

    table: str
    key: dict[str, Any]
    stored: dict[str, Any] | None
    fresh: dict[str, Any] | None


def compare(pair: Pair, asker: int) -> list[Difference]:
    """Every row that differs in any column, at most the first thousand of each kind."""
    changed = " OR ".join(differs(f"o.{name}", f"x.{name}") for name in pair.values)
    key = ", ".join(f"x.{name}" for name in pair.key)
    values = ", ".join([f"o.{name}" for name in pair.values] + [f"x.{name}" for name in pair.values])
    stored_key = ", ".join(f"o.{name}" for name in pair.key)
    stored = ", ".join(f"o.{name}" for name in pair.values)
    wrong = rows(f"""
        SELECT {key}, o.id, {values} FROM ({pair.fresh}) x
        LEFT JOIN {pair.table} o ON o.penyelenggara_id = {asker} AND {_same(pair)}
        WHERE o.id IS NULL OR {changed} ORDER BY {key} LIMIT 1000""")
    surplus = rows(f"""
        SELECT {stored_key}, {stored} FROM {pair.table} o WHERE o.penyelenggara_id = {asker} AND {pair.reach}
        AND NOT EXISTS (SELECT 1 FROM {pair.there} AND {_same(pair)}) ORDER BY {stored_key} LIMIT 1000""")
    many, width = len(pair.key), len(pair.values)
    found = []
    for row in wrong:
        there = dict(zip(pair.values, row[many + 1 : many + 1 + width], strict=True)) if row[many] else None
        now = dict(zip(pair.values, row[many + 1 + width :], strict=True))
        found.append(Difference(pair.table, dict(zip(pair.key, row[:many], strict=True)), there, now))
    for row in surplus:
        there = dict(zip(pair.values, row[many:], strict=True))
        found.append(Difference(pair.table, dict(zip(pair.key, row[:many], strict=True)), there, None))
    return found


def _same(pair: Pair) -> str:
    return " AND ".join(f"o.{name} = x.{name}" for name in pair.key)
