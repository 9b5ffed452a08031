"""The way through an SOP: from which step to which. Pure: no database, so that its rules can be tried at random.

Ya leads forward, Tidak leads back. A flow that `check` lets pass has one beginning, one end, and one way forward
that takes in every step; so each Tidak comes back to the decision that gave it, and no case is stuck or skips a step.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import StateError

END = 0
"""The `ya_ke` of a step after which the case is over."""


@dataclass(frozen=True)
class Node:
    """A step. `ya_ke` None: the next number, or the end after the last.

    `fan`: the code of the column whose parties (every asked department, every unit) do it side by side; empty: one.
    """

    nomor: int
    ya_ke: int | None = None
    tidak_ke: int | None = None
    mulai: bool = False
    fan: str = ""


class Flow:
    """The steps of one SOP by number, or those of one of its cadences."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.nomor: node for node in sorted(nodes, key=lambda node: node.nomor)}
        self._numbers = list(self.nodes)

    @property
    def start(self) -> int:
        """The step marked as the beginning, else the first."""
        return next((node.nomor for node in self.nodes.values() if node.mulai), self._numbers[0])

    def after(self, nomor: int) -> int:
        """The step that follows a Ya; END when there is none."""
        target = self.nodes[nomor].ya_ke
        if target is None:
            return next((number for number in self._numbers if number > nomor), END)
        return target

    def back(self, nomor: int) -> int | None:
        """The step that a Tidak returns to; None when the step decides nothing."""
        return self.nodes[nomor].tidak_ke

    def path(self, nomor: int) -> tuple[int, ...]:
        """The step and all that follow it when everybody says Ya."""
        found = [nomor]
        while (following := self.after(found[-1])) != END:
            found.append(following)
        return tuple(found)

    def between(self, first: int, last: int) -> tuple[int, ...]:
        """The steps from `first` to `last` on the way forward, both included; empty when it does not lead there."""
        way = self.path(first)
        return way[: way.index(last) + 1] if last in way else ()

    def leads_to(self, first: int, last: int) -> bool:
        """Whether `last` comes after `first`."""
        return first != last and last in self.path(first)

    def check(self) -> None:
        """:raises StateError: naming the step, when a case could get lost in this flow."""
        if not self.nodes:
            raise StateError("SOP ini belum mempunyai langkah.")
        starts = [node.nomor for node in self.nodes.values() if node.mulai]
        if len(starts) > 1:
            raise StateError(f"SOP ini mempunyai lebih dari satu langkah mulai: {', '.join(map(str, starts))}.")
        for node in self.nodes.values():
            self._check_arrows(node)
        lost = sorted(set(self.nodes) - set(self.path(self.start)))
        if lost:
            raise StateError(f"Langkah {lost[0]} tidak dapat dicapai dari langkah {self.start}, tempat SOP ini mulai.")

    def _check_arrows(self, node: Node) -> None:
        later, earlier = node.ya_ke, node.tidak_ke
        if later not in (None, END) and (later not in self.nodes or later <= node.nomor):
            raise StateError(f"Langkah {node.nomor}: Ya menuju langkah {later}, yang bukan langkah sesudahnya.")
        if earlier is not None and (earlier not in self.nodes or earlier >= node.nomor):
            raise StateError(f"Langkah {node.nomor}: Tidak menuju langkah {earlier}, yang bukan langkah sebelumnya.")
