"""What surat does when others report something."""

from core import audit
from plugins.arsip.contracts import BerkasDibuat
from plugins.sop_kinerja.contracts import KasusDibatalkan
from plugins.surat.models import SuratKeluar
from plugins.surat.services import cancelling

PREFIX = "surat_keluar:"


def note_archive(event: BerkasDibuat) -> None:
    """The letters that went into a folder say from now on where they lie."""
    uuids = [each.removeprefix(PREFIX) for each in event.rujukan if each.startswith(PREFIX)]
    place = f"Berkas {event.nomor}"[:250]
    for surat in SuratKeluar.select().where(SuratKeluar.uuid.in_(uuids)):
        SuratKeluar.update({SuratKeluar.lokasi_arsip: place}).where(SuratKeluar.id == surat.id).execute()
        audit.record("surat.keluar.archive", surat, detail={"berkas": event.berkas_uuid, "nomor": event.nomor})


def cancel_letters(event: KasusDibatalkan) -> None:
    """What was still being written for the case is cancelled with it; a letter that is signed stays."""
    cancelling.cancel_for_case(event.kasus_uuid, event.alasan)


SUBSCRIPTIONS = (
    (BerkasDibuat, "lokasi_arsip", note_archive),
    (KasusDibatalkan, "pelaksanaan_dibatalkan", cancel_letters),
)
