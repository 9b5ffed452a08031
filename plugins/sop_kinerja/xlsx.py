"""A recap as a workbook: the figures, the means of the departments, the rule that was used, and where all comes from.

Capaian, predikat and means are live formulas with the recap's own values in them (`xlsx_rumus`).
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from peewee import fn

from core.idn.dates import format_date, format_datetime
from core.idn.numbers import format_percent
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.spreadsheet import NOT_ASSESSABLE, Cell, Chart, Column, Kind, Table, first_row
from plugins.sop_kinerja import xlsx_asal, xlsx_kolom, xlsx_rumus
from plugins.sop_kinerja.models import Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.models.data import STATUS_PENYAMPAIAN
from plugins.sop_kinerja.models.rekap import STATUS_REKAP
from plugins.sop_kinerja.services.lacak_alamat import explained
from plugins.sop_kinerja.services.rekap_read import corrected_since

FIGURES = (
    *xlsx_kolom.FIGURES,
    Column("Bukti", Kind.NUMBER, 7, unit="berkas", places=0),
    Column("Disahkan oleh", width=16),
    Column("Tanggal disahkan", Kind.DATE, 15),
)
SHEET = "Rekapitulasi"
DEPARTMENTS = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=36),
    Column("Keadaan data", width=20),
    Column("Dinilai", Kind.NUMBER, 12, unit="indikator", places=0),
    Column("Belum dapat dinilai", Kind.NUMBER, 18, unit="indikator", places=0),
    Column("Rata-rata capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat", width=18),
    Column("Keterangan", width=44),
)
PAGE = 1000
"""Rows of the recap that are read at once."""


def tables(rekap: Rekap, zone: ZoneInfo) -> list[Table]:
    """The sheets of a recap; rows are read from the database while they are written."""
    heading = title(rekap, zone)
    columns = (*FIGURES, xlsx_kolom.CAPPED) if _cap(rekap) is not None else FIGURES
    chart = Chart("Rata-rata capaian setiap perangkat daerah (%)", categories=1, values=5, leave_out=1)
    drawn = chart if rekap.dinilai else None
    origins = xlsx_asal.rows(_origins(rekap), int(rekap.perangkat_daerah_id), zone)
    return [
        Table(SHEET, columns, _figures(rekap, zone, first_row(heading)), heading),
        Table("Per Perangkat Daerah", DEPARTMENTS, _departments(rekap, first_row(heading)), heading, drawn),
        Table("Asal angka", xlsx_asal.COLUMNS, origins, xlsx_asal.heading(rekap)),
        Table("Aturan", xlsx_kolom.RULES, xlsx_kolom.rules(rekap.aturan), heading[:2]),
    ]


def title(rekap: Rekap, zone: ZoneInfo) -> tuple[str, ...]:
    """The lines above the table: what it is, for whom, in which state, and the overall mean with what it leaves out."""
    return (
        f"REKAPITULASI CAPAIAN KINERJA {Periode.parse(str(rekap.periode)).label.upper()}",
        str(rekap.perangkat_daerah.pemerintah_daerah),
        f"{rekap.kasus}. Disusun oleh {rekap.perangkat_daerah}, putaran {rekap.putaran}.",
        _state(rekap, zone),
        f"Rata-rata capaian {format_percent(rekap.rata_rata)} ({rekap.predikat or NOT_ASSESSABLE}): "
        f"{rekap.dinilai} indikator dinilai, {rekap.belum_dinilai} belum dapat dinilai dan tidak ikut rata-rata. "
        f"Data disahkan dari {rekap.masuk} dari {rekap.diminta} perangkat daerah.",
        *_corrected(rekap),
    )


def _corrected(rekap: Rekap) -> tuple[str, ...]:
    changed = len(corrected_since(rekap))
    return (f"Sesudah disusun {changed} angka dikoreksi; isi rekapitulasi ini tidak berubah.",) if changed else ()


def file_name(rekap: Rekap) -> str:
    """Without what tells its form."""
    state = "" if rekap.status == "disetujui" else f" ({STATUS_REKAP[str(rekap.status)].lower()})"
    return f"Rekapitulasi Capaian Kinerja {Periode.parse(str(rekap.periode)).label} putaran {rekap.putaran}{state}"


def moment(rekap: Rekap) -> datetime:
    """The moment that the file says it was made: of the recap, so that the same recap is the same bytes."""
    return rekap.ditelaah or rekap.dibuat


def _state(rekap: Rekap, zone: ZoneInfo) -> str:
    if rekap.status == "disetujui":
        return f"Disetujui oleh {rekap.ditelaah_oleh} pada {format_datetime(rekap.ditelaah, zone)}."
    if rekap.status == "dikembalikan":
        return f"Dikembalikan oleh {rekap.ditelaah_oleh} pada {format_datetime(rekap.ditelaah, zone)}; belum berlaku."
    return f"DRAF per {format_date(rekap.dibuat.astimezone(zone).date())}, belum disetujui."


def _pages(rekap: Rekap) -> Iterator[list[RekapBaris]]:
    """The rows as they were written, a page at a time.

    One cursor over all of them would keep SQLite's snapshot, and the progress that is written meanwhile would be
    refused ("database is locked") as soon as anybody else has written too.
    """
    rows = (
        RekapBaris.select(RekapBaris, PerangkatDaerah)
        .join(PerangkatDaerah, on=RekapBaris.sumber)
        .where(RekapBaris.rekap == rekap.id)
        .order_by(RekapBaris.id)
        .limit(PAGE)
    )
    last = 0
    while page := list(rows.where(RekapBaris.id > last)):
        yield page
        last = page[-1].id


def _figures(rekap: Rekap, zone: ZoneInfo, first: int) -> Iterator[tuple[Cell, ...]]:
    cap, bands = _cap(rekap), rekap.aturan.get("skala", [])
    for at, row in enumerate((row for page in _pages(rekap) for row in page), start=first):
        name = f"{row.kode}  {row.uraian}".strip()
        cells = xlsx_kolom.figure(
            xlsx_kolom.Angka(
                *(row.urutan, row.pihak, row.sasaran, name, row.satuan, row),
                *(row.nilai, row.capaian, str(row.predikat), str(row.alasan)),
            ),
            at,
            bands,
        )
        day = row.disahkan.astimezone(zone).date() if row.disahkan else None
        cells = (*cells, row.jumlah_bukti, row.disahkan_oleh, day)
        yield cells if cap is None else (*cells, xlsx_rumus.capped(f"I{at}", row.capaian, cap))


def _origins(rekap: Rekap) -> Iterator[list[xlsx_asal.Asal]]:
    periode = str(rekap.periode)
    for page in _pages(rekap):
        ways = explained(page, periode)
        yield [
            xlsx_asal.Asal(
                row.urutan, row.pihak, str(row.kode), str(row.keterangan), str(row.penyampaian_uuid),
                str(row.realisasi_uuid), ways.get(str(row.realisasi_uuid), ""), periode,
            )
            for row in page
        ]  # fmt: skip


def _cap(rekap: Rekap) -> Decimal | None:
    cap = rekap.aturan.get("batas_capaian")
    return None if cap is None else Decimal(cap)


def _departments(rekap: Rekap, first: int) -> Iterator[tuple[Cell, ...]]:
    spans = _spans(rekap, first)
    bands = rekap.aturan.get("skala", [])
    column = "I" if _cap(rekap) is None else "N"
    total_at = first
    rows = (
        RekapPerangkat.select(RekapPerangkat, PerangkatDaerah)
        .join(PerangkatDaerah, on=RekapPerangkat.sumber)
        .where(RekapPerangkat.rekap == rekap.id)
        .order_by(RekapPerangkat.urutan)
    )
    total = f"{column}{first}:{column}{first + max(0, rekap.dinilai + rekap.belum_dinilai - 1)}"
    for at, row in enumerate(rows, start=first):
        begin, end = spans.get((row.sumber_id, row.unit), (0, 0))
        mean = _mean(row, f"{column}{begin}:{column}{end}" if begin else "", at, bands)
        yield (row.urutan, row.pihak, STATUS_PENYAMPAIAN[row.status], *mean, row.alasan)
        total_at = at + 1
    whole = _mean(rekap, total, total_at, bands)
    yield (None, "Keseluruhan", "", *whole, "Rata-rata semua indikator yang dinilai")


def _mean(row: Any, cells: str, at: int, bands: list[Any]) -> tuple[Cell, ...]:
    where = f"'{SHEET}'!{cells}" if cells else ""
    return (
        row.dinilai,
        row.belum_dinilai,
        *xlsx_kolom.mean(where, f"F{at}", row.rata_rata, str(row.predikat), bands),
    )


def _spans(rekap: Rekap, first: int) -> dict[tuple[int, str], tuple[int, int]]:
    """(department, unit) -> the first and last of its rows on the sheet of figures, as Excel counts."""
    low, high = fn.MIN(RekapBaris.urutan), fn.MAX(RekapBaris.urutan)
    rows = RekapBaris.select(RekapBaris.sumber, RekapBaris.unit, low, high).where(RekapBaris.rekap == rekap.id)
    return {
        (sumber, unit): (first + begin - 1, first + end - 1)
        for sumber, unit, begin, end in rows.group_by(RekapBaris.sumber, RekapBaris.unit).tuples()
    }
