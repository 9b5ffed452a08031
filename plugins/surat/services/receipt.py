"""The receiving side: opening a letter, confirming it, and the receipt that goes back to the sender."""

from typing import IO

from core import clock, events
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import NotFound, StateError
from core.files import Dokumen, store
from core.nip import written
from core.organisation.models import Pegawai
from core.permissions import require
from core.tenancy import together_with
from plugins.surat.contracts import TandaTerimaKembali
from plugins.surat.models import Pengiriman, SuratKeluar, SuratMasuk
from plugins.surat.services import casework, paper, reading
from plugins.surat.services.signatory import Signatory, prefix
from plugins.surat.services.states import MASUK, PENGIRIMAN
from plugins.surat.services.wet import store_scan


def open_letter(uuid: str) -> SuratMasuk:
    """The incoming letter, noted as opened when it is seen for the first time: its sender then sees so."""
    require("surat.masuk.read")
    masuk = reading.incoming(uuid)
    if masuk.status == "baru":
        with transaction():
            MASUK.move(masuk, "dibuka", also={SuratMasuk.sejak: clock.now()}, action="surat.masuk.open")
            kiriman = delivery(masuk)
            if kiriman.status == "dikirim":
                PENGIRIMAN.move(kiriman, "dibuka", also={Pengiriman.dibuka: clock.now()})
    return masuk


def receive(uuid: str) -> SuratMasuk:
    """Confirms the letter: the receipt is made, kept here, and given to the sender (and to its case)."""
    actor = require("surat.masuk.receive")
    with transaction():
        masuk = reading.incoming(uuid)
        if masuk.status == "diterima":
            raise StateError(f"Surat ini sudah diterima oleh {masuk.diterima_oleh}.")
        person = _receiver(actor)
        kiriman = delivery(masuk)
        pdf = paper.receipt_pdf(masuk, kiriman, person)
        name = f"Tanda terima {masuk.nomor.replace('/', '-')} - {masuk.perangkat_daerah.singkatan}.pdf"
        dokumen = store(pdf, name, "application/pdf", perangkat_daerah_id=masuk.perangkat_daerah_id)
        who = person.nama if person.title in ("", person.nama) else f"{person.nama}, {person.title}"
        MASUK.move(
            masuk,
            "diterima",
            also={SuratMasuk.sejak: clock.now(), SuratMasuk.diterima_oleh: who, SuratMasuk.tanda_terima: dokumen},
            action="surat.masuk.receive",
        )
        with together_with(kiriman.perangkat_daerah_id, f"Mengembalikan tanda terima {masuk.nomor}"):
            _give_back(kiriman, dokumen, who)
    return masuk


def record_paper_receipt(pengiriman_uuid: str, stream: IO[bytes], nama: str, penerima: str = "") -> Pengiriman:
    """The sender's team uploads the signed receipt of a department that is outside of the system.

    :raises InputError: at `berkas`, for what is no PDF, PNG or JPEG.
    """
    actor = require("surat.keluar.distribute")
    with transaction():
        kiriman = Pengiriman.get_or_none(
            (Pengiriman.uuid == pengiriman_uuid) & (Pengiriman.perangkat_daerah == actor.perangkat_daerah_id)
        )
        if kiriman is None:
            raise NotFound("Pengiriman ini tidak ada di perangkat daerah Anda.")
        reading.letter(kiriman.surat_uuid)
        if not kiriman.di_luar_sistem:
            raise StateError("Perangkat daerah ini mengirim tanda terimanya sendiri lewat Selaras.")
        if kiriman.status == "diterima":
            raise StateError("Tanda terima dari perangkat daerah ini sudah diunggah.")
        who = " ".join(penerima.split())[:250] or "Tercantum pada pindaian tanda terima"
        # It is the receiver's paper, as the one that Selaras makes: lists of receipts go by whose they are.
        with together_with(kiriman.penerima_id, f"Menyimpan tanda terima {kiriman.nomor} atas nama penerimanya"):
            dokumen = store_scan(stream, nama, owner=int(kiriman.penerima_id))
        _give_back(kiriman, dokumen, who)
    return kiriman


def delivery(masuk: SuratMasuk) -> Pengiriman:
    """The delivery by which the letter came."""
    return Pengiriman.get(Pengiriman.uuid == masuk.pengiriman_uuid)


def _give_back(kiriman: Pengiriman, dokumen: Dokumen, who: str) -> None:
    """Into the delivery book, the case and the news of the sender, whose rows are in scope here."""
    now = clock.now()
    PENGIRIMAN.move(
        kiriman,
        "diterima",
        also={
            Pengiriman.diterima: now,
            Pengiriman.dibuka: kiriman.dibuka or now,
            Pengiriman.diterima_oleh: who,
            Pengiriman.tanda_terima: dokumen,
        },
        action="surat.pengiriman.receive",
    )
    surat = SuratKeluar.get(SuratKeluar.uuid == kiriman.surat_uuid)
    day = clock.today(surat.perangkat_daerah.pemerintah_daerah.zona_waktu)
    nama = f"Tanda terima {kiriman.nomor} dari {kiriman.penerima.nama}"[:250]
    casework.add_receipt(surat, dokumen.id, nama, day, f"{kiriman.kind()}:{kiriman.uuid}")
    events.emit(
        TandaTerimaKembali(
            perangkat_daerah_id=kiriman.perangkat_daerah_id,
            surat_uuid=kiriman.surat_uuid,
            penerima_id=kiriman.penerima_id,
            dokumen_id=dokumen.id,
        )
    )


def _receiver(actor: Actor) -> Signatory:
    """Who receives: the person in the position held, without one only the name."""
    held = actor.assignments[0] if actor.assignments else None
    pegawai = Pegawai.get_or_none(Pegawai.id == actor.pegawai_id) if actor.pegawai_id else None
    return Signatory(
        jabatan=held.jabatan if held else "",
        awalan=prefix(held.jenis) if held else "",
        nama=pegawai.nama if pegawai else current_actor().nama,
        pangkat=pegawai.pangkat if pegawai else "",
        nip=written(pegawai.nip) if pegawai else "",
    )
