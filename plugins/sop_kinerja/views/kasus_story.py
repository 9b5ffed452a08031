"""A case in words: the steps for `ui.stepper`, the history for `ui.timeline`, and the sentence on where it stands."""

from typing import Any

from core.web.filters import tanggal_waktu
from plugins.sop_kinerja.models import KasusDokumen, SopPelaksana, Tugas
from plugins.sop_kinerja.models.isi_kasus import JENIS_DOKUMEN
from plugins.sop_kinerja.models.tugas import KEPUTUSAN
from plugins.sop_kinerja.services.kasus_story import Stage
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.services.waktu_jeda import standing_pauses
from plugins.sop_kinerja.views.waktu_isi import pause_lines, standing_sentence

DONE, DROPPED = "Selesai", "Dibatalkan"
FOLDED = 3
"""More documents of a kind than this are folded away."""


def standing(stages: list[Stage], columns: dict[str, SopPelaksana]) -> str:
    """Who has it, since when, until when, or for what it waits, and what comes next; empty when no step is open."""
    now = [stage for stage in stages if stage.waiting]
    if not now:
        return ""
    pauses = standing_pauses(task for stage in now for task in stage.waiting)
    sentences = [standing_sentence(stage, len(stages), _whom(stage), pauses) for stage in now]
    last = max(int(stage.step.nomor) for stage in now)
    following = next((s.step for s in stages if s.step.nomor > last and s.state != "selesai"), None)
    if following is None:
        sentences.append("Sesudah itu pelaksanaan selesai.")
    else:
        column = columns.get(following.pelaksana[0]) if following.pelaksana else None
        by = f", oleh {column.label}" if column is not None else ""
        sentences.append(f"Berikutnya langkah {following.nomor}{by}.")
    return " ".join(sentences)


def told_of(task: Tugas, waiting: list[Tugas]) -> str:
    """To who has just ended `task`: that it is recorded, and what is open of its case now, as far as they see it."""
    if task.keputusan == "tidak":
        told, then = f"Keputusan Tidak pada langkah {task.nomor} dicatat.", "Kembali ke"
    else:
        told, then = f"Langkah {task.nomor} selesai dicatat.", "Berikutnya"
    if task.terakhir and not waiting and task.penyelenggara_id == task.perangkat_daerah_id:
        return f"{told} Pelaksanaan ini selesai."
    steps = {int(task.nomor): task for task in waiting}
    whom = [
        f"langkah {nomor}, menunggu {'perangkat daerah yang diminta' if task.setiap else task.jabatan.nama}"
        for nomor, task in sorted(steps.items())
    ]
    return f"{told} {then} {' dan '.join(whom)}." if whom else told


def stepper(stages: list[Stage], *, cancelled: bool = False) -> list[dict[str, Any]]:
    """For `ui.stepper`: each step with its state, and who had it and when. A `cancelled` case goes on no more."""
    return [
        {"title": stage.step.uraian, "state": stage.state, "text": _stage_text(stage, cancelled), "url": ""}
        for stage in stages
    ]


def timeline(tasks: list[Tugas]) -> list[dict[str, Any]]:
    """For `ui.timeline`: what was decided, by whom, and why, in the order in which it happened."""
    lines = [(task.selesai, _event(task)) for task in tasks if task.selesai is not None]
    return [line for _, line in sorted([*lines, *_returned(tasks), *pause_lines(tasks)], key=lambda one: one[0])]


def outcome(task: Tugas) -> str:
    """Ya, Tidak, Dilewati; Selesai where nothing was to be decided; Dibatalkan."""
    if task.status == "batal":
        return DROPPED
    if task.keputusan == "ya" and not task.keputusan_diminta:
        return DONE
    return KEPUTUSAN.get(str(task.keputusan), DONE)


def by_hand(task: Tugas) -> bool:
    """Whether the step was done elsewhere and only noted here; one without an action is done right here."""
    return bool(task.dengan_tangan and task.aksi)


def grouped(documents: list[KasusDokumen]) -> list[tuple[str, list[KasusDokumen], bool]]:
    """(kind in words, its documents, whether they are folded away), in the order in which the kinds came up."""
    kinds: dict[str, list[KasusDokumen]] = {}
    for document in documents:
        kinds.setdefault(JENIS_DOKUMEN.get(str(document.jenis), JENIS_DOKUMEN["lain"]), []).append(document)
    return [(kind, found, len(found) > FOLDED) for kind, found in kinds.items()]


def _whom(stage: Stage) -> str:
    first = stage.waiting[0]
    return f"{len(stage.waiting)} perangkat daerah" if first.setiap else str(first.jabatan.nama)


def _stage_text(stage: Stage, cancelled: bool) -> str:
    if stage.waiting:
        text = f"menunggu {_whom(stage)} sejak {tanggal_waktu(stage.waiting[0].dibuat)}"
        if all(task.berhenti is not None for task in stage.waiting):
            text = f"{_whom(stage)}, berhenti sejak {tanggal_waktu(stage.waiting[0].berhenti)}"
    elif stage.done:
        last = max(stage.done, key=lambda task: task.selesai)
        who = f"{len(stage.done)} perangkat daerah" if last.setiap else last.sebagai or last.oleh
        text = f"{who}, {tanggal_waktu(last.selesai)}"
    else:
        text = "akan dikerjakan ulang" if stage.state == "kembali" and not cancelled else ""
    return f"{text} · putaran ke-{stage.loops}" if stage.loops > 1 else text


def _event(task: Tugas) -> dict[str, Any]:
    result = outcome(task)
    where = f" ({task.perangkat_daerah.singkatan})" if task.setiap else ""
    notes = [
        f"Alasan: {task.alasan}" if task.alasan else "",
        str(task.catatan),
        "Dikerjakan di luar sistem." if by_hand(task) else "",
        "Terlambat." if task.status == "selesai" and is_late(task) else "",
    ]
    who = "" if task.status == "batal" else str(task.oleh)
    if who and task.sebagai and task.sebagai != task.oleh:
        who = f"{who} ({task.sebagai})"
    return {
        "title": f"Langkah {task.nomor}{where}: {result}",
        "who": who,
        "when": tanggal_waktu(task.selesai),
        "text": " ".join(filter(None, notes)),
        "kind": "salah" if result == KEPUTUSAN["tidak"] else "netral" if task.status == "batal" else "baik",
    }


def _returned(tasks: list[Tugas]) -> list[tuple[Any, dict[str, Any]]]:
    """(moment, line) for each task that came back by itself: no Tidak of a later step says why it did."""
    told = {str(task.alasan) for task in tasks if task.keputusan == "tidak"}
    return [
        (
            task.dibuat,
            {
                "title": f"Langkah {task.nomor} ({task.perangkat_daerah.singkatan}): Dikembalikan",
                "who": "",
                "when": tanggal_waktu(task.dibuat),
                "text": f"Alasan: {task.catatan_masuk}",
                "kind": "salah",
            },
        )
        for task in tasks
        if task.setiap and task.putaran > 1 and task.catatan_masuk and str(task.catatan_masuk) not in told
    ]
