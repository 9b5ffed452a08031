"""Doing a step by hand: what no plugin does here is done on paper, and its result is written down or uploaded.

A Ya ends the step with its output as a document: the uploaded file, else what was written as a sheet of its own; a
disposition, and every step whose performer is to mark the disposition sheet, yields that sheet.
"""

from typing import IO, Any

from core import clock
from core.actor import current_actor
from core.db import transaction
from core.errors import InputError, StateError
from core.files import store_upload
from core.papers import PaperError
from core.permissions import require
from plugins.sop_kinerja.contracts import DocumentRef, StepAction
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_mark import WORDS, put, wants_mark
from plugins.sop_kinerja.services.kasus_move import complete, ensure_performer, open_task_in_scope
from plugins.sop_kinerja.services.kasus_open import action_on_offer
from plugins.sop_kinerja.services.kasus_run import Run, reaching
from plugins.sop_kinerja.services.lembar import Sheet, keep
from plugins.sop_kinerja.services.lembar_disposisi import disposition_sheet, is_disposition
from plugins.sop_kinerja.services.lembar_hasil import result_sheet

MAX_NOTE = 2000


def action_of(task: Tugas) -> StepAction | None:
    """The action that does this open task; None: by hand. An action that was off when the step opened, or that
    could not take it up, does not take it over half-way."""
    return action_on_offer(task) if task.lewat_aksi else None


def wants_file(task: Tugas) -> bool:
    """A step that a plugin would have done hands its output on: then as an uploaded file."""
    return bool(task.aksi) and not task.terakhir


def wants_note(task: Tugas) -> bool:
    """The last step hands nothing on (the archive keeps it): a note says what was done and where it lies."""
    return bool(task.aksi) and bool(task.terakhir)


def wants_either(task: Tugas) -> bool:
    """A step that was never a plugin's yields its output as a file, or as what its performer writes."""
    return bool(task.output) and not task.aksi


def complete_by_hand(
    tugas_uuid: str,
    decision: str,
    *,
    reason: str = "",
    note: str = "",
    upload: tuple[IO[bytes], str] | None = None,
    departments: tuple[int, ...] = (),
    positions: tuple[int, ...] = (),
    agreed: bool = False,
    harapan: str = "lanjut",
) -> None:
    """Ends an open step without an action.

    :param upload: a stream and its file name
    :param agreed: the person puts the paraf or signature that the step asks for on the disposition sheet
    :param harapan: what a disposition asks of the next, a key of `lembar_disposisi.HARAPAN`
    :raises StateError: when an action does this step here: then it must be done with that.
    :raises InputError: without the file, the note or the mark that is due, or for a file that is not taken.
    """
    require("sop_kinerja.tugas.do")
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    action = action_of(task)
    if action is not None:
        raise StateError(f"Langkah {task.nomor} dikerjakan lewat «{action.label}». Gunakan itu, bukan formulir ini.")
    note = note.strip()
    if len(note) > MAX_NOTE:
        raise InputError(f"Catatan paling banyak {MAX_NOTE} huruf; sekarang {len(note)}.", "catatan")
    sheets: list[Sheet] = []
    marked: dict[Any, Any] = {}
    if decision == "ya" and not task.tertahan:
        _ensure_output(task, note, upload is not None)
        if wants_mark(task) and not agreed:
            raise InputError(f"Bubuhkan {WORDS[str(task.tanda)]} Anda pada lembar disposisi.", "tanda")
        if wants_mark(task):
            marked = put(task)
            task.ditandai, task.ditandai_oleh = marked.values()
        sheets = _sheets(task, note, upload is not None, harapan)
    with transaction():
        documents = (_keep(task, *upload),) if upload is not None else ()
        complete(
            tugas_uuid,
            decision,
            reason=reason,
            documents=(*documents, *(keep(task, sheet) for sheet in sheets)),
            departments=departments,
            positions=positions,
            also={Tugas.catatan: note, Tugas.dengan_tangan: True, **marked},
        )


def _ensure_output(task: Tugas, note: str, uploaded: bool) -> None:
    if wants_file(task) and not uploaded:
        raise InputError(f"Unggah berkas hasil langkah ini: {task.output or task.uraian}.", "berkas")
    if wants_note(task) and not note:
        raise InputError("Tuliskan apa yang telah dilakukan dan di mana hasilnya disimpan.", "catatan")
    if wants_either(task) and not note and not uploaded:
        raise InputError(f"Unggah berkas hasil langkah ini, atau tuliskan hasilnya: {task.output}.", "catatan")


def _sheets(task: Tugas, note: str, uploaded: bool, harapan: str) -> list[Sheet]:
    """Drawn before the transaction of the step: a paper takes a moment, and nobody should wait for it."""
    disposition = is_disposition(str(task.output))
    written = bool(task.output and note) and not uploaded
    if not written and task.tanda == "tanpa":
        return []
    sheets = []
    with reaching(int(task.penyelenggara_id), f"Membuat lembar langkah {task.nomor}: {task.judul}"):
        run = Run(Kasus.get_by_id(task.kasus_id))
        try:
            if task.tanda != "tanpa" or disposition:
                sheets.append(disposition_sheet(run, task, note, harapan=harapan))
            if written and not disposition:
                sheets.append(result_sheet(run, task, note))
        except PaperError as error:
            raise InputError(error.sentence, "catatan") from error
    return sheets


def _keep(task: Tugas, stream: IO[bytes], filename: str) -> DocumentRef:
    dokumen = store_upload(stream, filename)
    day = clock.today(current_actor().zona_waktu)
    name = str(task.output) or str(dokumen.nama)
    kind = "disposisi" if is_disposition(str(task.output)) else "lain"
    return DocumentRef(dokumen.id, name, kind, day, f"{Tugas.kind()}:{task.uuid}")
