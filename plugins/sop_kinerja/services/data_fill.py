"""Filling in a submission and handing it in."""

from typing import Any

from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import Busy, FieldErrors, NotAllowed, NotFound, StateError
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_case import FILL, hand_in, task_of
from plugins.sop_kinerja.services.data_entry import (
    Entries,
    Values,
    add_evidence,
    evidence_of,
    missing,
    parse,
    rows_of,
    short,
)
from plugins.sop_kinerja.services.data_flow import FLOW, SUBMIT, get_submission, gives, moment
from plugins.sop_kinerja.services.data_tulis import hold, touch, write


def save(uuid: str, entries: Entries, *, versi: int, remove: str = "") -> Penyampaian:
    """Keeps what was typed as a draft; `remove` is the uuid of an evidence file to take off.

    `versi` is the version that the form was opened with; where the entries carry those of their rows, only what
    somebody else changed in the same row stands in the way. All or nothing.

    :raises FieldErrors: naming each indicator whose figure or file is not right.
    :raises Busy: when somebody else saved meanwhile; nothing of theirs is overwritten.
    :raises StateError: when it is locked, saying by whom and since when.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = own(uuid, "mengisi")
        _write(penyampaian, entries, versi, actor, remove)
    return penyampaian


def submit(uuid: str, entries: Entries, *, versi: int) -> Penyampaian:
    """Saves, then hands the data in: it is locked, and the department's task is done.

    :raises FieldErrors: also naming each indicator that lacks a figure (or a reason), or its evidence.
    :raises StateError: when it is locked, or the step is not open.
    :raises NotAllowed: when the acting person does not do the work of the position that hands in.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = own(uuid, "mengajukan")
        _write(penyampaian, entries, versi, actor, hands_in=True)
        _ensure_filled(penyampaian)
        now = clock.now()
        FLOW.move(
            penyampaian,
            "diajukan",
            also={
                Penyampaian.diajukan: now,
                Penyampaian.diajukan_oleh: actor.signed,
                Penyampaian.pertama_diajukan: penyampaian.pertama_diajukan or now,
                Penyampaian.diverifikasi: None,
                Penyampaian.diverifikasi_oleh: "",
                Penyampaian.disahkan: None,
                Penyampaian.disahkan_oleh: "",
            },
            action="sop_kinerja.penyampaian.submit",
        )
        hand_in(penyampaian)
    return penyampaian


def finish(uuid: str, entries: Entries, *, versi: int) -> Penyampaian:
    """Saves, and ends the step in which a unit fills in its form; handing it in is the next step.

    :raises FieldErrors: also naming each indicator that lacks a figure (or a reason), or its evidence.
    :raises StateError: when it is locked, or the step is not open.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = own(uuid, "mengisi")
        _write(penyampaian, entries, versi, actor)
        _ensure_filled(penyampaian)
        audit.record("sop_kinerja.penyampaian.fill", penyampaian, detail={"versi": penyampaian.versi})
        hand_in(penyampaian, FILL)
    return penyampaian


def fills_first(penyampaian: Penyampaian) -> bool:
    """Whether filling in is a step of its own, which is open now."""
    return task_of(penyampaian, FILL) is not None


def _ensure_filled(penyampaian: Penyampaian) -> None:
    rows = rows_of(penyampaian)
    if not rows:
        raise StateError("Formulir ini belum memuat indikator. Mintalah admin mengisi daftar indikator dahulu.")
    if errors := missing(rows, evidence_of(penyampaian)):
        raise FieldErrors(errors)


def open_form(penyampaian: Penyampaian) -> None:
    """Somebody who fills it in looks at it for the first time: who asked for it sees that."""
    if penyampaian.dibuka is not None:
        return
    changes = {"dibuka": clock.now(), "dibuka_oleh": current_actor().signed}
    unopened = (Penyampaian.id == penyampaian.id) & Penyampaian.dibuka.is_null()
    if Penyampaian.update(**changes).where(unopened).execute():
        for name, value in changes.items():
            setattr(penyampaian, name, value)


def is_mine(penyampaian: Penyampaian) -> bool:
    """Whether the acting person may fill it in: of the department, and where units are asked, of the unit."""
    return gives(penyampaian) and (not penyampaian.cabang or _holds(penyampaian))


def own(uuid: str, verb: str) -> Penyampaian:
    """A submission that the acting person may fill in; `verb` is what they want to do with it."""
    penyampaian = get_submission(uuid)
    if not gives(penyampaian):
        raise NotAllowed(f"Hanya {penyampaian.perangkat_daerah} yang dapat {verb} data ini.")
    if penyampaian.cabang and not _holds(penyampaian):
        raise NotAllowed(f"Formulir ini milik {penyampaian.unit}; Anda tidak memegang jabatan yang mengisinya.")
    return penyampaian


def _holds(penyampaian: Penyampaian) -> bool:
    """Whether the acting person does the unit's work: of its position, or of the one that has its task now."""
    actor = current_actor()
    task = task_of(penyampaian) or task_of(penyampaian, FILL)
    positions = {int(penyampaian.cabang), int(task.jabatan_id) if task is not None else 0}
    return actor.system or any(actor.assignment_for(one) is not None for one in positions)


def _write(
    penyampaian: Penyampaian, entries: Entries, versi: int, actor: Actor, remove: str = "", *, hands_in: bool = False
) -> None:
    hold(penyampaian)
    rows = rows_of(penyampaian)
    by_row = bool(entries) and all(entry.versi is not None for entry in entries.values())
    if not by_row and int(penyampaian.versi) != versi:
        raise _overtaken("Formulir ini disimpan", [penyampaian])
    read = parse(rows, entries)
    if by_row:
        _ensure_nobody_else(rows, entries, read)
    cells = [cell for row in rows if row.id in read for cell in write(row, read[row.id], actor)]
    if remove:
        _remove(penyampaian, remove)
    add_evidence(penyampaian, rows, entries)
    touch(penyampaian, actor, figures=bool(cells) or hands_in)
    detail = {"versi": penyampaian.versi, "isian": cells}
    audit.record("sop_kinerja.penyampaian.save", penyampaian, detail=detail)


def _ensure_nobody_else(rows: list[Realisasi], entries: Entries, read: dict[int, Values]) -> None:
    """:raises Busy: naming the rows that somebody else has changed and that this form would overwrite."""
    taken = [
        row
        for row in rows
        if row.id in read
        and int(row.versi) != entries[row.urutan].versi
        and any(getattr(row, name) != value for name, value in read[row.id].items())
    ]
    if taken:
        raise _overtaken(f"Isian {listed(f'«{short(row)}»' for row in taken)} diubah", taken)


def _overtaken(what: str, records: list[Any]) -> Busy:
    """The sentence for who comes second; `records` are those that were saved meanwhile."""
    who = listed(sorted({str(one.diubah_oleh) or "orang lain" for one in records}))
    when = max((one.diubah for one in records if one.diubah), default=None)
    return Busy(
        f"{what} oleh {who} pada {moment(when)}, sesudah Anda membukanya. Isian Anda belum disimpan dan masih tampak "
        "di bawah; bandingkan, lalu simpan lagi."
    )


def _remove(penyampaian: Penyampaian, uuid: str) -> None:
    """Takes an evidence file off its figure. Its bytes stay in the store: the same file may prove another."""
    bukti = (
        Bukti.select().join(Realisasi).where((Bukti.uuid == uuid) & (Realisasi.penyampaian == penyampaian.id)).first()
    )
    if bukti is None:
        raise NotFound("Berkas bukti ini tidak ada pada formulir, atau sudah dihapus.")
    bukti.delete_instance()
    audit.record(
        "sop_kinerja.bukti.remove", penyampaian, detail={"berkas": str(bukti.dokumen), "oleh": current_actor().nama}
    )
