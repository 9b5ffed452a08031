"""Letters as other plugins may see them."""

from core.actor import current_actor
from plugins.surat.contracts import LetterInfo
from plugins.surat.models import SuratTujuan
from plugins.surat.models.pilihan import STATUS_SURAT
from plugins.surat.services import reading, secrecy
from plugins.surat.urls import letter_url


class LetterLookup:
    """Fulfils `plugins.surat.contracts.Letters`."""

    def letter_for(self, rujukan: str) -> LetterInfo | None:
        surat = reading.for_record(rujukan)
        if surat is None:
            return None
        sent = reading.deliveries(surat)
        return LetterInfo(
            uuid=surat.uuid,
            nomor=surat.nomor,
            hal=surat.hal if secrecy.may_read(surat, current_actor()) else "(rahasia)",
            tanggal=surat.tanggal,
            status=STATUS_SURAT[surat.status],
            url=letter_url(surat.uuid),
            jumlah_tujuan=SuratTujuan.select().where(SuratTujuan.surat == surat.id).count(),
            jumlah_tanda_terima=sum(1 for each in sent if each.status == "diterima"),
        )
