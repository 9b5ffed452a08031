"""What a recomputation is about: the yearly indicators whose nodes are made anew, with their rules and their place
in the tree. Everything else of the engine only reads this table; full or not is a matter of what stands in it.
"""

from core.db import database, is_postgres
from plugins.sop_kinerja.nilai_isian import PERCENT
from plugins.sop_kinerja.services.agregat_sql import (
    ANGKA,
    INDIKATOR_TAHUN,
    PENYAMPAIAN,
    REALISASI,
    REKAP_ANGKA,
    rows,
    run,
    temporary,
    then,
)

KUNCI, BENIH = "agregat_kunci", "agregat_benih"
DEEPEST = 32
"""Steps up the tree that are followed. More means a circle: its indicators are left out of the tree axis."""


def seed_all(asker: int) -> None:
    """Everything of the asker: what has figures, and what has nodes that may have to go."""
    _seeds()
    run(f"""
        INSERT INTO {BENIH} (id, ditulis)
        SELECT indikator_tahun_id, 1 FROM {ANGKA} WHERE penyelenggara_id = {asker}
        UNION SELECT indikator_tahun_id, 1 FROM {REKAP_ANGKA} WHERE penyelenggara_id = {asker}
        UNION SELECT i.id, 1 FROM {REALISASI} r JOIN {PENYAMPAIAN} p ON p.id = r.penyampaian_id
            JOIN {INDIKATOR_TAHUN} i ON i.indikator_uuid = r.indikator_uuid
                AND i.tahun = CAST(substr(p.periode, 1, 4) AS INTEGER)
            WHERE r.penyelenggara_id = {asker} AND p.status = 'disahkan'""")
    _fill()


def seed_of(asker: int, marks: list[int]) -> None:
    """What these rows of RekapBasi are about, and what stands above it in the tree."""
    _seeds()
    ids = ", ".join(str(int(one)) for one in marks) or "NULL"
    run(f"""
        INSERT INTO {BENIH} (id, ditulis)
        SELECT i.id, 1 FROM sop_kinerja_rekap_basi b {then()} {PENYAMPAIAN} p ON p.id = b.penyampaian_id
            {then()} {REALISASI} r ON r.penyampaian_id = p.id
            {then()} {INDIKATOR_TAHUN} i ON i.indikator_uuid = r.indikator_uuid
                AND i.tahun = CAST(substr(p.periode, 1, 4) AS INTEGER)
            WHERE b.id IN ({ids}) AND b.penyelenggara_id = {asker}
        UNION SELECT i.id, 1 FROM sop_kinerja_rekap_basi b
            {then()} {INDIKATOR_TAHUN} i ON i.indikator_uuid = b.indikator_uuid AND i.tahun = b.tahun
            WHERE b.id IN ({ids}) AND b.penyelenggara_id = {asker}""")
    _fill()


def years() -> list[int]:
    """The years of what is worked on."""
    return sorted(int(year) for (year,) in rows(f"SELECT DISTINCT tahun FROM {KUNCI}"))


def _seeds() -> None:
    temporary(BENIH, "id BIGINT NOT NULL, ditulis INTEGER NOT NULL")


_PARENT = f"""JOIN {INDIKATOR_TAHUN} c ON c.id = {{child}}
    JOIN {INDIKATOR_TAHUN} p ON p.indikator_uuid = c.induk_uuid AND p.tahun = c.tahun"""


def _fill() -> None:
    """Ancestors of the seeds are made anew too. Their other children are only read (`ditulis` 0)."""
    run(f"""
        INSERT INTO {BENIH} (id, ditulis)
        WITH RECURSIVE naik(id, langkah) AS (
            SELECT id, 0 FROM {BENIH}
            UNION SELECT p.id, n.langkah + 1 FROM naik n {_PARENT.format(child="n.id")} WHERE n.langkah < {DEEPEST})
        SELECT DISTINCT id, 1 FROM naik WHERE langkah > 0""")
    run(f"""
        INSERT INTO {BENIH} (id, ditulis)
        SELECT c.id, 0 FROM (SELECT DISTINCT id FROM {BENIH}) b JOIN {INDIKATOR_TAHUN} p ON p.id = b.id
            JOIN {INDIKATOR_TAHUN} c ON c.induk_uuid = p.indikator_uuid AND c.tahun = p.tahun""")
    temporary(
        KUNCI,
        "id BIGINT PRIMARY KEY, uuid VARCHAR(36), tahun VARCHAR(9), perangkat_daerah_id BIGINT, indikator_id BIGINT,"
        " formula VARCHAR(20), aturan VARCHAR(20), aturan_unit VARCHAR(20), persen INTEGER, bobot BIGINT,"
        " induk_id BIGINT, lapis INTEGER, anak INTEGER, ditulis INTEGER",
    )
    percents = sorted(PERCENT)
    marks = ", ".join([database.param] * len(percents))
    # Values over time that accumulate are their last; over units there is no last.
    run(
        f"""
        INSERT INTO {KUNCI}
        SELECT i.id, i.indikator_uuid, CAST(i.tahun AS VARCHAR(9)), i.perangkat_daerah_id, i.indikator_id, i.formula,
            CASE WHEN i.kumulatif AND i.agregasi_periode <> 'tidak' THEN 'terakhir' ELSE i.agregasi_periode END,
            CASE WHEN i.agregasi_unit = 'terakhir' THEN 'tidak' ELSE i.agregasi_unit END,
            CASE WHEN lower(trim(i.satuan)) IN ({marks}) THEN 1 ELSE 0 END,
            i.bobot, p.id, CASE WHEN p.id IS NULL THEN 0 END,
            (SELECT COUNT(*) FROM {INDIKATOR_TAHUN} c WHERE c.induk_uuid = i.indikator_uuid AND c.tahun = i.tahun),
            b.ditulis
        FROM (SELECT id, MAX(ditulis) AS ditulis FROM {BENIH} GROUP BY id) b
        JOIN {INDIKATOR_TAHUN} i ON i.id = b.id
        LEFT JOIN {INDIKATOR_TAHUN} p ON p.indikator_uuid = i.induk_uuid AND p.tahun = i.tahun""",
        percents,
    )
    # `lapis`: how many stand above it, which are all in the table too; none for what hangs in a circle.
    run(f"""
        WITH RECURSIVE naik(awal, kini, langkah) AS (
            SELECT id, induk_id, 1 FROM {KUNCI} WHERE induk_id IS NOT NULL
            UNION ALL SELECT n.awal, k.induk_id, n.langkah + 1 FROM naik n JOIN {KUNCI} k ON k.id = n.kini
                WHERE k.induk_id IS NOT NULL AND n.langkah < {DEEPEST})
        UPDATE {KUNCI} SET lapis = d.langkah
        FROM (SELECT n.awal, n.langkah FROM naik n JOIN {KUNCI} r ON r.id = n.kini WHERE r.lapis = 0) d
        WHERE {KUNCI}.id = d.awal""")
    if is_postgres():
        run(f"ANALYZE {KUNCI}")
