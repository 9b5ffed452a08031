"""What makes recaps stale: one call for each kind of change, inside the transaction that changes it.

A row in RekapBasi says what changed; the job `sop_kinerja.segarkan` of the asker takes the rows and makes the recaps
above them fresh. No key on the job: one that is already running may have read the rows before this one came.
"""

from collections.abc import Iterable

from core.db import database, transaction
from core.jobs import enqueue
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, RekapBasi, Target
from plugins.sop_kinerja.services.agregat_sql import INDIKATOR_TAHUN, REKAP_ANGKA, new_row, rows

JOB = "sop_kinerja.segarkan"


def mark_stale(penyampaian: Penyampaian) -> None:
    """A submission was approved or opened again (or, of a unit, asked for or cancelled: its department's figure says
    how many of its units are there). Both departments must be in scope, as they are for who may move it."""
    with transaction():
        RekapBasi.create(
            perangkat_daerah=penyampaian.perangkat_daerah_id,
            penyelenggara=penyampaian.penyelenggara_id,
            penyampaian=penyampaian.id,
        )
        _ask(int(penyampaian.penyelenggara_id))


def mark_unit(penyampaian: Penyampaian) -> None:
    """A unit was asked for data, or no longer is; nothing to do for a department that answers as a whole."""
    if penyampaian.cabang:
        mark_stale(penyampaian)


def mark_indicators(uuids: Iterable[str], tahun: int) -> None:
    """A target of the year, or the indicator's rule or place in the tree (then the old and the new parent's uuid too)
    changed. The recaps of every asker that rest on one of them grow stale; where there are none, nothing happens."""
    wanted = sorted({one for one in uuids if one})
    if not wanted:
        return
    marks = ", ".join([database.param] * len(wanted))
    year = int(tahun)
    # Plain SQL, since the askers are other departments: nothing of theirs is read but that they have such a recap.
    found = rows(
        f"SELECT DISTINCT r.penyelenggara_id, i.indikator_uuid, i.perangkat_daerah_id FROM {REKAP_ANGKA} r"
        f" JOIN {INDIKATOR_TAHUN} i ON i.id = r.indikator_tahun_id WHERE i.indikator_uuid IN ({marks})"
        f" AND i.tahun = {year}",
        wanted,
    )
    with transaction():
        for asker, uuid, department in found:
            _insert(asker, department, uuid, year)
        for asker in sorted({int(row[0]) for row in found}):
            _ask(asker)


def mark_target(target: Target) -> None:
    """A target is about to be written or deleted by hand: where it stands and where it stood."""
    before = [] if target.id is None else list(Target.select().where(Target.id == target.id))
    for one in (target, *before):
        mark_indicators([str(Indikator.get_by_id(one.indikator_id).uuid)], int(str(one.periode)[:4]))


def mark_dropping(drafts: Iterable[IndikatorTahun]) -> None:
    """Yearly copies are about to be deleted: what stood above them, and where they had recaps, all of those."""
    for row in drafts:
        mark_indicators([str(row.induk_uuid)], int(row.tahun))
        of_row = f"SELECT DISTINCT penyelenggara_id FROM {REKAP_ANGKA} WHERE indikator_tahun_id = {int(row.id)}"
        _mark_whole([int(asker) for (asker,) in rows(of_row)])


def mark_scale(perangkat_daerah_id: int) -> None:
    """A rating scale of the department's regency changed: the means of all its askers are named and cut by it."""
    government = PerangkatDaerah.select(PerangkatDaerah.pemerintah_daerah).where(
        PerangkatDaerah.id == perangkat_daerah_id
    )
    regency = [row.id for row in PerangkatDaerah.select().where(PerangkatDaerah.pemerintah_daerah == government)]
    marks = ", ".join(str(int(one)) for one in regency) or "NULL"
    found = rows(f"SELECT DISTINCT penyelenggara_id FROM {REKAP_ANGKA} WHERE penyelenggara_id IN ({marks})")
    _mark_whole([int(asker) for (asker,) in found])


def _mark_whole(askers: Iterable[int]) -> None:
    with transaction():
        for asker in askers:
            _insert(asker, asker, "", None)
            _ask(asker)


def _insert(asker: int, department: int, uuid: str, tahun: int | None) -> None:
    """Plain SQL: who changes an indicator is not in the asker's department, and writes it nothing but this mark."""
    p = database.param
    names, values = new_row()
    database.execute_sql(
        f"INSERT INTO sop_kinerja_rekap_basi ({names}, perangkat_daerah_id, penyelenggara_id, indikator_uuid, tahun)"
        f" VALUES ({values}, {p}, {p}, {p}, {p})",
        (department, asker, uuid, tahun),
    )


def _ask(asker: int) -> None:
    enqueue(JOB, queue="aggregation", title="Menyegarkan rekapitulasi", perangkat_daerah_id=asker)
