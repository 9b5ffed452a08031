"""Ratifying a version: what must hold before, what it must say of itself, and what becomes of the one before it."""

from typing import Any

from core import audit, clock
from core.db import transaction
from core.errors import Busy, InputError, StateError
from core.permissions import require
from core.workflow import Way, Workflow
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.periksa import GALAT, PERINGATAN
from plugins.sop_kinerja.services.acuan_jenis import ensure_kinds
from plugins.sop_kinerja.services.sop import check_flows, hold
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import paragraph, wrong_length
from plugins.sop_kinerja.services.sop_import import fingerprint_of
from plugins.sop_kinerja.services.sop_periksa import findings
from plugins.sop_kinerja.services.sop_versions import base_of, proposed_changes

LONGEST = 20_000
"""Letters of what a version says of its changes."""
_WORKFLOW = Workflow(
    "Versi SOP",
    STATUS_VERSI,
    {
        ("konsep", "disahkan"): Way(permission="sop_kinerja.sop.ratify"),
        ("disahkan", "dicabut"): Way(permission="sop_kinerja.sop.ratify"),
    },
)


def ratify(versi: SopVersi, perubahan: str | None = None, opened: str | None = None) -> None:
    """Freezes the version and makes it the one that new cases run; the version before it is withdrawn.

    :param perubahan: what it changes from the version before, in sentences; None: as `proposed_changes` says it
    :param opened: `fingerprint_of` what the person has seen and ratifies; None: whatever it says now
    :raises StateError: when it is not a draft, or a case could not run through it.
    :raises Busy: when it does not say any more what the person has seen.
    :raises InputError: when a version that follows another does not say what it changes.
    """
    require("sop_kinerja.sop.ratify")
    with transaction():
        # Nobody edits it, or ratifies another version of it, before this is through.
        hold(versi.sop_id)
        SopVersi.update({SopVersi.sidik: SopVersi.sidik}).where(SopVersi.id == versi.id).execute()
        if versi.status == "konsep":
            _ensure_whole(versi, opened)
        also = {SopVersi.disahkan: clock.now(), **_what_to_keep(versi, perubahan)}
        _WORKFLOW.move(versi, "disahkan", also=also, action="sop_kinerja.sop.ratify")
        older = SopVersi.select().where(
            (SopVersi.sop == versi.sop_id) & (SopVersi.status == "disahkan") & (SopVersi.id != versi.id)
        )
        for row in older:
            _WORKFLOW.move(row, "dicabut", action="sop_kinerja.sop.withdraw")
        ensure_kinds(versi)


def ratify_as_read(versi: SopVersi, *, read: bool, perubahan: str | None, opened: str | None) -> None:
    """As `ratify`, by a person who says to have read the open warnings; the log keeps which.

    :raises InputError: naming the field `dibaca`, while there are warnings and they have not been `read`.
    """
    require("sop_kinerja.sop.ratify")
    found = findings(versi)
    warnings = [one for one in found if one.tingkat == PERINGATAN]
    if warnings and not read and all(one.tingkat != GALAT for one in found):
        raise InputError(f"Baca {len(warnings)} pertanyaan yang masih terbuka, lalu centang pernyataannya.", "dibaca")
    with transaction():
        ratify(versi, perubahan, opened)
        if warnings:
            accepted = [f"{one.kode}: {one.tempat.label}" for one in warnings]
            audit.record("sop_kinerja.sop.ratify_with_warnings", versi, detail={"peringatan": accepted})


def obstacles(versi: SopVersi) -> tuple[str, ...]:
    """Why the draft cannot be ratified yet, a sentence each; () when it can."""
    found = tuple(one.masalah for one in findings(versi) if one.tingkat == GALAT)
    if found:
        return found
    # The linter reads the form; this is the engine's own guard.
    try:
        check_flows(versi)
    except StateError as error:
        return (error.sentence,)
    return ()


def _ensure_whole(versi: SopVersi, opened: str | None) -> None:
    """:raises StateError: with all obstacles; :raises Busy: when it is not what was `opened`."""
    if found := obstacles(versi):
        raise StateError(" ".join(found))
    if opened is not None and opened != fingerprint_of(data_of(versi)):
        raise Busy("Konsep ini baru saja diubah orang lain, sesudah Anda membukanya. Periksa lagi, lalu sahkan.")


def _what_to_keep(versi: SopVersi, typed: str | None) -> dict[Any, Any]:
    """The columns that say what changed, and from which version. A first version has nothing to tell of.

    :raises InputError: for nothing, or for too much.
    """
    base = base_of(versi)
    if base is None:
        return {SopVersi.perubahan: ""}
    text = proposed_changes(versi)[:LONGEST] if typed is None else paragraph(typed)
    if sentence := wrong_length("Perubahan dari versi sebelumnya", text, LONGEST, required=True):
        raise InputError(sentence, "perubahan")
    return {SopVersi.perubahan: text, SopVersi.dasar: base}
