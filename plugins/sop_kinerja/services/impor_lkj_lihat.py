"""A published table beside what is here already: each row with its capaian, what its source printed, and what taking
it would do."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.lkj.banding import Banding
from plugins.sop_kinerja.lkj.baris import Bacaan, BarisLkj, Masalah
from plugins.sop_kinerja.models import Indikator, Realisasi
from plugins.sop_kinerja.ordinal import Butir, value_of
from plugins.sop_kinerja.services.data_assess import Assessed
from plugins.sop_kinerja.services.impor_lkj_kenal import Dikenal
from plugins.sop_kinerja.services.impor_lkj_milik import belongings
from plugins.sop_kinerja.services.impor_lkj_nilai import BEDA, NOT_ASSESSED, Dinilai, Penilai
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for
from plugins.sop_kinerja.services.target_tahun import is_agreed

KEADAAN = {
    "baru": "Siap diambil",
    "mengganti": "Mengganti angka lama",
    "sama": "Sudah ada",
    "bermasalah": "Tidak terbaca",
    "dilewati": "Bukan baris angka",
}


@dataclass
class Lihat:
    """A row as it would be kept. `lama` is the approved figure that it replaces, or repeats."""

    baris: BarisLkj
    keadaan: str
    target: Decimal | None = None
    target_atas: Decimal | None = None
    nilai: Decimal | None = None
    dinilai: Dinilai = NOT_ASSESSED
    indikator: Indikator | None = None
    lama: Realisasi | None = None

    @property
    def diambil(self) -> bool:
        return self.keadaan in ("baru", "mengganti")

    @property
    def assessed(self) -> Assessed:
        return self.dinilai.assessed

    @property
    def capaian(self) -> Banding:
        return self.dinilai.capaian

    @property
    def predikat(self) -> Banding:
        return self.dinilai.predikat

    @property
    def cetakan(self) -> str:
        """What the printed capaian and predikat come to, the weightier of both: one of `CETAKAN`, or empty."""
        return self.dinilai.cetakan

    @property
    def beda(self) -> bool:
        """Whether what was printed is not what the figures give."""
        return self.cetakan in BEDA


@dataclass(frozen=True)
class Pratinjau:
    """The whole table. `catatan` are about the file's form, and whose its rows become; `skala` by year."""

    baris: list[Lihat]
    catatan: list[str]
    skala: dict[int, SkalaBerlaku]

    def banyak(self, keadaan: str) -> int:
        return self._sums[keadaan]

    @cached_property
    def _sums(self) -> Counter[str]:
        return Counter(one.keadaan for one in self.baris)

    @cached_property
    def diambil(self) -> list[Lihat]:
        return [one for one in self.baris if one.diambil]

    @cached_property
    def beda(self) -> list[Lihat]:
        return [one for one in self.baris if one.beda]

    @cached_property
    def meragukan(self) -> list[Lihat]:
        """Far off the target: more often a slip of the source than the truth."""
        return [one for one in self.baris if one.assessed.doubt]

    def cetakan(self, kind: str) -> list[Lihat]:
        """The rows of which the printed values come to this one of `CETAKAN`."""
        return [one for one in self.baris if one.cetakan == kind]


def look(found: Bacaan, owner: PerangkatDaerah) -> Pratinjau:
    """Holds what was read of a file against the department's own, by a constant number of queries."""
    scales = {year: scale_for(int(owner.id), year) for year in {row.tahun for row in found.baris if row.tahun}}
    known = Dikenal(owner, found.siap)
    judge = Penilai(scales)
    notes = [*found.catatan, *belongings(found.siap, owner, known.own)]
    return Pratinjau([_look(row, known, judge) for row in found.baris], notes, scales)


def _look(row: BarisLkj, known: Dikenal, judge: Penilai) -> Lihat:
    if row.masalah:
        return Lihat(row, "bermasalah")
    if row.dilewati:  # one that repeats another may be misprinted all the same
        return Lihat(row, "dilewati", dinilai=judge.of(row) if row.cetak.nilai is not None else NOT_ASSESSED)
    indikator = known.indikator(row)
    if indikator is None:
        seen = Lihat(row, "baru", row.nilai_target, row.nilai_target_atas, row.nilai_realisasi)
        seen.dinilai = judge.of(row)
        return seen
    return _known(Lihat(row, "baru", indikator=indikator), indikator, known, judge)


def _known(seen: Lihat, indikator: Indikator, known: Dikenal, judge: Penilai) -> Lihat:
    row = seen.baris
    formula = known.formula(indikator, row.tahun)
    if (words := known.skala(indikator, row.tahun)) is not None:
        seen.target, seen.nilai = _values(row, words, str(indikator.skala or indikator))
        seen.dinilai = judge.of_words(row, seen.target, seen.nilai, formula)
    else:
        seen.target, seen.target_atas, seen.nilai = row.nilai_target, row.nilai_target_atas, row.nilai_realisasi
        seen.dinilai = judge.of(row)
        if formula != row.formula:
            sentence = f"Indikator ini sudah ada ({indikator.kode}) dengan rumus capaian lain. Samakan arahnya."
            row.masalah.append(Masalah("arah", sentence))
    if not row.masalah:
        _against_here(seen, indikator, known)
    if row.masalah:
        seen.keadaan = "bermasalah"
    return seen


def _values(row: BarisLkj, words: Butir, name: str) -> tuple[Decimal | None, Decimal | None]:
    """Words of an indicator that has an ordinal scale are the values that they stand for: BB, also of «BB (70,12)»."""
    values: list[Decimal | None] = []
    for key, cell in (("target", row.target), ("realisasi", row.realisasi)):
        word, _, _ = cell.teks.partition("(")
        found = value_of(words, cell.teks)
        found = value_of(words, word) if found is None else found
        if found is None and cell.jenis != "kosong":
            row.masalah.append(Masalah(key, f"«{cell.teks}» tidak ada pada skala «{name}» indikator ini."))
        values.append(found)
    row.catatan = [note for note in row.catatan if "bukan angka" not in note]
    return values[0], values[1]


def _against_here(seen: Lihat, indikator: Indikator, known: Dikenal) -> None:
    """Against the target that is set here, and the figure that was approved."""
    row = seen.baris
    seen.lama = known.figures.get((str(indikator.uuid), row.periode))
    before = None if seen.lama is None else (seen.lama.target, seen.lama.target_atas, seen.lama.nilai)
    if before == (seen.target, seen.target_atas, seen.nilai):
        seen.keadaan = "sama"
        return
    if sentence := _target_held(seen, indikator, known):
        row.masalah.append(Masalah("target", sentence))
        return
    if seen.lama is not None and before is not None:
        seen.keadaan = "mengganti"
        row.catatan.append(
            f"Mengganti yang disahkan {seen.lama.penyampaian.disahkan_oleh}: target {format_number(before[0])}, "
            f"realisasi {format_number(before[2])}."
        )


def _target_held(seen: Lihat, indikator: Indikator, known: Dikenal) -> str:
    """Why the row's target cannot be taken; empty when it can. That of an approved year changes only by a Perubahan PK;
    months, which nobody signs, stay open."""
    period = Periode.parse(seen.baris.periode)
    here = known.targets.get((int(indikator.id), period.code))
    frozen = known.is_frozen(indikator, period.tahun) and is_agreed(period.bagian)
    if here is None:
        if frozen and seen.target is not None:
            return (
                f"Indikator tahun {period.tahun} sudah disahkan tanpa target untuk {period.label}. Tetapkan dahulu "
                "melalui Perubahan Perjanjian Kinerja."
            )
        return ""
    if (here.nilai, here.nilai_atas) == (seen.target, seen.target_atas) or not (frozen or seen.lama is None):
        return ""
    return (
        f"Target yang sudah ditetapkan di sini {format_number(here.nilai)}, tabel ini menyebut "
        f"{format_number(seen.target)}. Samakan, atau ubah targetnya dahulu."
    )
