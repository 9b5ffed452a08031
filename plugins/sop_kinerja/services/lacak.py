"""How a figure of a recap came about: its parts, formula and numbers, rule and scale, people, letter, evidence and
corrections. Read-only; what one may not see of another department is not there."""

from dataclasses import dataclass, field
from decimal import Decimal

from core.actor import current_actor
from core.errors import NotFound
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapBasi
from plugins.sop_kinerja.models.angka import ASAL
from plugins.sop_kinerja.models.data import AGREGASI, FORMULA
from plugins.sop_kinerja.nilai_isian import PERCENT
from plugins.sop_kinerja.rumus_angka import ROUNDED, capaian_in_numbers, made_of, weighted
from plugins.sop_kinerja.services.capaian_angka import figures, ukuran
from plugins.sop_kinerja.services.capaian_periode import READ
from plugins.sop_kinerja.services.data_assess import (
    Assessed,
    Ukuran,
    kept,
    rule,
    scale_in_words,
    target_in_words,
    value_in_words,
)
from plugins.sop_kinerja.services.koreksi import Koreksi, beneath
from plugins.sop_kinerja.services.lacak_bagian import Bagian, parts_of
from plugins.sop_kinerja.services.lacak_sumber import Sumber, sources
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for


@dataclass(frozen=True)
class Lacak:
    """A figure and all that it rests on. `bagian` is empty for a figure that was submitted as such; `sumber` are the
    submissions that it rests on at once (one for a submitted figure, one for each unit). `koreksi`: of what its parts
    rest on; those of `sumber` stand there."""

    indikator: IndikatorTahun
    angka: RekapAngka
    periode: Periode
    skala: SkalaBerlaku
    ukuran: Ukuran
    assessed: Assessed
    bagian: list[Bagian] = field(default_factory=list)
    sumber: list[Sumber] = field(default_factory=list)
    koreksi: list[Koreksi] = field(default_factory=list)
    menunggu: bool = False

    @property
    def perangkat(self) -> PerangkatDaerah:
        found: PerangkatDaerah = self.angka.perangkat_daerah
        return found

    @property
    def rumus(self) -> str:
        return FORMULA.get(self.ukuran.formula, self.ukuran.formula)

    @property
    def asal(self) -> str:
        return ASAL[str(self.angka.asal)]

    @property
    def nilai(self) -> str:
        return self.shown(self.angka.nilai)

    @property
    def target(self) -> str:
        return target_in_words(self.ukuran)

    @property
    def hitungan(self) -> str:
        a = self.angka
        return capaian_in_numbers(self.ukuran.formula, a.nilai, a.target, a.target_atas, a.capaian)

    @property
    def aturan(self) -> str:
        """The rule of the axis on which it was made, in words."""
        if self.angka.asal == "langsung":
            return "Angka disampaikan dan disahkan untuk periode ini; tidak dihitung dari yang lain."
        if self.angka.asal == "periode":
            kind = AGREGASI[str(self.indikator.agregasi_periode)]
            running = " Angkanya kumulatif: yang berlaku ialah bagian terakhir." if self.indikator.kumulatif else ""
            return f"Antarperiode: {kind}.{running}"
        return f"Antarunit: {AGREGASI[str(self.indikator.agregasi_unit)]}."

    @property
    def susunan(self) -> str:
        """How the figure came out of its parts, with the numbers; empty where it was submitted or is not there."""
        a = self.angka
        if a.asal == "langsung":
            return self._components()
        if a.asal == "turunan" and self.indikator.agregasi_unit == "tertimbang":
            return weighted([(part.nilai, part.bobot) for part in self.bagian], a.nilai)
        axis = self.indikator.agregasi_periode if a.asal == "periode" else self.indikator.agregasi_unit
        running = a.asal == "periode" and self.indikator.kumulatif and axis != "tidak"
        return made_of(
            "terakhir" if running else str(axis),
            [(part.label, part.nilai) for part in self.bagian],
            nilai=a.nilai,
            jumlah=a.jumlah,
            banyak=int(a.banyak),
            pembilang=a.pembilang,
            penyebut=a.penyebut,
            persen=str(self.indikator.satuan).strip().casefold() in PERCENT,
        )

    @property
    def pembulatan(self) -> str:
        return f"Capaian {ROUNDED}; predikat dibaca dari capaian yang dibulatkan ke dua angka (setengah ke atas)."

    @property
    def pita(self) -> str:
        return "; ".join(scale_in_words(rule(self.skala)))

    def shown(self, value: Decimal | None) -> str:
        """A value of the indicator: a number, or the word that it stands for."""
        return value_in_words(self.ukuran, value)

    def _components(self) -> str:
        a = self.angka
        if a.pembilang is None or a.penyebut is None:
            return ""
        return made_of(
            "rasio",
            [],
            nilai=a.nilai,
            jumlah=None,
            banyak=1,
            pembilang=a.pembilang,
            penyebut=a.penyebut,
            persen=str(self.indikator.satuan).strip().casefold() in PERCENT,
        )


def explain(uuid: str, periode: str, asker_id: int | None = None) -> Lacak:
    """The figure of a yearly indicator (its uuid) in a period, in the recaps of `asker_id`; without one the acting
    department's own, else those of who asked it.

    :raises NotFound: when there is no such figure in a recap that the acting department may read.
    """
    require(READ)
    return of_figure(uuid, periode, asker_id)


def of_figure(uuid: str, periode: str, asker_id: int | None = None) -> Lacak:
    """As `explain`, for a caller that has made sure that it may be shown."""
    try:
        period = Periode.parse(periode)
    except PeriodeError as error:
        raise NotFound("Periode ini tidak ada.") from error
    angka = _row(uuid, period.code, asker_id)
    indikator, asker = angka.indikator_tahun, int(angka.penyelenggara_id)
    scale, by = scale_for(asker, period.tahun), ukuran(angka)
    corrected = [one for those in beneath(angka, indikator, period).values() for one in those]
    found = sources(angka, period, corrected)
    told = {id(one) for source in found for one in source.koreksi}
    return Lacak(
        indikator,
        angka,
        period,
        scale,
        by,
        kept(angka.nilai, by, angka.capaian, scale, str(angka.alasan)),
        parts_of(angka, indikator, period),
        found,
        sorted((one for one in corrected if id(one) not in told), key=lambda one: (one.periode, one.lama.dibuka)),
        RekapBasi.select().where(RekapBasi.penyelenggara == asker).exists(),
    )


def _row(uuid: str, periode: str, asker_id: int | None) -> RekapAngka:
    query = figures().where((IndikatorTahun.uuid == uuid) & (RekapAngka.periode == periode)).order_by(RekapAngka.id)
    if asker_id is not None:
        query = query.where(RekapAngka.penyelenggara == asker_id)
    rows: list[RekapAngka] = list(query)
    if not rows:
        raise NotFound("Angka ini tidak ada pada rekapitulasi yang dapat Anda lihat.")
    own = current_actor().perangkat_daerah_id
    return next((row for row in rows if row.penyelenggara_id == own), rows[0])
