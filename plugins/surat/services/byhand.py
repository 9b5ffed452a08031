"""A step of a case whose letter does not exist here, or stands elsewhere: done outside, noted, with its paper.

That happens where the plugin was off while earlier steps were done, and is on again now.
"""

from datetime import date
from typing import IO

from core import audit, clock
from core.db import transaction
from core.errors import InputError
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.contracts import DocumentRef, StepRef
from plugins.surat.models import SuratKeluar
from plugins.surat.services import casework, reading
from plugins.surat.services.wet import store_scan

PERMISSIONS = {
    casework.DRAFT: "surat.keluar.create",
    casework.INITIAL: "surat.keluar.initial",
    casework.SIGN: "surat.keluar.sign",
    casework.DISTRIBUTE: "surat.keluar.distribute",
}
FITTING = {
    casework.DRAFT: ("konsep",),
    casework.INITIAL: ("menunggu_paraf",),
    casework.SIGN: ("menunggu_tanda_tangan", "menunggu_pindaian"),
    casework.DISTRIBUTE: ("ditandatangani", "didistribusikan"),
}


def letter_of(step: StepRef) -> SuratKeluar | None:
    """The letter of the step's case."""
    return reading.for_record(casework.rujukan_of(step.case.uuid))


def fits(step: StepRef, surat: SuratKeluar | None) -> bool:
    """Whether the letter stands where the step wants to take it on."""
    if surat is None or surat.status not in FITTING[step.aksi]:
        return False
    if step.aksi != casework.INITIAL:
        return True
    due = reading.next_initial(surat)
    return due is not None and due.jabatan_id == step.jabatan_id


def complete_outside(
    tugas_uuid: str, decision: str, catatan: str, stream: IO[bytes] | None = None, nama: str = ""
) -> None:
    """Ends the step with what was done outside of Selaras: a note, and the paper as a file where there is one.

    :raises InputError: without a note, or for a decision that is none.
    """
    with transaction():
        service = casework.cases()
        step = service.step(tugas_uuid)
        actor = require(PERMISSIONS[step.aksi])
        if decision not in ("ya", "tidak"):
            raise InputError("Pilih keputusannya.", "keputusan")
        if not catatan.strip():
            raise InputError("Tuliskan apa yang dikerjakan di luar Selaras, atau alasan mengembalikan.", "catatan")
        documents: tuple[DocumentRef, ...] = ()
        if stream is not None:
            dokumen = store_scan(stream, nama)
            signed = step.aksi in (casework.SIGN, casework.DISTRIBUTE)
            documents = (
                DocumentRef(dokumen.id, dokumen.nama, "surat" if signed else "lain", _day(step.perangkat_daerah_id)),
            )
        audit.record("surat.langkah.outside", detail={"tugas": tugas_uuid, "oleh": actor.title, "catatan": catatan})
        service.complete(tugas_uuid, decision, reason=catatan.strip(), documents=documents)


def return_assignment(tugas_uuid: str, alasan: str) -> None:
    """The team says Tidak at the drafting step: back to whoever gave the assignment, with a reason."""
    require("surat.keluar.create")
    if not alasan.strip():
        raise InputError("Tuliskan alasannya.", "alasan")
    with transaction():
        casework.cases().complete(tugas_uuid, "tidak", reason=alasan.strip())


def _day(perangkat_daerah_id: int) -> date:
    return clock.today(PerangkatDaerah.get_by_id(perangkat_daerah_id).pemerintah_daerah.zona_waktu)
