"""`selaras recap verify`: everything worked out again beside what is stored, and compared to the last digit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.db import database, is_postgres, transaction
from plugins.sop_kinerja.services import agregat_gabung as gabung
from plugins.sop_kinerja.services import agregat_rata as rata
from plugins.sop_kinerja.services.agregat import BASI, LOCK, ensure_years, refresh, working
from plugins.sop_kinerja.services.agregat_gabung import Difference
from plugins.sop_kinerja.services.agregat_kunci import years
from plugins.sop_kinerja.services.agregat_sql import (
    ANGKA,
    INDIKATOR_TAHUN,
    PENYAMPAIAN,
    REALISASI,
    REKAP_ANGKA,
    REKAP_CAPAIAN,
    rows,
)

HASIL = {ANGKA: "Angka disahkan", REKAP_ANGKA: "Rekap angka", REKAP_CAPAIAN: "Rekap capaian"}
FIGURES = ("nilai", "jumlah", "pembilang", "penyebut", "target", "target_atas", "capaian", "rata_rata")


@dataclass
class Verdict:
    """What a recomputation of one asker's recaps found; `counted` is how many stored rows it looked at."""

    asker: int
    counted: int = 0
    differences: list[Difference] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    """(indicator's uuid, period) of approved figures whose indicator is in no list: they count nowhere."""


def askers() -> list[int]:
    """Every department that has approved figures or recaps."""
    found = rows(f"""
        SELECT penyelenggara_id FROM {PENYAMPAIAN} WHERE status = 'disahkan'
        UNION SELECT penyelenggara_id FROM {ANGKA} UNION SELECT penyelenggara_id FROM {REKAP_ANGKA}
        UNION SELECT penyelenggara_id FROM {REKAP_CAPAIAN}""")
    return sorted(int(row[0]) for row in found)


def verify(asker: int) -> Verdict:
    """Makes fresh what waits for it, then recomputes all and compares; changes nothing else.

    What is approved while it runs is left to the next: it works on one state of the database.
    """
    asker = int(asker)
    with _held(asker):
        while True:
            refresh(asker)
            with transaction():
                if is_postgres():
                    database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                if not rows(f"SELECT 1 FROM {BASI} WHERE penyelenggara_id = {asker} LIMIT 1"):
                    return _verdict(asker)


def in_words(difference: Difference, names: dict[int, str]) -> str:
    """One line: the row, and each column that differs with what is stored and what it should be."""
    key = dict(difference.key)
    number = key.pop("indikator_tahun_id", None)
    where = [names.get(int(number), f"indikator {number}")] if number is not None else []
    if "perangkat_daerah_id" in key:
        where.append(f"perangkat daerah {key.pop('perangkat_daerah_id')}")
    where += [str(value) for value in key.values() if value != ""]
    head = f"{HASIL[difference.table]}: {', '.join(where)}"
    if difference.stored is None:
        return f"{head}: tidak tersimpan, padahal seharusnya ada"
    if difference.fresh is None:
        return f"{head}: tersimpan, padahal seharusnya tidak ada"
    wrong = [
        f"{name} {_shown(name, value)}, seharusnya {_shown(name, difference.fresh[name])}"
        for name, value in difference.stored.items()
        if value != difference.fresh[name]
    ]
    return f"{head}: {'; '.join(wrong)}"


def names_of(differences: list[Difference]) -> dict[int, str]:
    """`IndikatorTahun.id` -> its code and words."""
    ids = sorted({int(one.key["indikator_tahun_id"]) for one in differences if "indikator_tahun_id" in one.key})
    listed = ", ".join(map(str, ids)) or "NULL"
    found = rows(f"SELECT id, kode, uraian FROM {INDIKATOR_TAHUN} WHERE id IN ({listed})")
    return {int(row[0]): f"{row[1]} {row[2]}" for row in found}


def _verdict(asker: int) -> Verdict:
    verdict = Verdict(asker)
    ensure_years(asker, None)
    with working(asker, None):
        fresh = gabung.nodes()
        verdict.differences += gabung.compare(gabung.FACTS, asker)
        verdict.differences += gabung.compare(fresh, asker)
        rata.make_means(asker, f"({fresh.fresh})", years(), touched=False)
        verdict.differences += gabung.compare(gabung.means("1 = 1"), asker)
    for table in HASIL:
        [(count,)] = rows(f"SELECT COUNT(*) FROM {table} WHERE penyelenggara_id = {asker}")
        verdict.counted += int(count)
    verdict.unknown = rows(f"""
        SELECT DISTINCT r.indikator_uuid, p.periode FROM {PENYAMPAIAN} p JOIN {REALISASI} r ON r.penyampaian_id = p.id
        WHERE p.penyelenggara_id = {asker} AND p.status = 'disahkan' AND NOT EXISTS (
            SELECT 1 FROM {INDIKATOR_TAHUN} i
            WHERE i.indikator_uuid = r.indikator_uuid AND i.tahun = CAST(substr(p.periode, 1, 4) AS INTEGER))
        ORDER BY 2, 1""")
    return verdict


@contextmanager
def _held(asker: int) -> Iterator[None]:
    """Nobody refreshes the asker's recaps meanwhile; taken before the transaction, whose view of things begins after.
    On SQLite a transaction that may write holds all others off."""
    if not is_postgres():
        yield
        return
    database.execute_sql("SELECT pg_advisory_lock(%s, %s)", (LOCK, asker))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s, %s)", (LOCK, asker))


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "kosong"
    return str(Decimal(int(value)).scaleb(-6)) if name in FIGURES else f"«{value}»"
