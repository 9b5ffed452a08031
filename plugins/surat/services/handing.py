"""A step of a case goes to another position: the letter follows where its form allows it."""

from core import audit
from core.errors import StateError
from core.organisation.models import Jabatan
from plugins.sop_kinerja.contracts import StepRef
from plugins.surat.models import Paraf
from plugins.surat.services import casework, reading, steps

SIGNS = (
    "Penanda tangan surat tidak dapat dialihkan: naskah yang sudah diparaf menyebut {nama}. Tunjuk Plt. atau Plh. "
    "untuk jabatan itu, atau mintalah surat dikembalikan kepada penyusun."
)


def hand_over(step: StepRef, jabatan_id: int) -> None:
    """Drafting and distributing are anybody's work; initials go to the other position for this round; who signs is part
    of the text that was agreed to, and stays.

    :raises StateError: when the letter cannot follow, saying why.
    """
    if step.aksi == casework.SIGN:
        raise StateError(SIGNS.format(nama=step.jabatan))
    surat = steps.letter_of(step) if step.aksi == casework.INITIAL else None
    due = reading.next_initial(surat) if surat is not None else None
    if surat is None or due is None or due.jabatan_id != step.jabatan_id:
        return
    others = {paraf.jabatan_id for paraf in reading.chain(surat) if paraf.id != due.id}
    if jabatan_id in others | {surat.penandatangan_id}:
        raise StateError(
            "Jabatan itu sudah memaraf atau menandatangani surat ini. Pilih jabatan lain untuk memarafnya."
        )
    Paraf.update({Paraf.jabatan: jabatan_id}).where((Paraf.id == due.id) & (Paraf.status == "menunggu")).execute()
    audit.record(
        "surat.keluar.hand_over",
        surat,
        detail={"dari": step.jabatan, "ke": str(Jabatan.get_by_id(jabatan_id).nama), "urutan": due.urutan},
    )
