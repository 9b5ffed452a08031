"""Rekapitulasi penyampaian: who of those asked has sent the data, when, and how it stands."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core import clock
from core.idn.dates import format_date, format_datetime
from core.idn.numbers import format_percent
from core.idn.periods import Periode
from core.organisation.office import letterhead, zone_of
from core.spreadsheet import Cell, Column, Kind, Table
from plugins.sop_kinerja.models import Kasus
from plugins.sop_kinerja.services.data_list import Collection, Line, collection
from plugins.sop_kinerja.services.keluaran_naskah import Naskah

COLUMNS = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat daerah / unit", width=40),
    Column("Keadaan", width=24),
    Column("Diajukan", width=24),
    Column("Diajukan oleh", width=30),
    Column("Ketepatan waktu", width=18),
    Column("Putaran", Kind.NUMBER, 9, places=0),
    Column("Keterangan", width=44),
)
PUNCTUAL, LATE, OPEN = "Tepat waktu", "Terlambat", "–"


class RekapitulasiPenyampaian:
    """Key: the uuid of the case that asks for the data."""

    izin = "sop_kinerja.penyampaian.read"

    def naskah(self, kunci: str) -> Naskah:
        found = collection(kunci)
        period = Periode.parse(str(found.kasus.periode)).label
        zone = zone_of(found.kasus.perangkat_daerah)
        now = clock.now()
        return Naskah(
            judul=f"Rekapitulasi penyampaian data kinerja {period}",
            berkas=f"Rekapitulasi Penyampaian Data Kinerja {period}",
            dibuat=now,
            tabel=lambda: [Table("Penyampaian", COLUMNS, list(_rows(found, zone)), _heading(found, now, zone))],
            kertas=lambda: ("rekap_penyampaian.typ", _paper(found, now, zone)),
            ringkas=lambda: summary(found),
        )


def summary(found: Collection) -> tuple[str, ...]:
    """How many have sent, how many in time, and who is late: sentences."""
    late = [line.nama for line in found.lines if line.late and line.status not in ("disahkan", "tidak_menyampaikan")]
    return (
        f"Menyampaikan: {found.received} dari {found.expected} ({format_percent(found.reporting_rate)}).",
        f"Tepat waktu: {found.on_time} dari {found.expected} ({format_percent(found.on_time_rate)}).",
        *((f"Terlambat dan belum selesai: {', '.join(late)}.",) if late else ()),
    )


def _heading(found: Collection, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    kasus: Kasus = found.kasus
    return (
        f"REKAPITULASI PENYAMPAIAN DATA KINERJA {Periode.parse(str(kasus.periode)).label.upper()}",
        f"{kasus.nama}. Batas penyampaian {format_date(kasus.tenggat)}.",
        f"Keadaan per {format_datetime(now, zone)}. {' '.join(summary(found))}",
    )


def _rows(found: Collection, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    for number, line in enumerate(found.lines, start=1):
        sent = None if line.diajukan is None else format_datetime(line.diajukan, zone)
        yield (number, line.nama, line.label, sent, line.oleh, _punctual(line), line.putaran, line.alasan)


def _punctual(line: Line) -> str:
    if line.late:
        return LATE
    return PUNCTUAL if line.diajukan is not None else OPEN


def _paper(found: Collection, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    heading = _heading(found, now, zone)
    owner = found.kasus.perangkat_daerah
    return {
        "kop": letterhead(owner),
        "judul": heading[0],
        "keterangan": heading[1:],
        "baris": [["" if cell is None else str(cell) for cell in row] for row in _rows(found, zone)],
        "kepala": [column.title for column in COLUMNS],
        "tempat_tanggal": f"{owner.pemerintah_daerah.ibu_kota}, {format_date(now.astimezone(zone).date())}",
        "catatan_kaki": [f"Dibuat oleh Selaras. Nomor rekaman {found.kasus.uuid}."],
    }
