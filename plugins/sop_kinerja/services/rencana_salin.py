"""A year's plan as the beginning of another: programmes with their pagu, and targets, that are not there yet."""

from dataclasses import dataclass

from core import audit
from core.db import transaction
from core.errors import InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.models import ProgramKegiatan
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import rencana_program
from plugins.sop_kinerja.services.indikator_tahun import APPROVED, active, of_years
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time
from plugins.sop_kinerja.services.rencana_sasaran import check_year
from plugins.sop_kinerja.services.target_tahun import is_agreed, targets_of, write

CREATE = "sop_kinerja.rencana.create"


@dataclass(frozen=True)
class Copied:
    """How many rows are new in the later year."""

    program: int
    target: int

    @property
    def sentence(self) -> str:
        return f"{self.program} program/kegiatan dan {self.target} target disalin. Periksa dan sesuaikan angkanya."


def copy_year(dari: int, ke: int) -> Copied:
    """What is in the later year already stays as it is; months are left to the Rencana Aksi.

    :raises InputError: when the years are not in their order.
    :raises StateError: when there is nothing to copy, or what is there leaves no room for it.
    """
    actor = require(CREATE)
    department = actor.perangkat_daerah_id or 0
    check_year(dari, "dari")
    check_year(ke, "ke")
    if ke <= dari:
        raise InputError(f"Salin ke tahun sesudah {dari}.", "ke")
    with transaction():
        one_at_a_time(department)
        programmes, targets = _programmes(department, dari, ke), _targets(department, dari, ke)
        if not programmes and not targets:
            raise StateError(f"Tidak ada rencana tahun {dari} yang belum ada pada tahun {ke}.")
        audit.record(
            "sop_kinerja.rencana.copy", detail={"dari": dari, "ke": ke, "program": programmes, "target": targets}
        )
    return Copied(programmes, targets)


def _programmes(department: int, dari: int, ke: int) -> int:
    mine = ProgramKegiatan.perangkat_daerah == department
    there = {str(row.kode): row for row in ProgramKegiatan.select().where(mine & (ProgramKegiatan.tahun == ke))}
    known: dict[int, ProgramKegiatan] = {}
    made = 0
    # From programmes down: each finds the copy of the one above it.
    depth = list(JENIS_KEGIATAN)
    rows = list(ProgramKegiatan.select().where(mine & (ProgramKegiatan.tahun == dari)).order_by(ProgramKegiatan.kode))
    for row in sorted(rows, key=lambda one: depth.index(str(one.jenis))):
        if (found := there.get(str(row.kode))) is not None:
            known[row.id] = found
            continue
        above = known.get(row.induk_id) if row.induk_id is not None else None
        kept = (
            "perangkat_daerah_id",
            "jenis",
            "kode",
            "nama",
            "sasaran_id",
            "unit_kerja_id",
            "penanggung_jawab_id",
            "pagu",
        )
        new = ProgramKegiatan(tahun=ke, induk=above, **{name: getattr(row, name) for name in kept})
        try:
            rencana_program.check(new)
        except InputError as error:
            raise StateError(f"«{row}» tidak dapat disalin ke tahun {ke}: {error.sentence}") from error
        new.save(force_insert=True)
        known[row.id] = new
        made += 1
    return made


def _targets(department: int, dari: int, ke: int) -> int:
    """Of indicators that have none in the later year, and whose year is not approved."""
    masters = active(department)
    ids = [int(one.id) for one in masters]
    old, new = targets_of(ids, dari), targets_of(ids, ke)
    closed = {int(row.indikator_id) for row in of_years(masters, ke).values() if row.status == APPROVED}
    wanted = {
        (one, part): Value(row.nilai, row.nilai_atas)
        for one in ids
        if one not in new and one not in closed
        for part, row in old.get(one, {}).items()
        if is_agreed(part)
    }
    return len(write(department, ke, wanted))
