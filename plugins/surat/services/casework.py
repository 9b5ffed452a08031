"""Moving the case along that a letter belongs to. A letter without a case, or whose department has turned
sop_kinerja off, goes its way alone."""

from datetime import date

from core import clock, services
from core.errors import StateError
from core.files import Dokumen
from plugins.sop_kinerja.contracts import Cases, DocumentRef, StepRef
from plugins.surat.models import SuratKeluar
from plugins.surat.services import reading

PREFIX = "sop_kinerja_kasus:"
DRAFT, INITIAL, SIGN, DISTRIBUTE = "surat.draf", "surat.paraf", "surat.tanda_tangan", "surat.distribusi"


def rujukan_of(case_uuid: str) -> str:
    return f"{PREFIX}{case_uuid}"


def cases(perangkat_daerah_id: int | None = None) -> Cases:
    """:raises PluginInactive: where sop_kinerja is off."""
    return services.get(Cases, perangkat_daerah_id)


def case_uuid(surat: SuratKeluar) -> str | None:
    return str(surat.rujukan).removeprefix(PREFIX) if str(surat.rujukan).startswith(PREFIX) else None


def cancelled(surat: SuratKeluar) -> str:
    """Why the letter's case was cancelled; empty for one that was not, and where sop_kinerja is off."""
    service, uuid = services.find(Cases, surat.perangkat_daerah_id), case_uuid(surat)
    return service.cancelled(uuid) if service is not None and uuid is not None else ""


def open_step(surat: SuratKeluar, aksi: str, jabatan_id: int | None = None) -> StepRef | None:
    """The step of the letter's case that waits for `aksi` (of that position); None when none does, and for a letter
    in whose place another has been written."""
    service, uuid = services.find(Cases, surat.perangkat_daerah_id), case_uuid(surat)
    if service is None or uuid is None or reading.for_record(surat.rujukan) != surat:
        return None
    waiting = service.open_steps(uuid, aksi)
    return next((step for step in waiting if jabatan_id is None or step.jabatan_id == jabatan_id), None)


def complete(
    surat: SuratKeluar,
    aksi: str,
    decision: str,
    *,
    reason: str = "",
    documents: tuple[DocumentRef, ...] = (),
    jabatan_id: int | None = None,
) -> None:
    """Ends the case's open step of that action, in the caller's transaction.

    :raises StateError: when the case waits for something else.
    """
    service, uuid = services.find(Cases, surat.perangkat_daerah_id), case_uuid(surat)
    if service is None or uuid is None:
        return
    step = open_step(surat, aksi, jabatan_id)
    if step is None:
        raise StateError(
            "Langkah SOP untuk tindakan ini tidak sedang terbuka. Buka «Pelaksanaan SOP» untuk melihat posisinya."
        )
    known = {document.dokumen_id for document in service.documents(uuid)}
    new = tuple(document for document in documents if document.dokumen_id not in known)
    # By now the letter has moved: the step that opens asks it whether it can go on with it (see steps.py).
    service.complete(step.tugas_uuid, decision, reason=reason, documents=new)


def add_receipt(surat: SuratKeluar, dokumen_id: int, nama: str, tanggal: date, rujukan: str) -> None:
    """Adds a receipt to the case's documents, whenever it comes."""
    service, uuid = services.find(Cases, surat.perangkat_daerah_id), case_uuid(surat)
    if service is not None and uuid is not None:
        service.add_document(uuid, DocumentRef(dokumen_id, nama, "tanda_terima", tanggal, rujukan))


def draft_document(surat: SuratKeluar, dokumen: Dokumen) -> DocumentRef:
    """A draft as handed in; each round leaves one."""
    day = clock.today(surat.perangkat_daerah.pemerintah_daerah.zona_waktu)
    name = str(dokumen.nama).removesuffix(".pdf")
    return DocumentRef(dokumen.id, name, "konsep", day, f"{surat.kind()}:{surat.uuid}")


def signed_document(surat: SuratKeluar) -> DocumentRef:
    """The signed letter: at its signature, and again (known already) when it is distributed."""
    name, reference = f"Surat {surat.nomor}", f"{surat.kind()}:{surat.uuid}"
    return DocumentRef(surat.dokumen_final_id, name, "surat", surat.tanggal, reference)
