"""What the pages of a task and of a case show of claims, reassigning, cancelling, and comments."""

from typing import Any

from core.actor import current_actor
from core.permissions import allowed
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services import kasus_ulang, komentar
from plugins.sop_kinerja.services.kasus_batal import CANCEL
from plugins.sop_kinerja.services.komentar_sebut import colleagues
from plugins.sop_kinerja.services.tugas_alih import may_reassign, movable
from plugins.sop_kinerja.services.tugas_ambil import claim_state
from plugins.sop_kinerja.services.tugas_kosong import is_vacant, vacant_in
from plugins.sop_kinerja.services.tugas_tarik import may_be_tried


def task_actions(task: Tugas, *, sees_case: bool) -> dict[str, Any]:
    """For `_tugas_tindakan.html` and `_komentar.html`."""
    actor = current_actor()
    running = task.status == "berjalan"
    holds = running and actor.assignment_for(task.jabatan_id) is not None
    return {
        "ambil": claim_state(task) if holds else None,
        "kosong": running and is_vacant(task),
        "alihkan": running and may_reassign(task, actor),
        "tarik": may_be_tried(task, actor),
        "komentar": panel(task.kasus, task) if sees_case else None,
    }


def case_actions(kasus: Kasus, tasks: list[Tugas]) -> dict[str, Any]:
    """For `_kasus_tindakan.html` and `_komentar.html`. `alihkan` are the open tasks that the actor may hand on."""
    actor = current_actor()
    may_cancel = allowed(actor, CANCEL)
    open_ = [task for task in tasks if task.status == "berjalan"]
    empty = vacant_in(kasus) if open_ else set()
    return {
        "batalkan": may_cancel and kasus.status in ("rencana", "berjalan"),
        "ulang": may_cancel,
        "alihkan": movable(open_, actor),
        "kosong": [task for task in open_ if task.id in empty],
        "ulangan_dari": kasus.ulangan_dari,
        "diulang": kasus_ulang.repeats_of(kasus),
        "komentar": panel(kasus),
    }


def panel(kasus: Kasus, task: Tugas | None = None) -> dict[str, Any]:
    """The comments of a case, and whom one could mention; having them before one's eyes is having read them."""
    actor = current_actor()
    lines = komentar.comments_of(kasus)
    komentar.mark_read(kasus)
    return {
        "lines": lines,
        "kasus": kasus,
        "tugas": task,
        "rekan": [(str(row.id), str(row.nama)) for row in colleagues(actor)],
        "perangkat_daerah": actor.perangkat_daerah,
    }
