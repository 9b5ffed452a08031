"""The paper of a submission: the official form as a PDF, filed in the case together with its evidence."""

from datetime import datetime
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from core import clock
from core.actor import current_actor
from core.files import Dokumen, store
from core.idn.dates import format_date
from core.idn.numbers import format_percent
from core.idn.periods import Periode
from core.papers import compile_paper
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.data_assess import (
    NOT_YET,
    assess_row,
    rule,
    scale_in_words,
    target_in_words,
    value_in_words,
)
from plugins.sop_kinerja.services.data_case import add_documents
from plugins.sop_kinerja.services.data_entry import evidence_of, rows_of
from plugins.sop_kinerja.services.data_flow import moment
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_of

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "penyampaian.typ"


def form(penyampaian: Penyampaian, *, approved: datetime, approved_by: str) -> bytes:
    """The PDF of the form as it is approved: figures, evidence with its SHA-256, and who did what when.

    :raises PaperError: for a character that the typeface lacks, naming it.
    """
    evidence, scale = evidence_of(penyampaian), scale_of(penyampaian)
    data = {
        "judul": "Formulir Penyampaian Data Kinerja",
        "permintaan": str(penyampaian.judul),
        "periode": Periode.parse(str(penyampaian.periode)).label,
        "perangkat_daerah": _party(penyampaian),
        "penyelenggara": str(penyampaian.penyelenggara),
        "tenggat": format_date(penyampaian.tenggat),
        "baris": [_line(row, evidence.get(row.id, []), scale) for row in rows_of(penyampaian)],
        "jejak": [
            {"tahap": "Diajukan", "oleh": penyampaian.diajukan_oleh, "waktu": moment(penyampaian.diajukan)},
            {"tahap": "Diverifikasi", "oleh": penyampaian.diverifikasi_oleh, "waktu": moment(penyampaian.diverifikasi)},
            {"tahap": "Disahkan", "oleh": approved_by, "waktu": moment(approved)},
        ],
        "catatan_kaki": [
            f"Predikat menurut {scale.label}: {'; '.join(scale_in_words(rule(scale)))}.",
            f"Dibuat oleh Selaras dari data yang disahkan. Nomor rekaman {penyampaian.uuid}.",
        ],
    }
    return compile_paper(TEMPLATE, data, created=approved)


def file(penyampaian: Penyampaian, pdf: bytes) -> Dokumen:
    """Keeps the PDF, and adds it and the evidence to the documents of the case; inside the caller's transaction."""
    period = Periode.parse(str(penyampaian.periode)).label
    department = penyampaian.perangkat_daerah
    short = str(penyampaian.unit) or str(department.singkatan)
    dokumen = store(pdf, f"Formulir Penyampaian Data Kinerja - {short} - {period}.pdf", "application/pdf")
    Penyampaian.update({Penyampaian.dokumen: dokumen}).where(Penyampaian.id == penyampaian.id).execute()
    penyampaian.dokumen = dokumen
    today = clock.today(current_actor().zona_waktu)
    title = f"Formulir penyampaian data kinerja {penyampaian.pihak}, {period}"
    documents = [
        DocumentRef(dokumen.id, title[:250], "penyampaian", today, f"{Penyampaian.kind()}:{penyampaian.uuid}"[:120])
    ]
    evidence = evidence_of(penyampaian)
    for row in rows_of(penyampaian):
        documents += [
            DocumentRef(
                bukti.dokumen_id,
                f"{short}, {row.kode}: {_title(bukti)}"[:250],
                "bukti",
                bukti.dibuat.astimezone(ZoneInfo(current_actor().zona_waktu)).date(),
                f"{Bukti.kind()}:{bukti.uuid}"[:120],
            )
            for bukti in evidence.get(row.id, [])
        ]
    add_documents(str(penyampaian.kasus_uuid), documents)
    return dokumen


def _party(penyampaian: Penyampaian) -> str:
    """The department, and in front of it the unit where that is whose data it is."""
    department = str(penyampaian.perangkat_daerah)
    return f"{penyampaian.unit}, {department}" if penyampaian.unit else department


def _title(bukti: Bukti) -> str:
    """The file's name without its ending: in a list of documents its kind stands beside it."""
    return PurePath(str(bukti.dokumen.nama)).stem or str(bukti.dokumen.nama)


def _line(row: Realisasi, evidence: list[Bukti], scale: SkalaBerlaku) -> dict[str, object]:
    assessed = assess_row(row, scale)
    return {
        "sasaran": row.sasaran,
        "uraian": row.uraian,
        "kode": row.kode,
        "satuan": row.satuan,
        "rumus": FORMULA[row.formula],
        "target": target_in_words(row),
        "realisasi": value_in_words(row, row.nilai),
        "capaian": format_percent(assessed.value) if assessed.value is not None else NOT_YET,
        "predikat": assessed.predikat or assessed.reason,
        "keterangan": row.keterangan,
        "bukti": [{"nama": str(b.dokumen), "sha256": str(b.dokumen.sha256)[:16]} for b in evidence],
    }
