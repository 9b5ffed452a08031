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
from plugins.sop_kinerja import xlsx_asal, xlsx_rumus
from plugins.sop_kinerja.models import Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.models.data import FORMULA, STATUS_PENYAMPAIAN
from plugins.sop_kinerja.models.rekap import STATUS_REKAP
from plugins.sop_kinerja.services.data_assess import scale_in_words, target_in_words, value_in_words

SHORT_FORMULA = {
    "naik": "R/T × 100",
    "turun": "(2T − R)/T × 100",
    "turun_rasio": "T/R × 100",
    "rentang": "dalam rentang = 100",
}
"""The sheet of rules has the words."""
FIGURES = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=21),
    Column("Sasaran", width=21),
    Column("Indikator", width=31),
    Column("Satuan", width=11),
    Column("Rumus", width=14),
    Column("Target", Kind.NUMBER, 10),
    Column("Realisasi", Kind.NUMBER, 10),
    Column("Capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat / keterangan", width=20),
    Column("Bukti", Kind.NUMBER, 7, unit="berkas", places=0),
    Column("Disahkan oleh", width=14),
    Column("Tanggal disahkan", Kind.DATE, 15),
)
CAPPED = Column("Capaian dalam rata-rata", Kind.NUMBER, 17, unit="%")
"""Only where the scale cuts a capaian before a mean."""
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
RULES = (Column("Hal", width=26), Column("Aturan", width=90))
PAGE = 1000
"""Rows of the recap that are read at once."""


def tables(rekap: Rekap, zone: ZoneInfo) -> list[Table]:
    """The sheets of a recap; rows are read from the database while they are written."""
    heading = title(rekap, zone)
    columns = (*FIGURES, CAPPED) if _cap(rekap) is not None else FIGURES
    chart = Chart("Rata-rata capaian setiap perangkat daerah (%)", categories=1, values=5, leave_out=1)
    return [
        Table(SHEET, columns, _figures(rekap, zone, first_row(heading)), heading),
        Table("Per Perangkat Daerah", DEPARTMENTS, _departments(rekap, first_row(heading)), heading, chart),
        Table("Asal angka", xlsx_asal.COLUMNS, xlsx_asal.rows(_pages(rekap), zone), xlsx_asal.heading(rekap)),
        Table("Aturan", RULES, _rules(rekap), heading[:2]),
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
    )


def file_name(rekap: Rekap) -> str:
    state = "" if rekap.status == "disetujui" else f" ({STATUS_REKAP[str(rekap.status)].lower()})"
    return f"Rekapitulasi Capaian Kinerja {Periode.parse(str(rekap.periode)).label} putaran {rekap.putaran}{state}.xlsx"


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
        cells: tuple[Cell, ...] = (
            row.urutan,
            row.pihak,
            row.sasaran,
            f"{row.kode}  {row.uraian}".strip(),
            row.satuan,
            SHORT_FORMULA.get(row.formula, row.formula),
            _target(row),
            row.nilai if row.skala is None else value_in_words(row, row.nilai),
            _capaian(row, at),
            xlsx_rumus.predikat(f"I{at}", row.capaian, str(row.predikat), str(row.alasan), bands),
            row.jumlah_bukti,
            row.disahkan_oleh,
            row.disahkan.astimezone(zone).date() if row.disahkan else None,
        )
        yield cells if cap is None else (*cells, xlsx_rumus.capped(f"I{at}", row.capaian, cap))


def _capaian(row: RekapBaris, at: int) -> Cell:
    """Live where its figures stand in the cells; of a word that counts as a value it is the value alone."""
    if row.skala is not None:
        return NOT_ASSESSABLE if row.capaian is None else row.capaian
    goal = (f"{row.target}", f"{row.target_atas}") if row.formula == "rentang" else (f"G{at}", "")
    return xlsx_rumus.capaian(
        str(row.formula), row.capaian, (row.nilai, row.target, row.target_atas), (f"H{at}", *goal)
    )


def _cap(rekap: Rekap) -> Decimal | None:
    cap = rekap.aturan.get("batas_capaian")
    return None if cap is None else Decimal(cap)


def _target(row: RekapBaris) -> Cell:
    """A number where it is one; a range or a word of a scale is text."""
    plain = row.formula != "rentang" and row.skala is None
    return row.target if plain or row.target is None else target_in_words(row)


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
    mean = xlsx_rumus.mean(f"'{SHEET}'!{cells}", row.rata_rata) if cells else NOT_ASSESSABLE
    return (row.dinilai, row.belum_dinilai, mean, xlsx_rumus.predikat(f"F{at}", row.rata_rata, row.predikat, "", bands))


def _spans(rekap: Rekap, first: int) -> dict[tuple[int, str], tuple[int, int]]:
    """(department, unit) -> the first and last of its rows on the sheet of figures, as Excel counts."""
    low, high = fn.MIN(RekapBaris.urutan), fn.MAX(RekapBaris.urutan)
    rows = RekapBaris.select(RekapBaris.sumber, RekapBaris.unit, low, high).where(RekapBaris.rekap == rekap.id)
    return {
        (sumber, unit): (first + begin - 1, first + end - 1)
        for sumber, unit, begin, end in rows.group_by(RekapBaris.sumber, RekapBaris.unit).tuples()
    }


def _rules(rekap: Rekap) -> Iterator[tuple[Cell, ...]]:
    rule: dict[str, Any] = rekap.aturan
    for code, words in rule.get("rumus", {}).items():
        yield ("Rumus capaian", f"{words}. R: realisasi, T: target." if code in FORMULA else words)
    yield ("Skala predikat", rule.get("nama_skala", "Skala bawaan"))
    for words in scale_in_words(rule):
        yield ("Skala predikat", words)
    yield ("Pembulatan", rule.get("pembulatan", ""))
    yield ("Rata-rata", rule.get("rata_rata", ""))
    yield ("Sumber", "Hanya data yang sudah disahkan. Angka disimpan dengan enam angka di belakang koma.")
