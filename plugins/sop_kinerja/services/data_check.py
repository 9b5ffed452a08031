"""Looking at what was handed in: verify, approve, return, or declare that nothing comes."""

from core import clock, events
from core.actor import Actor
from core.db import transaction
from core.errors import Busy, InputError, NotAllowed, NotFound, StateError
from core.permissions import require
from plugins.sop_kinerja.contracts import DataDisahkan
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.services import data_paper
from plugins.sop_kinerja.services.data_case import close_without_data, give_back
from plugins.sop_kinerja.services.data_flow import FLOW, VERIFY, asks, get_submission, hand_back
from plugins.sop_kinerja.services.data_kabar import tell_opened
from plugins.sop_kinerja.services.rekap_flow import being_made, latest

MAX_REASON = 2000
RETURN = "sop_kinerja.penyampaian.return"
"""The line of the audit log, whatever state it was in."""


def verify(uuid: str) -> Penyampaian:
    """The figures have been looked at and agree with their evidence.

    :raises StateError: when it is not handed in.
    """
    penyampaian, actor = _asked(uuid)
    FLOW.move(
        penyampaian,
        "diverifikasi",
        also={Penyampaian.diverifikasi: clock.now(), Penyampaian.diverifikasi_oleh: actor.signed},
        action="sop_kinerja.penyampaian.verify",
    )
    return penyampaian


def approve(uuid: str) -> Penyampaian:
    """The data counts from now on. Its form becomes a PDF and, with the evidence, a document of the case.

    :raises StateError: when it is not verified.
    :raises Busy: when it was returned and handed in again while the form was being made.
    """
    penyampaian, actor = _asked(uuid)
    if penyampaian.status != "diverifikasi":
        FLOW.move(penyampaian, "disahkan")  # says which state it is in
    now = clock.now()
    pdf = data_paper.form(penyampaian, approved=now, approved_by=actor.signed)
    with transaction():
        FLOW.move(
            penyampaian,
            "disahkan",
            also={Penyampaian.disahkan: now, Penyampaian.disahkan_oleh: actor.signed},
            action="sop_kinerja.penyampaian.approve",
        )
        if get_submission(uuid).versi != penyampaian.versi:
            raise Busy("Data ini baru saja diajukan ulang. Muat ulang halaman dan periksa kembali.")
        data_paper.file(penyampaian, pdf)
        events.emit(
            DataDisahkan(
                perangkat_daerah_id=penyampaian.perangkat_daerah_id,
                penyampaian_uuid=str(penyampaian.uuid),
                periode=str(penyampaian.periode),
            )
        )
    return penyampaian


def send_back(uuid: str, reason: str) -> Penyampaian:
    """The department must look again: its form opens, with the reason, and its task comes back to it.

    :raises InputError: without a reason.
    :raises StateError: when it lies with the department anyway, or a recap is being made of it.
    """
    penyampaian, actor = _asked(uuid)
    if penyampaian.status == "disahkan":
        return reopen(uuid, reason)
    reason = _reason(reason)
    with transaction():
        _not_under_a_recap(penyampaian)
        hand_back(penyampaian, reason, by=actor.signed, action=RETURN)
        give_back(penyampaian, reason)
    return penyampaian


def reopen(uuid: str, reason: str) -> Penyampaian:
    """Approved data lies with its department once more, and counts nowhere until it is approved anew. What had been
    approved stays readable.

    Where its case has gone on too far for the department's step to open again (its recap is approved, or it has
    ended), only the form opens: handed in, it comes to who asked for it, and the case stays as it is.

    :raises InputError: without a reason.
    :raises StateError: when it is not approved, or a recap is being made of it.
    """
    penyampaian, actor = _asked(uuid)
    reason = _reason(reason)
    if penyampaian.status != "disahkan":
        raise StateError("Yang dapat dibuka lagi hanya data yang sudah disahkan.")
    with transaction():
        _not_under_a_recap(penyampaian, correcting=True)
        hand_back(penyampaian, reason, by=actor.signed, action=RETURN)
        try:
            with transaction():
                give_back(penyampaian, reason)
        except (StateError, NotFound):
            tell_opened(penyampaian, reason)
    return penyampaian


def declare_missing(uuid: str, reason: str) -> Penyampaian:
    """The department sends nothing this time: the team says why, and the case goes on without its data.

    :raises StateError: when the data has been handed in.
    """
    penyampaian, actor = _asked(uuid)
    reason = _reason(reason)
    with transaction():
        FLOW.move(
            penyampaian,
            "tidak_menyampaikan",
            reason=reason,
            also={
                Penyampaian.alasan: reason,
                Penyampaian.alasan_pada: clock.now(),
                Penyampaian.alasan_oleh: actor.signed,
            },
            action="sop_kinerja.penyampaian.declare_missing",
        )
        close_without_data(penyampaian, reason)
    return penyampaian


def _asked(uuid: str) -> tuple[Penyampaian, Actor]:
    """A submission that the acting department asked for, and who acts."""
    actor = require(VERIFY)
    penyampaian = get_submission(uuid)
    if not asks(penyampaian):
        raise NotAllowed(f"Hanya {penyampaian.penyelenggara}, yang meminta data ini, yang dapat memeriksanya.")
    return penyampaian, actor


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason:
        raise InputError("Tuliskan alasannya, supaya perangkat daerah tahu apa yang harus dilakukan.", "alasan")
    if len(reason) > MAX_REASON:
        raise InputError(f"Alasan paling banyak {MAX_REASON} huruf; sekarang {len(reason)}.", "alasan")
    return reason


def _not_under_a_recap(penyampaian: Penyampaian, *, correcting: bool = False) -> None:
    """A recap in the making, under review or approved stands on this data as it is. An approved one is a snapshot: a
    correction leaves it as it is."""
    rekap = latest(str(penyampaian.kasus_uuid))
    if rekap is None or rekap.status == "dikembalikan" or (correcting and rekap.status == "disetujui"):
        return
    if rekap.status == "disusun" and not being_made(rekap):
        return
    words = {
        "disusun": "sedang disusun; tunggu sampai selesai",
        "draf": "sedang ditelaah; data dapat dibuka lagi setelah rekapitulasi dikembalikan",
        "disetujui": "sudah disetujui",
    }
    raise StateError(f"Data tidak dapat dikembalikan karena rekapitulasinya {words[str(rekap.status)]}.")
