"""How far one asked department or unit is: from the letter that reached it to the approved figures."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.actor import current_actor
from core.files import Dokumen
from core.idn.dates import format_date
from plugins.sop_kinerja.models import Kasus, KasusDokumen, Penyampaian
from plugins.sop_kinerja.models.data import STATUS_PENYAMPAIAN
from plugins.sop_kinerja.services.data_flow import OPEN, moment

LABELS = {
    "belum_diminta": "Surat belum sampai",
    "dikirim": "Surat dikirim, belum diterima",
    "diterima": "Diterima, belum dibuka",
    "dibuka": "Dibuka, belum diisi",
    **STATUS_PENYAMPAIAN,
    "draft": "Sedang diisi",
}
"""Every state of a line of the list, in the order of a collection's life."""


@dataclass(frozen=True)
class Line:
    """One asked department or unit. `status` is a key of LABELS; `uuid` is empty while nothing has reached it."""

    perangkat_daerah_id: int
    nama: str
    uuid: str
    status: str
    late: bool
    diajukan: datetime | None = None
    oleh: str = ""
    alasan: str = ""
    putaran: int = 1
    terakhir: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.status]

    @property
    def settled(self) -> bool:
        return self.status in ("disahkan", "tidak_menyampaikan")


def line_of(
    department: int,
    name: str,
    submission: Penyampaian | None,
    kasus: Kasus,
    today: date,
    receipts: dict[int, date] | None,
) -> Line:
    """`receipts`: department -> the day on which it received the letter; None where letters are not sent here."""
    if submission is None:
        late = kasus.status == "berjalan" and today > kasus.tenggat
        return Line(department, name, "", "belum_diminta", late)
    status = state_of(submission)
    if status == "diterima" and receipts is not None and not submission.cabang and department not in receipts:
        status = "dikirim"  # the form is there with the letter; that somebody took it is said by the receipt
    return Line(
        department,
        name,
        str(submission.uuid),
        status,
        is_late(submission, today),
        submission.diajukan,
        str(submission.diajukan_oleh),
        str(submission.alasan) if submission.status in ("dikembalikan", "tidak_menyampaikan", "dibatalkan") else "",
        submission.putaran,
        _last(submission, status, receipts),
    )


def is_late(penyampaian: Penyampaian, today: date) -> bool:
    """Not in by the end of the day that was set; or first sent after it, whatever was returned or opened again later.
    What was sent by nobody (it came in with a published table) is not late."""
    if penyampaian.pertama_diajukan is not None:
        return not _in_time(penyampaian, penyampaian.tenggat)
    return penyampaian.status in OPEN and today > penyampaian.tenggat


def receipts_of(kasus: Kasus) -> dict[int, date] | None:
    """Department -> the day of its receipt for the letter of the case; None when no letter was sent. One query."""
    rows = list(
        KasusDokumen.select(KasusDokumen, Dokumen)
        .join(Dokumen)
        .where((KasusDokumen.kasus == kasus.id) & KasusDokumen.jenis.in_(("surat", "tanda_terima")))
    )
    if not rows:
        return None
    return {int(row.dokumen.perangkat_daerah_id): row.tanggal for row in rows if row.jenis == "tanda_terima"}


def state_of(submission: Penyampaian) -> str:
    """A key of LABELS."""
    if submission.status != "draft" or submission.diubah is not None:
        return str(submission.status)
    return "diterima" if submission.dibuka is None else "dibuka"


def _last(submission: Penyampaian, status: str, receipts: dict[int, date] | None) -> str:
    """What was heard of it last, while it lies with the department; later states say it in columns of their own."""
    if status == "diterima" and (day := (receipts or {}).get(int(submission.perangkat_daerah_id))):
        return f"Surat diterima {format_date(day)}"
    if status == "dikirim":
        return "Tanda terimanya belum kembali"
    if status == "dibuka":
        return f"Dibuka {moment(submission.dibuka)} oleh {submission.dibuka_oleh}"
    if status in ("draft", "dikembalikan") and submission.diubah is not None:
        return f"Terakhir diisi {moment(submission.diubah)} oleh {submission.diubah_oleh}"
    return ""


def _in_time(submission: Penyampaian, due: date) -> bool:
    first = submission.pertama_diajukan
    return first is not None and first.astimezone(ZoneInfo(current_actor().zona_waktu)).date() <= due
