"""Giving a letter up: a draft, one that its case has passed by, or one whose case was cancelled."""

from core import clock
from core.actor import acting, system_actor
from core.db import transaction
from core.errors import StateError
from core.permissions import require
from plugins.surat.models import SuratKeluar
from plugins.surat.services import casework, numbers, reading, steps
from plugins.surat.services.initials import drop_waiting
from plugins.surat.services.states import SURAT, UNSIGNED


def cancel(uuid: str, alasan: str) -> None:
    """The case, if it still waits for a letter, keeps waiting. A number that was issued is cancelled with it.

    :raises StateError: for a letter that others are deciding on, or that is signed.
    :raises InputError: without a reason.
    """
    require("surat.keluar.create")
    with transaction():
        surat = reading.letter(uuid)
        if surat.status in UNSIGNED and not may_cancel(surat):
            raise StateError(
                f"Surat ini berstatus «{SURAT.states[surat.status]}», sehingga tidak dapat dibatalkan. Mintalah "
                "dikembalikan dahulu kepada penyusun."
            )
        _give_up(surat, alasan)


def cancel_for_case(case_uuid: str, alasan: str) -> None:
    """The letters of a case that was cancelled, as far as they are not signed; by the program, since whoever cancels
    cases need not be one who writes letters."""
    wanted = (SuratKeluar.rujukan == casework.rujukan_of(case_uuid)) & SuratKeluar.status.in_(UNSIGNED)
    for surat in SuratKeluar.select().where(wanted).order_by(SuratKeluar.id):
        with acting(system_actor(surat.perangkat_daerah_id)):
            _give_up(surat, f"Pelaksanaan SOP dibatalkan: {alasan}")


def may_cancel(surat: SuratKeluar) -> bool:
    return surat.status == "konsep" or (surat.status in UNSIGNED and steps.passed_by(surat))


def _give_up(surat: SuratKeluar, alasan: str) -> None:
    gone = {SuratKeluar.sejak: clock.now(), SuratKeluar.kunci: None}
    lost = numbers.cancel(surat, alasan) if alasan.strip() else {}
    drop_waiting(surat)
    SURAT.move(surat, "dibatalkan", reason=alasan, also={**gone, **lost}, action="surat.keluar.cancel")
