"""A row of a published table as it was read, and the whole of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from plugins.sop_kinerja.capaian import Formula
from plugins.sop_kinerja.lkj.nilai import KOSONG, Angka


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """For comparing: small letters, single spaces."""
    return " ".join(text.split()).casefold()


BY_PRINT = "cetak"
"""The direction that says: of each row the one by which its figures give what was printed."""


@dataclass(frozen=True)
class Pilihan:
    """What counts where the file has no such column, or leaves a cell empty. `arah`: naik, turun or `BY_PRINT`.
    `turun`: the formula of «turun»."""

    instansi: str = ""
    tahun: int | None = None
    periode: str = ""
    arah: str = ""
    turun: Formula = "turun"


@dataclass(frozen=True)
class Masalah:
    """`kolom` as the file names it; `kalimat` what is wrong with it and what to do."""

    kolom: str
    kalimat: str


@dataclass
class BarisLkj:
    """A row. With `masalah` it cannot be taken; `dilewati` says why it is none to take (a heading, a repetition)."""

    nomor: int
    instansi: str = ""
    tahun: int = 0
    periode: str = ""
    sasaran: str = ""
    indikator: str = ""
    satuan: str = ""
    formula: Formula = "tanpa"
    target: Angka = KOSONG
    realisasi: Angka = KOSONG
    cetak: Angka = KOSONG
    predikat_cetak: str = ""
    sumber: str = ""
    masalah: list[Masalah] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    dilewati: str = ""

    @property
    def siap(self) -> bool:
        return not self.masalah and not self.dilewati

    @property
    def nilai_target(self) -> Decimal | None:
        return self.target.nilai if self.formula != "tanpa" else None

    @property
    def nilai_target_atas(self) -> Decimal | None:
        return self.target.atas if self.formula == "rentang" else None

    @property
    def nilai_realisasi(self) -> Decimal | None:
        return self.realisasi.nilai if self.realisasi.jenis == "angka" else None

    @property
    def kunci(self) -> tuple[str, ...]:
        """What makes it the same indicator: also its agency, unit and formula."""
        return (fold(self.instansi), fold(self.sasaran), fold(self.indikator), fold(self.satuan), self.formula)


@dataclass(frozen=True)
class Bacaan:
    """The whole file. `catatan` are about its form."""

    baris: list[BarisLkj]
    catatan: list[str]

    @property
    def siap(self) -> list[BarisLkj]:
        return [row for row in self.baris if row.siap]

    @property
    def bermasalah(self) -> list[BarisLkj]:
        return [row for row in self.baris if row.masalah]
