"""Tidak: the work goes back to an earlier step, and what was done since then no longer counts."""

from core import clock
from core.errors import StateError
from core.workflow import Way, Workflow
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.models.tugas import STATUS_TUGAS
from plugins.sop_kinerja.services.kasus_open import open_task
from plugins.sop_kinerja.services.kasus_run import Doer, Run, counts, doer_of
from plugins.sop_kinerja.services.waktu import taken

TASK = Workflow("Langkah", STATUS_TUGAS, {("berjalan", "selesai"): Way(), ("berjalan", "batal"): Way()})


def send_back(
    run: Run, task: Tugas, reason: str, departments: tuple[int, ...] = (), positions: tuple[int, ...] = ()
) -> None:
    """After the task has ended with Tidak: what was done from the target on is to be done again.

    Where only some departments' (or units') work is returned, the decision stays open for the others, with the due
    time it had.
    """
    nomor = int(task.nomor)
    target = run.flow.back(nomor)
    assert target is not None, "only decisions come here"
    returned = _returned(run, task, target, {*departments}, {*positions})
    for other in run.tasks:
        if other.id == task.id or other.nomor not in run.flow.between(target, nomor):
            continue
        if other.setiap and doer_of(other) not in returned:
            continue
        if counts(other):
            void(other)
        elif other.status == "berjalan" and (other.setiap or not task.setiap):
            cancel(other, reason)
    _open_again(run, target, returned, reason)
    if run.is_each(target) and not task.setiap and any(run.is_done(target, one) for one in run.doers(target)):
        open_task(run, nomor, Doer(run.owner), until=task.tenggat)


def _returned(run: Run, task: Tugas, target: int, departments: set[int], positions: set[int]) -> set[Doer]:
    """Those whose work is sent back: of the steps that several do side by side.

    :raises StateError: for one whose work has not come in, or that the case does not ask.
    """
    if task.setiap:
        others = run.doers(target) if run.fan(target) != run.fan(int(task.nomor)) else []
        return {doer_of(task), *(others if run.is_each(target) else [])}
    if not run.is_each(target):
        return {doer for nomor in run.steps if run.is_each(nomor) for doer in run.doers(nomor)}
    arrived = {one for one in run.doers(target) if run.is_done(target, one)}
    known = {one.department if run.asks_departments(target) else one.cabang: one for one in run.doers(target)}
    named = departments if run.asks_departments(target) else positions
    returned = {known[one] for one in named if one in known} or arrived
    if not returned or not returned <= arrived or not named <= known.keys():
        what = "perangkat daerah" if run.asks_departments(target) else "unit kerja"
        raise StateError(f"Yang dapat dikembalikan hanya {what} yang sudah menyelesaikan langkah {target}.")
    return returned


def _open_again(run: Run, target: int, returned: set[Doer], reason: str) -> None:
    if run.is_each(target):
        for doer in run.doers(target):
            if doer in returned:
                open_task(run, target, doer, reason)
        return
    found = run.open_tasks(target)
    if not found:
        open_task(run, target, Doer(run.owner), reason)
        return
    # Two departments refused in the same round: whoever redoes the step must read both reasons.
    note = "\n".join(filter(None, (str(found[0].catatan_masuk), reason)))
    Tugas.update({Tugas.catatan_masuk: note}).where(Tugas.id == found[0].id).execute()


def cancel(task: Tugas, reason: str, why: str = "") -> None:
    """Ends an open task undone; the time that it took is written all the same. `why` is the sentence for whoever
    comes to it later, where no Tidak tells it."""
    now = clock.now()
    also = {**taken(task, now), Tugas.selesai: now, **({Tugas.alasan: why} if why else {})}
    TASK.move(task, "batal", reason=reason, also=also, action="sop_kinerja.tugas.cancel")


def void(task: Tugas) -> None:
    Tugas.update({Tugas.gugur: True}).where(Tugas.id == task.id).execute()
    task.gugur = True
