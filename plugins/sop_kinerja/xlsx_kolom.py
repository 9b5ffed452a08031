"""What the workbooks of recaps have in common: the columns of a figure and their cells, means, and the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.spreadsheet import NOT_ASSESSABLE, Cell, Column, Kind
from plugins.sop_kinerja import xlsx_rumus
from plugins.sop_kinerja.models.data import FORMULA
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
    Column("Perangkat Daerah", width=22),
    Column("Sasaran", width=22),
    Column("Indikator", width=32),
    Column("Satuan", width=12),
    Column("Rumus", width=14),
    Column("Target", Kind.NUMBER, 12),
    Column("Realisasi", Kind.NUMBER, 12),
    Column("Capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat / keterangan", width=24),
)
"""Columns A to J of every sheet of figures."""
CAPPED = Column("Capaian dalam rata-rata", Kind.NUMBER, 17, unit="%")
"""Only where the scale cuts a capaian before a mean."""
RULES = (Column("Hal", width=26), Column("Aturan", width=90))
NOT_FILLED, INCOMPLETE = "belum diisi", "belum lengkap"
MARKS = (
    f"Sel target kosong: belum jatuh tempo. «{NOT_FILLED}»: jatuh tempo, tetapi tidak ada angkanya; «{INCOMPLETE}»: "
    "bagiannya belum semua ada. 0 ialah angka nol. Yang belum disahkan tidak ada di tabel."
)


@dataclass(frozen=True)
class Angka:
    """A figure as it stands in a row. `ukuran`: an Ukuran, or whatever has its fields; `lengkap`: all that it is made
    of is there."""

    nomor: int
    pihak: str
    sasaran: str
    indikator: str
    satuan: str
    ukuran: Any
    nilai: Decimal | None
    capaian: Decimal | None
    predikat: str
    alasan: str
    lengkap: bool = True


def figure(one: Angka, at: int, bands: Sequence[Sequence[Any]]) -> tuple[Cell, ...]:
    """The cells of row `at`. What is not filled in, zero, not due, and not set are four different cells."""
    formula = str(one.ukuran.formula)
    return (
        one.nomor,
        one.pihak,
        one.sasaran,
        one.indikator,
        one.satuan,
        SHORT_FORMULA.get(formula, formula),
        _target(one.ukuran),
        _value(one),
        _capaian(one, at),
        xlsx_rumus.predikat(f"I{at}", one.capaian, one.predikat, one.alasan, bands),
    )


def mean(cells: str, at: str, value: Decimal | None, name: str, bands: Sequence[Sequence[Any]]) -> tuple[Cell, Cell]:
    """A mean of `cells` (empty: there are none) that stands in the cell `at`, and its name."""
    live = xlsx_rumus.mean(cells, value) if cells and value is not None else NOT_ASSESSABLE
    return live, xlsx_rumus.predikat(at, value, name, "", bands)


def rules(aturan: dict[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """The rule that was used, as it is kept with a recap."""
    for code, words in aturan.get("rumus", {}).items():
        yield ("Rumus capaian", f"{words}. R: realisasi, T: target." if code in FORMULA else words)
    yield ("Skala predikat", aturan.get("nama_skala", "Skala bawaan"))
    if basis := aturan.get("dasar_skala"):
        yield ("Dasar skala", basis)
    for words in scale_in_words(aturan):
        yield ("Skala predikat", words)
    yield ("Pembulatan", aturan.get("pembulatan", ""))
    yield ("Rata-rata", aturan.get("rata_rata", ""))
    yield ("Tanda", MARKS)
    yield ("Sumber", "Hanya data yang sudah disahkan. Angka disimpan dengan enam angka di belakang koma.")


def _target(by: Any) -> Cell:
    """A number where it is one; a range, a word of a scale, and why there is none are text. Not due: empty."""
    if not by.jatuh_tempo:
        return None
    words = target_in_words(by)
    if by.target is None:
        return words[0].lower() + words[1:]
    return words if by.formula == "rentang" or by.skala is not None else by.target


def _value(one: Angka) -> Cell:
    if one.nilai is None:
        if not one.ukuran.jatuh_tempo:
            return None
        return NOT_FILLED if one.lengkap else INCOMPLETE
    return one.nilai if one.ukuran.skala is None else value_in_words(one.ukuran, one.nilai)


def _capaian(one: Angka, at: int) -> Cell:
    """Live where its figures stand in the cells; of a word that counts as a value it is the value alone."""
    by = one.ukuran
    if by.skala is not None:
        return NOT_ASSESSABLE if one.capaian is None else one.capaian
    goal = (f"{by.target}", f"{by.target_atas}") if by.formula == "rentang" else (f"G{at}", "")
    return xlsx_rumus.capaian(str(by.formula), one.capaian, (one.nilai, by.target, by.target_atas), (f"H{at}", *goal))
