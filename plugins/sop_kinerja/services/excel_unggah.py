"""A filled form comes in: it is kept, and a worker is asked to check it."""

import io

from core import audit
from core.db import transaction
from core.errors import InputError, NotFound
from core.files import Dokumen, store
from core.filetypes import ALLOWED_WORDS, XLSX, sniff
from core.jobs import Job, enqueue
from core.permissions import require
from plugins.sop_kinerja.models import Penyampaian, UnggahanExcel
from plugins.sop_kinerja.services.data_entry import Upload
from plugins.sop_kinerja.services.data_fill import is_mine
from plugins.sop_kinerja.services.data_flow import SUBMIT, get_submission
from plugins.sop_kinerja.services.excel_formulir import fillable

LIMIT = 2 * 1024 * 1024
"""Bytes of a filled form; one of 500 indicators has less than a tenth of it."""
FIELD = "formulir"
WANTED = "Unggah formulir XLSX yang diunduh dari halaman ini. Dari program lain, simpan sebagai XLSX tanpa kata sandi."
SHOWN = 5


def receive(uuid: str, upload: Upload) -> UnggahanExcel:
    """Keeps the file and asks for its check; nothing of it is taken before that is over.

    :raises InputError: for what is no XLSX, has macros, or is too large; the file is not kept.
    :raises StateError: when the submission is locked.
    :raises NotAllowed: when it is not the acting person's to fill in.
    """
    actor = require(SUBMIT)
    penyampaian = fillable(uuid)
    content = _content(upload)
    with transaction():
        dokumen = store(content, upload.name, XLSX.mime)
        row: UnggahanExcel = UnggahanExcel.create(
            perangkat_daerah=penyampaian.perangkat_daerah_id,
            penyelenggara=penyampaian.penyelenggara_id,
            penyampaian=penyampaian.id,
            dokumen=dokumen,
            oleh=actor.signed,
        )
        job = enqueue(
            "sop_kinerja.periksa_excel",
            title=f"Pemeriksaan formulir Excel {penyampaian.judul}"[:250],
            key=f"periksa-excel-{row.uuid}",
            unggahan=row.id,
        )
        UnggahanExcel.update({UnggahanExcel.pekerjaan_uuid: job.uuid}).where(UnggahanExcel.id == row.id).execute()
        audit.record("sop_kinerja.penyampaian.unggah", penyampaian, detail={"berkas": str(dokumen.sha256)})
    row.pekerjaan_uuid = job.uuid
    return row


def get_upload(uuid: str, upload_uuid: str) -> UnggahanExcel:
    """An uploaded form of a submission that is the acting person's to fill in.

    :raises NotFound: for anybody else's: who asks for the data sees only what was handed in.
    """
    penyampaian = get_submission(uuid)
    mine = (UnggahanExcel.uuid == upload_uuid) & (UnggahanExcel.penyampaian == penyampaian.id)
    found = UnggahanExcel.get_or_none(mine) if is_mine(penyampaian) else None
    if found is None:
        raise NotFound("Unggahan formulir ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, UnggahanExcel)
    return found


def latest(penyampaian: Penyampaian) -> list[UnggahanExcel]:
    """The last few uploads of a submission, newest first."""
    query = (
        UnggahanExcel.select(UnggahanExcel, Dokumen)
        .join(Dokumen, on=UnggahanExcel.dokumen)
        .where(UnggahanExcel.penyampaian == penyampaian.id)
    )
    return list(query.order_by(UnggahanExcel.id.desc()).limit(SHOWN))


def job_of(row: UnggahanExcel) -> Job | None:
    """The job that checks it."""
    found: Job | None = Job.get_or_none(Job.uuid == str(row.pekerjaan_uuid))
    return found


def _content(upload: Upload) -> bytes:
    """All bytes of an XLSX without macros; what it is, is told from them."""
    content = upload.stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise InputError(
            f"Berkas «{upload.name}» melebihi {LIMIT // (1024 * 1024)} MB, padahal formulir jauh lebih kecil. Unggah "
            "formulir yang diunduh dari halaman ini; bukti dukung dilampirkan terpisah.",
            FIELD,
        )
    if not content:
        raise InputError("Pilih formulir Excel yang sudah diisi; berkas kosong tidak diterima.", FIELD)
    try:
        kind = sniff(io.BytesIO(content), upload.name)
    except InputError as error:
        raise InputError(error.sentence.replace(ALLOWED_WORDS, WANTED), FIELD) from error
    if kind is not XLSX:
        raise InputError(f"Berkas «{upload.name}» adalah {kind.label}, bukan formulir Excel. {WANTED}", FIELD)
    return content
