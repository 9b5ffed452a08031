"""The nodes: approved figures, and what is made of them over periods, over units and up the tree.

A node has an indicator of a year, a period and a branch (`cabang`, empty for the department). Those that are there
win over those that can be made, in this order: submitted; of the units; of the parts of the period; of the indicators
below. All is worked out in one temporary table, from the facts and the rules alone, so it does not matter which
figures came when.
"""

from plugins.sop_kinerja.services.agregat_aturan import made
from plugins.sop_kinerja.services.agregat_capaian import SEBAB, text
from plugins.sop_kinerja.services.agregat_kunci import KUNCI
from plugins.sop_kinerja.services.agregat_periode import DIMINTA, PARTS, SIMPUL
from plugins.sop_kinerja.services.agregat_sql import (
    ANGKA,
    PENYAMPAIAN,
    REALISASI,
    REKAP_ANGKA,
    rows,
    run,
    temporary,
    then,
)

COLUMNS = (
    "indikator_tahun_id, perangkat_daerah_id, periode, cabang, asal, nilai, jumlah, banyak, pembilang, penyebut,"
    " target, target_atas, jatuh_tempo, formula, ada, perlu, sebab"
)


def make_nodes(asker: int) -> None:
    """Fills SIMPUL for the indicators in KUNCI. The facts in it have asal 'langsung'."""
    temporary(
        SIMPUL,
        "indikator_tahun_id BIGINT NOT NULL, perangkat_daerah_id BIGINT, periode VARCHAR(20), cabang VARCHAR(20),"
        " asal VARCHAR(10), nilai BIGINT, jumlah BIGINT, banyak INTEGER, pembilang BIGINT, penyebut BIGINT,"
        " target BIGINT, target_atas BIGINT, jatuh_tempo BOOLEAN, formula VARCHAR(20), ada INTEGER, perlu INTEGER,"
        " sebab INTEGER, realisasi_id BIGINT, PRIMARY KEY (indikator_tahun_id, periode, cabang)",
    )
    _facts(asker)
    # What can only come out empty is not asked for: planning such a statement takes longer than running it.
    there = {(str(kind), bool(unit)) for kind, unit in rows(_KINDS)}
    units = {kind for kind, unit in there if unit}
    if units:
        _over_time("<> ''", units)
        _asked(asker)
        _insert(made("unit"))
    _over_time("= ''", {kind for kind, _ in there} | ({*"TS"} if units else set()))
    _tree(asker)


_KINDS = f"SELECT DISTINCT substr(periode, 6, 1), CASE WHEN cabang <> '' THEN 1 ELSE 0 END FROM {SIMPUL}"
"""The first letters of the periods that there are (B, T, S), of departments and of units."""


def _over_time(branch: str, kinds: set[str]) -> None:
    for level, part in (("TW", "B"), ("S", "T"), ("TH", "S")):
        if part in kinds:
            _insert(made("periode", level, branch))
            kinds = kinds | {level[0]}


def _facts(asker: int) -> None:
    """Of several approved figures for one place the last approved. A figure without a submission (brought in as such)
    stands as it is while nothing is approved in its place."""
    due = "CASE WHEN nilai IS NOT NULL OR NOT jatuh_tempo THEN 1 ELSE 0 END"
    figures = "nilai, nilai, CASE WHEN nilai IS NULL THEN 0 ELSE 1 END, pembilang, penyebut, target, target_atas"
    run(f"""
        INSERT INTO {SIMPUL} ({COLUMNS}, realisasi_id)
        SELECT kunci, perangkat_daerah_id, periode, cabang, 'langsung', {figures}, jatuh_tempo, formula, {due}, 1, 0, id
        FROM (
            SELECT k.id AS kunci, p.periode, p.cabang, r.id, r.perangkat_daerah_id, r.nilai, r.pembilang, r.penyebut,
                r.target, r.target_atas, r.jatuh_tempo, r.formula,
                ROW_NUMBER() OVER (PARTITION BY k.id, p.periode, p.cabang
                    ORDER BY CASE WHEN p.disahkan IS NULL THEN 1 ELSE 0 END, p.disahkan DESC, p.id DESC) AS nomor
            FROM {KUNCI} k
            {then()} {REALISASI} r ON r.indikator_uuid = k.uuid AND r.penyelenggara_id = {asker}
            {then()} {PENYAMPAIAN} p ON p.id = r.penyampaian_id AND p.status = 'disahkan'
                AND substr(p.periode, 1, 4) = k.tahun
            WHERE k.ditulis = 1) r
        WHERE nomor = 1""")
    run(f"""
        INSERT INTO {SIMPUL} ({COLUMNS})
        SELECT a.indikator_tahun_id, a.perangkat_daerah_id, a.periode, a.cabang, 'langsung', {figures}, jatuh_tempo,
            CASE WHEN a.formula = '' THEN k.formula ELSE a.formula END, {due}, 1, 0
        FROM {KUNCI} k {then()} {ANGKA} a ON a.indikator_tahun_id = k.id AND a.penyelenggara_id = {asker}
        WHERE k.ditulis = 1 AND a.realisasi_id IS NULL AND NOT EXISTS (SELECT 1 FROM {SIMPUL} s
            WHERE s.indikator_tahun_id = k.id AND s.periode = a.periode AND s.cabang = a.cabang)""")


def _asked(asker: int) -> None:
    """How many units were asked for an indicator's figure of a period, or of a part of it."""
    wholes = " UNION ALL ".join(f"SELECT '{part}' AS bagian, '{whole}' AS utuh" for part, whole in _above())
    direct = f"""
        SELECT k.id, p.periode, p.cabang FROM {KUNCI} k
        {then()} {REALISASI} r ON r.indikator_uuid = k.uuid AND r.penyelenggara_id = {asker}
        {then()} {PENYAMPAIAN} p ON p.id = r.penyampaian_id AND p.cabang <> '' AND p.status <> 'dibatalkan'
            AND substr(p.periode, 1, 4) = k.tahun
        WHERE k.ditulis = 1"""
    temporary(
        DIMINTA,
        "indikator_tahun_id BIGINT, periode VARCHAR(20), unit INTEGER, PRIMARY KEY (indikator_tahun_id, periode)",
    )
    run(f"""
        INSERT INTO {DIMINTA} SELECT id, periode, COUNT(DISTINCT cabang) FROM (
            {direct}
            UNION ALL SELECT d.id, substr(d.periode, 1, 5) || w.utuh, d.cabang FROM ({direct}) d
                JOIN ({wholes}) w ON w.bagian = substr(d.periode, 6)) a
        GROUP BY id, periode""")


def _above() -> list[tuple[str, str]]:
    """(part, whole) for every period of a year and all that it lies in."""
    direct = [(part, whole) for level in PARTS.values() for whole, parts in level.items() for part in parts]
    found = set(direct)
    for _ in PARTS:
        found |= {(part, above) for part, whole in found for below, above in direct if below == whole}
    return sorted(found)


def _tree(asker: int) -> None:
    """Level by level from the lowest. What is not made anew but hangs under the same parent is read as it stands."""
    [(deepest,)] = rows(f"SELECT MAX(lapis) FROM {KUNCI}")
    if not deepest:
        return
    broken = " ".join(f"WHEN r.alasan = {text(words)} THEN {code}" for code, words in SEBAB.items())
    run(f"""
        INSERT INTO {SIMPUL} ({COLUMNS})
        SELECT r.indikator_tahun_id, r.perangkat_daerah_id, r.periode, '', r.asal, r.nilai, r.jumlah, r.banyak,
            r.pembilang, r.penyebut, r.target, r.target_atas, r.jatuh_tempo, k.formula, r.ada, r.perlu,
            CASE WHEN r.nilai IS NOT NULL THEN 0 {broken} ELSE 0 END
        FROM {KUNCI} k {then()} {REKAP_ANGKA} r ON r.indikator_tahun_id = k.id AND r.penyelenggara_id = {asker}
        WHERE k.ditulis = 0""")
    for level in range(int(deepest), 0, -1):
        # A period that lacks a part gives way to what the indicators below have for it.
        run(f"""
            DELETE FROM {SIMPUL} WHERE cabang = '' AND asal = 'periode' AND ada < perlu
            AND (indikator_tahun_id, periode) IN (
                SELECT k.id, s.periode FROM {KUNCI} c JOIN {KUNCI} k ON k.id = c.induk_id
                JOIN {SIMPUL} s ON s.indikator_tahun_id = c.id AND s.cabang = ''
                WHERE c.lapis = {level} AND k.ditulis = 1 AND k.aturan_unit <> 'tidak'
                    AND (s.nilai IS NOT NULL OR s.ada = s.perlu))""")
        _insert(made("turunan", str(level)))


def _insert(select: str) -> None:
    run(f"INSERT INTO {SIMPUL} ({COLUMNS}) {select}")
