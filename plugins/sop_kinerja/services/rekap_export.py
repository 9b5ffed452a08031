"""The XLSX with which the review of a recap ends; by mail it goes out as every other output (`keluaran`)."""

from dataclasses import replace

from core import clock
from core.actor import Actor
from core.files import Dokumen
from core.jobs import Job, JobRun, enqueue
from core.organisation.office import zone_of
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Rekap
from plugins.sop_kinerja.services import data_case, keluaran_rekap
from plugins.sop_kinerja.services.keluaran_naskah import deliver


def enqueue_export(rekap: Rekap, actor: Actor) -> Job:
    """The job row, in the caller's transaction."""
    return enqueue(
        "sop_kinerja.ekspor",
        queue="export",
        title=keluaran_rekap.subject(rekap),
        key=f"ekspor-{rekap.uuid}-{rekap.status}-berkas",
        perangkat_daerah_id=rekap.perangkat_daerah_id,
        rekap=rekap.id,
        akun=actor.akun_id,
    )


def export(task: JobRun) -> None:
    """Job `sop_kinerja.ekspor` (args: rekap and akun, ids). The file's place in the case comes with it, in the same
    transaction."""
    rekap = Rekap.get_by_id(task.args["rekap"])
    naskah = keluaran_rekap.naskah_of(rekap)

    def keep(dokumen: Dokumen) -> Dokumen:
        kept = naskah.simpan(dokumen)
        _end_review(task, rekap, _reference(rekap, kept))
        return kept

    deliver(task, replace(naskah, simpan=keep), "xlsx", task.args["akun"])


def _end_review(task: JobRun, rekap: Rekap, document: DocumentRef) -> None:
    """Ya for the review, with the file as its output; only the file when the step was ended otherwise meanwhile."""
    kasus_uuid = str(rekap.kasus.uuid)
    step = data_case.open_step(kasus_uuid, data_case.REVIEW)
    if step is None:  # nobody reviews it: it is the output of the last step, which made it
        made = data_case.open_step(kasus_uuid, data_case.VERIFY)
        step = made if made is not None and data_case.is_last(made) else None
    if step is None:
        data_case.add_documents(kasus_uuid, [document])
    else:
        data_case.end_step(task, step, (document,))


def _reference(rekap: Rekap, dokumen: Dokumen) -> DocumentRef:
    day = clock.today(str(zone_of(rekap.perangkat_daerah)))
    source = f"{Rekap.kind()}:{rekap.uuid}"[:120]
    return DocumentRef(dokumen.id, keluaran_rekap.subject(rekap), "rekap", day, source)
