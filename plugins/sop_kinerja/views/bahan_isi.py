"""What a task's page shows of kelengkapan and output: what it receives, what it lacks, and which mark is asked."""

from typing import Any

from core.actor import current_actor
from core.permissions import allowed
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services import kasus_hand, kasus_mark
from plugins.sop_kinerja.services.acuan import CREATE
from plugins.sop_kinerja.services.kasus_material import received
from plugins.sop_kinerja.services.lembar_disposisi import HARAPAN, is_disposition


def material_panel(task: Tugas, *, mine: bool) -> dict[str, Any]:
    """Variables of the templates _bahan, _kurang, _hasil and _tanda."""
    actor = current_actor()
    by_action = task.status == "berjalan" and kasus_hand.action_of(task) is not None
    sheet = is_disposition(str(task.output)) or task.tanda != "tanpa"
    return {
        "bahan": received(task),
        "boleh_acuan": task.penyelenggara_id == actor.perangkat_daerah_id and allowed(actor, CREATE),
        "tanda_dahulu": mine and by_action and kasus_mark.wants_mark(task),
        "tanda_diminta": kasus_mark.wants_mark(task),
        "tanda_kata": kasus_mark.WORDS.get(str(task.tanda), ""),
        "hasil_petunjuk": _hint(task),
        "harapan": list(HARAPAN.items()) if sheet else [],
    }


def _hint(task: Tugas) -> str:
    """Below the field in which the result is written."""
    if kasus_hand.wants_note(task):
        return "Apa yang telah dilakukan, dan di mana hasilnya disimpan."
    if is_disposition(str(task.output)):
        return "Menjadi lembar disposisi yang diterima langkah berikutnya."
    if kasus_hand.wants_either(task):
        return f"{task.output}: bila tidak ada berkas yang diunggah, isian ini menjadi lembar hasil langkah."
    return ""
