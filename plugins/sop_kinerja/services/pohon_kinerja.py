"""Pohon kinerja: from the regency's tujuan down to the units, with the indicators and programmes on each node."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal

from core.organisation.models import PerangkatDaerah, UnitKerja
from core.tenancy import all_departments
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, ProgramKegiatan, Sasaran, SkalaOrdinal, Target
from plugins.sop_kinerja.models.rencana import JENIS_SASARAN, TINGKAT
from plugins.sop_kinerja.services.indikator_tahun import APPROVED
from plugins.sop_kinerja.services.target_tahun import targets_of
from plugins.sop_kinerja.silsilah import below_itself
from plugins.sop_kinerja.tulis_target import target_text

REASON = "Membaca pohon kinerja seluruh pemerintah daerah"
_PARTS = ("TH", "TW4", "S2", "TW3", "TW2", "S1", "TW1")
"""Whose target stands on a node: the year's, or that of the last period that has one."""
_LEVELS = list(TINGKAT)


@dataclass(frozen=True)
class Leaf:
    """An indicator on a node. `target` in words, empty where the year has none; `period` of it: 'TH', 'TW4'."""

    kode: str
    uraian: str
    satuan: str
    iku: bool
    bobot: Decimal | None
    target: str
    period: str
    supports: str
    """The indicator above that it supports; empty where none."""


@dataclass
class Node:
    """A tujuan or sasaran. `own`: of the department in which one acts; others are there as its context."""

    id: int
    induk: int | None
    kode: str
    uraian: str
    jenis: str
    tingkat: str
    owner: str
    own: bool
    indicators: list[Leaf] = field(default_factory=list)
    programmes: int = 0
    pagu: Decimal = Decimal(0)
    children: list["Node"] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """'Sasaran pemerintah daerah'"""
        return f"{JENIS_SASARAN[self.jenis]} {TINGKAT[self.tingkat].lower()}"


@dataclass(frozen=True)
class Tree:
    """`loose`: the department's own indicators that stand on no node."""

    tahun: int
    top: list[Node]
    loose: list[Leaf]

    @property
    def size(self) -> int:
        return sum(1 for _ in walk(self.top))


def tree(department: PerangkatDaerah, tahun: int, *, whole: bool = False) -> Tree:
    """The department's nodes with those above them; `whole`: those of all departments of its government, which leaves
    a line in the audit log, since their targets and programmes are read. A constant number of queries.
    """
    departments = _departments(int(department.pemerintah_daerah_id))
    rows = _rows(departments)
    if not whole:
        rows = with_above(rows, int(department.id))
    units = {
        row.id: str(row.nama) for row in UnitKerja.select().where(UnitKerja.perangkat_daerah.in_(list(departments)))
    }
    nodes = {
        int(row.id): Node(
            *(int(row.id), row.induk_id, str(row.kode), str(row.uraian), str(row.jenis), str(row.tingkat)),
            owner=units.get(row.unit_kerja_id) or departments[row.perangkat_daerah_id],
            own=row.perangkat_daerah_id == department.id,
        )
        for row in rows
    }
    with all_departments(REASON) if whole else nullcontext():
        loose = _indicators(nodes, int(department.id), tahun)
        _programmes(nodes, tahun)
    return Tree(tahun, grown(nodes.values()), loose)


def with_above(rows: Sequence[Sasaran], department: int) -> list[Sasaran]:
    """A department's rows and all that stand above them, in the order given; a circle ends where it began."""
    by_id = {int(row.id): row for row in rows}
    wanted: set[int] = set()
    for row in rows:
        above = row if row.perangkat_daerah_id == department else None
        while above is not None and int(above.id) not in wanted:
            wanted.add(int(above.id))
            above = by_id.get(above.induk_id)
    return [row for row in rows if int(row.id) in wanted]


def grown(nodes: Iterable[Node]) -> list[Node]:
    """The nodes under one another, in the order given; nothing is left out or there twice, whatever the rows say."""
    by_id = {node.id: node for node in nodes}
    parents = {node.id: node.induk for node in by_id.values()}
    top = []
    for node in by_id.values():
        above = by_id.get(node.induk) if node.induk is not None else None
        if above is None or below_itself(node.id, parents):
            top.append(node)
        else:
            above.children.append(node)
    return sorted(top, key=lambda node: _LEVELS.index(node.tingkat))


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """Each node before those below it."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def _departments(government: int) -> dict[int, str]:
    rows = PerangkatDaerah.select().where(PerangkatDaerah.pemerintah_daerah == government)
    return {int(row.id): str(row.nama) for row in rows.order_by(PerangkatDaerah.urutan)}


def _rows(departments: dict[int, str]) -> list[Sasaran]:
    """Those in use of a government, in the order of departments and of their own numbers."""
    wanted = Sasaran.perangkat_daerah.in_(list(departments)) & (Sasaran.aktif == True)  # noqa: E712
    rows = Sasaran.select().where(wanted).order_by(Sasaran.urutan, Sasaran.kode, Sasaran.id)
    order = {one: number for number, one in enumerate(departments)}
    return sorted(rows, key=lambda row: order[row.perangkat_daerah_id])


def _indicators(nodes: dict[int, Node], department: int, tahun: int) -> list[Leaf]:
    """Puts each indicator on its node; gives the department's own that stand on none."""
    mine = (Indikator.perangkat_daerah == department) | Indikator.untuk_sasaran.in_(list(nodes))
    masters = list(Indikator.select().where(mine).order_by(Indikator.urutan, Indikator.kode, Indikator.id))
    ids = [one.id for one in masters]
    wanted = IndikatorTahun.indikator.in_(ids) & (IndikatorTahun.tahun == tahun)
    copies = {row.indikator_id: row for row in IndikatorTahun.select().where(wanted)}
    frozen = {key for key, row in copies.items() if row.status == APPROVED}
    shown = [one for one in masters if one.aktif or one.id in frozen]
    targets = targets_of(ids, tahun)
    above = {one.induk_id for one in shown if one.induk_id is not None}
    names = {
        row.id: str(row.uraian)
        for row in Indikator.select(Indikator.id, Indikator.uraian).where(Indikator.id.in_(above))
    }
    words = {
        row.id: row.butir for row in SkalaOrdinal.select().where(SkalaOrdinal.id.in_({one.skala_id for one in shown}))
    }
    loose = []
    for one in shown:
        row = copies[one.id] if one.id in frozen else one
        scale = copies[one.id].skala if one.id in frozen else words.get(one.skala_id)
        part, target = _shown_target(targets.get(one.id, {}))
        leaf = Leaf(
            *(str(row.kode), str(row.uraian), str(row.satuan), bool(row.iku), row.bobot),
            target="" if target is None else target_text(target.nilai, target.nilai_atas, scale),
            period=part,
            supports=names.get(one.induk_id, ""),
        )
        if one.untuk_sasaran_id in nodes:
            nodes[one.untuk_sasaran_id].indicators.append(leaf)
        elif one.perangkat_daerah_id == department:
            loose.append(leaf)
    return loose


def _shown_target(here: Mapping[str, Target]) -> tuple[str, Target | None]:
    """Part of the year and its target: the first of `_PARTS` that has a value."""
    return next(((part, here[part]) for part in _PARTS if part in here and here[part].nilai is not None), ("", None))


def _programmes(nodes: dict[int, Node], tahun: int) -> None:
    wanted = ProgramKegiatan.sasaran.in_(list(nodes)) & (ProgramKegiatan.tahun == tahun)
    for row in ProgramKegiatan.select().where(wanted & (ProgramKegiatan.jenis == "program")):
        nodes[row.sasaran_id].programmes += 1
        nodes[row.sasaran_id].pagu += row.pagu or Decimal(0)
