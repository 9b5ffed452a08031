"""A published table as it is looked at before anything of it counts: its rows, and what they come to."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plugins.sop_kinerja.lkj.banding import Banding
from plugins.sop_kinerja.lkj.baris import BarisLkj
from plugins.sop_kinerja.models import Indikator, Realisasi
from plugins.sop_kinerja.services.data_assess import Assessed
from plugins.sop_kinerja.services.impor_lkj_nilai import BEDA, NOT_ASSESSED, Dinilai
from plugins.sop_kinerja.services.skala import SkalaBerlaku

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
