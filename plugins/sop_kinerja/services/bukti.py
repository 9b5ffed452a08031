"""Evidence of a submission: which file it is, for whoever may read the submission."""

from core.errors import NotFound
from core.files import Dokumen
from core.permissions import require
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_entry import evidence_of
from plugins.sop_kinerja.services.data_flow import get_submission

READ = "sop_kinerja.penyampaian.read"


def evidence(penyampaian_uuid: str, bukti_uuid: str) -> Bukti:
    """A file with its document and figure; reached only through the submission that it belongs to.

    :raises NotFound: also for another department's submission, and for a file of another submission.
    """
    require(READ)
    penyampaian = get_submission(penyampaian_uuid)
    found: Bukti | None = (
        Bukti.select(Bukti, Dokumen, Realisasi)
        .join(Dokumen)
        .switch(Bukti)
        .join(Realisasi)
        .where((Bukti.uuid == bukti_uuid) & (Realisasi.penyampaian == penyampaian.id))
        .first()
    )
    if found is None:
        raise NotFound("Berkas bukti ini tidak ada, atau sudah dihapus.")
    found.realisasi.penyampaian = penyampaian
    return found


def siblings(penyampaian: Penyampaian, bukti: Bukti) -> list[Bukti]:
    """All files of the same figure, oldest first."""
    return evidence_of(penyampaian).get(bukti.realisasi_id, [])
