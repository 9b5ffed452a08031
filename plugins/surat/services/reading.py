"""Finding letters, and who may read them."""

from typing import Any

from core.actor import current_actor
from core.errors import NotFound
from core.organisation.models import Jabatan, PerangkatDaerah
from core.permissions import require
from plugins.surat.models import NomorSurat, Paraf, Pengiriman, SuratKeluar, SuratMasuk, SuratTujuan
from plugins.surat.services.secrecy import incoming_levels, may_read, readable

NO_LETTER = "Surat ini tidak ada di perangkat daerah Anda."


def letter(uuid: str) -> SuratKeluar:
    """An outgoing letter of the department in scope, with its signer's position.

    :raises NotFound: also for another department's, and for a secret one that does not concern the person.
    """
    surat = SuratKeluar.select(SuratKeluar, Jabatan).join(Jabatan).where(SuratKeluar.uuid == uuid).first()
    if surat is None or not may_read(surat, current_actor()):
        raise NotFound(NO_LETTER)
    return surat


def incoming(uuid: str) -> SuratMasuk:
    """:raises NotFound: also for a secret one that does not concern the person."""
    masuk = SuratMasuk.get_or_none(SuratMasuk.uuid == uuid)
    if masuk is None or masuk.keamanan not in incoming_levels():
        raise NotFound("Surat masuk ini tidak ada di perangkat daerah Anda.")
    return masuk


def for_record(rujukan: str) -> SuratKeluar | None:
    """The letter made for a record (``table:uuid``): the latest that was not cancelled."""
    return (
        SuratKeluar.select()
        .where((SuratKeluar.rujukan == rujukan) & (SuratKeluar.status != "dibatalkan"))
        .order_by(SuratKeluar.id.desc())
        .first()
    )


def recipients(surat: SuratKeluar) -> list[PerangkatDaerah]:
    """The departments that the letter is addressed to, in its own order."""
    rows = (
        SuratTujuan.select(SuratTujuan, PerangkatDaerah)
        .join(PerangkatDaerah, on=(SuratTujuan.tujuan == PerangkatDaerah.id))
        .where(SuratTujuan.surat == surat.id)
        .order_by(SuratTujuan.urutan)
    )
    return [row.tujuan for row in rows]


def possible_recipients() -> Any:
    """The departments of one's own government, as a query."""
    own = PerangkatDaerah.get_by_id(current_actor().perangkat_daerah_id)
    query = PerangkatDaerah.select().where(PerangkatDaerah.pemerintah_daerah == own.pemerintah_daerah_id)
    return query.where(PerangkatDaerah.aktif == True).order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama)  # noqa: E712


def chain(surat: SuratKeluar, putaran: int | None = None) -> list[Paraf]:
    """The initials of one round (the present one unless told), in order, with their positions."""
    wanted = surat.putaran if putaran is None else putaran
    rows = Paraf.select(Paraf, Jabatan).join(Jabatan).where((Paraf.surat == surat.id) & (Paraf.putaran == wanted))
    return list(rows.order_by(Paraf.urutan))


def earlier_rounds(surat: SuratKeluar) -> list[Paraf]:
    """What was said in rounds that came to nothing, oldest first."""
    spoken = (Paraf.surat == surat.id) & Paraf.status.in_(("setuju", "dikembalikan"))
    live = surat.putaran if surat.status != "konsep" else surat.putaran + 1
    rows = Paraf.select(Paraf, Jabatan).join(Jabatan).where(spoken & (Paraf.putaran < live))
    return list(rows.order_by(Paraf.putaran, Paraf.urutan))


def next_initial(surat: SuratKeluar) -> Paraf | None:
    """The initials that are due now."""
    return next((paraf for paraf in chain(surat) if paraf.status == "menunggu"), None)


def deliveries(surat: SuratKeluar) -> list[Pengiriman]:
    """The deliveries of a letter, with their receivers."""
    rows = (
        Pengiriman.select(Pengiriman, PerangkatDaerah)
        .join(PerangkatDaerah, on=(Pengiriman.penerima == PerangkatDaerah.id))
        .where((Pengiriman.surat_uuid == surat.uuid) & (Pengiriman.perangkat_daerah == surat.perangkat_daerah_id))
    )
    return list(rows.order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama))


def in_the_making() -> list[SuratKeluar]:
    """Letters that have no number yet, or whose number waits for the scan; newest first."""
    actor = require("surat.keluar.read")
    waiting = ("konsep", "menunggu_paraf", "menunggu_tanda_tangan", "menunggu_pindaian")
    rows = SuratKeluar.select(SuratKeluar, Jabatan).join(Jabatan).where(SuratKeluar.status.in_(waiting))
    return [row for row in rows.order_by(SuratKeluar.sejak.desc()).limit(50) if may_read(row, actor)]


def agenda(tahun: int | None = None, text: str = "") -> Any:
    """Agenda surat keluar as a query: every number given out, cancelled ones too, latest first. `text` is looked for
    in the number, and in the subject where the person may read it."""
    actor = require("surat.keluar.read")
    query = NomorSurat.select(NomorSurat, SuratKeluar).join(SuratKeluar)
    if tahun is not None:
        query = query.where(NomorSurat.tahun == tahun)
    if text:
        query = query.where(NomorSurat.nomor.contains(text) | (NomorSurat.hal.contains(text) & readable(actor)))
    return query.order_by(NomorSurat.tahun.desc(), NomorSurat.urut.desc())


def agenda_in(tahun: int | None = None, text: str = "") -> Any:
    """Agenda surat masuk as a query, latest first; `text` as in `agenda`."""
    levels = incoming_levels(require("surat.masuk.read"))
    query = SuratMasuk.select()
    if tahun is not None:
        query = query.where(SuratMasuk.tahun == tahun)
    if text:
        subject = SuratMasuk.hal.contains(text) & SuratMasuk.keamanan.in_(sorted(levels))
        query = query.where(SuratMasuk.nomor.contains(text) | subject | SuratMasuk.pengirim.contains(text))
    return query.order_by(SuratMasuk.tahun.desc(), SuratMasuk.urut.desc())
