"""What others may know of sop_kinerja: cases, their steps and documents, and what a step can do.

Only the standard library is imported here; ids are those of core tables, uuids those of records.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class CaseRef:
    """One run of an SOP for a period. `perangkat_daerah_id` is the department that runs it."""

    uuid: str
    nama: str
    periode: str
    perangkat_daerah_id: int


@dataclass(frozen=True)
class DocumentRef:
    """A document of a case. `jenis`: konsep, surat, tanda_terima, penyampaian, bukti, rekap, disposisi or lain.

    `dokumen_id` is a core document; `rujukan` names the record it comes from as ``table:uuid``.
    """

    dokumen_id: int
    nama: str
    jenis: str
    tanggal: date
    rujukan: str = ""


@dataclass(frozen=True)
class StepRef:
    """An open step of a case, as the action that does it sees it.

    `perangkat_daerah_id` is the department whose task it is (an asked department in a collecting step),
    `jabatan_id` the position that does it; `jabatan` its name. Where units of a department work side by side, `unit`
    names this one and `cabang_id` is the position that it is counted by, also when somebody else has the task now.
    """

    tugas_uuid: str
    case: CaseRef
    nomor: int
    uraian: str
    aksi: str
    perangkat_daerah_id: int
    jabatan_id: int
    jabatan: str
    cabang_id: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Performer:
    """Who a step of the case is for: the position, and the step's number and action.

    Where every asked department or every unit does the step, `jabatan_id` is 0 and `jabatan` the heading of the column.
    """

    nomor: int
    aksi: str
    jabatan_id: int
    jabatan: str


@dataclass(frozen=True)
class ActionLink:
    """How a person does an action: the page to open, the words on its button, and one sentence on what to do."""

    url: str
    label: str
    sentence: str


class StepAction(Protocol):
    """Something that a step of an SOP can do; plugins offer them, an SOP step names one.

    With the offering plugin off in the department, the step is done by hand instead.
    """

    name: str
    label: str

    def begin(self, step: StepRef) -> bool | None:
        """Called in the transaction that opens the step. May prepare records; must not ask anybody.

        False: the action can't take up this step (the letter of the case was written by hand while the plugin was
        off); the step is then done by hand.
        """

    def link(self, step: StepRef) -> ActionLink:
        """Where the person whose task it is does it now."""


@runtime_checkable
class MovableAction(Protocol):
    """What an action may offer besides, when its records name the position that does a step."""

    def hand_over(self, step: StepRef, jabatan_id: int) -> None:
        """The open step goes to another position: its records follow. StateError: they can't, and why."""


@runtime_checkable
class UndoableAction(Protocol):
    """What an action may offer besides, so that the step before one that it has taken up can be taken back."""

    def undo(self, step: StepRef) -> bool:
        """Takes back what `begin` prepared. False: somebody has begun, or has seen it; then nothing is taken back."""


class Cases(Protocol):
    """The service by which actions move a case on. Every call belongs inside the caller's transaction."""

    def step(self, tugas_uuid: str) -> StepRef:
        """NotFound when there is no such open step in scope."""

    def open_steps(self, case_uuid: str, aksi: str) -> list[StepRef]:
        """The open steps of a case that name the action, in order."""

    def performers(self, case_uuid: str) -> list[Performer]:
        """Every step's performer, in the order of the SOP."""

    def asked_departments(self, case_uuid: str) -> list[int]:
        """Ids of the departments that the case asks for data."""

    def deadline(self, case_uuid: str) -> date:
        """The day by which the departments must send their data."""

    def cancelled(self, case_uuid: str) -> str:
        """Why the case was cancelled; empty for one that was not."""

    def documents(self, case_uuid: str) -> list[DocumentRef]:
        """All documents of the case so far, oldest first."""

    def add_document(self, case_uuid: str, document: DocumentRef) -> None:
        """Adds a document that arrives outside a step's end (a receipt). Once per document."""

    def complete(
        self,
        tugas_uuid: str,
        decision: str,
        *,
        reason: str = "",
        documents: tuple[DocumentRef, ...] = (),
        departments: tuple[int, ...] = (),
        positions: tuple[int, ...] = (),
    ) -> None:
        """Ends an open step with `ya` or `tidak` (a reason is then due), and opens what follows.

        A Tidak that returns to a step of every asked department names the `departments` that must do it again, one
        that returns to a step of every unit their `positions` (none named: all). While the others stay done, the
        deciding step opens anew at once, so that more can be returned and the rest be looked at; its Ya is refused
        until all returned ones have come back.

        StateError when it is no longer open, or a colleague in the same position has taken it; NotAllowed when the
        acting person does not hold the position.
        """

    def reopen(self, case_uuid: str, aksi: str, department: int, *, reason: str, position: int = 0) -> None:
        """An asked department (or the unit of that `position`) must do its step again before the others are through.

        By the department that runs it.
        Nothing happens when its task is open anyway. StateError when a later step has begun: return it from there.
        """

    def waive(self, tugas_uuid: str, *, reason: str) -> None:
        """Ends an asked department's open step in its stead; the case goes on. By the department that runs it."""


@dataclass(frozen=True)
class SignPlace:
    """Who signs a document, as what («Pihak Pertama»), by which name it stands on the paper, and where: `page` counts
    from 1, the corners are points from the lower left."""

    jabatan_id: int
    sebutan: str
    nama: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class SigningState:
    """How far a document is: who has signed and when, whose turn it is (empty: nobody's), and why it was sent back.
    `url` leads to its page."""

    signed: tuple[tuple[str, datetime], ...]
    waiting: str
    returned: str
    url: str


class DocumentSigning(Protocol):
    """The service by which a paper is signed electronically, by one position after the other. A plugin that signs
    gives it; where none is on, the paper is signed in ink and its scan is uploaded. Every call belongs inside the
    caller's transaction."""

    def begin(self, rujukan: str, judul: str, dokumen_id: int, places: tuple[SignPlace, ...]) -> str:
        """Puts a PDF before those who sign, in that order; gives the name of the new record (``table:uuid``).

        :param rujukan: the record that the document is of, as ``table:uuid``; named in `NaskahDitandatangani`
        """

    def state(self, record: str) -> SigningState | None:
        """How far it is; None for a record that is not there."""

    def withdraw(self, record: str, reason: str) -> None:
        """Nobody signs it any more. StateError when all have signed."""


@dataclass(frozen=True)
class NaskahDitandatangani:
    """All have signed the document of `rujukan`; told, by the plugin that signs, in the department that the document is
    of. `record` is the name that `DocumentSigning.begin` gave."""

    perangkat_daerah_id: int
    record: str
    rujukan: str
    dokumen_id: int


@dataclass(frozen=True)
class NaskahDikembalikan:
    """One of those who were to sign a document has sent it back instead; nobody signs it any more. Otherwise as
    `NaskahDitandatangani`. `oleh` is who, and as what."""

    perangkat_daerah_id: int
    record: str
    rujukan: str
    alasan: str
    oleh: str


@dataclass(frozen=True)
class KasusSelesai:
    """A case has come to its end."""

    perangkat_daerah_id: int
    kasus_uuid: str
    nama: str
    periode: str


@dataclass(frozen=True)
class KasusDibatalkan:
    """A case was cancelled, running or planned: its open steps are closed, and what it has made stays readable."""

    perangkat_daerah_id: int
    kasus_uuid: str
    nama: str
    periode: str
    alasan: str


@dataclass(frozen=True)
class DataDisahkan:
    """A department's data has been approved: it counts upward from now on."""

    perangkat_daerah_id: int
    penyampaian_uuid: str
    periode: str


@dataclass(frozen=True)
class DataDibukaKembali:
    """A department's approved data has been opened again: it no longer counts until it is approved anew."""

    perangkat_daerah_id: int
    penyampaian_uuid: str
    periode: str
    alasan: str
