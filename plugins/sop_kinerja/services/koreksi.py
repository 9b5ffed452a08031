"""Corrections after approval: figures that were approved, opened again and approved anew, and what rests on them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from core.idn.periods import Periode
from plugins.sop_kinerja.bagian_periode import pieces, under
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, RekapAngka, RiwayatAngka


class Tempat(NamedTuple):
    """Where a submitted figure stands: uuid of its indicator, code of its period, and whether a unit's."""

    indikator: str
    periode: str
    unit: bool


@dataclass(frozen=True)
class Koreksi:
    """A figure as it was approved once, with who opened it again and why (`lama`), and what came in its place:
    `menjadi`, while it is approved (`sah`)."""

    lama: RiwayatAngka
    indikator: str
    periode: Periode
    cabang: str
    menjadi: Decimal | None
    sah: bool

    @property
    def nilai(self) -> Decimal | None:
        value: Decimal | None = self.lama.nilai
        return value

    @property
    def alasan(self) -> str:
        return str(self.lama.alasan)

    @property
    def pihak(self) -> str:
        return str(self.lama.realisasi.penyampaian.pihak)

    @property
    def berubah(self) -> bool:
        return self.sah and self.nilai != self.menjadi


def corrections(
    asker: int, periods: Collection[str], indicators: Collection[str] | None = None
) -> dict[Tempat, list[Koreksi]]:
    """Of the asker's recaps, each place's in their order; two queries, or one where nothing was corrected.

    A place's corrections are also those of a figure that an imported table put another one in the place of.

    :param periods: codes; indicators: uuids, None: all
    """
    query = (
        RiwayatAngka.select(RiwayatAngka, Realisasi, Penyampaian)
        .join(Realisasi)
        .join(Penyampaian)
        .where((Penyampaian.penyelenggara == asker) & Penyampaian.periode.in_(sorted(periods)))
        .order_by(RiwayatAngka.dibuka, RiwayatAngka.id)
    )
    if indicators is not None:
        query = query.where(Realisasi.indikator_uuid.in_(sorted(indicators)))
    old: dict[tuple[str, str, str], list[RiwayatAngka]] = defaultdict(list)
    for row in query:
        figure = row.realisasi
        old[str(figure.indikator_uuid), str(figure.penyampaian.periode), str(figure.penyampaian.cabang)].append(row)
    if not old:
        return {}
    now = _approved(asker, periods, {uuid for uuid, _, _ in old})
    found: dict[Tempat, list[Koreksi]] = defaultdict(list)
    for (uuid, code, branch), rows in old.items():
        for number, row in enumerate(rows, start=1):
            there = number < len(rows) or (uuid, code, branch) in now
            after = rows[number].nilai if number < len(rows) else now.get((uuid, code, branch))
            found[Tempat(uuid, code, branch != "")].append(
                Koreksi(row, uuid, Periode.parse(code), branch, after, there)
            )
    return found


def corrected(asker: int, period: Periode, rows: Sequence[RekapAngka]) -> set[int]:
    """Which of a recap's figures (`RekapAngka.id`) are others than they were when they, or what they were made of, was
    approved first. `rows` with their IndikatorTahun."""
    found = corrections(asker, under(period))
    changed = {place for place, those in found.items() if any(one.berubah for one in those)}
    if not changed:
        return set()
    ground = Dasar(asker, period, {place.indikator for place in changed})
    return {
        int(row.id) for row in rows if not changed.isdisjoint(ground.places(str(row.indikator_tahun.indikator_uuid)))
    }


def beneath(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> dict[Tempat, list[Koreksi]]:
    """The corrections of all that one figure of a recap rests on."""
    asker, uuid = int(angka.penyelenggara_id), str(indikator.indikator_uuid)
    found = corrections(asker, under(period), None if angka.asal == "turunan" else {uuid})
    if not found:
        return {}
    places = Dasar(asker, period, {uuid, *(place.indikator for place in found)}).places(uuid)
    return {place: those for place, those in found.items() if place in places}


class Dasar:
    """On which submitted figures those of a recap's period rest: through its parts, its units and the tree."""

    def __init__(self, asker: int, period: Periode, indicators: Collection[str]) -> None:
        """`indicators`: uuids whose parts of the period matter; two queries."""
        self._period = period
        self._origin: dict[tuple[str, str], str] = {}
        self._children: dict[str, list[str]] = defaultdict(list)
        here = RekapAngka.periode == period.code
        for uuid, above, _, origin in _nodes(asker, here):
            self._origin[uuid, period.code] = origin
            self._children[above].append(uuid)
        below = RekapAngka.periode.in_(sorted(under(period) - {period.code}))
        for uuid, _, code, origin in _nodes(asker, below & IndikatorTahun.indikator_uuid.in_(sorted(indicators))):
            self._origin[uuid, code] = origin

    def places(self, indikator: str) -> set[Tempat]:
        """Where the figure of an indicator (its uuid) comes from in the end."""
        found: set[Tempat] = set()
        seen: set[tuple[str, str]] = set()
        todo = [(indikator, self._period)]
        while todo:
            uuid, period = todo.pop()
            if (uuid, period.code) in seen:
                continue
            seen.add((uuid, period.code))
            origin = self._origin.get((uuid, period.code))
            if origin == "langsung":
                found.add(Tempat(uuid, period.code, False))
            elif origin == "unit":
                found |= {Tempat(uuid, code, True) for code in under(period)}
            elif origin == "periode":
                todo += [(uuid, piece) for piece in pieces(period)]
            elif origin == "turunan":
                todo += [(child, period) for child in self._children[uuid]]
        return found


def _nodes(asker: int, where: Any) -> Any:
    """(indicator, the one above it, period, origin) of the asker's figures, as plain texts."""
    year = IndikatorTahun
    return (
        RekapAngka.select(year.indikator_uuid, year.induk_uuid, RekapAngka.periode, RekapAngka.asal)
        .join(IndikatorTahun)
        .where((RekapAngka.penyelenggara == asker) & where)
        .tuples()
    )


def _approved(asker: int, periods: Collection[str], indicators: Collection[str]) -> dict[tuple[str, str, str], Any]:
    """(indicator, period, branch) -> the figure that is approved now; of several the last."""
    rows = (
        Realisasi.select(Realisasi.indikator_uuid, Penyampaian.periode, Penyampaian.cabang, Realisasi.nilai)
        .join(Penyampaian)
        .where(
            (Penyampaian.penyelenggara == asker)
            & (Penyampaian.status == "disahkan")
            & Penyampaian.periode.in_(sorted(periods))
            & Realisasi.indikator_uuid.in_(sorted(indicators))
        )
        .order_by(Penyampaian.disahkan, Penyampaian.id)
        .tuples()
    )
    return {(str(uuid), str(code), str(branch)): value for uuid, code, branch, value in rows}
