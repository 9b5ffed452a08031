"""Where figures meet the case engine: which task a submission belongs to, and moving it on or back."""

from core.actor import acting, system_actor
from core.errors import StateError
from core.jobs import JobRun
from core.services import get
from plugins.sop_kinerja.contracts import Cases, DocumentRef, StepRef
from plugins.sop_kinerja.models import Kasus, Penyampaian, Tugas
from plugins.sop_kinerja.services.data_riwayat import is_corrected
from plugins.sop_kinerja.services.tugas_pemegang import may_do

FORM, FILL, REPORT = "kinerja.formulir", "kinerja.pengisian", "kinerja.laporan"
COLLECT, VERIFY, REVIEW = "kinerja.pengumpulan", "kinerja.verifikasi", "kinerja.telaah"


def cases(penyelenggara_id: int | None = None) -> Cases:
    """The engine, in the department that runs the case (else the acting one)."""
    return get(Cases, penyelenggara_id)


def task_of(penyampaian: Penyampaian, aksi: str = COLLECT) -> Tugas | None:
    """The party's open collecting (or filling) task; None when it has been handed in."""
    branch = int(penyampaian.cabang) if penyampaian.cabang else None
    found: Tugas | None = Tugas.get_or_none(
        (Tugas.kasus_uuid == penyampaian.kasus_uuid)
        & (Tugas.perangkat_daerah == penyampaian.perangkat_daerah_id)
        & (Tugas.cabang.is_null() if branch is None else Tugas.cabang == branch)
        & (Tugas.aksi == aksi)
        & (Tugas.status == "berjalan")
    )
    return found


def open_step(kasus_uuid: str, aksi: str) -> StepRef | None:
    """The open step of a case with this action, for the department that runs it."""
    return next(iter(cases().open_steps(kasus_uuid, aksi)), None)


def end_step(task: JobRun, step: StepRef, documents: tuple[DocumentRef, ...] = ()) -> None:
    """Ends a step with Ya out of a job, in the name of who asked for the job: the history must show a person.

    Should that person no longer hold the position by now, or a colleague have taken it, the program ends it.
    """
    asker = task.asker()
    actor = asker if may_do(step.tugas_uuid, asker) else system_actor(step.perangkat_daerah_id)
    with acting(actor):
        cases().complete(step.tugas_uuid, "ya", documents=documents)


def hand_in(penyampaian: Penyampaian, aksi: str = COLLECT) -> None:
    """Ends the party's collecting (or filling) task with Ya. What was approved before and is corrected now may have
    none: its case has gone on without it.

    :raises StateError: when the task is not open.
    """
    task = task_of(penyampaian, aksi)
    if task is None and aksi == COLLECT and is_corrected(penyampaian):
        return
    if task is None:
        step = "pengisian" if aksi == FILL else "penyampaian"
        raise StateError(f"Langkah {step} data untuk {penyampaian.pihak} sedang tidak dibuka.")
    cases(penyampaian.penyelenggara_id).complete(str(task.uuid), "ya")


def give_back(penyampaian: Penyampaian, reason: str) -> None:
    """The party's collecting task is open again: by a Tidak of the verifying step when that is open and decides, else
    by opening the task itself. Nothing to do when it has never been closed.
    """
    if task_of(penyampaian) is not None:
        return
    department = int(penyampaian.perangkat_daerah_id)
    step = open_step(str(penyampaian.kasus_uuid), VERIFY)
    branch = int(penyampaian.cabang or 0)
    if step is not None and _decides(step):
        named = (branch,) if branch else ()
        cases().complete(step.tugas_uuid, "tidak", reason=reason, departments=(department,), positions=named)
    else:
        cases().reopen(str(penyampaian.kasus_uuid), COLLECT, department, reason=reason, position=branch)


def close_without_data(penyampaian: Penyampaian, reason: str) -> None:
    """Ends the department's collecting task in its stead: it sends nothing, and the case must go on."""
    task = task_of(penyampaian)
    if task is not None:
        cases().waive(str(task.uuid), reason=reason)


def has_case(kasus_uuid: str) -> bool:
    """Whether there is this case in scope: figures that came in with a table were asked for by none."""
    return bool(Kasus.select(Kasus.id).where(Kasus.uuid == kasus_uuid).exists())


def add_documents(kasus_uuid: str, documents: list[DocumentRef]) -> None:
    """To the documents of the case, where there is one."""
    if not has_case(kasus_uuid):
        return
    for document in documents:
        cases().add_document(kasus_uuid, document)


def is_last(step: StepRef) -> bool:
    """Whether the case ends with this step."""
    return bool(Tugas.get(Tugas.uuid == step.tugas_uuid).terakhir)


def _decides(step: StepRef) -> bool:
    """Whether the step may be answered with Tidak."""
    return bool(Tugas.get(Tugas.uuid == step.tugas_uuid).keputusan_diminta)
