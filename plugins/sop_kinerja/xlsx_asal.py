"""The sheet that says where each figure of a recap comes from: who sent, verified and approved it, and its evidence."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from config.settings import get_settings
from core.files.models import Dokumen
from core.idn.dates import format_datetime
from core.spreadsheet import Cell, Column, Kind
from plugins.sop_kinerja.models import Bukti, KasusDokumen, Penyampaian, Realisasi, Rekap, RekapBaris
from plugins.sop_kinerja.services.lacak_alamat import explained
from plugins.sop_kinerja.urls import why_url

COLUMNS = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=24),
    Column("Kode", width=10),
    Column("Diajukan", width=30),
    Column("Diverifikasi", width=30),
    Column("Disahkan", width=30),
    Column("Bukti dukung dan sidiknya (SHA-256)", width=52),
    Column("Keterangan", width=30),
    Column("Mengapa angka ini? (alamat)", width=60),
)


def heading(rekap: Rekap) -> tuple[str, ...]:
    """The lines above the table: what it is, and the letter that asked for the figures."""
    letters = KasusDokumen.select().where((KasusDokumen.kasus == rekap.kasus_id) & (KasusDokumen.jenis == "surat"))
    asked = "; ".join(str(row.nama) for row in letters.order_by(KasusDokumen.id))
    return ("ASAL SETIAP ANGKA", str(rekap.kasus), f"Diminta dengan: {asked or 'tanpa surat pada pelaksanaan ini'}.")


def rows(lines: Iterable[list[RekapBaris]], zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    """A row for each figure; `lines` come in pages, and each page costs a few queries."""
    base = get_settings().base_url
    for page in lines:
        sent = _submissions(page)
        periode = str(page[0].rekap.periode)
        ways = explained(page, periode)
        proofs = _evidence(page)
        for line in page:
            submission = sent.get(str(line.penyampaian_uuid))
            yield (
                line.urutan,
                line.pihak,
                line.kode,
                *_signed(submission, zone),
                "\n".join(proofs.get(str(line.realisasi_uuid), [])),
                line.keterangan,
                why_url(base, ways[key], periode) if (key := str(line.realisasi_uuid)) in ways else None,
            )


def _signed(submission: Penyampaian | None, zone: ZoneInfo) -> tuple[Cell, Cell, Cell]:
    if submission is None:
        return (None, None, None)
    return (
        _who(submission.diajukan_oleh, submission.diajukan, zone),
        _who(submission.diverifikasi_oleh, submission.diverifikasi, zone),
        _who(submission.disahkan_oleh, submission.disahkan, zone),
    )


def _who(name: str, moment: datetime | None, zone: ZoneInfo) -> Cell:
    return None if moment is None else f"{name}\n{format_datetime(moment, zone)}"


def _submissions(page: list[RekapBaris]) -> dict[str, Penyampaian]:
    wanted = {str(line.penyampaian_uuid) for line in page}
    return {str(row.uuid): row for row in Penyampaian.select().where(Penyampaian.uuid.in_(sorted(wanted)))}


def _evidence(page: list[RekapBaris]) -> dict[str, list[str]]:
    wanted = [str(line.realisasi_uuid) for line in page]
    found: dict[str, list[str]] = {}
    query = (
        Bukti.select(Bukti, Realisasi, Dokumen)
        .join(Realisasi)
        .switch(Bukti)
        .join(Dokumen)
        .where(Realisasi.uuid.in_(wanted))
        .order_by(Bukti.id)
    )
    for row in query:
        found.setdefault(str(row.realisasi.uuid), []).append(f"{row.dokumen.nama} ({row.dokumen.sha256})")
    return found
