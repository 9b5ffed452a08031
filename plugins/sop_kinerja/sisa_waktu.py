"""How much longer a step takes that has been open for a while: one draw, by one random number. Pure.

- From its own history: the time is one of those that were longer than what it has had already. A task that has taken
  three days cannot end after two.
- Seen too seldom: its standard time, spread evenly on a logarithmic scale between the standard divided and multiplied
  by `spread`, so that the median is the standard itself; conditioned in the same way.
- Open for longer than anything known: neither history nor standard tells about it any more. On average it is taken to
  need as long again as it has had (a Pareto law with exponent 2: half end within 1.41 times, a tenth last more than 3.2
  times what they have had).

The later one looks, the later (or equal) the end, for the same random number.
"""

import math
from bisect import bisect_right

ENOUGH = 3
"""Executions of a step from which its own history is drawn from, and no longer the standard."""
SPREAD = 2.0


def time_left(seen: tuple[int, ...], standard: int, elapsed: int, u: float, spread: float = SPREAD) -> float:
    """Minutes from now. `seen`: how long it took before, ascending; `u`: the random number, of [0, 1)."""
    if len(seen) < ENOUGH:
        return _by_standard(standard, elapsed, u, spread)
    passed = bisect_right(seen, elapsed) if elapsed else 0
    rest = len(seen) - passed
    return seen[passed + int(u * rest)] - elapsed if rest else _overlong(elapsed, u)


def _by_standard(standard: int, elapsed: int, u: float, spread: float) -> float:
    if not elapsed:
        return standard if spread <= 1 else standard * spread ** (2 * u - 1)
    if elapsed >= standard * spread:
        return _overlong(elapsed, u)
    if spread <= 1:
        return standard - elapsed
    passed = max(0.0, (math.log(elapsed / standard, spread) + 1) / 2)
    return max(0.0, standard * spread ** (2 * (passed + u * (1 - passed)) - 1) - elapsed)


def _overlong(elapsed: int, u: float) -> float:
    return elapsed * ((1 - u) ** -0.5 - 1)
