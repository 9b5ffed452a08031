"""What a department has of a table's indicators already: masters, their copies of a year, targets, approved figures."""

from collections.abc import Iterable
from typing import Any

from core.bulk import among
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.capaian import Formula, formula_of
from plugins.sop_kinerja.lkj.baris import BarisLkj, fold
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, Realisasi, Target
from plugins.sop_kinerja.ordinal import Butir
from plugins.sop_kinerja.services.impor_lkj_milik import agency, own_names
from plugins.sop_kinerja.services.indikator_tahun import APPROVED

PREFIX = "LKJ-"
"""Codes of indicators that came with a table; of these the agency is the one in `sumber_data`."""


class Dikenal:
    """A constant number of queries. The copy of a year says by which formula and scale it is
    judged; the master where there is no copy yet."""

    def __init__(self, owner: PerangkatDaerah, rows: Iterable[BarisLkj]) -> None:
        self.own = own_names(owner)
        self._exact: dict[tuple[str, ...], Indikator] = {}
        self._loose: dict[tuple[str, str], list[Indikator]] = {}
        for one in Indikator.select().where(Indikator.perangkat_daerah == owner.id).order_by(Indikator.id):
            source = str(one.sumber_data) if str(one.kode).startswith(PREFIX) else ""
            source = "" if fold(source) in self.own else fold(source)
            words = tuple(fold(str(each)) for each in (one.sasaran, one.uraian, one.satuan))
            self._exact.setdefault((source, *words, str(one.formula)), one)
            if not source:
                self._loose.setdefault((words[1], words[2]), []).append(one)
        self._copies: dict[tuple[int, int], IndikatorTahun] = {}
        self.targets: dict[tuple[int, str], Target] = {}
        self.figures: dict[tuple[str, str], Realisasi] = {}
        wanted: dict[int, Indikator] = {}
        if self._exact:
            for row in rows:
                one = self.indikator(row)
                if one is not None:
                    wanted[int(one.id)] = one
        if wanted:
            self._load(int(owner.id), list(wanted.values()), sorted({row.periode for row in rows}))

    def indikator(self, row: BarisLkj) -> Indikator | None:
        """The one that the row is about; of one's own also by name and unit alone, when just one goes by them."""
        source = fold(agency(row, self.own))
        found = self._exact.get((source, *row.kunci[1:]))
        if found is None and not source:
            alike = self._loose.get((fold(row.indikator), fold(row.satuan)), [])
            same = [
                one for one in alike if not row.sasaran or not one.sasaran or fold(one.sasaran) == fold(row.sasaran)
            ]
            found = same[0] if len(same) == 1 else None
        return found

    def formula(self, indikator: Indikator, tahun: int) -> Formula:
        return formula_of(str((self._copies.get((int(indikator.id), tahun)) or indikator).formula))

    def skala(self, indikator: Indikator, tahun: int) -> Butir | None:
        """The words of an ordinal indicator; None of any other."""
        copy = self._copies.get((int(indikator.id), tahun))
        if copy is not None:
            return copy.skala
        return indikator.skala.butir if indikator.skala_id else None

    def is_frozen(self, indikator: Indikator, tahun: int) -> bool:
        copy = self._copies.get((int(indikator.id), tahun))
        return copy is not None and copy.status == APPROVED

    def _load(self, owner: int, some: list[Indikator], periods: list[str]) -> None:
        ids, uuids = [one.id for one in some], [str(one.uuid) for one in some]
        years = sorted({int(period[:4]) for period in periods})
        for target in Target.select().where(among(Target.indikator, ids) & Target.periode.in_(periods)):
            self.targets[int(target.indikator_id), str(target.periode)] = target
        copies = among(IndikatorTahun.indikator, ids) & IndikatorTahun.tahun.in_(years)
        for copy in IndikatorTahun.select().where(copies):
            self._copies[int(copy.indikator_id), int(copy.tahun)] = copy
        approved: Any = (
            Realisasi.select(Realisasi, Penyampaian)
            .join(Penyampaian)
            .where(
                among(Realisasi.indikator_uuid, uuids)
                & Penyampaian.periode.in_(periods)
                & (Penyampaian.penyelenggara == owner)
                & (Penyampaian.cabang == "")
                & (Penyampaian.status == "disahkan")
            )
            .order_by(Penyampaian.disahkan, Realisasi.id)
        )
        for row in approved:  # of several the newest
            self.figures[str(row.indikator_uuid), str(row.penyampaian.periode)] = row
