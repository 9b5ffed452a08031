"""How the people of the demo do what an SOP's steps ask of a letter: by the services that their pages call."""

from core import demo
from core.accounts.operations import actor_by_position
from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.organisation.positions import head_of
from plugins.surat.models import SuratKeluar, SuratMasuk
from plugins.surat.services import casework, distribution, drafting, initials, reading, receipt, signing


def draft(tugas_uuid: str, decision: str, reason: str) -> str:
    """From the department's template; a letter that came back is changed as its note asks, and handed in again."""
    step = casework.cases().step(tugas_uuid)
    there = reading.for_record(casework.rujukan_of(step.case.uuid))
    if there is None:
        there = drafting.start(drafting.prefill(step), step)
    else:
        ready = drafting.prefill(step)
        clearer = f"{ready.isi}\n\nData yang diterima sesudah batas waktu tersebut dicatat sebagai terlambat."
        changed = drafting.Draft(
            ready.hal, clearer, klasifikasi=ready.klasifikasi, lampiran=ready.lampiran, tembusan=ready.tembusan
        )
        there = drafting.change(str(there.uuid), changed)
    surat = drafting.submit(str(there.uuid))
    return f"surat «{surat.hal}» disusun dan diajukan (putaran {surat.putaran})."


def initial(tugas_uuid: str, decision: str, reason: str) -> str:
    surat = _letter(tugas_uuid)
    if decision == "tidak":
        initials.send_back(str(surat.uuid), reason)
        return f"surat dikembalikan: {reason}"
    initials.agree(str(surat.uuid))
    return "surat diparaf."


def sign(tugas_uuid: str, decision: str, reason: str) -> str:
    surat = _letter(tugas_uuid)
    if decision == "tidak":
        signing.refuse(str(surat.uuid), reason)
        return f"surat dikembalikan: {reason}"
    signed = signing.sign(str(surat.uuid), demo.DEMO_PASSPHRASE)
    return f"surat nomor {signed.nomor} ditandatangani secara elektronik."


def distribute(tugas_uuid: str, decision: str, reason: str) -> str:
    """Hands the letter out; then the head of each department opens it and confirms it."""
    surat = distribution.distribute(str(_letter(tugas_uuid).uuid))
    sent = reading.deliveries(surat)
    receipts = sum(_receive(kiriman.penerima, str(kiriman.uuid)) for kiriman in sent)
    return f"surat nomor {surat.nomor} dikirim ke {len(sent)} perangkat daerah; {receipts} tanda terima kembali."


def _receive(department: PerangkatDaerah, pengiriman_uuid: str) -> bool:
    """Whether the department uses the plugin, and so has received it."""
    head = head_of(department.id)
    if head is None:
        return False
    with acting(actor_by_position(head)):
        masuk = SuratMasuk.get_or_none(SuratMasuk.pengiriman_uuid == pengiriman_uuid)
        if masuk is None:
            return False
        receipt.open_letter(str(masuk.uuid))
        receipt.receive(str(masuk.uuid))
    return True


def _letter(tugas_uuid: str) -> SuratKeluar:
    """The letter of the step's case."""
    step = casework.cases().step(tugas_uuid)
    surat = reading.for_record(casework.rujukan_of(step.case.uuid))
    assert surat is not None, "a step after the draft has a letter"
    return surat


ACTIONS = {
    casework.DRAFT: draft,
    casework.INITIAL: initial,
    casework.SIGN: sign,
    casework.DISTRIBUTE: distribute,
}
