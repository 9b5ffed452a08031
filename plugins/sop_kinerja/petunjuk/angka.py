"""What the hints are made of: a figure, its history, and the hint itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.idn.numbers import format_number
from core.idn.periods import Periode

JENIS = {
    "kumulatif": "Kumulatif turun",
    "satuan": "Mungkin salah satuan",
    "lonjakan": "Lonjakan",
    "rentang": "Di luar rentang sebelumnya",
    "bukti": "Bukti dipakai di tempat lain",
    "angka_akhir": "Pola angka terakhir",
}
"""Kinds of hint and their words, the one that most surely needs an answer first."""


@dataclass(frozen=True)
class Petunjuk:
    """`jenis` is a key of JENIS; `alasan` one or two sentences: what is unusual, and against what.

    `ringan`: right figures are like this often enough, so that it is told beside the figure and not counted.
    """

    jenis: str
    alasan: str
    ringan: bool = False

    @property
    def label(self) -> str:
        return JENIS[self.jenis]


@dataclass(frozen=True)
class Titik:
    """A figure of the same indicator and branch for another period; `disahkan`: it was approved."""

    periode: Periode
    nilai: Decimal
    disahkan: bool = True


@dataclass(frozen=True)
class Angka:
    """The figure that is looked at, in the indicator's own unit."""

    periode: Periode
    nilai: Decimal
    satuan: str = ""
    kumulatif: bool = False
    target: Decimal | None = None
    """What is due in this period; None where nothing is."""


def earlier(angka: Angka, history: Sequence[Titik]) -> list[Titik]:
    """Approved figures for earlier periods of the same length, in their order; each period once."""
    found = {
        point.periode: point
        for point in history
        if point.disahkan and point.periode.kadensi == angka.periode.kadensi and point.periode < angka.periode
    }
    return [found[periode] for periode in sorted(found)]


def written(value: Decimal, satuan: str = "") -> str:
    """1.234,57 Kasus: as it was typed, but with two decimals at most where it was computed with more."""
    shown = format_number(value)
    if len(shown.partition(",")[2]) > 2:
        shown = format_number(value, 2) if abs(value) >= 1 else format_number(value, 4)
    return f"{shown} {satuan}".strip()


def written_range(low: Decimal, high: Decimal, satuan: str = "") -> str:
    return f"{written(low)} sampai {written(high, satuan)}"
