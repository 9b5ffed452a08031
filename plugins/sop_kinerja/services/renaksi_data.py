"""The Rencana Aksi of a year as it stands: the department's indicators with their targets and actions."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from decimal import Decimal

import peewee

from core.db import is_postgres
from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, ProgramKegiatan, RencanaAksi, SkalaOrdinal, Target
from plugins.sop_kinerja.sel_target import Value, Writing, shown
from plugins.sop_kinerja.services.indikator_tahun import belongs, in_use
from plugins.sop_kinerja.services.target_tahun import is_agreed
from plugins.sop_kinerja.target_periksa import MONTHS, QUARTERS, YEAR, Finding, Rule, check

READ, UPDATE = "sop_kinerja.rencana.read", "sop_kinerja.rencana.update"
PARTS = (YEAR, *QUARTERS, *MONTHS)
LOCKED = "Target {} disahkan bersama indikator tahun ini; mengubahnya lewat Perubahan Perjanjian Kinerja."


@dataclass(frozen=True, eq=False)
class Line:
    """An indicator in the year, with its targets by part of the year and its actions in their order.

    `text` is its copy of the year where there is one, else the master: both have the same columns. `frozen`: that copy
    is approved. `late`: it was added after the year was approved, and is of it only once it has a target there.
    """

    indikator: Indikator
    text: Indikator | IndikatorTahun
    writing: Writing
    frozen: bool
    targets: dict[str, Value] = field(default_factory=dict)
    actions: list[RencanaAksi] = field(default_factory=list)
    late: bool = False

    @property
    def uuid(self) -> str:
        return str(self.indikator.uuid)

    @property
    def rule(self) -> Rule:
        return Rule.of(self.text)

    @property
    def findings(self) -> list[Finding]:
        """What does not agree among its targets; ranges and words have no order in which to be compared."""
        if self.writing.rentang or self.writing.skala:
            return []
        return check(self.rule, self.numbers)

    @property
    def numbers(self) -> dict[str, Decimal | None]:
        return {part: value.nilai for part, value in self.targets.items()}

    def shown(self, part: str) -> str:
        """The text of a cell; empty where nobody has set the target."""
        return shown(self.targets.get(part), self.writing)

    def is_locked(self, part: str) -> bool:
        """Whether the cell was agreed on: the year's and the triwulan's targets of an approved year."""
        return self.frozen and is_agreed(part)


def lines(department: int, tahun: int, *, late: bool = False) -> list[Line]:
    """The indicators of the department's year in their order; a constant number of queries.

    :param late: also those that are in use and not of the year yet, so that one can give them a target
    """
    copies = {int(row.indikator_id): row for row in _copies(department, tahun)}
    of_it = belongs(department, tahun)
    rows = (
        Indikator.select(Indikator, SkalaOrdinal)
        .join(SkalaOrdinal, peewee.JOIN.LEFT_OUTER)
        .where(of_it | in_use(department) if late else of_it)
        .order_by(Indikator.urutan, Indikator.kode, Indikator.id)
    )
    counted = {int(row.id) for row in Indikator.select(Indikator.id).where(of_it)} if late else None
    found = [_line(row, copies.get(int(row.id)), counted) for row in rows]
    by_id = {int(line.indikator.id): line for line in found}
    for target in _targets(department, tahun):
        if target.indikator_id in by_id:
            part = str(target.periode).partition("-")[2]
            by_id[target.indikator_id].targets[part] = Value(target.nilai, target.nilai_atas)
    for action in actions(department, tahun):
        if action.indikator_id in by_id:
            by_id[action.indikator_id].actions.append(action)
    return found


def actions(department: int, tahun: int) -> Iterable[RencanaAksi]:
    """Those of the year in their order, with who answers for them and what pays for them."""
    rows = RencanaAksi.select(RencanaAksi, Jabatan, ProgramKegiatan).join(Jabatan, peewee.JOIN.LEFT_OUTER)
    rows = rows.switch(RencanaAksi).join(ProgramKegiatan, peewee.JOIN.LEFT_OUTER)
    mine = (RencanaAksi.perangkat_daerah == department) & (RencanaAksi.tahun == tahun)
    return rows.where(mine).order_by(RencanaAksi.urutan, RencanaAksi.id)  # type: ignore[no-any-return]


def hold(department: int) -> None:
    """Nobody else writes the department's tables of figures until the transaction ends: what was read stays true.

    SQLite's transactions wait for one another anyway.
    """
    if is_postgres():
        row = PerangkatDaerah.select(PerangkatDaerah.id).where(PerangkatDaerah.id == department)
        row.for_update("FOR NO KEY UPDATE").execute()


def months_of(action: RencanaAksi) -> list[int]:
    """Its months (1..12) in order; what no month is, was written by somebody else and is left out."""
    found = action.jadwal if isinstance(action.jadwal, list) else []
    return sorted({month for month in found if isinstance(month, int) and 1 <= month <= 12})


def _line(row: Indikator, copy: IndikatorTahun | None, counted: Set[int] | None) -> Line:
    """:param counted: those that are of the year; None where all are"""
    text = row if copy is None else copy
    scale = copy.skala if copy is not None else row.skala.butir if row.skala_id else None
    writing = Writing(str(text.formula) == "rentang", tuple(tuple(one) for one in scale or ()))
    late = counted is not None and int(row.id) not in counted
    return Line(row, text, writing, copy is not None and copy.status == "disahkan", late=late)


def _copies(department: int, tahun: int) -> Iterable[IndikatorTahun]:
    mine = (IndikatorTahun.perangkat_daerah == department) & (IndikatorTahun.tahun == tahun)
    return IndikatorTahun.select().where(mine)  # type: ignore[no-any-return]


def _targets(department: int, tahun: int) -> Iterable[Target]:
    periods = [f"{tahun}-{part}" for part in PARTS]
    return Target.select().where((Target.perangkat_daerah == department) & Target.periode.in_(periods))  # type: ignore[no-any-return]
