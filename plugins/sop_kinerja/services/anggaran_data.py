"""The budget of a year: programmes with their pagu, and what was spent on them month by month."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.idn.periods import Periode
from plugins.sop_kinerja.anggaran_pohon import Item, Node, tree, walk
from plugins.sop_kinerja.models import ProgramKegiatan, RealisasiAnggaran
from plugins.sop_kinerja.target_periksa import MONTHS


@dataclass(frozen=True)
class Budget:
    """`top`: the tree; `rows`: what was filled in, by (item's id, month); `uuids`: item's id -> its name outside."""

    top: list[Node]
    rows: dict[tuple[int, int], RealisasiAnggaran]
    uuids: dict[int, str]

    @property
    def nodes(self) -> list[Node]:
        return list(walk(self.top))

    def fillable(self) -> list[Node]:
        """Where spending is written down: at the lowest level, and where something already is."""
        held = {owner for owner, _ in self.rows}
        return [node for node in self.nodes if not node.children or node.item.id in held]

    def own(self, node: Node, month: int) -> Decimal | None:
        """What was filled in for the item itself."""
        row = self.rows.get((node.item.id, month))
        return row.nilai if row is not None else None

    def own_until(self, node: Node, month: int) -> Decimal | None:
        """The same from January to the month (0: nothing); None where nothing was filled in."""
        known = [value for one in range(1, month + 1) if (value := self.own(node, one)) is not None]
        return sum(known, Decimal(0)) if known else None

    def last_change(self, month: int) -> datetime | None:
        return max((row.pada for (_, one), row in self.rows.items() if one == month), default=None)


def budget(department: int, tahun: int) -> Budget:
    """The department's budget of a year, by code; two queries."""
    mine = (ProgramKegiatan.perangkat_daerah == department) & (ProgramKegiatan.tahun == tahun)
    items = list(ProgramKegiatan.select().where(mine).order_by(ProgramKegiatan.kode, ProgramKegiatan.id))
    spent = RealisasiAnggaran.select().join(ProgramKegiatan)
    here = (RealisasiAnggaran.perangkat_daerah == department) & (ProgramKegiatan.tahun == tahun)
    months = [f"{tahun}-{part}" for part in MONTHS]
    rows = {
        (int(row.kegiatan_id), Periode.parse(str(row.periode)).start.month): row
        for row in spent.where(here & RealisasiAnggaran.periode.in_(months))
    }
    top = tree(
        [
            Item(int(one.id), one.induk_id, str(one.kode), str(one.nama), str(one.jenis), Decimal(one.pagu or 0))
            for one in items
        ],
        {key: row.nilai for key, row in rows.items()},
    )
    return Budget(top, rows, {int(one.id): str(one.uuid) for one in items})
