"""Which way each arrow takes on a page, over a grid of streets; `jalur` decides later where in a street it runs.

X lines: even ones are the gutters between the columns, odd ones the middles of the columns. Y lines likewise: even
ones lie between the lines of symbols, odd ones run through their middles. Gutters hold any number of arrows side by
side; a middle holds one (or several that end in the same symbol), and a symbol stands where two middles meet.

The rules that leave every arrow a way, whatever the others do:
- along a line's middle runs only an arrow that begins or ends there;
- along a column's middle an arrow runs straight from or to a symbol, or turns in a line's middle;
- a step is never entered from below nor left upwards, and arrows enter it by at most one of its sides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from plugins.sop_kinerja.bagan.bentuk import SEGILIMA, WAJIK, Shape
from plugins.sop_kinerja.bagan.halaman import TOP, Job, Page

Node = tuple[int, int]
Edge = tuple[Node, Node]
LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)
_TURN, _CROSS, _BUSY, _SECOND = 3.0, 4.0, 0.4, 4.0


class NoWayError(Exception):
    """No way was found: a page whose grid is not a page's."""


@dataclass(frozen=True)
class Route:
    """The nodes from symbol to symbol, turns and all, and what it may share a street with."""

    job: Job
    nodes: tuple[Node, ...]
    source: int
    target: int


class Streets:
    """The grid of a page, and what already runs on it."""

    def __init__(self, page: Page, shapes: list[Shape], columns: int) -> None:
        self.page, self.shapes = page, shapes
        self.width, self.height = 2 * columns, 2 * len(page.lines)
        self.symbols = {
            (2 * kolom + 1, 2 * index + 1): spot
            for index, line in enumerate(page.lines)
            for kolom, spot in line.spots.items()
        }
        self.node_of = {spot: node for node, spot in self.symbols.items()}
        self.taken: dict[Edge, object] = {}
        self.turned: dict[Node, object] = {}
        self.passed: dict[Node, set[object]] = defaultdict(set)
        self.straight: dict[tuple[Node, bool], Counter[object]] = defaultdict(Counter)
        self.busy: Counter[Edge] = Counter()
        self.entered: dict[int, tuple[int, int]] = {}
        self._join()

    def _join(self) -> None:
        """The line between the symbols of one step keeps its middle for itself."""
        for index, line in enumerate(self.page.lines):
            if line.key[0]:
                columns = sorted(line.spots)
                for x in range(2 * min(columns, default=0) + 1, 2 * max(columns, default=0) + 1):
                    self.taken[_edge((x, 2 * index + 1), (x + 1, 2 * index + 1))] = "sambungan"

    def route_all(self) -> list[Route]:
        """Short ways first, and the way forward before the way back: what is simple stays simple."""
        jobs = sorted(
            self.page.jobs, key=lambda job: (job.link.tidak, abs(job.target_line - job.source_line), job.source_line)
        )
        return [self._route(job) for job in jobs]

    def _route(self, job: Job) -> Route:
        goal = ("ke", job.target)
        best: dict[tuple[Node, Node], float] = {}
        heap: list[tuple[float, int, Node, Node, tuple[Node, ...], int]] = []
        count = 0
        for rank, spot in enumerate(job.source):
            node = self.node_of[spot]
            for way, cost in self._exits(job, spot):
                count += 1
                heappush(heap, (cost + (_SECOND if rank else 0.0), count, node, way, (node,), spot))
        while heap:
            cost, _, node, way, path, start = heappop(heap)
            if len(path) > 1 and node in self.symbols:
                self._claim(job, path, goal)
                return Route(job, path, start, self.symbols[node])
            if best.get((node, way), cost + 1) <= cost:
                continue
            best[(node, way)] = cost
            for turn, after, price in self._onward(job, node, way, path, goal):
                count += 1
                heappush(heap, (cost + price, count, after, turn, (*path, after), start))
        raise NoWayError(f"{job.link.dari} -> {job.link.ke}")

    def _exits(self, job: Job, spot: int) -> Iterator[tuple[Node, float]]:
        """The ways out of a symbol with their costs: forward by any, back rather by a side."""
        shape = self.shapes[spot]
        ways = [LEFT, RIGHT, DOWN]
        if shape.kind == SEGILIMA:
            ways = [DOWN] if self.page.lines[job.source_line].key[1] == TOP else [UP]
        for way in ways:
            side = self.entered.get(job.source_line) == way and way != DOWN
            if not side:
                yield way, 5.0 if job.link.tidak and way == DOWN else 0.0

    def _onward(
        self, job: Job, node: Node, way: Node, path: tuple[Node, ...], goal: object
    ) -> Iterator[tuple[Node, Node, float]]:
        for turn in (LEFT, RIGHT, UP, DOWN):
            first = len(path) == 1
            if (turn != way) if first else (turn == (-way[0], -way[1])):
                continue
            after = (node[0] + turn[0], node[1] + turn[1])
            price = self._price(job, node, way, turn, after, path, goal)
            if price is not None:
                yield turn, after, price

    def _price(
        self, job: Job, node: Node, way: Node, turn: Node, after: Node, path: tuple[Node, ...], goal: object
    ) -> float | None:
        """What one edge costs, or None when the arrow may not take it."""
        if not (0 <= after[0] <= self.width and 0 <= after[1] <= self.height):
            return None
        edge, first = _edge(node, after), len(path) == 1
        middle = node[1] % 2 == 1 if turn[1] == 0 else node[0] % 2 == 1
        if middle:
            if turn[1] == 0 and node[1] not in (2 * job.source_line + 1, 2 * job.target_line + 1):
                return None
            if edge in self.taken and (first or self.taken[edge] != goal):
                return None
        arrives = after in self.symbols
        if arrives and not self._may_enter(job, after, turn):
            return None
        price = (1.0 if turn[1] == 0 else 0.7) + (0.0 if middle else _BUSY * self.busy[edge])
        if not first:
            if turn != way:
                if not self._may_turn(node, way, turn, path, arrives, goal):
                    return None
                price += _TURN
            else:
                if self.turned.get(node, goal) != goal and node[0] % 2 and node[1] % 2:
                    return None
                crossed = self.straight[(node, turn[1] != 0)]
                price += _CROSS * sum(1 for other in crossed if other != goal)
        return price + (self._entry(job, turn) if arrives else 0.0)

    def _may_turn(self, node: Node, way: Node, turn: Node, path: tuple[Node, ...], arrives: bool, goal: object) -> bool:
        if node[0] % 2 == 0:
            return True
        if node[1] % 2 == 0:  # at the end of a column's middle: only right after or before a symbol
            return arrives if turn[0] == 0 else len(path) == 2
        others = self.passed[node] | ({self.turned[node]} if node in self.turned else set())
        return others <= {goal}

    def _may_enter(self, job: Job, node: Node, way: Node) -> bool:
        spot = self.symbols[node]
        if spot not in job.target:
            return False
        if self.shapes[spot].kind == SEGILIMA:
            return way == (UP if self.page.lines[job.target_line].key[1] == TOP else DOWN)
        if way == UP:
            return False
        # Entered by its left side means going right: the side that is then no way out.
        side = (-way[0], 0)
        return way == DOWN or self.entered.get(job.target_line, side) == side

    def _entry(self, job: Job, way: Node) -> float:
        """Forward from above, back by a side; a side that a later decision needs is dear."""
        if way == DOWN:
            return 1.5 if job.link.tidak else 0.0
        line = self.page.lines[job.target_line]
        decides = any(self.shapes[spot].kind == WAJIK for spot in line.spots.values())
        return (0.0 if job.link.tidak else 2.0) + (2.0 if decides else 0.0)

    def _claim(self, job: Job, path: tuple[Node, ...], goal: object) -> None:
        ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path)]
        for index, (a, b) in enumerate(pairwise(path)):
            edge = _edge(a, b)
            middle = a[1] % 2 == 1 if ways[index][1] == 0 else a[0] % 2 == 1
            if not middle:
                self.busy[edge] += 1
            elif index == 0:
                self.taken[edge] = ("dari", job.link)
            else:
                self.taken[edge] = goal
            if index == 0:
                continue
            if ways[index] == ways[index - 1]:
                self.straight[(a, ways[index][1] == 0)][goal] += 1
                self.passed[a].add(goal)
            else:
                self.turned[a] = goal
        if ways[-1][1] == 0 and self.shapes[self.symbols[path[-1]]].kind != SEGILIMA:
            self.entered[job.target_line] = (-ways[-1][0], 0)


def _edge(a: Node, b: Node) -> Edge:
    return (a, b) if a < b else (b, a)
