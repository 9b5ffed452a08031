"""The capaian of a table's rows, held against what was printed of it."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from plugins.sop_kinerja.capaian import Formula
from plugins.sop_kinerja.lkj import banding
from plugins.sop_kinerja.lkj.banding import Banding
from plugins.sop_kinerja.lkj.baris import BarisLkj
from plugins.sop_kinerja.lkj.nilai import Angka
from plugins.sop_kinerja.lkj.sebab import Ukuran
from plugins.sop_kinerja.services.data_assess import Assessed, assess, named
from plugins.sop_kinerja.services.skala import SkalaBerlaku

CETAKAN = {
    "salah_cetak": "Salah cetak",
    "janggal": "Tidak sesuai rumus mana pun",
    "mungkin": "Berbeda, mungkin karena pembulatan",
    "aturan_lain": "Sumber memakai aturan lain",
    "pembulatan": "Beda pembulatan",
    "dipotong": "Dipotong, bukan dibulatkan",
    "tak_dapat": "Tidak dapat diperiksa",
    "sama": "Sama dengan cetakan",
}
"""What was printed beside what the figures give, the weightiest first."""
AGREEING = ("sama", "dipotong", "pembulatan")
BEDA = ("salah_cetak", "janggal", "mungkin", "aturan_lain")


class Dinilai(NamedTuple):
    """A row's capaian, what was printed of it and of its predikat, and what both come to (`CETAKAN`, or empty)."""

    assessed: Assessed
    capaian: Banding
    predikat: Banding
    cetakan: str


NOT_ASSESSED = Dinilai(Assessed(None), banding.NOTHING, banding.NOTHING, "")


class Penilai:
    """The capaian of rows, and what was printed of it. A table repeats its figures: what was judged once is kept."""

    def __init__(self, scales: dict[int, SkalaBerlaku]) -> None:
        self._scales = scales
        self._done: dict[tuple[Angka, Angka, Angka, Formula, int, str], Dinilai] = {}

    def of(self, row: BarisLkj) -> Dinilai:
        key = (row.target, row.realisasi, row.cetak, row.formula, row.tahun, row.predikat_cetak)
        found = self._done.get(key)
        if found is None:
            nilai, target, atas = row.nilai_realisasi, row.nilai_target, row.nilai_target_atas
            assessed = assess(nilai, target, row.formula, target_atas=atas, scale=self._scales[row.tahun])
            capaian = banding.compare_cell(row.cetak, assessed.value, _measured(row))
            found = self._done[key] = _weighed(assessed, capaian, self._name(row, assessed))
        return found

    def of_words(self, row: BarisLkj, target: Decimal | None, nilai: Decimal | None, formula: Formula) -> Dinilai:
        """Of an ordinal indicator: what its source printed it may have computed from points behind the words."""
        assessed = assess(nilai, target, formula, scale=self._scales[row.tahun])
        capaian = banding.compare_cell(row.cetak, assessed.value, banding.UNKNOWN)
        if capaian.beda:
            said = f"{capaian.kalimat} Sumber mungkin menghitungnya dari nilai di balik predikatnya."
            capaian = replace(capaian, kalimat=said, aturan=True)
        return _weighed(assessed, capaian, self._name(row, assessed))

    def _name(self, row: BarisLkj, assessed: Assessed) -> Banding:
        if not row.predikat_cetak:
            return banding.NOTHING
        scale = self._scales[row.tahun]
        value = assessed.value
        beside = () if value is None else [named(value + step, scale).predikat for step in (-1, 1)]
        edge = row.predikat_cetak.casefold() in [each.casefold() for each in beside]
        return banding.compare_name(
            row.predikat_cetak, assessed.predikat, [each.nama for each in scale.pita], edge=edge
        )


def kind_of(found: Banding) -> str:
    """A comparison as one of `CETAKAN`; empty where nothing was printed."""
    if found.hasil == "berbeda":
        return "aturan_lain" if found.aturan else "salah_cetak"
    return found.hasil


def without_cap(found: Dinilai) -> Dinilai:
    """Of a capaian that seemed to be cut, where its source cuts none."""
    said = f"{found.capaian.kalimat.partition(' Sumber tampaknya')[0]} Baris lain sumber ini tidak dibatasi."
    return _weighed(found.assessed, replace(found.capaian, kalimat=said, aturan=False, batas=None), found.predikat)


def _weighed(assessed: Assessed, capaian: Banding, predikat: Banding) -> Dinilai:
    found = {kind_of(capaian), kind_of(predikat)}
    return Dinilai(assessed, capaian, predikat, next((each for each in CETAKAN if each in found), ""))


def _measured(row: BarisLkj) -> Ukuran:
    """The figures as they were printed, also where no formula is known for them; of 1:32 and 1:17,9 the
    32 and 17,9, of «BB (70,12)» the 70,12."""
    target, realisasi = row.target, row.realisasi
    if target.jenis == realisasi.jenis == "angka":
        return Ukuran(realisasi.nilai, target.nilai, row.formula)
    if target.rasio and realisasi.rasio and target.rasio[0] == realisasi.rasio[0]:
        return Ukuran(realisasi.rasio[1], target.rasio[1], "tanpa")
    if target.dalam is not None and realisasi.dalam is not None:
        return Ukuran(realisasi.dalam, target.dalam, "tanpa")
    return Ukuran(formula=row.formula)
