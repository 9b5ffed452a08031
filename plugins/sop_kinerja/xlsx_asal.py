"""The sheet that says where each figure of a recap comes from: who sent, verified and approved it, its evidence, and
whether it was corrected afterwards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from config.settings import get_settings
from core.files.models import Dokumen
from core.idn.dates import format_datetime
from core.spreadsheet import Cell, Column, Kind
from plugins.sop_kinerja.models import Bukti, KasusDokumen, Penyampaian, Realisasi, Rekap
from plugins.sop_kinerja.services.data_assess import value_in_words
from plugins.sop_kinerja.services.koreksi import Koreksi, Tempat, corrections
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
    Column("Koreksi sesudah disahkan", width=44),
)

BELOW = "Bagiannya dikoreksi sesudah disahkan; lihat alamatnya."


@dataclass(frozen=True)
class Asal:
    """A figure. `penyampaian` and `realisasi` are empty where it was made of others; `lacak`: uuid of the yearly
    indicator by which it is explained. `dikoreksi`: it, or what it was made of, was corrected after approval."""

    nomor: int
    pihak: str
    kode: str
    keterangan: str
    penyampaian: str
    realisasi: str
    lacak: str
    periode: str
    dikoreksi: bool = False


def heading(rekap: Rekap) -> tuple[str, ...]:
    """The lines above the table: what it is, and the letter that asked for the figures."""
    letters = KasusDokumen.select().where((KasusDokumen.kasus == rekap.kasus_id) & (KasusDokumen.jenis == "surat"))
    asked = "; ".join(str(row.nama) for row in letters.order_by(KasusDokumen.id))
    return ("ASAL SETIAP ANGKA", str(rekap.kasus), f"Diminta dengan: {asked or 'tanpa surat pada pelaksanaan ini'}.")


def rows(figures: Iterable[list[Asal]], asker: int, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    """A row for each figure of the asker's recap; `figures` come in pages, and each page costs a few queries."""
    base = get_settings().base_url
    for page in figures:
        sent = _submissions(page)
        wanted = sorted({one.realisasi for one in page if one.realisasi})
        proofs, changes = _evidence(wanted), _corrections(asker, page, wanted, zone)
        for one in page:
            yield (
                one.nomor,
                one.pihak,
                one.kode,
                *_signed(sent.get(one.penyampaian), zone),
                "\n".join(proofs.get(one.realisasi, [])),
                one.keterangan,
                why_url(base, one.lacak, one.periode) if one.lacak else None,
                "\n".join(changes.get(one.realisasi, [])) or (BELOW if one.dikoreksi else ""),
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


def _submissions(page: list[Asal]) -> dict[str, Penyampaian]:
    wanted = sorted({one.penyampaian for one in page if one.penyampaian})
    return {str(row.uuid): row for row in Penyampaian.select().where(Penyampaian.uuid.in_(wanted))}


def _evidence(wanted: list[str]) -> dict[str, list[str]]:
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


def _corrections(asker: int, page: list[Asal], wanted: list[str], zone: ZoneInfo) -> dict[str, list[str]]:
    """`Realisasi.uuid` -> what was approved in its place before, and why it was opened again, in sentences."""
    figures = list(Realisasi.select(Realisasi, Penyampaian).join(Penyampaian).where(Realisasi.uuid.in_(wanted)))
    known = corrections(asker, {one.periode for one in page}, {str(row.indikator_uuid) for row in figures})
    found: dict[str, list[str]] = {}
    for row in figures:
        sent = row.penyampaian
        place = Tempat(str(row.indikator_uuid), str(sent.periode), sent.cabang != "")
        found[str(row.uuid)] = [
            f"{value_in_words(row, one.lama.nilai)} {_after(row, one)}, dibuka lagi "
            f"{format_datetime(one.lama.dibuka, zone)}: {one.lama.alasan}"
            for one in known.get(place, [])
            if one.cabang == sent.cabang
        ]
    return found


def _after(row: Realisasi, one: Koreksi) -> str:
    if not one.sah:
        return "sedang diperbaiki"
    return f"menjadi {value_in_words(row, one.menjadi)}" if one.berubah else "tetap"
