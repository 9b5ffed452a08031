"""Opening steps: a task for whoever's turn it is, with its due time, handed to the action that does the step."""

from datetime import datetime, time

from core import audit, clock, events
from core.organisation.calendar import calendar_of
from core.organisation.models import Jabatan
from core.services import offers
from core.workflow import Way, Workflow
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.contracts import CaseRef, KasusSelesai, StepAction, StepRef
from plugins.sop_kinerja.models import Kasus, SopLangkah, Tugas
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.services.kasus_needs import missing, said
from plugins.sop_kinerja.services.kasus_posisi import column_position, submitting_position
from plugins.sop_kinerja.services.kasus_run import Doer, Run, reaching
from plugins.sop_kinerja.services.sop import duration_of
from plugins.sop_kinerja.services.waktu import counting_of, due_after, pause

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
                open_task(run, nomor, Doer(run.owner), note)
            return
        waiting = [one for one in run.doers(nomor) if not run.is_open(nomor, one) and not run.is_done(nomor, one)]
        for doer in waiting:
            open_task(run, nomor, doer, note)
        if run.open_tasks(nomor) or waiting:
            return
        nomor = run.flow.after(nomor)
    _finish(run)


def open_task(run: Run, nomor: int, doer: Doer, note: str = "", *, until: datetime | None = None) -> Tugas:
    """`until` overrides the due time that the standard gives.

    :raises StateError: naming the column or the department in which nobody could do it."""
    kasus, step = run.kasus, run.steps[nomor]
    jabatan = _position(run, step, doer)
    standard, counting = duration_of(step), counting_of(kasus)
    lacking = missing(run, step, doer)
    now = clock.now()
    task: Tugas = Tugas.create(
        perangkat_daerah=doer.department,
        penyelenggara=run.owner,
        kasus=kasus,
        langkah=step,
        kasus_uuid=kasus.uuid,
        judul=kasus.nama,
        periode=kasus.periode,
        nomor=nomor,
        putaran=run.rounds(nomor, doer) + 1,
        uraian=step.uraian,
        kelengkapan=step.kelengkapan,
        output=step.output,
        aksi=step.aksi,
        keputusan_diminta=step.tidak_ke is not None,
        terakhir=run.flow.after(nomor) == END,
        setiap=run.is_each(nomor),
        cabang=doer.cabang or None,
        jabatan=jabatan,
        tanda=run.columns[step.pelaksana[0]].tanda,
        standar_hari=standard.days,
        standar_menit=standard.minutes,
        hitungan=counting,
        mulai=None if lacking else now,
        tertahan=bool(lacking),
        kurang=lacking,
        tenggat=until or due(run, step, now),
        catatan_masuk=note,
    )
    run.tasks.append(task)
    audit.record(
        "sop_kinerja.tugas.open", task, detail={"langkah": nomor, "putaran": task.putaran, "jabatan": jabatan.nama}
    )
    if lacking:
        pause(task, "kelengkapan", said(lacking))
    else:
        hand_to_action(task)
    return task


def due(run: Run, step: SopLangkah, start: datetime) -> datetime:
    """When the step's standard time is over.

    An asked department has until the day that the letter names is over, when that is later: nobody is late before.
    """
    calendar = calendar_of(run.kasus.perangkat_daerah.pemerintah_daerah)
    standard = due_after(calendar, start, duration_of(step), counting_of(run.kasus))
    if not run.asks_departments(int(step.nomor)):
        return standard
    return max(standard, datetime.combine(run.kasus.tenggat, time.max, calendar.tz))


def _position(run: Run, step: SopLangkah, doer: Doer) -> Jabatan:
    if doer.cabang:
        return Jabatan.get_by_id(doer.cabang)  # type: ignore[no-any-return]
    if run.asks_departments(int(step.nomor)):
        return submitting_position(doer.department)
    return column_position(step, run.columns)


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
        cabang_id=int(task.cabang_id or 0),
        unit=str(task.cabang.unit_kerja.nama) if task.cabang_id else "",
    )


def hand_to_action(task: Tugas) -> None:
    """Gives the step to the action that it names, where that is on offer and can take it up."""
    action = action_on_offer(task)
    if action is None:
        return
    with reaching(int(task.perangkat_daerah_id), f"Membuka langkah {task.nomor}: {task.judul}"):
        taken = action.begin(step_ref(task)) is not False
    if taken:
        Tugas.update({Tugas.lewat_aksi: True}).where(Tugas.id == task.id).execute()
        task.lewat_aksi = True


def _finish(run: Run) -> None:
    """`kunci` stays where a period is collected once only; an order of the head may be given again."""
    kasus = run.kasus
    also = {Kasus.selesai: clock.now()}
    if kasus.versi.sop.pola == "perintah":
        also[Kasus.kunci] = None
    CASE.move(kasus, "selesai", also=also, action="sop_kinerja.kasus.finish")
    events.emit(KasusSelesai(run.owner, str(kasus.uuid), str(kasus.nama), str(kasus.periode)))
