"""Signing conventionally: number and print, ink, then the scan. Only the stored scan makes the letter signed."""

from typing import IO

from core import clock
from core.db import transaction
from core.errors import InputError, StateError
from core.files import Dokumen, store_upload
from core.permissions import require
from plugins.surat.models import SuratKeluar
from plugins.surat.services import numbers, paper, reading
from plugins.surat.services.drafting import keep, require_state
from plugins.surat.services.initials import check_text
from plugins.surat.services.signatory import signing_person
from plugins.surat.services.signing import file_name, finish
from plugins.surat.services.states import SURAT

SCANS = ("application/pdf", "image/png", "image/jpeg")


def print_for_signing(uuid: str, seen: str = "") -> SuratKeluar:
    """Issues the number and makes the print, with room for ink and stamp and the sheet of initials.

    :raises TextChanged: when the text is not the one that was agreed to.
    """
    actor = require("surat.keluar.sign")
    with transaction():
        surat = reading.letter(uuid)
        require_state(surat, "menunggu_tanda_tangan", "dicetak")
        if surat.cara != "konvensional":
            raise StateError("Surat ini dipilih untuk tanda tangan elektronik. Alihkan dahulu ke konvensional.")
        person = signing_person(actor, surat.penandatangan_id)
        check_text(surat, seen)
        issued = numbers.issue(surat)
        dokumen = keep(surat, paper.letter_pdf(surat, person), f"Cetak {file_name(surat)}")
        moved = {**issued.columns(), SuratKeluar.dokumen_cetak: dokumen, SuratKeluar.sejak: clock.now()}
        SURAT.move(surat, "menunggu_pindaian", also=moved, action="surat.keluar.print")
    return surat


def upload_scan(uuid: str, stream: IO[bytes], nama: str) -> SuratKeluar:
    """Takes the scan of the signed letter: PDF, PNG or JPEG, by its content.

    :raises InputError: at `berkas`.
    """
    actor = require("surat.keluar.sign")
    with transaction():
        surat = reading.letter(uuid)
        require_state(surat, "menunggu_pindaian", "dilengkapi pindaian")
        person = signing_person(actor, surat.penandatangan_id)
        finish(surat, store_scan(stream, nama), person, clock.now())
    return surat


def store_scan(stream: IO[bytes], nama: str, field: str = "berkas", owner: int | None = None) -> Dokumen:
    """:param owner: the department whose paper it is; None: the acting one's
    :raises InputError: for what is no PDF, PNG or JPEG.
    """
    dokumen = store_upload(stream, nama, field=field, perangkat_daerah_id=owner)
    if dokumen.media not in SCANS:
        raise InputError(f"Berkas «{nama}» bukan hasil pindai. Unggah PDF, JPG, atau PNG.", field)
    return dokumen
