"""What the recap of a period holds, as pages, papers and workbooks read it."""

from dataclasses import dataclass, field

from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapCapaian
from plugins.sop_kinerja.services.capaian_kurang import BelumSah
from plugins.sop_kinerja.services.data_assess import Assessed, Ukuran, target_in_words, value_in_words
from plugins.sop_kinerja.services.impor_lkj_kenal import PREFIX
from plugins.sop_kinerja.services.skala import SkalaBerlaku


@dataclass(frozen=True)
class Baris:
    """An indicator's figure in the period."""

    indikator: IndikatorTahun
    angka: RekapAngka
    ukuran: Ukuran
    assessed: Assessed
    dikoreksi: bool = False
    """It, or what it was made of, was another figure when it was approved first."""

    @property
    def kosong(self) -> bool:
        """Submitted without a figure."""
        return bool(self.angka.asal == "langsung" and not self.angka.ada)

    @property
    def complete(self) -> bool:
        return self.kosong or bool(self.angka.ada >= self.angka.perlu)

    @property
    def kelengkapan(self) -> str:
        """'1 dari 2 bagian', of what the figure is made of; of a submitted one that it is not filled in."""
        if self.angka.asal == "langsung" and self.complete:
            return "realisasi belum diisi" if self.kosong else "lengkap"
        return f"{self.angka.ada} dari {self.angka.perlu} bagian"

    @property
    def nama(self) -> str:
        """Of an imported indicator with who published it, since two agencies may print the same name."""
        year = self.indikator
        published = str(year.sumber_data) if str(year.kode).startswith(PREFIX) else ""
        return f"{year.uraian} (sumber: {published})" if published else str(year.uraian)

    @property
    def nilai(self) -> str:
        """'1.234,5', or of an ordinal indicator the word that the value counts as."""
        return value_in_words(self.ukuran, self.angka.nilai)

    @property
    def target(self) -> str:
        """'75', '60 sampai 80', 'BB', or why there is none."""
        return target_in_words(self.ukuran)


@dataclass(frozen=True)
class Bagian:
    """A department's part; `rata` None while nothing of it has been computed."""

    perangkat: PerangkatDaerah
    rata: RekapCapaian | None
    assessed: Assessed
    baris: list[Baris] = field(default_factory=list)


@dataclass(frozen=True)
class RekapSaatIni:
    """`menunggu`: changes that workers have yet to work in, so that the figures may still move. `kurang`: what was
    asked for and is not approved, so that it does not count; `disahkan`: how many submissions are. `tanpa_angka`: parts
    of the period that have no figure at all, though figures are made of them."""

    periode: Periode
    skala: SkalaBerlaku
    bagian: list[Bagian]
    keseluruhan: RekapCapaian | None
    assessed: Assessed
    menunggu: int
    disahkan: int
    kurang: list[BelumSah]
    tanpa_angka: list[Periode]

    @property
    def kalimat_kurang(self) -> list[str]:
        """All that is missing, in sentences without their full stop."""
        return [
            *(f"{part.label}: belum ada angka yang disahkan" for part in self.tanpa_angka),
            *(one.kalimat for one in self.kurang),
        ]

    @property
    def semua(self) -> list[tuple[Bagian, Baris]]:
        return [(part, one) for part in self.bagian for one in part.baris]

    @property
    def dinilai(self) -> int:
        return sum(one.assessed.value is not None for _, one in self.semua)

    @property
    def belum_dinilai(self) -> int:
        return sum(one.assessed.value is None for _, one in self.semua)

    @property
    def belum_lengkap(self) -> list[tuple[Bagian, Baris]]:
        """Figures of which a part of the period, a unit or an indicator below is not there yet."""
        return [(part, one) for part, one in self.semua if not one.complete]
