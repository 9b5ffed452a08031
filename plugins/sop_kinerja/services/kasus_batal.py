"""Cancelling a case, running or planned: its open steps are closed, and what it has made stays readable."""

from core import clock, events
from core.actor import current_actor
from core.errors import StateError
from core.permissions import require
from plugins.sop_kinerja.contracts import KasusDibatalkan
from plugins.sop_kinerja.models import Kasus, Penyampaian
from plugins.sop_kinerja.services.data_flow import FLOW, UNSETTLED
from plugins.sop_kinerja.services.kasus import get_case
from plugins.sop_kinerja.services.kasus_back import cancel as cancel_task
from plugins.sop_kinerja.services.kasus_open import CASE
from plugins.sop_kinerja.services.kasus_run import Run, moving
from plugins.sop_kinerja.services.tugas_ambil import checked_reason

CANCEL = "sop_kinerja.kasus.cancel"


def cancel(kasus_uuid: str, reason: str) -> Kasus:
    """The case is over, and its period is free for another. Data that was approved stays; what was being collected is
    closed, and says why.

    :raises InputError: without a reason.
    :raises StateError: when it has ended already.
    """
    require(CANCEL)
    reason = checked_reason(reason, "Tuliskan mengapa pelaksanaan ini dibatalkan.")
    kasus = get_case(kasus_uuid)
    with moving(kasus.id, kasus.perangkat_daerah_id, f"Membatalkan pelaksanaan: {kasus.nama}") as run:
        stop(run, reason)
    return run.kasus


def stop(run: Run, reason: str) -> None:
    """The same for a case that the caller holds."""
    kasus = run.kasus
    if kasus.status not in ("rencana", "berjalan"):
        raise StateError(f"Pelaksanaan ini sudah {'selesai' if kasus.status == 'selesai' else 'dibatalkan'}.")
    for task in run.open_tasks():
        cancel_task(task, reason, f"Pelaksanaan dibatalkan: {reason}")
    also = {Kasus.alasan_batal: reason, Kasus.kunci: None, Kasus.selesai: clock.now()}
    CASE.move(kasus, "batal", reason=reason, also=also, action="sop_kinerja.kasus.cancel")
    _close_submissions(kasus, reason)
    events.emit(KasusDibatalkan(run.owner, str(kasus.uuid), str(kasus.nama), str(kasus.periode), reason))


def _close_submissions(kasus: Kasus, reason: str) -> None:
    """The forms of those who were asked; the case's own department sees them all."""
    rows = Penyampaian.select().where((Penyampaian.kasus_uuid == str(kasus.uuid)) & Penyampaian.status.in_(UNSETTLED))
    for row in rows:
        also = {
            Penyampaian.alasan: f"Pelaksanaan dibatalkan: {reason}",
            Penyampaian.alasan_pada: clock.now(),
            Penyampaian.alasan_oleh: current_actor().signed,
        }
        FLOW.move(row, "dibatalkan", reason=reason, also=also, action="sop_kinerja.penyampaian.cancel")
