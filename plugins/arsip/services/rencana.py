"""What would be filed for a step, before anybody says yes: the documents, the class, the retention, what is missing."""

from dataclasses import dataclass

from core import clock
from core.actor import current_actor
from core.errors import StateError
from core.organisation.models import Jabatan
from core.preferences import preference
from core.services import get
from plugins.arsip.retensi import in_words, kept_until
from plugins.arsip.services.klasifikasi import Choice, choices
from plugins.sop_kinerja.contracts import Cases, DocumentRef, StepRef

ACTION = "arsip.berkaskan"
CASE_TABLE = "sop_kinerja_kasus"


@dataclass(frozen=True)
class Plan:
    """`retention` maps each class's code to its sentence; `missing` are sentences that warn and forbid nothing."""

    step: StepRef
    documents: list[DocumentRef]
    choices: list[Choice]
    chosen: str
    retention: dict[str, str]
    missing: list[str]
    uraian: str
    unit_pengolah: str


def plan_for(tugas_uuid: str) -> Plan:
    """:raises NotFound: no such open step; StateError: a step that does something else."""
    step = get(Cases).step(tugas_uuid)
    if step.aksi != ACTION:
        raise StateError("Langkah ini bukan langkah pengarsipan.")
    actor = current_actor()
    today = clock.today(actor.zona_waktu)
    documents = documents_of(step.case.uuid)
    found = choices(actor.pemerintah_daerah_id)
    wanted = str(preference("arsip", "klasifikasi", step.case.perangkat_daerah_id))
    position = Jabatan.get_by_id(step.jabatan_id)
    return Plan(
        step=step,
        documents=documents,
        choices=found,
        chosen=wanted if any(choice.kode == wanted for choice in found) else "",
        retention={c.kode: in_words(c.rule, kept_until(c.rule, today)) for c in found},
        missing=_missing(step, documents),
        uraian=step.case.nama,
        unit_pengolah=str(position.unit_kerja.nama),
    )


def documents_of(case_uuid: str) -> list[DocumentRef]:
    """The documents of a case, each once, oldest first."""
    return list({document.dokumen_id: document for document in get(Cases).documents(case_uuid)}.values())


def reference(case_uuid: str) -> str:
    return f"{CASE_TABLE}:{case_uuid}"


def _missing(step: StepRef, documents: list[DocumentRef]) -> list[str]:
    asked = len(get(Cases).asked_departments(step.case.uuid))
    count = {jenis: sum(1 for d in documents if d.jenis == jenis) for jenis in ("surat", "tanda_terima", "rekap")}
    givers = {d.rujukan for d in documents if d.jenis == "penyampaian"}
    sentences = []
    if not count["surat"]:
        sentences.append("Surat permintaan data belum ada di antara dokumen.")
    if count["tanda_terima"] < asked:
        sentences.append(f"Tanda terima surat: {count['tanda_terima']} dari {asked} perangkat daerah.")
    if len(givers) < asked:
        sentences.append(f"Penyampaian data: {len(givers)} dari {asked} perangkat daerah.")
    if not count["rekap"]:
        sentences.append("Rekapitulasi belum ada di antara dokumen.")
    return sentences
