"""What must hold before a version is ratified, and what it must say of itself."""

from typing import Any

from core.errors import Busy, InputError, StateError
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.periksa import GALAT
from plugins.sop_kinerja.services.sop import check_flows, fingerprint_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import paragraph, wrong_length
from plugins.sop_kinerja.services.sop_periksa import findings
from plugins.sop_kinerja.services.sop_versions import base_of, proposed_changes

LONGEST = 20_000
"""Letters of what a version says of its changes."""


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


def ensure_whole(versi: SopVersi, opened: str | None) -> None:
    """:raises StateError: with all obstacles; :raises Busy: when it is not what was `opened`."""
    if found := obstacles(versi):
        raise StateError(" ".join(found))
    if opened is not None and opened != fingerprint_of(data_of(versi)):
        raise Busy("Konsep ini baru saja diubah orang lain, sesudah Anda membukanya. Periksa lagi, lalu sahkan.")


def what_to_keep(versi: SopVersi, typed: str | None) -> dict[Any, Any]:
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
