"""A step of a case and its letter: which of them is further, and how the one behind catches up.

They go together as long as both plugins are on. While surat was off, steps were done by hand and the letter stayed
behind: such steps go on by hand. While sop_kinerja was off, the letter went on alone: then the steps catch up.
"""

from core import clock, services
from core.actor import acting, system_actor
from core.db import transaction
from core.errors import InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.contracts import Cases, DocumentRef, StepRef
from plugins.surat.models import SuratKeluar
from plugins.surat.services import casework, numbers, reading
from plugins.surat.services.draft import plan_of
from plugins.surat.services.initials import drop_waiting
from plugins.surat.services.states import SURAT, UNSIGNED

PERMISSIONS = {
    casework.DRAFT: "surat.keluar.create",
    casework.INITIAL: "surat.keluar.initial",
    casework.SIGN: "surat.keluar.sign",
    casework.DISTRIBUTE: "surat.keluar.distribute",
}
ORDER = tuple(PERMISSIONS)
WAITS_FOR = {
    "konsep": casework.DRAFT,
    "menunggu_paraf": casework.INITIAL,
    "menunggu_tanda_tangan": casework.SIGN,
    "menunggu_pindaian": casework.SIGN,
    "ditandatangani": casework.DISTRIBUTE,
    "didistribusikan": casework.DISTRIBUTE,
}
"""What a letter in that state waits for; a distributed one can be distributed anew, to who has not got it."""

HERE, AHEAD, BEHIND = "here", "ahead", "behind"
SENT_BACK = "Pelaksanaan SOP dikembalikan kepada penyusun; alasannya ada pada tugas langkah ini."


def letter_of(step: StepRef) -> SuratKeluar | None:
    """The letter of the step's case: the latest that was not cancelled."""
    return reading.for_record(casework.rujukan_of(step.case.uuid))


def place(step: StepRef, surat: SuratKeluar | None) -> str:
    """Where the letter stands, seen from the step: HERE, AHEAD or BEHIND. One that is still to be written waits at
    the drafting step."""
    here = ORDER.index(step.aksi)
    at = ORDER.index(WAITS_FOR[surat.status]) if surat is not None else 0
    if at != here:
        return AHEAD if at > here else BEHIND
    if surat is None or step.aksi != casework.INITIAL:
        return HERE
    due = reading.next_initial(surat)
    if due is not None and due.jabatan_id == step.jabatan_id:
        return HERE
    has_agreed = any(p.jabatan_id == step.jabatan_id and p.status == "setuju" for p in reading.chain(surat))
    return AHEAD if has_agreed else BEHIND


def takes_up(step: StepRef) -> bool:
    """Whether a letter can do this step, which opens now; else it is done by hand.

    When a Tidak was said by hand, the drafting step opens with the letter still locked: it becomes a draft again.
    """
    surat = letter_of(step)
    if step.aksi != casework.DRAFT:
        return place(step, surat) != BEHIND
    if surat is None or surat.status not in UNSIGNED:
        return _can_be_written(step)
    if surat.status != "konsep":
        _draw_back(surat)
    return True


def passed_by(surat: SuratKeluar) -> bool:
    """Whether the case has gone on without the letter, its steps done by hand."""
    service, uuid = services.find(Cases, surat.perangkat_daerah_id), casework.case_uuid(surat)
    if service is None or uuid is None or surat.status not in (*UNSIGNED, "ditandatangani"):
        return False
    aksi, due = WAITS_FOR[surat.status], reading.next_initial(surat)
    jabatan_id = due.jabatan_id if due is not None and aksi == casework.INITIAL else None
    if casework.open_step(surat, aksi, jabatan_id) is not None:
        return False
    if reading.for_record(surat.rujukan) != surat:
        return True
    steps = service.performers(uuid)
    own = [one.nomor for one in steps if one.aksi == aksi and jabatan_id in (None, one.jabatan_id)]
    waiting = [step.nomor for name in {one.aksi for one in steps} for step in service.open_steps(uuid, name)]
    return not waiting or min(waiting) > max(own, default=0)


def catch_up(tugas_uuid: str, alasan: str = "") -> str:
    """Ends a step that the letter has left while sop_kinerja was off: Ya when the letter is further, with its paper;
    Tidak when it went back. Gives which.

    :raises StateError: when the letter stands at the step.
    :raises InputError: without a reason for Tidak.
    """
    with transaction():
        service = casework.cases()
        step = service.step(tugas_uuid)
        require(PERMISSIONS[step.aksi])
        surat = letter_of(step)
        where = place(step, surat)
        if where == HERE:
            raise StateError("Surat berada pada langkah ini. Kerjakan langkah ini lewat suratnya.")
        if where == BEHIND:
            service.complete(tugas_uuid, "tidak", reason=_reason(alasan))
            return "tidak"
        assert surat is not None, "a letter that is ahead exists"
        service.complete(tugas_uuid, "ya", documents=_papers(step, surat))
        return "ya"


def return_assignment(tugas_uuid: str, alasan: str) -> None:
    """The team says Tidak at the drafting step: back to whoever gave the assignment, with a reason."""
    require("surat.keluar.create")
    with transaction():
        casework.cases().complete(tugas_uuid, "tidak", reason=_reason(alasan))


def _reason(alasan: str) -> str:
    if not alasan.strip():
        raise InputError("Tuliskan alasannya.", "alasan")
    return alasan.strip()


def _draw_back(surat: SuratKeluar) -> None:
    """By the program: whoever said Tidak to the case need not be one who initials or signs letters."""
    with acting(system_actor(surat.perangkat_daerah_id)):
        drop_waiting(surat)
        lost = numbers.cancel(surat, SENT_BACK)
        back = {SuratKeluar.catatan_kembali: SENT_BACK, SuratKeluar.sejak: clock.now()}
        SURAT.move(surat, "konsep", reason=SENT_BACK, also={**back, **lost}, action="surat.keluar.return")


def _can_be_written(step: StepRef) -> bool:
    try:
        plan_of(step)
    except StateError:
        return False
    return True


def _papers(step: StepRef, surat: SuratKeluar) -> tuple[DocumentRef, ...]:
    """What the step would have yielded, had it gone with the letter."""
    if step.aksi == casework.DRAFT and surat.dokumen_konsep_id:
        return (casework.draft_document(surat, surat.dokumen_konsep),)
    return (casework.signed_document(surat),) if step.aksi == casework.SIGN else ()
