"""The way through an SOP: from which step to which. Pure: no database, so that its rules can be tried at random.

Ya leads forward, Tidak leads back. A flow that `check` lets pass has one beginning and one end, every Tidak comes
back to the decision that gave it, and so no case can get stuck or leave a step out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import StateError

END = 0
"""The `ya_ke` of a step after which the case is over."""


@dataclass(frozen=True)
class Node:
    """A step. `ya_ke` None: the next number, or the end after the last. `each`: done by every asked department."""

    nomor: int
    ya_ke: int | None = None
    tidak_ke: int | None = None
    mulai: bool = False
    each: bool = False


class Flow:
    """The steps of one SOP by number."""

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
        return first != last and last in self.path(first)

    def check(self) -> None:
        """:raises StateError: naming the step, when a case could get lost in this flow."""
        if not self.nodes:
            raise StateError("SOP ini belum mempunyai langkah.")
        starts = [node.nomor for node in self.nodes.values() if node.mulai]
        if len(starts) > 1:
            raise StateError(f"SOP ini mempunyai lebih dari satu langkah mulai: {', '.join(map(str, starts))}.")
        for node in self.nodes.values():
            if node.ya_ke not in (None, END) and (node.ya_ke not in self.nodes or node.ya_ke <= node.nomor):
                raise StateError(f"Langkah {node.nomor}: Ya menuju langkah {node.ya_ke}, yang bukan langkah sesudahnya.")
        for node in self.nodes.values():
            if node.tidak_ke is None:
                continue
            if node.tidak_ke not in self.nodes or node.tidak_ke >= node.nomor:
                raise StateError(
                    f"Langkah {node.nomor}: Tidak menuju langkah {node.tidak_ke}, yang bukan langkah sebelumnya."
                )
            if not self.between(node.tidak_ke, node.nomor):
                raise StateError(
                    f"Langkah {node.nomor}: setelah Tidak, pekerjaan dari langkah {node.tidak_ke} tidak pernah kembali "
                    "ke langkah ini."
                )
        self._check_reached()

    def _check_reached(self) -> None:
        reached: set[int] = set()
        waiting = [self.start]
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                following = {self.after(number), self.back(number) or END} - {END}
                waiting.extend(following)
        lost = [number for number in self._numbers if number not in reached]
        if lost:
            raise StateError(f"Langkah {lost[0]} tidak dapat dicapai dari langkah mana pun.")
