"""The recap of a period as it stands now: each department's figures, its mean, and what is still missing.

Reads what the workers keep fresh (RekapAngka, RekapCapaian); a page of it costs four queries, however large.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.actor import current_actor
from core.errors import NotFound
from core.idn.numbers import format_number
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapBasi, RekapCapaian
from plugins.sop_kinerja.ordinal import word_of
from plugins.sop_kinerja.services.data_assess import Assessed, named
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

READ = "sop_kinerja.rekap.read"
DEPARTMENT, REGENCY = "perangkat_daerah", "pemda"


@dataclass(frozen=True)
class Baris:
    """An indicator's figure in the period."""

    indikator: IndikatorTahun
    angka: RekapAngka
    assessed: Assessed

    @property
    def complete(self) -> bool:
        return bool(self.angka.ada >= self.angka.perlu)

    @property
    def nilai(self) -> str:
        """'1.234,5', or of an ordinal indicator the word that the value counts as."""
        return word_of(self.indikator.skala, self.angka.nilai) or format_number(self.angka.nilai)

    @property
    def target(self) -> str:
        """'75', '60 sampai 80', 'BB', or why there is none."""
        angka, formula = self.angka, str(self.indikator.formula)
        if not angka.jatuh_tempo:
            return "Belum jatuh tempo"
        if angka.target is None:
            return "Tidak berupa angka" if formula == "tanpa" else "Belum ditetapkan"
        low = word_of(self.indikator.skala, angka.target) or format_number(angka.target)
        return f"{low} sampai {format_number(angka.target_atas)}" if formula == "rentang" else low


@dataclass(frozen=True)
class Bagian:
    """A department's part; `rata` None while nothing of it has been computed."""

    perangkat: PerangkatDaerah
    rata: RekapCapaian | None
    assessed: Assessed
    baris: list[Baris] = field(default_factory=list)


@dataclass(frozen=True)
class RekapSaatIni:
    """`menunggu`: changes that workers have yet to work in, so that the figures may still move."""

    periode: Periode
    skala: SkalaBerlaku
    bagian: list[Bagian]
    keseluruhan: RekapCapaian | None
    assessed: Assessed
    menunggu: int

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
    rows = (
        RekapAngka.select(RekapAngka.periode)
        .where(RekapAngka.penyelenggara == current_actor().perangkat_daerah_id)
        .distinct()
        .tuples()
    )
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
    means = _means(owner, period.code)
    whole = next((row for row in means if row.tingkat == REGENCY), None)
    by_department = {row.perangkat_daerah_id: row for row in means if row.tingkat == DEPARTMENT}
    found: dict[int, Bagian] = {}
    for row in _figures(owner, period.code, sumber_id):
        mean = by_department.get(row.perangkat_daerah_id)
        part = found.setdefault(
            row.perangkat_daerah_id, Bagian(row.perangkat_daerah, mean, _assessed(mean, scale, "Belum ada angkanya."))
        )
        part.baris.append(Baris(row.indikator_tahun, row, named(row.capaian, scale, str(row.alasan))))
    waiting = RekapBasi.select().where(RekapBasi.penyelenggara == owner).count()
    return RekapSaatIni(period, scale, list(found.values()), whole, _assessed(whole, scale, ""), waiting)


def _assessed(mean: RekapCapaian | None, scale: SkalaBerlaku, reason: str) -> Assessed:
    if mean is None or mean.rata_rata is None:
        return named(None, scale, reason)
    # Its name was read from the mean before that was rounded to the places that are kept.
    return replace(named(mean.rata_rata, scale), predikat=str(mean.predikat))


def _means(owner: int, periode: str) -> Sequence[RekapCapaian]:
    return list(RekapCapaian.select().where((RekapCapaian.penyelenggara == owner) & (RekapCapaian.periode == periode)))


def _figures(owner: int, periode: str, sumber_id: int | None) -> Sequence[RekapAngka]:
    rows = (
        RekapAngka.select(RekapAngka, IndikatorTahun, PerangkatDaerah)
        .join(IndikatorTahun)
        .switch(RekapAngka)
        .join(PerangkatDaerah, on=RekapAngka.perangkat_daerah)
        .where((RekapAngka.penyelenggara == owner) & (RekapAngka.periode == periode))
        .order_by(
            PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id, IndikatorTahun.urutan, IndikatorTahun.kode
        )
    )
    if sumber_id is not None:
        rows = rows.where(RekapAngka.perangkat_daerah == sumber_id)
    return list(rows)
