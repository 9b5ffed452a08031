"""The times of an SOP as a workbook: what the page shows, and every finished case."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from core.idn.periods import Periode
from core.spreadsheet import Cell, Column, Kind, Table
from plugins.sop_kinerja.services.statistik_laporan import Report
from plugins.sop_kinerja.statistik import TOO_FEW, Measure, share

_COUNT = Column("Pelaksanaan", Kind.NUMBER, 14, unit="kali", places=0)
_RATES = (
    Column("Melampaui baku", Kind.NUMBER, 18, unit="%", places=0),
    Column("Tepat waktu", Kind.NUMBER, 14, unit="%", places=0),
)
STEPS = (
    Column("Langkah", Kind.NUMBER, 9, places=0),
    Column("Uraian kegiatan", width=46),
    _COUNT,
    Column("Waktu baku", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Median", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Persentil 90", Kind.NUMBER, 14, unit="menit", places=0),
    Column("Terlama", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Median : baku", Kind.NUMBER, 16, unit="%", places=0),
    *_RATES,
    Column("Bagian waktu", Kind.NUMBER, 15, unit="%", places=0),
    Column("Di luar sistem", Kind.NUMBER, 16, unit="kali", places=0),
    Column("Keterangan", width=34),
)
GROUPS = (
    Column("Kelompok", width=20),
    Column("Nama", width=46),
    _COUNT,
    Column("Median : baku", Kind.NUMBER, 16, unit="%", places=0),
    Column("Persentil 90 : baku", Kind.NUMBER, 20, unit="%", places=0),
    *_RATES,
    Column("Seluruh waktu", Kind.NUMBER, 16, unit="menit", places=0),
    Column("Keterangan", width=34),
)
DECISIONS = (
    Column("Langkah", Kind.NUMBER, 9, places=0),
    Column("Uraian kegiatan", width=46),
    Column("Keputusan", Kind.NUMBER, 12, unit="kali", places=0),
    Column("Tidak", Kind.NUMBER, 9, unit="kali", places=0),
    Column("Tidak", Kind.NUMBER, 18, unit="per 100 keputusan", places=0),
    Column("Rata-rata putaran", Kind.NUMBER, 20, unit="sampai selesai", places=2),
)
CASES = (
    Column("Pelaksanaan", width=46),
    Column("Periode", width=20),
    Column("Dimulai", Kind.DATE, 17),
    Column("Selesai", Kind.DATE, 17),
    Column("Lama", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Batas", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Tepat waktu", width=12),
)
PAUSES = (
    Column("Sebab", width=30),
    Column("Selesai", Kind.NUMBER, 10, unit="kali", places=0),
    Column("Masih berlangsung", Kind.NUMBER, 20, unit="kali", places=0),
    Column("Median", Kind.NUMBER, 12, unit="menit", places=0),
    Column("Persentil 90", Kind.NUMBER, 14, unit="menit", places=0),
    Column("Seluruhnya", Kind.NUMBER, 12, unit="menit", places=0),
)
LIMIT = "Batas: waktu menurut kalender pelaksanaan, atau jumlah waktu baku sejak dimulai, dalam satuan yang sama."
WORDS = (Column("Hal", width=22), Column("Isi", width=100))


def tables(report: Report, zone: ZoneInfo) -> list[Table]:
    """The sheets. A workbook is for reckoning further: also what is too little to conclude from is written, and said
    to be so."""
    heading = (f"WAKTU PELAKSANAAN {str(report.chosen.versi.sop.nama).upper()}", *about(report))
    return [
        Table("Per langkah", STEPS, _steps(report), heading),
        Table("Pelaksana", GROUPS, _groups(report), heading),
        Table("Keputusan", DECISIONS, _decisions(report), heading),
        Table("Jeda", PAUSES, _pauses(report), (*heading, "Lamanya menurut waktu kalender, bukan jam kerja.")),
        Table("Pelaksanaan selesai", CASES, _cases(report, zone), (*heading, LIMIT)),
        Table("Temuan dan cara hitung", WORDS, _words(report), heading),
    ]


def about(report: Report) -> tuple[str, ...]:
    """Whose, which version and which time."""
    versi, cases = report.chosen.versi, report.cases
    return (
        f"{versi.perangkat_daerah}, versi {versi.versi}" + (f", nomor {versi.nomor}" if versi.nomor else ""),
        f"{report.span}: {len(cases.finished)} pelaksanaan selesai, {cases.running} berjalan, "
        f"{cases.cancelled} dibatalkan.",
    )


def _rates(one: Measure) -> tuple[Cell, ...]:
    return (one.over_share, one.on_time)


def _note(enough: bool) -> str:
    return "" if enough else TOO_FEW


def _steps(report: Report) -> Iterator[tuple[Cell, ...]]:
    whole = sum(one.total for one in report.steps)
    for one in report.steps:
        yield (
            one.key, str(report.form[one.key].uraian), one.n, one.standard, one.median, one.p90, one.longest,
            one.ratio, *_rates(one), share(one.total, whole), one.by_hand, _note(one.enough),
        )  # fmt: skip


def _groups(report: Report) -> Iterator[tuple[Cell, ...]]:
    kinds: tuple[tuple[str, Sequence[Measure]], ...] = (
        ("Jabatan", report.positions),
        ("Unit kerja", report.units),
        ("Perangkat daerah", report.departments),
    )
    for kind, measures in kinds:
        for one in measures:
            yield (kind, one.label, one.n, one.ratio, one.ratio_p90, *_rates(one), one.total, _note(one.enough))


def _decisions(report: Report) -> Iterator[tuple[Cell, ...]]:
    for one in report.decisions:
        yield (one.nomor, str(report.form[one.nomor].uraian), one.n, one.tidak, one.per_hundred, one.mean_rounds)


def _pauses(report: Report) -> Iterator[tuple[Cell, ...]]:
    for one in report.pauses:
        yield (one.label, one.n, one.open, one.median, one.p90, one.total)


def _cases(report: Report, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    for one in report.cases.finished:
        days = (one.begun.astimezone(zone).date(), one.ended.astimezone(zone).date())
        period = Periode.parse(one.periode).label
        yield (one.nama, period, *days, one.took, one.standard, "Ya" if one.on_time else "Tidak")


def _words(report: Report) -> Iterator[tuple[Cell, ...]]:
    for finding in report.findings:
        yield ("Temuan", finding.text)
    if not report.findings:
        yield ("Temuan", "Tidak ada langkah yang menyimpang jauh." if report.enough else f"{TOO_FEW}.")
    for rule in report.rules:
        yield ("Cara hitung", rule)
