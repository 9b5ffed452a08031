"""Paraf: officials below the signer agree in order, or send the letter back."""

from core import clock
from core.actor import current_actor
from core.db import transaction
from core.permissions import require
from plugins.surat.errors import TextChanged
from plugins.surat.models import Paraf, SuratKeluar
from plugins.surat.services import casework, reading
from plugins.surat.services.drafting import require_state
from plugins.surat.services.signatory import Signatory, acting_person
from plugins.surat.services.states import PARAF, SURAT
from plugins.surat.services.text import fingerprint


def agree(uuid: str, seen: str = "") -> SuratKeluar:
    """Puts the actor's initials under the text as it stands; the last of the chain hands it to the signer.

    :param seen: the fingerprint of the text that the person had on the screen
    :raises NotYourTurn: when another position is due.
    :raises TextChanged: when the text is not the one that was shown, or that those before agreed to.
    """
    require("surat.keluar.initial")
    with transaction():
        surat, paraf, person = _turn(uuid)
        sidik = check_text(surat, seen)
        PARAF.move(paraf, "setuju", also=_mark(person, "", sidik), action="surat.keluar.initial")
        if reading.next_initial(surat) is None:
            SURAT.move(surat, "menunggu_tanda_tangan", also={SuratKeluar.sejak: clock.now()})
        casework.complete(surat, casework.INITIAL, "ya", jabatan_id=paraf.jabatan_id)
    return surat


def send_back(uuid: str, catatan: str) -> SuratKeluar:
    """Gives the letter back to those who draft, with a note; whoever has agreed is asked again next time.

    :raises InputError: without a note.
    """
    require("surat.keluar.initial")
    with transaction():
        surat, paraf, person = _turn(uuid)
        mark = _mark(person, catatan, "")
        PARAF.move(paraf, "dikembalikan", reason=catatan, also=mark, action="surat.keluar.return")
        drop_waiting(surat)
        SURAT.move(surat, "konsep", reason=catatan, also=returned(catatan, person))
        casework.complete(surat, casework.INITIAL, "tidak", reason=catatan.strip(), jabatan_id=paraf.jabatan_id)
    return surat


def check_text(surat: SuratKeluar, seen: str = "") -> str:
    """The fingerprint of the text, which must be the one that everybody before agreed to.

    :raises TextChanged:
    """
    sidik = fingerprint(surat)
    if seen and seen != sidik:
        raise TextChanged("Naskah berubah sejak halaman ini dibuka. Muat ulang, baca kembali, lalu putuskan.")
    for paraf in reading.chain(surat):
        if paraf.status == "setuju" and paraf.sidik != sidik:
            raise TextChanged(
                f"Naskah berbeda dari yang diparaf {paraf.sebagai}. Kembalikan surat ini kepada penyusun agar "
                "paraf dimulai dari awal."
            )
    return sidik


def returned(alasan: str, person: Signatory) -> dict[object, object]:
    """What a letter notes when it comes back to its drafters."""
    return {
        SuratKeluar.catatan_kembali: f"{person.title}: {alasan.strip()}",
        SuratKeluar.sejak: clock.now(),
    }


def drop_waiting(surat: SuratKeluar) -> None:
    """Those who have not been asked in this round will not be."""
    for later in reading.chain(surat):
        if later.status == "menunggu":
            PARAF.move(later, "gugur")


def _turn(uuid: str) -> tuple[SuratKeluar, Paraf, Signatory]:
    """The letter, the initials that are due, and the actor in that position."""
    surat = reading.letter(uuid)
    require_state(surat, "menunggu_paraf", "diparaf")
    paraf = reading.next_initial(surat)
    assert paraf is not None, "a letter that waits for initials has somebody to wait for"
    return surat, paraf, acting_person(current_actor(), paraf.jabatan_id)


def _mark(person: Signatory, catatan: str, sidik: str) -> dict[object, object]:
    return {
        Paraf.pegawai: current_actor().pegawai_id,
        Paraf.oleh: person.nama,
        Paraf.sebagai: person.title,
        Paraf.waktu: clock.now(),
        Paraf.catatan: catatan.strip(),
        Paraf.sidik: sidik,
    }
