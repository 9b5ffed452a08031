"""Handing a signed letter to the departments it is for."""

from config.settings import get_settings
from core import clock, events
from core.actor import current_actor
from core.db import transaction
from core.errors import StateError
from core.gate import is_active
from core.mail import queue_mail
from core.numbering import next_number
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from core.tenancy import together_with
from plugins.surat.contracts import SuratDidistribusikan
from plugins.surat.models import Pengiriman, SuratKeluar, SuratMasuk
from plugins.surat.services import casework, reading
from plugins.surat.services.states import SURAT
from plugins.surat.urls import incoming_url

BOOK_IN = "agenda_masuk"


def distribute(uuid: str) -> SuratKeluar:
    """Delivers the letter to each department that has not got it yet, and ends the case's step.

    Where the receiver uses this plugin, the letter enters its agenda at once; elsewhere the delivery is marked as
    outside of the system. A department with a mail address gets a notice.

    :raises StateError: when the letter is not signed.
    """
    require("surat.keluar.distribute")
    with transaction():
        surat = reading.letter(uuid)
        if surat.status not in ("ditandatangani", "didistribusikan"):
            raise StateError(
                f"Surat ini berstatus «{SURAT.states[surat.status]}»; hanya surat yang sudah ditandatangani "
                "dapat didistribusikan."
            )
        again = surat.status == "didistribusikan"
        if again and casework.open_step(surat, casework.DISTRIBUTE) is None:
            raise StateError("Surat ini sudah didistribusikan.")
        if not again:
            now = {SuratKeluar.sejak: clock.now()}
            SURAT.move(surat, "didistribusikan", also=now, action="surat.keluar.distribute")
        has_it = {row.penerima_id for row in reading.deliveries(surat)}
        to = reading.recipients(surat)
        # In one order everywhere, so that two senders never wait for each other's agenda counters.
        for each in sorted(to, key=lambda department: department.id):
            if each.id not in has_it:
                _deliver(surat, each)
        casework.complete(surat, casework.DISTRIBUTE, "ya", documents=(casework.signed_document(surat),))
        events.emit(
            SuratDidistribusikan(
                perangkat_daerah_id=surat.perangkat_daerah_id,
                surat_uuid=surat.uuid,
                nomor=surat.nomor,
                tujuan=tuple(each.id for each in to),
            )
        )
    return surat


def _deliver(surat: SuratKeluar, penerima: PerangkatDaerah) -> None:
    inside = is_active("surat", penerima.id)
    kiriman = Pengiriman.create(
        perangkat_daerah=surat.perangkat_daerah_id,
        penerima=penerima,
        surat_uuid=surat.uuid,
        nomor=surat.nomor,
        hal=surat.hal,
        tanggal=surat.tanggal,
        dokumen=surat.dokumen_final_id,
        di_luar_sistem=not inside,
    )
    masuk = _enter(surat, kiriman, penerima) if inside else None
    if penerima.surel:
        _notify(surat, penerima, masuk)


def _enter(surat: SuratKeluar, kiriman: Pengiriman, penerima: PerangkatDaerah) -> SuratMasuk:
    """Into the receiver's agenda, under its next number."""
    day = clock.today(penerima.pemerintah_daerah.zona_waktu)
    with together_with(penerima.id, f"Menyerahkan surat {surat.nomor}"):
        return SuratMasuk.create(
            perangkat_daerah=penerima,
            tahun=day.year,
            urut=next_number(BOOK_IN, day.year, penerima.id),
            tanggal_terima=day,
            nomor=surat.nomor,
            tanggal=surat.tanggal,
            klasifikasi=surat.klasifikasi,
            kecepatan=surat.kecepatan,
            keamanan=surat.keamanan,
            pengirim=surat.perangkat_daerah.nama,
            hal=surat.hal,
            lampiran=surat.lampiran,
            dokumen=surat.dokumen_final_id,
            kode_verifikasi=surat.kode_verifikasi,
            pengiriman_uuid=kiriman.uuid,
        )


def _notify(surat: SuratKeluar, penerima: PerangkatDaerah, masuk: SuratMasuk | None) -> None:
    """A notice without the letter itself: a mailbox of an office is read by many."""
    sender = current_actor().perangkat_daerah or surat.perangkat_daerah.nama
    where = (
        f"Buka dan terima surat ini di Selaras: {get_settings().base_url}{incoming_url(masuk.uuid)}\n"
        f"Nomor agenda masuk: {masuk.urut}/{masuk.tahun}.\n"
        if masuk
        else "Surat ini diantar di luar sistem. Mohon tandatangani tanda terimanya.\n"
    )
    hal = surat.hal if surat.keamanan == "biasa" else "(surat terbatas)"
    body = f"Yth. {penerima.nama},\n\nAda surat dari {sender}.\nNomor: {surat.nomor}\nHal: {hal}\n\n{where}"
    queue_mail(penerima.surel, f"Surat masuk {surat.nomor}", body)
