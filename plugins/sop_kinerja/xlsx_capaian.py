"""The recap of a period as a workbook; capaian, predikat and means are live formulas (`xlsx_rumus`)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from config.settings import get_settings
from core.spreadsheet import NOT_ASSESSABLE, Cell, Chart, Column, Kind, Table, first_row
from plugins.sop_kinerja import xlsx_rumus
from plugins.sop_kinerja.models.angka import ASAL
from plugins.sop_kinerja.services.capaian_periode import Baris, RekapSaatIni
from plugins.sop_kinerja.services.data_assess import rule, scale_in_words
from plugins.sop_kinerja.urls import why_url
from plugins.sop_kinerja.xlsx import CAPPED, SHORT_FORMULA

SHEET = "Capaian"
FIGURES = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=24),
    Column("Sasaran", width=24),
    Column("Indikator", width=34),
    Column("Satuan", width=12),
    Column("Rumus", width=14),
    Column("Target", Kind.NUMBER, 12),
    Column("Realisasi", Kind.NUMBER, 12),
    Column("Capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat / keterangan", width=24),
    Column("Asal angka", width=26),
    Column("Kelengkapan", width=14),
)
DEPARTMENTS = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=40),
    Column("Dinilai", Kind.NUMBER, 12, unit="indikator", places=0),
    Column("Belum dapat dinilai", Kind.NUMBER, 18, unit="indikator", places=0),
    Column("Rata-rata capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat", width=20),
)
MISSING = (Column("Perangkat Daerah", width=34), Column("Indikator", width=60), Column("Yang belum ada", width=34))
ORIGIN = (
    Column("Perangkat Daerah", width=34),
    Column("Kode", width=14),
    Column("Asal angka", width=28),
    Column("Mengapa angka ini? (alamat)", width=70),
)
RULES = (Column("Hal", width=26), Column("Aturan", width=90))


def tables(found: RekapSaatIni, heading: tuple[str, ...]) -> list[Table]:
    """Figures, means with their bars, what is missing, and the rule."""
    cap = found.skala.batas_capaian
    chart = Chart("Rata-rata capaian setiap perangkat daerah (%)", categories=1, values=4, leave_out=1)
    first = first_row(heading)
    missing = [(part.perangkat.nama, str(one.indikator.uraian), told(one)) for part, one in found.belum_lengkap]
    return [
        Table(SHEET, FIGURES if cap is None else (*FIGURES, CAPPED), _figures(found, first), heading),
        Table("Per Perangkat Daerah", DEPARTMENTS, _departments(found, first), heading, chart),
        Table("Yang belum lengkap", MISSING, missing, heading[:2]),
        Table("Asal angka", ORIGIN, _origin(found), heading[:2]),
        Table("Aturan", RULES, _rules(found), heading[:2]),
    ]


def told(one: Baris) -> str:
    """'2 dari 3 bagian', of what the figure is made of."""
    return f"{one.angka.ada} dari {one.angka.perlu} bagian"


def _origin(found: RekapSaatIni) -> Iterator[tuple[Cell, ...]]:
    base = get_settings().base_url
    for part, one in found.semua:
        url = why_url(base, str(one.indikator.uuid), found.periode.code)
        yield (str(part.perangkat.nama), str(one.indikator.kode), ASAL.get(str(one.angka.asal), ""), url)


def _figures(found: RekapSaatIni, first: int) -> Iterator[tuple[Cell, ...]]:
    bands, cap = rule(found.skala)["skala"], found.skala.batas_capaian
    rows = ((part, one) for part in found.bagian for one in part.baris)
    for at, (part, one) in enumerate(rows, start=first):
        indikator, angka, value = one.indikator, one.angka, one.angka.capaian
        cells: tuple[Cell, ...] = (
            at - first + 1,
            str(part.perangkat.nama),
            str(indikator.sasaran),
            f"{indikator.kode}  {indikator.uraian}".strip(),
            str(indikator.satuan),
            SHORT_FORMULA.get(str(indikator.formula), str(indikator.formula)),
            angka.target if _plain(one) and indikator.formula != "rentang" else one.target,
            angka.nilai if _plain(one) else one.nilai,
            _capaian(one, at),
            xlsx_rumus.predikat(f"I{at}", value, one.assessed.predikat, one.assessed.reason, bands),
            ASAL.get(str(angka.asal), ""),
            told(one),
        )
        yield cells if cap is None else (*cells, xlsx_rumus.capped(f"I{at}", value, cap))


def _plain(one: Baris) -> bool:
    """Whether its figures are numbers that a cell holds as such, and not words of a scale."""
    return one.indikator.skala is None and one.angka.target is not None


def _capaian(one: Baris, at: int) -> Cell:
    angka, formula = one.angka, str(one.indikator.formula)
    if one.indikator.skala is not None:
        return NOT_ASSESSABLE if angka.capaian is None else angka.capaian
    goal = (f"{angka.target}", f"{angka.target_atas}") if formula == "rentang" else (f"G{at}", "")
    figures: tuple[Decimal | None, ...] = (angka.nilai, angka.target, angka.target_atas)
    return xlsx_rumus.capaian(formula, angka.capaian, figures, (f"H{at}", *goal))


def _departments(found: RekapSaatIni, first: int) -> Iterator[tuple[Cell, ...]]:
    bands = rule(found.skala)["skala"]
    column = "I" if found.skala.batas_capaian is None else "M"
    begin = at = first
    for number, part in enumerate(found.bagian, start=1):
        end = begin + len(part.baris) - 1
        yield (number, str(part.perangkat.nama), *_mean(part, f"{column}{begin}:{column}{end}", at, bands))
        begin, at = end + 1, at + 1
    yield (None, "Keseluruhan", *_whole(found, f"{column}{first}:{column}{max(first, begin - 1)}", at, bands))


def _mean(part: Any, cells: str, at: int, bands: list[Any]) -> tuple[Cell, ...]:
    value = part.assessed.value
    counted = sum(one.assessed.value is not None for one in part.baris)
    return (counted, len(part.baris) - counted, *_cells(value, part.assessed.predikat, cells, at, bands))


def _whole(found: RekapSaatIni, cells: str, at: int, bands: list[Any]) -> tuple[Cell, ...]:
    value = found.assessed.value
    return (found.dinilai, found.belum_dinilai, *_cells(value, found.assessed.predikat, cells, at, bands))


def _cells(value: Decimal | None, name: str, cells: str, at: int, bands: list[Any]) -> tuple[Cell, Cell]:
    mean = NOT_ASSESSABLE if value is None else xlsx_rumus.mean(f"'{SHEET}'!{cells}", value)
    return mean, xlsx_rumus.predikat(f"E{at}", value, name, "", bands)


def _rules(found: RekapSaatIni) -> Iterator[tuple[Cell, ...]]:
    kept = rule(found.skala)
    for words in kept["rumus"].values():
        yield ("Rumus capaian", f"{words}. R: realisasi, T: target.")
    yield ("Skala predikat", kept["nama_skala"])
    for words in scale_in_words(kept):
        yield ("Skala predikat", words)
    yield ("Pembulatan", kept["pembulatan"])
    yield ("Rata-rata", kept["rata_rata"])
    yield ("Sumber", "Hanya data yang sudah disahkan. Angka disimpan dengan enam angka di belakang koma.")
