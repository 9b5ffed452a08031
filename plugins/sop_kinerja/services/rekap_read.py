"""A recap as a page shows it: departments in order, each with its rows, its mean and what the mean leaves out."""

from dataclasses import dataclass, field
from typing import Any

from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Kasus, Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.services.data_assess import Assessed, called, kept, named, target_in_words, value_in_words
from plugins.sop_kinerja.services.koreksi import Koreksi, corrections
from plugins.sop_kinerja.services.lacak_alamat import explained
from plugins.sop_kinerja.services.skala import BAWAAN, SkalaBerlaku, bands


@dataclass(frozen=True)
class Line:
    """A figure of the recap, assessed as it was then."""

    row: RekapBaris
    assessed: Assessed
    lacak: str = ""
    """The uuid of the yearly indicator by which `lacak` explains the figure; empty where it is not known."""
    koreksi: Koreksi | None = None
    """What became of the figure after the recap was made; the recap keeps the one that it was made of."""

    @property
    def rumus(self) -> str:
        return FORMULA.get(str(self.row.formula), str(self.row.formula))

    @property
    def target(self) -> str:
        return target_in_words(self.row)

    @property
    def nilai(self) -> str:
        return value_in_words(self.row, self.row.nilai)

    @property
    def sesudahnya(self) -> str:
        """'Sesudah itu dikoreksi menjadi 74: Salah salin'; empty where it still is as it was."""
        if self.koreksi is None:
            return ""
        became = f"dikoreksi menjadi {value_in_words(self.row, self.koreksi.menjadi)}"
        return f"Sesudah itu {became if self.koreksi.sah else 'dibuka lagi'}: {self.koreksi.alasan}"


@dataclass(frozen=True)
class Group:
    """A department's part."""

    row: RekapPerangkat
    assessed: Assessed
    lines: list[Line] = field(default_factory=list)


def groups(rekap: Rekap) -> list[Group]:
    """A few queries, and one more for each 400 figures."""
    scale = kept_scale(rekap.aturan)
    found = {
        (row.sumber_id, row.unit): Group(row, called(named(row.rata_rata, scale), str(row.predikat), scale))
        for row in _with_department(RekapPerangkat, rekap)
    }
    rows = list(_with_department(RekapBaris, rekap))
    ways, changed = explained(rows, str(rekap.periode)), corrected_since(rekap)
    for row in rows:
        assessed = called(kept(row.nilai, row, row.capaian, scale, str(row.alasan)), str(row.predikat), scale)
        line = Line(row, assessed, ways.get(str(row.realisasi_uuid), ""), changed.get(str(row.realisasi_uuid)))
        found[row.sumber_id, row.unit].lines.append(line)
    return list(found.values())


def corrected_since(rekap: Rekap) -> dict[str, Koreksi]:
    """`Realisasi.uuid` -> its last correction after the recap was made, where the figure is another since or none is
    approved yet. What lies under a recap that is made or reviewed is not opened, so what was opened later is not in
    it."""
    first: dict[str, Koreksi] = {}
    last: dict[str, Koreksi] = {}
    for those in corrections(int(rekap.perangkat_daerah_id), {str(rekap.periode)}).values():
        for one in those:
            figure = one.lama.realisasi
            if one.lama.dibuka >= rekap.dibuat and figure.penyampaian.kasus_uuid == rekap.kasus.uuid:
                first.setdefault(str(figure.uuid), one)
                last[str(figure.uuid)] = one
    return {uuid: one for uuid, one in last.items() if not one.sah or one.menjadi != first[uuid].nilai}


def kept_scale(aturan: dict[str, Any]) -> SkalaBerlaku:
    """The scale of a rule that was kept, as it was then."""
    stored = aturan.get("skala")
    return SkalaBerlaku(bands(stored), nama=aturan.get("nama_skala", "Skala bawaan")) if stored else BAWAAN


def recaps(page: int, size: int) -> tuple[list[Rekap], int]:
    """A page of the acting department's recaps, newest first, and how many pages there are."""
    query = Rekap.select(Rekap, Kasus).join(Kasus).order_by(Rekap.id.desc())
    return list(query.paginate(page, size)), max(1, -(-query.count() // size))


def _with_department(model: Any, rekap: Rekap) -> Any:
    return (
        model.select(model, PerangkatDaerah)
        .join(PerangkatDaerah, on=model.sumber)
        .where(model.rekap == rekap.id)
        .order_by(model.urutan)
    )
