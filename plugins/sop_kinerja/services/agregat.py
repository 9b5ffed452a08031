"""Recaps made fresh out of approved figures: only what changed, or all; the same statements either way.

See agregat_basi (what makes them stale), agregat_kunci (what is worked on), agregat_simpul (the figures),
agregat_rata (the means) and agregat_gabung (what is written). All of an asker's recaps are written by one at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from core.db import database, is_postgres, transaction
from core.gate import active_departments
from core.jobs import JobRun
from core.tenancy import all_departments
from plugins.sop_kinerja.models import Indikator
from plugins.sop_kinerja.services import agregat_gabung as gabung
from plugins.sop_kinerja.services import agregat_rata as rata
from plugins.sop_kinerja.services.agregat_kunci import BENIH, KUNCI, seed_all, seed_of, years
from plugins.sop_kinerja.services.agregat_periode import DIMINTA, SIMPUL
from plugins.sop_kinerja.services.agregat_simpul import make_nodes
from plugins.sop_kinerja.services.agregat_sql import (
    INDIKATOR_TAHUN,
    PENYAMPAIAN,
    REALISASI,
    REKAP_ANGKA,
    drop,
    prepare,
    rows,
    run,
)
from plugins.sop_kinerja.services.indikator_tahun import of_years

LOCK = 0x5245  # "RE", the first number of the advisory locks; the second is the asker
BASI = "sop_kinerja_rekap_basi"


def freshen(task: JobRun) -> None:
    """Job `sop_kinerja.segarkan`: of the department it is for, else (on a schedule) of all that need it."""
    department = task.job.perangkat_daerah_id
    if department is not None:
        with task.finish() as outcome:
            outcome["baris"] = refresh(int(department))
        return
    touched = {}
    for asker in stale_askers():
        touched[str(asker)] = refresh(asker)
    with task.finish({"baris": sum(touched.values())}):
        pass


def stale_askers() -> list[int]:
    """Departments that have something to make fresh, where the plugin is on."""
    found = {int(row[0]) for row in rows(f"SELECT DISTINCT penyelenggara_id FROM {BASI}")}
    return sorted(found & set(active_departments("sop_kinerja")))


def refresh(asker: int) -> int:
    """Makes fresh what is marked stale; gives how many rows changed. Two at once: the second waits, and finds what
    the first left."""
    asker = int(asker)
    with transaction(), alone(asker):
        marks = rows(f"SELECT id, penyampaian_id, indikator_uuid FROM {BASI} WHERE penyelenggara_id = {asker}")
        if not marks:
            return 0
        ids = [int(row[0]) for row in marks]
        whole = any(penyampaian is None and not uuid for _, penyampaian, uuid in marks)
        ensure_years(asker, None if whole else ids)
        with working(asker, None if whole else ids):
            touched = _write(asker, whole)
        run(f"DELETE FROM {BASI} WHERE id IN ({', '.join(map(str, ids))})")
    return touched


def rebuild(asker: int) -> int:
    """Makes all recaps of the asker anew; gives how many rows changed."""
    asker = int(asker)
    with transaction(), alone(asker):
        marks = [int(row[0]) for row in rows(f"SELECT id FROM {BASI} WHERE penyelenggara_id = {asker}")]
        ensure_years(asker, None)
        with working(asker, None):
            touched = _write(asker, whole=True)
        if marks:
            run(f"DELETE FROM {BASI} WHERE id IN ({', '.join(map(str, marks))})")
    return touched


def _write(asker: int, whole: bool) -> int:
    touched = gabung.merge(gabung.FACTS, asker)
    if not whole:
        rata.note_touched(asker)
    touched += gabung.merge(gabung.nodes(), asker)
    rata.make_means(asker, REKAP_ANGKA, years(), touched=not whole)
    return touched + gabung.merge(gabung.means("1 = 1" if whole else rata.in_touched()), asker)


@contextmanager
def alone(asker: int) -> Iterator[None]:
    """Within a transaction: nobody else works on the asker's recaps until it ends. SQLite has one writer anyway."""
    if is_postgres():
        database.execute_sql("SELECT pg_advisory_xact_lock(%s, %s)", (LOCK, asker))
    yield


@contextmanager
def working(asker: int, marks: list[int] | None) -> Iterator[None]:
    """Inside, the working tables hold what should be stored: for these marks, or for everything."""
    prepare(few=marks is not None)
    if marks is None:
        seed_all(asker)
    else:
        seed_of(asker, marks)
    make_nodes(asker)
    if is_postgres() and marks is None:
        run(f"ANALYZE {SIMPUL}")
    try:
        yield
    finally:
        # After a failed statement PostgreSQL takes no more of them; its tables go with the transaction.
        if not is_postgres():
            drop(SIMPUL, KUNCI, BENIH, DIMINTA, rata.TOUCHED, gabung.MEANS)


def ensure_years(asker: int, marks: list[int] | None) -> None:
    """Approved figures and parents in the tree need their indicator's copy of the year; it is there but for figures
    that are older than such copies."""
    some = "" if marks is None else f" AND p.id IN (SELECT penyampaian_id FROM {BASI} WHERE id IN ({_list(marks)}))"
    lacking = set(
        rows(f"""
        SELECT DISTINCT r.indikator_uuid, substr(p.periode, 1, 4) FROM {PENYAMPAIAN} p
        JOIN {REALISASI} r ON r.penyampaian_id = p.id
        WHERE p.penyelenggara_id = {asker} AND p.status = 'disahkan' {some} AND NOT EXISTS (
            SELECT 1 FROM {INDIKATOR_TAHUN} i
            WHERE i.indikator_uuid = r.indikator_uuid AND i.tahun = CAST(substr(p.periode, 1, 4) AS INTEGER))""")
    )
    copy = f"SELECT 1 FROM {INDIKATOR_TAHUN} WHERE indikator_uuid = {database.param} AND tahun = {database.param}"
    while lacking:
        with all_departments("Menyalin indikator ke tahun angkanya, agar dapat direkap."):
            made = set()
            for year in sorted({year for _, year in lacking}):
                wanted = [uuid for uuid, its in lacking if its == year]
                for number in range(0, len(wanted), 500):
                    found = Indikator.select().where(Indikator.uuid.in_(wanted[number : number + 500]))
                    copies = of_years(list(found), int(year))
                    made |= {(row.induk_uuid, year) for row in copies.values() if row.induk_uuid}
        lacking = {(uuid, year) for uuid, year in made if not rows(copy, (uuid, int(year)))}


def _list(ids: list[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "NULL"
