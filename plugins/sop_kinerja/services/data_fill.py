"""Filling in a submission and handing it in."""

from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import Busy, FieldErrors, NotAllowed, NotFound, StateError
from core.permissions import require
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_case import FILL, hand_in, task_of
from plugins.sop_kinerja.services.data_entry import Entries, add_evidence, evidence_of, missing, parse, rows_of
from plugins.sop_kinerja.services.data_flow import FLOW, OPEN, SUBMIT, get_submission, gives, lock_reason, moment


def save(uuid: str, entries: Entries, *, versi: int, remove: str = "") -> Penyampaian:
    """Keeps what was typed as a draft; `remove` is the uuid of an evidence file to take off.

    `versi` is the version that the form was opened with. All or nothing.

    :raises FieldErrors: naming each indicator whose figure or file is not right.
    :raises Busy: when somebody else saved meanwhile; nothing of theirs is overwritten.
    :raises StateError: when it is locked, saying by whom and since when.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = _own(uuid, "mengisi")
        _take(penyampaian, versi, actor)
        _write(penyampaian, entries, remove)
        audit.record("sop_kinerja.penyampaian.save", penyampaian, detail={"versi": penyampaian.versi})
    return penyampaian


def submit(uuid: str, entries: Entries, *, versi: int) -> Penyampaian:
    """Saves, then hands the data in: it is locked, and the department's task is done.

    :raises FieldErrors: also naming each indicator that lacks a figure (or a reason), or its evidence.
    :raises StateError: when it is locked, or the step is not open.
    :raises NotAllowed: when the acting person does not do the work of the position that hands in.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = _own(uuid, "mengajukan")
        _take(penyampaian, versi, actor)
        _write(penyampaian, entries, "")
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
        penyampaian = _own(uuid, "mengisi")
        _take(penyampaian, versi, actor)
        _write(penyampaian, entries, "")
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


def is_mine(penyampaian: Penyampaian) -> bool:
    """Whether the acting person may fill it in: of the department, and where units are asked, of the unit."""
    return gives(penyampaian) and (not penyampaian.cabang or _holds(penyampaian))


def _own(uuid: str, verb: str) -> Penyampaian:
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


def _take(penyampaian: Penyampaian, versi: int, actor: Actor) -> None:
    """Raises the version, if it is still the one that was opened; from here on nobody else can save."""
    changes = {
        Penyampaian.versi: versi + 1,
        Penyampaian.diubah: clock.now(),
        Penyampaian.diubah_oleh: actor.signed,
    }
    mine = (Penyampaian.id == penyampaian.id) & (Penyampaian.versi == versi) & Penyampaian.status.in_(OPEN)
    if Penyampaian.update(changes).where(mine).execute():
        for column, value in changes.items():
            setattr(penyampaian, column.name, value)
        return
    now = get_submission(str(penyampaian.uuid))
    if now.status not in OPEN:
        raise StateError(lock_reason(now))
    raise Busy(
        f"Formulir ini disimpan oleh {now.diubah_oleh or 'orang lain'} pada {moment(now.diubah)}, sesudah Anda "
        "membukanya. Isian Anda belum disimpan dan masih tampak di bawah; bandingkan, lalu simpan lagi."
    )


def _write(penyampaian: Penyampaian, entries: Entries, remove: str) -> None:
    rows = rows_of(penyampaian)
    read = parse(rows, entries)
    for row in rows:
        if row.id not in read:
            continue
        nilai, keterangan = read[row.id]
        if (nilai, keterangan) != (row.nilai, row.keterangan):
            Realisasi.update({Realisasi.nilai: nilai, Realisasi.keterangan: keterangan}).where(
                Realisasi.id == row.id
            ).execute()
    if remove:
        _remove(penyampaian, remove)
    add_evidence(penyampaian, rows, entries)


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
