"""The clock in words, for the pages of tasks and cases: since when it stands still and for what, what a step took."""

from datetime import datetime
from typing import Any

from core.web.filters import tanggal_waktu
from plugins.sop_kinerja.models import Kasus, SopLangkah, Tugas, TugasJeda
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.services.kasus_story import Stage
from plugins.sop_kinerja.services.waktu_jeda import pauses_of_all, standing_pauses, waiting_for
from plugins.sop_kinerja.services.waktu_kasus import TaskTime, case_times, task_time

STATES = {
    "nanti": ("Belum dimulai", "netral"),
    "berjalan": ("Berjalan", "jalan"),
    "berhenti": ("Berhenti", "tunggu"),
    "tepat": ("Tepat waktu", "baik"),
    "terlambat": ("Terlambat", "salah"),
    "batal": ("Dibatalkan", "netral"),
}
"""State of `waktu_kasus.Time` -> its words and the kind of its badge."""
NAMED = 3
"""Of more parties than this that wait, only the number is told."""


def case_panel(kasus: Kasus, steps: list[SopLangkah], tasks: list[Tugas]) -> dict[str, Any]:
    """What `_waktu_kasus.html` shows."""
    return {
        "waktu": case_times(kasus, steps, tasks),
        "waktu_keadaan": STATES,
        "kasus_keadaan": STATUS_KASUS[str(kasus.status)],
    }


def task_panel(task: Tugas, *, mine: bool) -> dict[str, Any]:
    """What `_waktu_jeda.html` and `_waktu_tugas.html` show; `mine`: the person may stop the clock and let it go on."""
    time = task_time(task)
    stopped = task.status == "berjalan" and task.berhenti is not None
    return {
        "waktu": time,
        "waktu_baris": _facts(time),
        "waktu_berhenti": stopped_sentence(task, standing_pauses([task]).get(task.id)) if stopped else "",
        "waktu_boleh": "" if not mine else "lanjutkan" if stopped and not task.tertahan else "" if stopped else "henti",
    }


def stopped_sentence(task: Tugas, jeda: TugasJeda | None) -> str:
    return f"Berhenti sejak {tanggal_waktu(task.berhenti)} karena menunggu {waiting_for(task, jeda)}."


def standing_sentence(stage: Stage, total: int, whom: str, pauses: dict[int, TugasJeda]) -> str:
    """Who has the step since when and until when; or since when it stands still, and for what."""
    first, stopped = stage.waiting[0], [task for task in stage.waiting if task.berhenti is not None]
    step = f"Langkah {stage.step.nomor} dari {total}"
    if stopped and len(stage.waiting) == 1:
        reason = waiting_for(first, pauses.get(first.id))
        return f"{step} pada {whom} berhenti sejak {tanggal_waktu(first.berhenti)} karena menunggu {reason}."
    sentence = f"{step} menunggu {whom} sejak {tanggal_waktu(first.dibuat)}, paling lambat "
    due = min((task.tenggat for task in stage.waiting if task.berhenti is None), default=first.tenggat)
    sentence += f"{tanggal_waktu(due)}."
    if len(stopped) > NAMED:
        return f"{sentence} {len(stopped)} di antaranya berhenti karena menunggu pihak lain atau kelengkapan."
    return " ".join([sentence, *(f"{_party(task)}: {_lower(task, pauses)}" for task in stopped)])


def pause_lines(tasks: list[Tugas]) -> list[tuple[datetime, dict[str, Any]]]:
    """(moment, line) for `ui.timeline`: every time that the clock of a task stopped and went on."""
    by_id = {task.id: task for task in tasks}
    lines = []
    for jeda in pauses_of_all(tasks):
        task = by_id[jeda.tugas_id]
        name = f"Langkah {task.nomor}{f' ({_party(task)})' if task.setiap else ''}"
        by_itself = jeda.sebab == "kelengkapan"
        what = f"kelengkapan: {jeda.keterangan}" if by_itself else jeda.keterangan
        lines.append((jeda.mulai, _line(f"{name}: Berhenti", jeda.mulai, f"Menunggu {what}.", jeda.oleh, by_itself)))
        # A pause that the end of the task ended needs no line of its own: the end says enough.
        if jeda.selesai is not None and jeda.selesai != task.selesai:
            lines.append((jeda.selesai, _line(f"{name}: Dilanjutkan", jeda.selesai, "", "", by_itself)))
    return lines


def _line(title: str, when: datetime, text: str, who: str, by_itself: bool) -> dict[str, Any]:
    return {
        "title": title,
        "who": "" if by_itself else who,
        "when": tanggal_waktu(when),
        "text": text,
        "kind": "tunggu",
    }


def _facts(time: TaskTime) -> list[tuple[str, str]]:
    """What says nothing is left out, but that an SOP gives no time is said."""
    facts = [
        ("Waktu baku", time.standard or "Tidak ditetapkan dalam SOP"),
        ("Sudah berjalan" if time.running else "Waktu nyata", time.taken),
        ("Berhenti selama", time.paused),
        ("Sisa", time.left if time.running else ""),
        ("Lewat", time.over),
    ]
    return [(term, value) for term, value in facts if value]


def _party(task: Tugas) -> str:
    own = task.perangkat_daerah_id == task.penyelenggara_id
    return str(task.jabatan.nama if own else task.perangkat_daerah.singkatan)


def _lower(task: Tugas, pauses: dict[int, TugasJeda]) -> str:
    sentence = stopped_sentence(task, pauses.get(task.id))
    return sentence[0].lower() + sentence[1:]
