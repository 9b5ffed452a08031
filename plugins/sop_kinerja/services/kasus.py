"""The service that actions and other plugins use: `contracts.Cases` in terms of the engine."""

from datetime import date

from core.db import transaction
from core.errors import NotFound
from plugins.sop_kinerja.contracts import DocumentRef, Performer, StepRef
from plugins.sop_kinerja.models import Kasus, KasusDokumen, KasusTujuan, Tugas
from plugins.sop_kinerja.services import kasus_asked, kasus_move
from plugins.sop_kinerja.services.kasus_mark import sheet_of_action
from plugins.sop_kinerja.services.kasus_open import step_ref
from plugins.sop_kinerja.services.sop import FANS, columns_of, steps_of


class CaseService:
    """See `contracts.Cases`."""

    def step(self, tugas_uuid: str) -> StepRef:
        task = Tugas.get_or_none((Tugas.uuid == tugas_uuid) & (Tugas.status == "berjalan"))
        if task is None:
            raise NotFound("Langkah ini tidak ada, atau sudah selesai.")
        return step_ref(task)

    def open_steps(self, case_uuid: str, aksi: str) -> list[StepRef]:
        rows = Tugas.select().where(
            (Tugas.kasus_uuid == case_uuid) & (Tugas.aksi == aksi) & (Tugas.status == "berjalan")
        )
        return [step_ref(task) for task in rows.order_by(Tugas.nomor, Tugas.id)]

    def performers(self, case_uuid: str) -> list[Performer]:
        versi = get_case(case_uuid).versi
        columns = columns_of(versi)
        found = []
        for step in steps_of(versi):
            column = columns[step.pelaksana[0]]
            if column.jenis in FANS or column.jabatan is None:
                found.append(Performer(step.nomor, step.aksi, 0, column.label))
            else:
                found.append(Performer(step.nomor, step.aksi, column.jabatan_id, column.jabatan.nama))
        return found

    def asked_departments(self, case_uuid: str) -> list[int]:
        kasus = get_case(case_uuid)
        rows = KasusTujuan.select(KasusTujuan.tujuan).where(KasusTujuan.kasus == kasus.id).order_by(KasusTujuan.id)
        return [row.tujuan_id for row in rows]

    def deadline(self, case_uuid: str) -> date:
        tenggat: date = get_case(case_uuid).tenggat
        return tenggat

    def cancelled(self, case_uuid: str) -> str:
        kasus = get_case(case_uuid)
        return str(kasus.alasan_batal) if kasus.status == "batal" else ""

    def documents(self, case_uuid: str) -> list[DocumentRef]:
        rows = KasusDokumen.select().where(KasusDokumen.kasus == get_case(case_uuid).id).order_by(KasusDokumen.id)
        return [DocumentRef(row.dokumen_id, row.nama, row.jenis, row.tanggal, row.rujukan) for row in rows]

    def add_document(self, case_uuid: str, document: DocumentRef) -> None:
        kasus_move.add_documents(get_case(case_uuid), (document,))

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
        with transaction():  # a sheet is kept with its step, or not at all
            if decision == "ya":
                documents = (*sheet_of_action(tugas_uuid), *documents)
            kasus_move.complete(
                tugas_uuid, decision, reason=reason, documents=documents, departments=departments, positions=positions
            )

    def reopen(self, case_uuid: str, aksi: str, department: int, *, reason: str, position: int = 0) -> None:
        kasus_asked.reopen(case_uuid, aksi, department, reason=reason, position=position)

    def waive(self, tugas_uuid: str, *, reason: str) -> None:
        kasus_asked.waive(tugas_uuid, reason=reason)


def get_case(case_uuid: str) -> Kasus:
    """:raises NotFound: also in a department that is only asked."""
    found = Kasus.get_or_none(Kasus.uuid == case_uuid)
    if found is None:
        raise NotFound("Pelaksanaan SOP ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, Kasus)
    return found


CASES = CaseService()
