"""What a step of an SOP can do with letters."""

from dataclasses import dataclass

from plugins.sop_kinerja.contracts import ActionLink, StepRef
from plugins.surat.services import casework, handing, steps
from plugins.surat.urls import step_url


@dataclass(frozen=True)
class LetterAction:
    """One action: its name in an SOP, its label, the words on the button, and what to do."""

    name: str
    label: str
    button: str
    sentence: str

    def begin(self, step: StepRef) -> bool:
        """Nothing to prepare: the letter itself says whose turn it is. False where the case has no letter that could
        go on with this step, since earlier ones were done by hand."""
        return steps.takes_up(step)

    def hand_over(self, step: StepRef, jabatan_id: int) -> None:
        """See `contracts.MovableAction`."""
        handing.hand_over(step, jabatan_id)

    def undo(self, step: StepRef) -> bool:
        """See `contracts.UndoableAction`: until somebody has begun to write, there is nothing to take back."""
        return self.name == casework.DRAFT and steps.letter_of(step) is None

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink(step_url(step.tugas_uuid), self.button, self.sentence)


ACTIONS = (
    LetterAction(
        casework.DRAFT,
        "Menyusun surat",
        "Susun surat",
        "Susun surat dari templat, periksa pratinjaunya, lalu ajukan untuk diparaf.",
    ),
    LetterAction(
        casework.INITIAL,
        "Memaraf surat",
        "Periksa dan paraf",
        "Baca naskah surat, lalu bubuhkan paraf atau kembalikan dengan catatan.",
    ),
    LetterAction(
        casework.SIGN,
        "Menandatangani surat",
        "Periksa dan tanda tangani",
        "Baca naskah surat, lalu tanda tangani secara elektronik atau konvensional, atau kembalikan dengan alasan.",
    ),
    LetterAction(
        casework.DISTRIBUTE,
        "Mendistribusikan surat",
        "Distribusikan surat",
        "Kirim surat yang sudah ditandatangani ke setiap perangkat daerah tujuan.",
    ),
)
