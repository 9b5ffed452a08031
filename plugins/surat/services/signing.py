"""Signing: electronically in one transaction, sending back instead, and the choice of the way."""

from datetime import datetime
from typing import Any

from core import audit, clock, events
from core.actor import current_actor
from core.db import transaction
from core.errors import Busy, InputError, NotAllowed, StateError
from core.files import Dokumen
from core.permissions import allowed, require
from plugins.surat.contracts import SuratDitandatangani
from plugins.surat.models import SuratKeluar
from plugins.surat.models.pilihan import CARA
from plugins.surat.services import casework, certificates, numbers, paper, reading
from plugins.surat.services.drafting import keep, require_state
from plugins.surat.services.initials import check_text, returned
from plugins.surat.services.signatory import Signatory, signing_person, signs_for
from plugins.surat.services.states import SURAT, UNSIGNED

ATTEMPTS = 5
"""How often a paper is made anew because another letter of the department was given its number."""


def sign(uuid: str, passphrase: str, seen: str = "") -> SuratKeluar:
    """Signs electronically: number, date, PDF and signature, all or nothing. The draft is kept beside it.

    :param seen: the fingerprint of the text that the signer had on the screen
    :raises InputError: at `frasa_sandi`, when the passphrase is wrong; no number is used up.
    :raises TextChanged: when the text is not the one that was agreed to.
    :raises NoCertificate: when the signer cannot sign electronically now.
    """
    actor = require("surat.keluar.sign")
    surat, sidik = _ready(uuid, seen)
    person = signing_person(actor, surat.penandatangan_id)
    p12 = certificates.unlock(certificates.usable(), passphrase)
    for _ in range(ATTEMPTS):
        moment, expected = clock.now(), numbers.foresee(surat)
        # The slow part, a tenth of a second, before the transaction: SQLite lets one write at a time.
        signed = _signed_pdf(surat, expected, person, p12, passphrase, moment)
        try:
            with transaction():
                surat, _ = _ready(uuid, sidik)
                issued = numbers.issue(surat)
                if issued != expected:
                    raise _Overtaken
                finish(surat, keep(surat, signed, file_name(surat)), person, moment, also=issued.columns())
            return surat
        except _Overtaken:
            surat, _ = _ready(uuid, sidik)
    raise Busy("Beberapa surat sedang diberi nomor pada saat yang sama. Coba tanda tangani sekali lagi.")


class _Overtaken(Exception):
    """Another letter was given the number that the paper shows: nothing is written, the paper is thrown away."""


def _ready(uuid: str, seen: str) -> tuple[SuratKeluar, str]:
    """The letter that waits for an electronic signature, and the fingerprint of its text."""
    surat = reading.letter(uuid)
    require_state(surat, "menunggu_tanda_tangan", "ditandatangani")
    if surat.cara != "elektronik":
        raise StateError("Surat ini dipilih untuk tanda tangan konvensional. Alihkan dahulu ke elektronik.")
    return surat, check_text(surat, seen)


def _signed_pdf(
    surat: SuratKeluar, number: numbers.Issued, person: Signatory, p12: bytes, passphrase: str, moment: datetime
) -> bytes:
    from plugins.surat.signing import pades  # pyHanko is large, and most processes never sign

    number.put_on(surat)
    box = paper.signature_box(surat, person)
    return pades.sign(
        paper.letter_pdf(surat, person),
        p12,
        passphrase,
        reason=f"Menandatangani surat nomor {number.nomor}",
        location=surat.perangkat_daerah.pemerintah_daerah.ibu_kota,
        page=box.page,
        box=(box.x0, box.y0, box.x1, box.y1),
        stamp_pdf=paper.stamp_pdf(surat, person, moment),
        signing_time=moment,
    )


def finish(
    surat: SuratKeluar, dokumen: Dokumen, person: Signatory, moment: datetime, also: dict[Any, Any] | None = None
) -> None:
    """The letter is signed, now that its signed file is stored: state, case and event, in the caller's transaction."""
    moved = {
        SuratKeluar.dokumen_final: dokumen,
        SuratKeluar.ditandatangani_oleh: person.nama,
        SuratKeluar.ditandatangani_sebagai: person.title,
        SuratKeluar.ditandatangani: moment,
        SuratKeluar.sejak: clock.now(),
        SuratKeluar.kunci: None,
        **(also or {}),
    }
    SURAT.move(surat, "ditandatangani", also=moved, action="surat.keluar.sign")
    documents = (casework.signed_document(surat),)
    casework.complete(surat, casework.SIGN, "ya", documents=documents, jabatan_id=surat.penandatangan_id)
    events.emit(
        SuratDitandatangani(
            perangkat_daerah_id=surat.perangkat_daerah_id,
            surat_uuid=surat.uuid,
            nomor=surat.nomor,
            dokumen_id=dokumen.id,
            cara=surat.cara,
        )
    )


def refuse(uuid: str, alasan: str) -> SuratKeluar:
    """The signer sends the letter back to those who draft. A number that was issued is cancelled, and stays visible.

    :raises InputError: without a reason.
    """
    actor = require("surat.keluar.sign")
    with transaction():
        surat = reading.letter(uuid)
        person = signing_person(actor, surat.penandatangan_id)
        if not alasan.strip():
            raise InputError("Tuliskan alasannya.", "alasan")
        lost = numbers.cancel(surat, alasan)
        back = {**returned(alasan, person), **lost}
        SURAT.move(surat, "konsep", reason=alasan, also=back, action="surat.keluar.return")
        casework.complete(surat, casework.SIGN, "tidak", reason=alasan.strip(), jabatan_id=surat.penandatangan_id)
    return surat


def choose_way(uuid: str, cara: str) -> SuratKeluar:
    """Electronic or conventional: free to change until the letter is signed. A number that was issued stays.

    :raises NotAllowed: for whoever neither drafts nor signs.
    """
    with transaction():
        surat = reading.letter(uuid)
        if not may_choose(surat):
            raise NotAllowed("Cara tanda tangan ditentukan oleh penyusun atau penanda tangan surat.")
        if cara not in CARA:
            raise InputError("Pilih cara tanda tangan.", "cara")
        if surat.status not in UNSIGNED:
            raise StateError(f"Surat ini berstatus «{SURAT.states[surat.status]}»; cara tanda tangannya sudah tetap.")
        if surat.status == "menunggu_pindaian" and cara == "elektronik":
            SURAT.move(surat, "menunggu_tanda_tangan", also={SuratKeluar.cara: cara, SuratKeluar.sejak: clock.now()})
            return surat
        same = (SuratKeluar.id == surat.id) & (SuratKeluar.status == surat.status)
        if not SuratKeluar.update({SuratKeluar.cara: cara}).where(same).execute():
            raise Busy("Surat ini baru saja diproses orang lain. Muat ulang halamannya.")
        audit.record("surat.keluar.choose_way", surat, detail={"dari": surat.cara, "ke": cara})
        surat.cara = cara
    return surat


def may_choose(surat: SuratKeluar) -> bool:
    actor = current_actor()
    signs = allowed(actor, "surat.keluar.sign") and signs_for(actor, surat.penandatangan_id)
    # Once a number is out, switching back is the signer's affair alone.
    return signs or (allowed(actor, "surat.keluar.create") and surat.status != "menunggu_pindaian")


def file_name(surat: SuratKeluar) -> str:
    return f"Surat {surat.nomor.replace('/', '-')}.pdf"
