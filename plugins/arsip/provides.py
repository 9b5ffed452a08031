"""What arsip gives to others: looking folders up, and the filing step."""

from flask import url_for

from core.web.search import SearchSource
from plugins.arsip.actions import Berkaskan
from plugins.arsip.contracts import Archive, BerkasInfo
from plugins.arsip.models import Berkas, Item
from plugins.arsip.search import SOURCES
from plugins.sop_kinerja.contracts import StepAction


class ArchiveService:
    """Archive, see the contract."""

    def berkas_for(self, rujukan: str) -> BerkasInfo | None:
        berkas = Berkas.get_or_none(Berkas.rujukan == rujukan)
        if berkas is None:
            # Not the case itself, then one of the documents' own records: a letter, a submission.
            berkas = Berkas.select().join(Item).where(Item.rujukan == rujukan).first()
        if berkas is None:
            return None
        return BerkasInfo(
            uuid=str(berkas.uuid),
            nomor=str(berkas.nomor_berkas),
            uraian=str(berkas.uraian),
            klasifikasi=f"{berkas.klasifikasi_kode} {berkas.klasifikasi_uraian}",
            jumlah_item=Item.select().where(Item.berkas == berkas).count(),
            url=url_for("arsip.berkas_page", uuid=berkas.uuid),
        )


PROVIDES = {Archive: ArchiveService()}
OFFERS = ((StepAction, Berkaskan()), *((SearchSource, source) for source in SOURCES))
