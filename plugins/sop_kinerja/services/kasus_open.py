"""Opening steps: a task for whoever's turn it is, with its due time, handed to the action that does the step."""

from datetime import datetime, time

from core import audit, clock, events
from core.organisation.calendar import calendar_of
from core.organisation.models import PerangkatDaerah
from core.preferences import preference
from core.services import offers
from core.workflow import Way, Workflow
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.contracts import CaseRef, KasusSelesai, StepAction, StepRef
from plugins.sop_kinerja.models import Kasus, SopLangkah, Tugas
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.services.kasus_posisi import column_position, submitting_position
from plugins.sop_kinerja.services.kasus_run import Run, reaching
from plugins.sop_kinerja.services.sop import duration_of

CASE = Workflow(
    "Pelaksanaan SOP",
    STATUS_KASUS,
    {
        ("rencana", "berjalan"): Way(),
        ("rencana", "batal"): Way(needs_reason=True),
        ("berjalan", "selesai"): Way(),
        ("berjalan", "batal"): Way(needs_reason=True),
    },
)


def arrive(run: Run, nomor: int, note: str = "") -> None:
    """The work comes to a step: it opens for all who must (still) do it; past the last one, the case is over."""
    while nomor != END:
        if not run.is_each(nomor):
            if not run.open_tasks(nomor):
                open_task(run, nomor, run.owner, note)
            return
        waiting = [one for one in run.asked if not run.is_open(nomor, one) and not run.is_done(nomor, one)]
        for department in waiting:
            open_task(run, nomor, department, note)
        if run.open_tasks(nomor) or waiting:
            return
        nomor = run.flow.after(nomor)
    _finish(run)


def open_task(run: Run, nomor: int, department: int, note: str = "", *, until: datetime | None = None) -> Tugas:
    """`until` overrides the due time that the standard gives.

    :raises StateError: naming the column or the department in which nobody could do it."""
    kasus, step, each = run.kasus, run.steps[nomor], run.is_each(nomor)
    jabatan = submitting_position(department) if each else column_position(step, run.columns)
    task: Tugas = Tugas.create(
        perangkat_daerah=department,
        penyelenggara=run.owner,
        kasus=kasus,
        langkah=step,
        kasus_uuid=kasus.uuid,
        judul=kasus.nama,
        periode=kasus.periode,
        nomor=nomor,
        putaran=run.rounds(nomor, department) + 1,
        uraian=step.uraian,
        kelengkapan=step.kelengkapan,
        output=step.output,
        aksi=step.aksi,
        keputusan_diminta=step.tidak_ke is not None,
        terakhir=run.flow.after(nomor) == END,
        setiap=each,
        jabatan=jabatan,
        tenggat=until or due(kasus, step, clock.now(), each=each),
        catatan_masuk=note,
    )
    run.tasks.append(task)
    audit.record(
        "sop_kinerja.tugas.open", task, detail={"langkah": nomor, "putaran": task.putaran, "jabatan": jabatan.nama}
    )
    _hand_to_action(task)
    return task


def due(kasus: Kasus, step: SopLangkah, start: datetime, *, each: bool = False) -> datetime:
    """When the step's standard time is over: «Hari» is a working day, or a calendar day where the setting says so.

    An asked department (`each`) has until the day that the letter names, when that is later: nobody is late before.
    """
    department = PerangkatDaerah.get_by_id(kasus.perangkat_daerah_id)
    calendar = calendar_of(department.pemerintah_daerah)
    by_calendar = preference("sop_kinerja", "hari_kerja", department.id) == "kalender"
    standard = (calendar.add_calendar_days if by_calendar else calendar.add)(start, duration_of(step))
    return max(standard, datetime.combine(kasus.tenggat, time(23, 59), calendar.tz)) if each else standard


def action_on_offer(task: Tugas) -> StepAction | None:
    """The action that the step names, where its plugin is on in the department that runs the case."""
    if not task.aksi:
        return None
    return next((one for one in offers(StepAction, task.penyelenggara_id) if one.name == task.aksi), None)


def step_ref(task: Tugas) -> StepRef:
    return StepRef(
        tugas_uuid=str(task.uuid),
        case=CaseRef(str(task.kasus_uuid), str(task.judul), str(task.periode), int(task.penyelenggara_id)),
        nomor=int(task.nomor),
        uraian=str(task.uraian),
        aksi=str(task.aksi),
        perangkat_daerah_id=int(task.perangkat_daerah_id),
        jabatan_id=int(task.jabatan_id),
        jabatan=str(task.jabatan.nama),
    )


def _hand_to_action(task: Tugas) -> None:
    action = action_on_offer(task)
    if action is None:
        return
    with reaching(int(task.perangkat_daerah_id), f"Membuka langkah {task.nomor}: {task.judul}"):
        taken = action.begin(step_ref(task)) is not False
    if taken:
        Tugas.update({Tugas.lewat_aksi: True}).where(Tugas.id == task.id).execute()
        task.lewat_aksi = True


def _finish(run: Run) -> None:
    kasus = run.kasus
    CASE.move(kasus, "selesai", also={Kasus.selesai: clock.now(), Kasus.kunci: None}, action="sop_kinerja.kasus.finish")
    events.emit(KasusSelesai(run.owner, str(kasus.uuid), str(kasus.nama), str(kasus.periode)))
