"""One who is to sign a paper signs it, or sends it back."""

from core import clock, events
from core.db import transaction
from core.errors import InputError, StateError
from core.files import Dokumen, read, store
from core.permissions import require
from plugins.sop_kinerja.contracts import NaskahDikembalikan, NaskahDitandatangani
from plugins.surat.models import NaskahTte, TandaTanganNaskah
from plugins.surat.services import certificates, naskah, paper
from plugins.surat.services.signatory import Signatory, signing_person
from plugins.surat.services.states import NASKAH, TANDA

MAX_REASON = 2000


def sign(uuid: str, passphrase: str, seen: str = "") -> NaskahTte:
    """Adds the acting person's signature to the file; with the last one, the paper's plugin is told.

    :param seen: the SHA-256 of the file that the signer had before them; another file is not signed
    :raises InputError: at `frasa_sandi`, when the passphrase is wrong.
    :raises StateError: when the paper waits for nobody, or names somebody else than who holds the position now.
    :raises NotYourTurn: when it waits for another position. NoCertificate: when the signer cannot sign now.
    """
    from plugins.surat.signing import pades  # pyHanko is large, and most processes never sign

    actor = require(naskah.SIGN)
    with naskah.reaching(naskah.owner_of(uuid)):
        found, place = _turn(uuid, seen)
        person = signing_person(actor, place.jabatan_id)
        if place.nama and person.nama != place.nama:
            raise StateError(
                f"Naskah ini menyebut {place.nama} sebagai {place.sebutan}, sedangkan jabatannya kini dipegang "
                f"{person.nama}. Kembalikan naskah ini supaya dibuat ulang."
            )
        usable = certificates.usable("atau kembalikan naskah ini supaya ditandatangani dengan tinta.")
        p12 = certificates.unlock(usable, passphrase)
        before, moment = found.dokumen, clock.now()
        # The slow part before the transaction: SQLite lets one write at a time.
        signed = pades.sign(
            read(before),
            p12,
            passphrase,
            reason=f"Menandatangani {found.judul} sebagai {place.sebutan}",
            location=found.perangkat_daerah.pemerintah_daerah.ibu_kota,
            page=int(place.letak["page"]),
            box=(place.letak["x0"], place.letak["y0"], place.letak["x1"], place.letak["y1"]),
            stamp_pdf=paper.naskah_stamp(found, person, moment),
            signing_time=moment,
        )
        with transaction():
            found, place = _turn(uuid, str(before.sha256))
            dokumen = store(signed, before.nama, "application/pdf", perangkat_daerah_id=found.perangkat_daerah_id)
            _keep(found, place, person, dokumen)
    return found


def send_back(uuid: str, alasan: str) -> NaskahTte:
    """The one whose turn it is does not sign; signatures that are there lapse, and the paper's plugin is told why.

    :raises InputError: without a reason, or with one that is too long (alasan).
    """
    actor = require(naskah.SIGN)
    reason = alasan.strip()
    if not reason or len(reason) > MAX_REASON:
        raise InputError("Tuliskan alasannya, paling banyak 2.000 huruf.", "alasan")
    with naskah.reaching(naskah.owner_of(uuid)), transaction():
        found, place = _turn(uuid, "")
        person = signing_person(actor, place.jabatan_id)
        who = f"{person.nama} ({place.sebutan})"
        also = {NaskahTte.alasan: f"{who}: {reason}", NaskahTte.sejak: clock.now()}
        NASKAH.move(found, "dikembalikan", reason=reason, also=also, action="surat.naskah.return")
        naskah.lapse(naskah.places_of(found))
        events.emit(
            NaskahDikembalikan(found.perangkat_daerah_id, naskah.name_of(found), str(found.rujukan), reason, who)
        )
    return found


def _turn(uuid: str, seen: str) -> tuple[NaskahTte, TandaTanganNaskah]:
    """The paper and the place that is due."""
    found = naskah.in_hand(uuid)
    if seen and seen != found.dokumen.sha256:
        raise StateError("Naskah ini baru saja ditandatangani pihak lain. Muat ulang halaman untuk membacanya.")
    place = next((row for row in naskah.places_of(found) if row.status == "menunggu"), None)
    if place is None:  # the last place was filled since the paper was read
        raise StateError("Naskah ini baru saja selesai ditandatangani. Muat ulang halaman untuk membacanya.")
    return found, place


def _keep(found: NaskahTte, place: TandaTanganNaskah, person: Signatory, dokumen: Dokumen) -> None:
    """The signed file is stored: state, whose turn is next, and after the last the event; in a transaction."""
    signed = {
        TandaTanganNaskah.oleh: person.nama,
        TandaTanganNaskah.selaku: person.title,
        TandaTanganNaskah.waktu: clock.now(),
        TandaTanganNaskah.sidik: dokumen.sha256,
    }
    TANDA.move(place, "ditandatangani", also=signed, action="surat.naskah.sign")
    following = next((row for row in naskah.places_of(found) if row.status == "giliran"), None)
    newest = {NaskahTte.dokumen: dokumen, NaskahTte.sejak: clock.now()}
    if following is not None:
        NaskahTte.update(newest).where(NaskahTte.id == found.id).execute()
        TANDA.move(following, "menunggu", action="surat.naskah.next")
        return
    NASKAH.move(found, "ditandatangani", also=newest, action="surat.naskah.complete")
    events.emit(
        NaskahDitandatangani(found.perangkat_daerah_id, naskah.name_of(found), str(found.rujukan), int(dokumen.id))
    )
