"""Evidence of a submission: attached while its form is filled in, and which file it is, for whoever may read it."""

from core import audit
from core.db import transaction
from core.errors import NotFound
from core.files import Dokumen
from core.files.storage import safe_name
from core.permissions import require
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.services.data_entry import Entry, Upload, add_evidence, evidence_of, rows_of
from plugins.sop_kinerja.services.data_fill import own
from plugins.sop_kinerja.services.data_flow import SUBMIT, get_submission
from plugins.sop_kinerja.services.data_tulis import hold, touch

READ = "sop_kinerja.penyampaian.read"


def attach(uuid: str, nomor: int, upload: Upload) -> tuple[Penyampaian, list[Bukti]]:
    """Adds one file to the figure of that number, at once and by itself; gives all of its evidence. What is sent again
    because the answer got lost is there once.

    :raises FieldErrors: for a file of another type, too large a one, and more than the department allows.
    :raises StateError: when the form is locked, saying by whom and since when.
    """
    actor = require(SUBMIT)
    with transaction():
        penyampaian = own(uuid, "melampirkan bukti pada")
        hold(penyampaian)
        row = next((one for one in rows_of(penyampaian) if int(one.urutan) == nomor), None)
        if row is None:
            raise NotFound("Indikator ini tidak ada lagi pada formulir. Muat ulang halaman.")
        if add_evidence(penyampaian, [row], {nomor: Entry(files=(upload,))}):
            touch(penyampaian, actor, figures=False)
            detail = {"berkas": safe_name(upload.name), "isian": str(row.kode)}
            audit.record("sop_kinerja.bukti.add", penyampaian, detail=detail)
    return penyampaian, evidence_of(penyampaian).get(row.id, [])


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
