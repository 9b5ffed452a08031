"""Arrows that share a gutter run side by side: which of them runs where, so that few cross and none covers another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from plugins.sop_kinerja.bagan.rute import Node, Route

Stretch = tuple[int, int]
"""A route and one of its straight parts, by index."""
_NEVER = 1000.0


@dataclass(frozen=True)
class Run:
    """A straight part of a route. `upright`: along the x line `line`, else along the y line; `ends` are the places
    where it begins and stops, each with the side to which the route turns there: -1 (left, up), 1, or 0 (a symbol).
    """

    upright: bool
    line: int
    ends: tuple[tuple[int, int], tuple[int, int]]

    @property
    def span(self) -> tuple[int, int]:
        low, high = sorted(place for place, _ in self.ends)
        return low, high


@dataclass
class Track:
    """Runs of arrows to one symbol, drawn as one line from `low` to `high`; `turns` are (place, side)."""

    low: int
    high: int
    turns: list[tuple[int, int]]
    stretches: list[Stretch] = field(default_factory=list)
    level: int = 0
    levels: int = 1

    def meets(self, other: Track) -> bool:
        return self.low <= other.high and other.low <= self.high


def runs_of(nodes: tuple[Node, ...]) -> list[Run]:
    """The straight parts of a route, in order."""
    corners = [nodes[0]]
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (node[0] - before[0], node[1] - before[1]) != (after[0] - node[0], after[1] - node[1]):
            corners.append(node)
    corners.append(nodes[-1])
    found = []
    for index, (a, b) in enumerate(pairwise(corners)):
        upright = a[0] == b[0]
        along, across = (1, 0) if upright else (0, 1)
        came = corners[index - 1][across] - a[across] if index else 0
        goes = corners[index + 2][across] - b[across] if index + 2 < len(corners) else 0
        found.append(Run(upright, a[across], ((a[along], _sign(came)), (b[along], _sign(goes)))))
    return found


def tracks_of(routes: list[Route]) -> dict[tuple[bool, int], list[Track]]:
    """The tracks of every gutter, each with its level (from the left, from above) among those it runs beside.

    A gutter is (upright, its line).
    """
    gutters: dict[tuple[bool, int], dict[object, list[tuple[Run, Stretch]]]] = defaultdict(lambda: defaultdict(list))
    for number, route in enumerate(routes):
        for index, run in enumerate(runs_of(route.nodes)):
            if run.line % 2 == 0:
                gutters[(run.upright, run.line)][route.job.target].append((run, (number, index)))
    return {
        gutter: _levelled([track for runs in by_target.values() for track in _merged(runs)])
        for gutter, by_target in gutters.items()
    }


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _merged(runs: Iterable[tuple[Run, Stretch]]) -> list[Track]:
    """Runs to the same symbol become one track where they meet."""
    found: list[Track] = []
    for run, stretch in sorted(runs, key=lambda one: one[0].span):
        low, high = run.span
        turns = [end for end in run.ends if end[1]]
        if found and low <= found[-1].high:
            found[-1].high = max(found[-1].high, high)
            found[-1].turns += turns
            found[-1].stretches.append(stretch)
        else:
            found.append(Track(low, high, turns, [stretch]))
    return found


def _levelled(tracks: list[Track]) -> list[Track]:
    order = _by_constraint(_by_crossings(sorted(tracks, key=_leaning)))
    for index, track in enumerate(order):
        below = [other.level for other in order[:index] if other.meets(track)]
        track.level = max(below, default=-1) + 1
    for cluster in _clusters(order):
        levels = max(track.level for track in cluster) + 1
        for track in cluster:
            track.levels = levels
    return order


def _leaning(track: Track) -> tuple[float, int]:
    """Those that turn left (up) on the left; of these the short ones outside, so that loops nest."""
    side = sum(side for _, side in track.turns)
    length = track.high - track.low
    return (_sign(side), length if side < 0 else -length)


def _cost(first: Track, second: Track) -> float:
    """Crossings when `first` runs left of (above) `second`."""
    cost = 0.0
    for place, side in first.turns:
        if side > 0:
            cost += _inside(place, second)
    for place, side in second.turns:
        if side < 0:
            cost += _inside(place, first)
    return cost + (_NEVER if _forbidden(first, second) else 0.0)


def _inside(place: int, track: Track) -> float:
    if track.low < place < track.high:
        return 1.0
    return 0.5 if place in (track.low, track.high) else 0.0


def _forbidden(first: Track, second: Track) -> bool:
    """Both turn at the same middle, away from each other's side: they would run over each other there."""
    back = {place for place, side in second.turns if side < 0 and place % 2}
    return any(side > 0 and place in back for place, side in first.turns)


def _by_crossings(order: list[Track]) -> list[Track]:
    """Neighbours change places as long as that saves crossings."""
    for _ in range(len(order)):
        changed = False
        for index in range(len(order) - 1):
            first, second = order[index], order[index + 1]
            if first.meets(second) and _cost(second, first) < _cost(first, second):
                order[index : index + 2] = [second, first]
                changed = True
        if not changed:
            break
    return order


def _by_constraint(order: list[Track]) -> list[Track]:
    """The order, with what must come first put first."""
    left, found = list(order), []
    while left:
        free = next(
            (one for one in left if not any(_forbidden(one, other) for other in left if other is not one)), None
        )
        found.append(free or left[0])
        left.remove(found[-1])
    return found


def _clusters(tracks: list[Track]) -> list[list[Track]]:
    found: list[list[Track]] = []
    high = -1
    for track in sorted(tracks, key=lambda one: (one.low, one.high)):
        if found and track.low <= high:
            found[-1].append(track)
        else:
            found.append([track])
            high = -1
        high = max(high, track.high)
    return found
