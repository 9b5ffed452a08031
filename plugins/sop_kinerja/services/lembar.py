"""Sheets that Selaras makes for the steps of a case: their head, and how they are kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core import clock
from core.actor import SYSTEM_NAME, current_actor
from core.files import store
from core.idn.dates import format_date, format_datetime
from core.idn.periods import Periode
from core.organisation.office import letterhead, zone_of
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_run import Run

PAPERS = Path(__file__).resolve().parent.parent / "papers"


@dataclass(frozen=True)
class Sheet:
    """A PDF that is not stored yet; `jenis` as in `contracts.DocumentRef`."""

    pdf: bytes
    filename: str
    nama: str
    jenis: str


def keep(task: Tugas, sheet: Sheet) -> DocumentRef:
    """Stores the sheet, inside the caller's transaction."""
    dokumen = store(sheet.pdf, sheet.filename, "application/pdf")
    today = clock.today(str(zone_of(task.perangkat_daerah)))
    return DocumentRef(dokumen.id, sheet.nama, sheet.jenis, today, f"{Tugas.kind()}:{task.uuid}")


def head(run: Run) -> dict[str, Any]:
    """Letterhead, and which case of which SOP it is."""
    versi = run.kasus.versi
    return {
        "kop": letterhead(run.kasus.perangkat_daerah),
        "sop": str(versi.sop.nama),
        "nomor_sop": str(versi.nomor),
        "tanggal_sop": format_date(versi.tanggal_pengesahan) if versi.tanggal_pengesahan else "",
        "pelaksanaan": str(run.kasus.nama),
        "periode": period_of(run),
        "catatan_kaki": [f"Dibuat oleh Selaras dari pelaksanaan SOP. Nomor rekaman {run.kasus.uuid}."],
    }


def performer(task: Tugas) -> tuple[str, str]:
    """Name and title: of who ended the task, or of the acting person, who is ending it. Where the program ended it (a
    recap that a worker made), it did so for the position, which then stands for both."""
    position = str(task.jabatan.nama)
    if task.selesai is not None:
        return (position, position) if task.oleh == SYSTEM_NAME else (str(task.oleh), str(task.sebagai))
    actor = current_actor()
    assignment = actor.assignment_for(task.jabatan_id)
    return position if actor.system else actor.nama, assignment.title if assignment else position


def period_of(run: Run) -> str:
    return Periode.parse(str(run.kasus.periode)).label


def day(moment: datetime, zone: ZoneInfo) -> str:
    return format_date(moment.astimezone(zone).date())


def minute(moment: datetime, zone: ZoneInfo) -> str:
    return format_datetime(moment, zone)
