"""A recap as a workbook: the figures, the means of the departments, and the rule that was used."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.idn.dates import format_date, format_datetime
from core.idn.numbers import format_percent
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.spreadsheet import NOT_ASSESSABLE, Cell, Column, Kind, Table
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
    return [
        Table("Rekapitulasi", FIGURES, _figures(rekap, zone), heading),
        Table("Per Perangkat Daerah", DEPARTMENTS, _departments(rekap), heading),
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


def _lines(rekap: Rekap) -> Iterator[RekapBaris]:
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
        yield from page
        last = page[-1].id


def _figures(rekap: Rekap, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    for row in _lines(rekap):
        yield (
            row.urutan,
            row.pihak,
            row.sasaran,
            f"{row.kode}  {row.uraian}".strip(),
            row.satuan,
            SHORT_FORMULA.get(row.formula, row.formula),
            _target(row),
            row.nilai if row.skala is None else value_in_words(row, row.nilai),
            NOT_ASSESSABLE if row.capaian is None else row.capaian,
            row.predikat or row.alasan,
            row.jumlah_bukti,
            row.disahkan_oleh,
            row.disahkan.astimezone(zone).date() if row.disahkan else None,
        )


def _target(row: RekapBaris) -> Cell:
    """A number where it is one; a range or a word of a scale is text."""
    plain = row.formula != "rentang" and row.skala is None
    return row.target if plain or row.target is None else target_in_words(row)


def _departments(rekap: Rekap) -> Iterator[tuple[Cell, ...]]:
    rows = (
        RekapPerangkat.select(RekapPerangkat, PerangkatDaerah)
        .join(PerangkatDaerah, on=RekapPerangkat.sumber)
        .where(RekapPerangkat.rekap == rekap.id)
        .order_by(RekapPerangkat.urutan)
    )
    for row in rows:
        yield (row.urutan, row.pihak, STATUS_PENYAMPAIAN[row.status], *_mean(row), row.alasan)
    yield (None, "Keseluruhan", "", *_mean(rekap), "Rata-rata semua indikator yang dinilai")


def _mean(row: Any) -> tuple[Cell, ...]:
    mean: Cell = NOT_ASSESSABLE if row.rata_rata is None else row.rata_rata
    return (row.dinilai, row.belum_dinilai, mean, row.predikat)


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
