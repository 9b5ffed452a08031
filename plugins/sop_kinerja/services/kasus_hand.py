"""Doing a step by hand: what no plugin does here is done on paper, and its result is noted or uploaded."""

from typing import IO

from core import clock
from core.actor import current_actor
from core.db import transaction
from core.errors import InputError, StateError
from core.files import store_upload
from core.permissions import require
from plugins.sop_kinerja.contracts import DocumentRef, StepAction
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_move import complete, ensure_performer, open_task_in_scope
from plugins.sop_kinerja.services.kasus_open import action_on_offer

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


def complete_by_hand(
    tugas_uuid: str,
    decision: str,
    *,
    reason: str = "",
    note: str = "",
    upload: tuple[IO[bytes], str] | None = None,
    departments: tuple[int, ...] = (),
    positions: tuple[int, ...] = (),
) -> None:
    """Ends an open step without an action. `upload` is a stream and its file name.

    :raises StateError: when an action does this step here: then it must be done with that.
    :raises InputError: without the file or the note that is due, or for a file that is not taken.
    """
    require("sop_kinerja.tugas.do")
    task = open_task_in_scope(tugas_uuid)
    ensure_performer(task)
    action = action_of(task)
    if action is not None:
        raise StateError(f"Langkah {task.nomor} dikerjakan lewat «{action.label}». Gunakan itu, bukan formulir ini.")
    note = note.strip()
    if decision == "ya":
        if wants_file(task) and upload is None:
            raise InputError(f"Unggah berkas hasil langkah ini: {task.output or task.uraian}.", "berkas")
        if wants_note(task) and not note:
            raise InputError("Tuliskan apa yang telah dilakukan dan di mana hasilnya disimpan.", "catatan")
    if len(note) > MAX_NOTE:
        raise InputError(f"Catatan paling banyak {MAX_NOTE} huruf; sekarang {len(note)}.", "catatan")
    with transaction():
        documents = (_keep(task, *upload),) if upload is not None else ()
        complete(
            tugas_uuid,
            decision,
            reason=reason,
            documents=documents,
            departments=departments,
            positions=positions,
            also={Tugas.catatan: note, Tugas.dengan_tangan: True},
        )


def _keep(task: Tugas, stream: IO[bytes], filename: str) -> DocumentRef:
    dokumen = store_upload(stream, filename)
    day = clock.today(current_actor().zona_waktu)
    name = str(task.output) or str(dokumen.nama)
    return DocumentRef(dokumen.id, name, "lain", day, f"{Tugas.kind()}:{task.uuid}")
