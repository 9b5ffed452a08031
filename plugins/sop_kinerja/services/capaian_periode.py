"""The recap of a period as it stands now: each department's figures, its mean, and what is still missing.

Reads what the workers keep fresh (RekapAngka, RekapCapaian); a page of it costs a few queries, however large.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.actor import current_actor
from core.errors import NotFound
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapBasi, RekapCapaian
from plugins.sop_kinerja.services.capaian_angka import figures, ukuran
from plugins.sop_kinerja.services.capaian_kurang import BelumSah, not_approved
from plugins.sop_kinerja.services.data_assess import (
    Assessed,
    Ukuran,
    called,
    kept,
    named,
    target_in_words,
    value_in_words,
)
from plugins.sop_kinerja.services.koreksi import corrected
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

READ = "sop_kinerja.rekap.read"
DEPARTMENT, REGENCY = "perangkat_daerah", "pemda"


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
        if self.kosong:
            return "realisasi belum diisi"
        return f"{self.angka.ada} dari {self.angka.perlu} bagian"

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
    asked for and is not approved, so that it does not count; `disahkan`: how many submissions are."""

    periode: Periode
    skala: SkalaBerlaku
    bagian: list[Bagian]
    keseluruhan: RekapCapaian | None
    assessed: Assessed
    menunggu: int
    disahkan: int
    kurang: list[BelumSah]

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


def periods() -> list[Periode]:
    """The periods of which the acting department has a recap, newest first."""
    # There is a mean wherever there is a figure, and of means there are few.
    mine = RekapCapaian.penyelenggara == current_actor().perangkat_daerah_id
    rows = RekapCapaian.select(RekapCapaian.periode).where(mine).distinct().tuples()
    return sorted((Periode.parse(code) for (code,) in rows), reverse=True)


def newest() -> Periode | None:
    """The newest period with an assessed figure; without one the newest that has any."""
    mine = RekapCapaian.penyelenggara == current_actor().perangkat_daerah_id
    rows = RekapCapaian.select(RekapCapaian.periode).where(mine & (RekapCapaian.dinilai > 0)).distinct().tuples()
    assessed = [Periode.parse(code) for (code,) in rows]
    return max(assessed or periods(), key=lambda one: (one.end, -len(one.parts)), default=None)


def recap(kode: str, sumber_id: int | None = None) -> RekapSaatIni:
    """The acting department's recap of a period; with `sumber_id` only that department's part.

    :raises NotFound: for a text that is no period.
    """
    try:
        period = Periode.parse(kode)
    except PeriodeError as error:
        raise NotFound("Periode ini tidak ada.") from error
    owner = int(current_actor().perangkat_daerah_id or 0)
    scale = scale_for(owner, period.tahun)
    waiting = RekapBasi.select().where(RekapBasi.penyelenggara == owner).count()
    means = {(str(row.tingkat), row.perangkat_daerah_id): row for row in _means(owner, period.code)}
    rows = _figures(owner, period.code, sumber_id)
    changed = corrected(owner, period, rows)
    found: dict[int, Bagian] = {}
    for row in rows:
        mean = means.get((DEPARTMENT, row.perangkat_daerah_id))
        part = found.setdefault(
            row.perangkat_daerah_id, Bagian(row.perangkat_daerah, mean, _assessed(mean, scale, "Belum ada angkanya."))
        )
        by = ukuran(row)
        assessed = kept(row.nilai, by, row.capaian, scale, str(row.alasan))
        part.baris.append(Baris(row.indikator_tahun, row, by, assessed, row.id in changed))
    whole = means.get((REGENCY, owner) if sumber_id is None else (DEPARTMENT, sumber_id))
    approved, lacking = not_approved(owner, period, sumber_id)
    return RekapSaatIni(
        period, scale, list(found.values()), whole, _assessed(whole, scale, ""), waiting, approved, lacking
    )


def _assessed(mean: RekapCapaian | None, scale: SkalaBerlaku, reason: str) -> Assessed:
    if mean is None or mean.rata_rata is None:
        return named(None, scale, reason)
    return called(named(mean.rata_rata, scale), str(mean.predikat), scale)


def _means(owner: int, periode: str) -> Sequence[RekapCapaian]:
    return list(RekapCapaian.select().where((RekapCapaian.penyelenggara == owner) & (RekapCapaian.periode == periode)))


def _figures(owner: int, periode: str, sumber_id: int | None) -> Sequence[RekapAngka]:
    rows = (
        figures()
        .where((RekapAngka.penyelenggara == owner) & (RekapAngka.periode == periode))
        .order_by(
            PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id, IndikatorTahun.urutan, IndikatorTahun.kode
        )
    )
    if sumber_id is not None:
        rows = rows.where(RekapAngka.perangkat_daerah == sumber_id)
    return list(rows)
