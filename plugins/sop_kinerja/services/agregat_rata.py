"""The means: of a department's indicators for a period, and of all of the asker's departments together."""

from collections.abc import Iterable, Mapping
from math import floor

import peewee

from core.db import database, is_postgres
from plugins.sop_kinerja.services.agregat_gabung import MEANS
from plugins.sop_kinerja.services.agregat_kunci import KUNCI
from plugins.sop_kinerja.services.agregat_periode import SIMPUL
from plugins.sop_kinerja.services.agregat_sql import (
    REKAP_ANGKA,
    REKAP_CAPAIAN,
    UNIT,
    divided,
    drop,
    prepare,
    run,
    sums,
    temporary,
    then,
    total,
)
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

TOUCHED = "agregat_sel"
"""Temporary table: the departments and periods whose means a recomputation may change."""
COLUMNS = (
    "perangkat_daerah_id BIGINT, periode VARCHAR(20), tingkat VARCHAR(20), dinilai INTEGER, belum_dinilai INTEGER,"
    " jumlah BIGINT, rata_rata BIGINT, predikat VARCHAR(60)"
)
"""Of the means."""


def note_touched(asker: int) -> None:
    """Before the nodes are brought into line: where they are, and where they will be."""
    temporary(TOUCHED, "perangkat_daerah_id BIGINT, periode VARCHAR(20), PRIMARY KEY (periode, perangkat_daerah_id)")
    run(f"""
        INSERT INTO {TOUCHED}
        SELECT s.perangkat_daerah_id, s.periode FROM {SIMPUL} s
            JOIN {KUNCI} k ON k.id = s.indikator_tahun_id AND k.ditulis = 1 WHERE s.cabang = ''
        UNION SELECT r.perangkat_daerah_id, r.periode FROM {KUNCI} k {then()} {REKAP_ANGKA} r
            ON r.indikator_tahun_id = k.id AND r.penyelenggara_id = {asker} WHERE k.ditulis = 1""")


def in_touched() -> str:
    """The condition on a stored mean `o`: of a touched department, or the whole of a touched period."""
    return f"""o.periode IN (SELECT periode FROM {TOUCHED}) AND (o.tingkat = 'pemda' OR EXISTS (
        SELECT 1 FROM {TOUCHED} t WHERE t.periode = o.periode AND t.perangkat_daerah_id = o.perangkat_daerah_id))"""


def make_means(asker: int, source: str, years: Iterable[int], touched: bool) -> None:
    """Fills MEANS out of `source`, which has perangkat_daerah_id, periode and capaian (a table, or a select in
    brackets), in these years: of the touched departments, or of all."""
    prepare(few=touched)
    drop(MEANS)
    # Of many rows: several of PostgreSQL's workers read for CREATE TABLE AS, and only one for INSERT.
    at_once = is_postgres() and not touched
    if not at_once:
        temporary(MEANS, f"{COLUMNS}, PRIMARY KEY (periode, tingkat, perangkat_daerah_id)")
    same = "r.periode = t.periode AND r.perangkat_daerah_id = t.perangkat_daerah_id"
    scales = {str(year): scale_for(asker, year) for year in years}
    rows_of = f"{TOUCHED} t {then()} {source} r ON {same}" if touched else f"{source} r"
    group_by_department(asker, rows_of, scales, at_once)
    others = ""
    if touched:  # departments that were not touched count in the whole as they are stored
        others = f"""
            UNION ALL SELECT o.periode, o.dinilai, o.belum_dinilai, o.jumlah, o.rata_rata FROM {REKAP_CAPAIAN} o
            WHERE o.penyelenggara_id = {asker} AND o.tingkat = 'perangkat_daerah'
                AND o.periode IN (SELECT periode FROM {TOUCHED}) AND NOT EXISTS (SELECT 1 FROM {TOUCHED} t
                    WHERE t.periode = o.periode AND t.perangkat_daerah_id = o.perangkat_daerah_id)"""
    # A department whose sum did not fit its column makes the whole unknown too, and not smaller.
    whole = f"""
        SELECT {asker} AS perangkat_daerah_id, periode, 'pemda' AS tingkat, SUM(dinilai) AS dinilai,
            SUM(belum_dinilai) AS belum_dinilai, {sums("jumlah", "jumlah")},
            SUM(CASE WHEN dinilai > 0 AND rata_rata IS NULL THEN 1 ELSE 0 END) AS lebih
        FROM (SELECT periode, dinilai, belum_dinilai, jumlah, rata_rata FROM {MEANS} {others}) d GROUP BY periode"""
    _put(whole, f"CASE WHEN lebih = 0 THEN {total('jumlah')} END", scales)


def group_by_department(asker: int, source: str, scales: Mapping[str, SkalaBerlaku], at_once: bool) -> None:
    """The one pass over the figures. Their sum is asked for in the plain way first: SQLite says when it does not fit,
    and only then the exact and slower way is taken (PostgreSQL's sums always fit)."""
    capped = _capped(scales)
    plain = f"SUM({capped}) AS jumlah", "CAST(jumlah AS BIGINT)"
    ways = [(sums(capped, "jumlah"), total("jumlah"))]
    if not is_postgres():
        ways.insert(0, plain)
    for number, (aggregate, whole) in enumerate(ways, start=1):
        select = f"""
            SELECT r.perangkat_daerah_id, r.periode, 'perangkat_daerah' AS tingkat, COUNT(r.capaian) AS dinilai,
                COUNT(*) - COUNT(r.capaian) AS belum_dinilai, {aggregate}
            FROM {source} {"WHERE r.penyelenggara_id = " + str(asker) if REKAP_ANGKA in source else ""}
            GROUP BY r.perangkat_daerah_id, r.periode"""
        try:
            with database.atomic():
                _put(select, whole, scales, at_once)
            return
        except peewee.OperationalError as error:
            if number == len(ways) or "overflow" not in str(error):
                raise


def _put(select: str, whole: str, scales: Mapping[str, SkalaBerlaku], at_once: bool = False) -> None:
    """Means half-up to six places; the name by the sum itself, so that nothing is rounded twice."""
    named, names = _named(scales)
    mean, rounded = divided("utuh", 1, "dinilai"), divided("utuh", 1, f"(dinilai * {UNIT // 100})")
    into = f"INSERT INTO {MEANS}"
    if at_once:
        into = f"CREATE TEMPORARY TABLE {MEANS} ON COMMIT DROP AS"
    # MATERIALIZED as in agregat_aturan. Counts as integers either way, since a sum of them is divided as it is.
    run(
        f"""
        {into}
        WITH g AS MATERIALIZED ({select}),
            h AS MATERIALIZED (SELECT g.*, {whole} AS utuh FROM g),
            b AS MATERIALIZED (SELECT h.*, CASE WHEN dinilai > 0 THEN {mean} END AS rata,
                CASE WHEN dinilai > 0 THEN {rounded} END AS bulat FROM h)
        SELECT perangkat_daerah_id, periode, CAST(tingkat AS VARCHAR(20)) AS tingkat,
            CAST(dinilai AS INTEGER) AS dinilai, CAST(belum_dinilai AS INTEGER) AS belum_dinilai,
            COALESCE(utuh, 0) AS jumlah, rata AS rata_rata, {named} AS predikat
        FROM b""",
        names,
    )


def _capped(scales: Mapping[str, SkalaBerlaku]) -> str:
    """A capaian as it counts in a mean. The year is looked at only where the caps are not the same in all."""
    caps = {year: scale.batas_capaian for year, scale in scales.items()}
    if set(caps.values()) <= {None}:
        return "r.capaian"
    cut = {
        year: "r.capaian"
        if cap is None
        else f"CASE WHEN r.capaian > {(n := int(cap * UNIT))} THEN {n} ELSE r.capaian END"
        for year, cap in caps.items()
    }
    if len(set(cut.values())) == 1:
        return next(iter(cut.values()))
    each = " ".join(f"WHEN '{int(year)}' THEN {sql}" for year, sql in cut.items())
    return f"CASE substr(r.periode, 1, 4) {each} END"


def _named(scales: Mapping[str, SkalaBerlaku]) -> tuple[str, list[str]]:
    """The band of the mean, rounded half-up to two decimals, by the scale of the year; and the names as parameters."""
    p, names = database.param, []
    years = []
    for year, scale in scales.items():
        bands = []
        for above, name in scale.pita:
            names.append(name)
            # Limits may have more decimals than two.
            bands.append(
                f"WHEN bulat * {UNIT // 100} > {floor(above * UNIT)} THEN {p}" if above is not None else f"ELSE {p}"
            )
        years.append(f"WHEN '{int(year)}' THEN CASE {' '.join(bands)} END")
    if not years:
        return "''", []
    return (
        f"CASE WHEN bulat IS NULL THEN '' ELSE CASE substr(periode, 1, 4) {' '.join(years)} END END",
        names,
    )
