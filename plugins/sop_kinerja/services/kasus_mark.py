"""Paraf and signature on the disposition sheet, where the SOP's «pencatatan» asks them of a performer.

Who does a step by hand puts the mark when ending it. Where an action does the step, the mark is put before: its page
knows nothing of the sheet.
"""

from typing import Any

from core import audit, clock
from core.errors import InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_move import ensure_performer, open_task_in_scope
from plugins.sop_kinerja.services.kasus_run import Run, moving, reaching
from plugins.sop_kinerja.services.lembar import keep, performer
from plugins.sop_kinerja.services.lembar_disposisi import disposition_sheet

WORDS = {"paraf": "paraf", "tanda_tangan": "tanda tangan"}


def wants_mark(task: Tugas) -> bool:
    """Whether a mark is asked of the performer, and not put yet."""
    return task.tanda in WORDS and task.ditandai is None


def put(task: Tugas) -> dict[Any, Any]:
    """The columns that say that the acting person puts the mark now."""
    who, title = performer(task)
    return {Tugas.ditandai: clock.now(), Tugas.ditandai_oleh: (f"{who}, {title}" if title != who else who)[:250]}


def mark(tugas_uuid: str, agreed: bool) -> None:
    """The performer of an open step puts the mark on the sheet that the step will yield.

    :raises InputError: unless the person agrees; StateError: where none is asked for, or the step is held.
    """
    require("sop_kinerja.tugas.do")
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    if task.tanda not in WORDS:
        raise StateError(f"Langkah {task.nomor} tidak meminta paraf atau tanda tangan pada lembar disposisi.")
    if task.tertahan:
        raise StateError(f"Langkah {task.nomor} masih menunggu kelengkapan.")
    if not agreed:
        raise InputError(f"Bubuhkan {WORDS[str(task.tanda)]} Anda pada lembar disposisi.", "tanda")
    with moving(task.kasus_id, task.penyelenggara_id, f"Membubuhkan pencatatan langkah {task.nomor}: {task.judul}"):
        task = open_task_in_scope(tugas_uuid)  # it may have been ended, or handed on, in this very moment
        ensure_performer(task)
        if not wants_mark(task):
            return
        Tugas.update(put(task)).where(Tugas.id == task.id).execute()
        audit.record("sop_kinerja.tugas.mark", task, detail={"langkah": task.nomor, "tanda": task.tanda})


def sheet_of_action(tugas_uuid: str) -> tuple[DocumentRef, ...]:
    """The disposition sheet of a step that an action is ending with Ya; nothing where no mark is asked for. Says of a
    mark that was not put that it is missing."""
    task = open_task_in_scope(tugas_uuid)
    if task.tanda not in WORDS or not task.lewat_aksi or task.tertahan:
        return ()
    ensure_performer(task)
    with reaching(int(task.penyelenggara_id), f"Membuat lembar langkah {task.nomor}: {task.judul}"):
        run = Run(Kasus.get_by_id(task.kasus_id))
        return (keep(task, disposition_sheet(run, task)),)
