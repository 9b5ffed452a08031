"""Programmes, kegiatan and sub kegiatan with what was spent on them, added up from below. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from plugins.sop_kinerja.silsilah import below_itself

ZERO = Decimal(0)
MONTHS = 12


@dataclass(frozen=True)
class Item:
    """A row of the budget as it is kept; `induk` is the id of the one above, None at the top."""

    id: int
    induk: int | None
    kode: str
    nama: str
    jenis: str
    pagu: Decimal


@dataclass
class Node:
    """An item with all that is below it. `bulan`: twelve sums, None in a month for which nothing was filled in."""

    item: Item
    depth: int
    children: list["Node"] = field(default_factory=list)
    bulan: list[Decimal | None] = field(default_factory=lambda: [None] * MONTHS)

    @property
    def pagu(self) -> Decimal:
        """Its own, or else that of what is below it."""
        return self.item.pagu or self.pagu_below

    @property
    def pagu_below(self) -> Decimal:
        return sum((child.pagu for child in self.children), ZERO)

    def spent(self, first: int, last: int) -> Decimal | None:
        """Rupiah of the months `first` to `last` (1..12, both included); None where nothing was filled in."""
        known = [value for value in self.bulan[first - 1 : last] if value is not None]
        return sum(known, ZERO) if known else None

    @property
    def warning(self) -> str:
        """What does not fit between this row and those below it, in words."""
        if self.children and self.item.pagu and self.pagu_below > self.item.pagu:
            return "Jumlah pagu di bawahnya melebihi pagu ini."
        return ""


def tree(items: Iterable[Item], spent: Mapping[tuple[int, int], Decimal]) -> list[Node]:
    """The items without one above them, in the order given, each with its own below it.

    An item above which there is itself, or nothing that was given, stands at the top: nothing is left out or counted
    twice, whatever the rows say.

    :param spent: (item's id, month 1..12) -> rupiah
    """
    rows = list(items)
    nodes = {item.id: Node(item, 0) for item in rows}
    parents = {item.id: item.induk for item in rows}
    top = []
    for item in rows:
        above = nodes.get(item.induk) if item.induk is not None else None
        if above is None or below_itself(item.id, parents):
            top.append(nodes[item.id])
        else:
            above.children.append(nodes[item.id])
    for (owner, month), value in spent.items():
        if owner in nodes:
            nodes[owner].bulan[month - 1] = (nodes[owner].bulan[month - 1] or ZERO) + value
    for node in top:
        _add_up(node, 0)
    return top


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Each one before what is below it."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def total(nodes: Iterable[Node]) -> Node:
    """All of them as one row."""
    found = Node(Item(0, None, "", "Jumlah", "", ZERO), 0, list(nodes))
    _sum_months(found)
    return found


def absorbed(spent: Decimal | None, pagu: Decimal) -> Decimal | None:
    """Percent of the pagu, with two places half up; None where nothing was filled in, or there is no pagu."""
    if spent is None or not pagu:
        return None
    return (spent * 100 / pagu).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _add_up(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _add_up(child, depth + 1)
    _sum_months(node)


def _sum_months(node: Node) -> None:
    for month in range(MONTHS):
        known = [one.bulan[month] for one in node.children] + [node.bulan[month]]
        given = [value for value in known if value is not None]
        node.bulan[month] = sum(given, ZERO) if given else None
