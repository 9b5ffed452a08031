"""Tasks that are held because something is not there are looked at again when something has come."""

from collections.abc import Iterable, Iterator
from typing import Any

from core import audit
from core.errors import StateError
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_needs import missing, references
from plugins.sop_kinerja.services.kasus_open import hand_to_action
from plugins.sop_kinerja.services.kasus_run import Run, doer_of, moving
from plugins.sop_kinerja.services.waktu import resume

_REASON = "Memeriksa kelengkapan langkah yang menunggu"


def release(perangkat_daerah_id: int, kode: str = "", jenis: str = "") -> list[Tugas]:
    """Held tasks of the cases that the department runs; gives those that can be done now. Each case is moved in a
    transaction of its own.

    :param kode: only those that wait for a reference of this kind; jenis: only those that wait for such a need
    """
    held = Tugas.select(Tugas.kasus, Tugas.periode, Tugas.kurang).where(
        (Tugas.penyelenggara == perangkat_daerah_id) & (Tugas.tertahan == True) & (Tugas.status == "berjalan")  # noqa: E712
    )
    wanted = {row.kasus_id for row in _changed(perangkat_daerah_id, held) if _waits_for(row, kode, jenis)}
    released: list[Tugas] = []
    cases = Kasus.select(Kasus.id, Kasus.uuid, Kasus.perangkat_daerah).where(Kasus.id.in_(sorted(wanted)))
    for kasus in cases.order_by(Kasus.id):  # two that release at once take the cases in the same order
        try:
            with moving(kasus.id, kasus.perangkat_daerah_id, _REASON) as run:
                released += release_in(run)
        except StateError as error:  # a case never blocks another
            audit.record("sop_kinerja.kasus.wait", kasus, detail={"sebab": error.sentence})
    return released


def _waits_for(task: Tugas, kode: str, jenis: str) -> bool:
    return any(
        (not kode or one.get("kode") == kode) and (not jenis or one.get("jenis") == jenis) for one in task.kurang
    )


def _changed(owner: int, held: Iterable[Tugas]) -> Iterator[Tugas]:
    """Without those that wait for references alone, and still for the same: looked up once for each period and set of
    kinds, since a thousand cases may wait for one paper."""
    known: dict[tuple[str, str], Any] = {}
    for task in held:
        if all(one.get("jenis") == "acuan" for one in task.kurang):
            named = {str(one["kode"]): str(one["nama"]) for one in task.kurang}
            key = (str(task.periode), ",".join(sorted(named)))
            if key not in known:
                known[key] = references(owner, key[0], named)
            if known[key] == task.kurang:
                continue
        yield task


def release_in(run: Run) -> list[Tugas]:
    """The same for a case that the caller holds."""
    return [task for task in run.open_tasks() if task.tertahan and _look_again(run, task)]


def _look_again(run: Run, task: Tugas) -> bool:
    """Whether it goes on now; where only a part has come, what is still lacking is written down."""
    lacking = missing(run, run.steps[int(task.nomor)], doer_of(task))
    if lacking == task.kurang:
        return False
    _write(task, lacking)
    if lacking:
        return False
    resume(task)
    audit.record("sop_kinerja.tugas.release", task, detail={"langkah": task.nomor})
    hand_to_action(task)
    return True


def _write(task: Tugas, lacking: list[dict[str, str | int | None]]) -> None:
    task.tertahan, task.kurang = bool(lacking), lacking
    Tugas.update({Tugas.tertahan: task.tertahan, Tugas.kurang: lacking}).where(Tugas.id == task.id).execute()
