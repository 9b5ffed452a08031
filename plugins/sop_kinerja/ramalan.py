"""When a running case will end: a Monte Carlo over its remaining steps, from what earlier runs of them took. Pure.

Each draw plays the case to its end. A step takes a time that it once took (bootstrap: B. Efron, «Bootstrap Methods»,
Annals of Statistics 7 (1979) 1-26); a decision says Tidak with its probability and the work goes back; of parties side
by side the slowest counts. What has begun is conditioned on the time that it has had already (see `sisa_waktu`).

Times are whole minutes on one line (see `garis`): of office hours, or of all hours. A draw uses the same random numbers
whatever `elapsed` is, so the same case looked at later is never said to end earlier, but for the change of the seed.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plugins.sop_kinerja.sisa_waktu import SPREAD, time_left
from plugins.sop_kinerja.statistik import rank

Chance = Callable[[], float]
"""The next random number of a draw, of [0, 1)."""
DRAWS = 2000
MOST_RETURNS = 20
"""In one draw a decision says Tidak at most so often; so also one that always did so comes to an end."""
PRIOR_TIDAK, PRIOR_WEIGHT = 0.1, 5.0
"""Before anything is known a decision says Tidak once in ten; that counts as much as five decisions."""


@dataclass(frozen=True)
class Step:
    """What is known of a step. `seen`: how long it took, ascending; too few: the `standard` counts.

    `fan` names those who do it side by side (empty: one does), `parties` are how many, and `returned` how many of them
    a Tidak of a later step sends back. `back`: the step to which its own Tidak leads (None: it decides nothing), with
    probability `tidak`.
    """

    nomor: int
    standard: int
    seen: tuple[int, ...] = ()
    back: int | None = None
    tidak: float = 0.0
    fan: str = ""
    parties: int = 1
    returned: int = 1


@dataclass(frozen=True)
class Open:
    """A task that is open, and the minutes that it has been."""

    nomor: int
    elapsed: int


@dataclass(frozen=True)
class Forecast:
    """Minutes from now: half of the draws end by `median`, a tenth by `low`, nine tenths by `high`. `chance`: the share
    of the draws that meet the deadline; None without one."""

    low: int
    median: int
    high: int
    chance: float | None


def probability(tidak: int, decisions: int) -> float:
    """Of a Tidak, after so many in so many decisions: their share, drawn towards the prior."""
    return (tidak + PRIOR_TIDAK * PRIOR_WEIGHT) / (decisions + PRIOR_WEIGHT)


def forecast(
    path: Sequence[Step],
    standing: Iterable[Open],
    seed: str,
    *,
    deadline: int | None = None,
    draws: int = DRAWS,
    spread: float = SPREAD,
) -> Forecast:
    """`path`: the steps in the order in which Ya leads through them. `deadline`: minutes from now, negative when past.

    :raises ValueError: when nothing stands open, or what does is not on the path.
    """
    play = _Play(path, standing, spread)
    chance = random.Random(seed).random
    ends = sorted(play.draw(chance) for _ in range(draws))
    met = None if deadline is None else sum(1 for end in ends if end <= deadline) / draws
    low, median, high = (math.ceil(ends[rank(percent, draws) - 1]) for percent in (10, 50, 90))
    return Forecast(low, median, high, met)


class _Play:
    """One case, ready to be drawn again and again."""

    def __init__(self, path: Sequence[Step], standing: Iterable[Open], spread: float) -> None:
        self.path = path
        self.places = {step.nomor: place for place, step in enumerate(path)}
        self.spread = spread
        self.ends = [_end_of_fan(path, place) for place in range(len(path))]
        found = sorted((self.places[one.nomor], one.elapsed) for one in standing if one.nomor in self.places)
        if not found:
            raise ValueError("nothing of the path stands open")
        first = found[0][0]
        self.first = [one for one in found if one[0] <= self.ends[first]]
        self.later: dict[int, list[tuple[int, int]]] = {}
        for one in found[len(self.first) :]:
            self.later.setdefault(one[0], []).append(one)

    def draw(self, chance: Chance) -> float:
        """Minutes until the case is over."""
        left = [MOST_RETURNS] * len(self.path)
        later = dict(self.later)
        end, back = self._together(self.first, chance, left)
        place = self.ends[self.first[0][0]] + 1 if back is None else back
        while place < len(self.path):
            last = self.ends[place]
            if place in later:
                # It has been open all the while, and ends at the earliest with what it waits for.
                took, back = self._together(later.pop(place), chance, left)
                end = max(end, took)
            else:
                took, back = self._all(place, chance, left, again=back is not None)
                end += took
            place = last + 1 if back is None else back
        return end

    def _all(self, place: int, chance: Chance, left: list[int], *, again: bool) -> tuple[float, int | None]:
        """All whose step it is begin it now; `again`: those to whom a Tidak sent it back."""
        step = self.path[place]
        parties = max(1, step.returned if again else step.parties)
        if step.back is None and self.ends[place] == place:
            # The slowest of n is as fast as u with u to the power of n: one random number does for all.
            return time_left(step.seen, step.standard, 0, chance() ** (1 / parties), self.spread), None
        return self._together([(place, 0)] * parties, chance, left)

    def _together(self, parties: list[tuple[int, int]], chance: Chance, left: list[int]) -> tuple[float, int | None]:
        """How long those side by side take until the slowest is done, and the earlier place to which one of them sent
        the work back, if one did."""
        slowest, back = 0.0, None
        for place, elapsed in parties:
            took, target = self._walk(place, elapsed, chance, left)
            slowest = max(slowest, took)
            if target is not None:
                back = target if back is None else min(back, target)
        return slowest, back

    def _walk(self, place: int, elapsed: int, chance: Chance, left: list[int]) -> tuple[float, int | None]:
        """One party through its steps, its own Tidak included."""
        first, last, took = self._begin_of_fan(place), self.ends[place], 0.0
        while place <= last:
            step = self.path[place]
            took += time_left(step.seen, step.standard, elapsed, chance(), self.spread)
            elapsed = 0
            target = self._sent_back(place, chance, left)
            if target is not None and target < first:
                return took, target
            place = place + 1 if target is None else target
        return took, None

    def _begin_of_fan(self, place: int) -> int:
        fan = self.path[place].fan
        while fan and place and self.path[place - 1].fan == fan:
            place -= 1
        return place

    def _sent_back(self, place: int, chance: Chance, left: list[int]) -> int | None:
        step = self.path[place]
        if step.back is None or left[place] <= 0 or chance() >= step.tidak:
            return None
        left[place] -= 1
        return self.places[step.back]


def _end_of_fan(path: Sequence[Step], place: int) -> int:
    """The last of the steps that the same parties do one after another without waiting for each other."""
    fan = path[place].fan
    while fan and place + 1 < len(path) and path[place + 1].fan == fan:
        place += 1
    return place
