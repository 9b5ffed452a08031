"""What can be done with notes."""

from plugins.contoh.contracts import CatatanDiterbitkan
from plugins.contoh.models import Alur, Catatan

from core import audit, clock, events
from core.db import transaction
from core.errors import InputError, NotFound, StateError
from core.permissions import require
from core.preferences import preference


def create_note(judul: str, isi: str = "") -> Catatan:
    """:raises InputError: without a title; StateError: when the department's notebook is full."""
    actor = require("contoh.catatan.create")
    if not judul.strip():
        raise InputError("Isi judul catatan.", "judul")
    department = actor.perangkat_daerah_id
    assert department is not None
    most = preference("contoh", "batas", department)
    with transaction():
        if Catatan.select().count() >= int(most):
            raise StateError(f"Buku catatan sudah penuh ({most} catatan).")
        note: Catatan = Catatan.create(perangkat_daerah=department, judul=judul.strip(), isi=isi)
        audit.record("contoh.catatan.create", note)
    return note


def note_by(uuid: str) -> Catatan:
    """:raises NotFound: when there is none in this department."""
    require("contoh.catatan.read")
    note = Catatan.get_or_none(Catatan.uuid == uuid)
    if note is None:
        raise NotFound("Catatan ini tidak ada.")
    assert isinstance(note, Catatan)
    return note


def publish(note: Catatan) -> None:
    """:raises StateError: when it is published already."""
    with transaction():
        Alur.move(note, "terbit", also={Catatan.terbit: clock.now()})
        events.emit(CatatanDiterbitkan(note.perangkat_daerah_id, note.uuid, note.judul, tuple(str(note.judul).split())))
