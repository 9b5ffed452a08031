"""Measuring: pairs in turn, so that a machine whose speed drifts drifts for both; the median and the spread."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Result:
    """Seconds are medians; `ratio` is the median of ours / raw, pair by pair, `spread` its minimum and maximum.

    A result without a raw side (turning a plugin on) has raw_s None.
    """

    name: str
    database: str
    rows: int
    raw_s: float | None
    ours_s: float
    ratio: float | None
    spread: tuple[float, float]
    peak_mb: float

    def line(self) -> str:
        against = f"{self.ratio:5.2f} × raw ({self.spread[0]:.2f}–{self.spread[1]:.2f})" if self.ratio else ""
        what = f"{self.name:<14} {self.database:<9} {self.rows:>9,}"
        return f"{what}  {self.ours_s * 1000:9.1f} ms  {self.peak_mb:5.0f} MB  {against}"


def write(name: str, results: Iterable[Result]) -> None:
    """`bench/out/<name>.json`: all that the benchmark has found in this run, as a list."""
    OUT.mkdir(exist_ok=True)
    found = [asdict(result) for result in results]
    (OUT / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n")


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def paired(
    name: str, database: str, rows: int, ours: Callable[[], object], raw: Callable[[], object], runs: int = 5
) -> Result:
    """Ours and raw in turn, after one round that is not counted."""
    ours(), raw()
    pairs = [(seconds(ours), seconds(raw)) for _ in range(runs)]
    ratios = [a / b for a, b in pairs]
    return Result(
        name,
        database,
        rows,
        statistics.median(b for _, b in pairs),
        statistics.median(a for a, _ in pairs),
        statistics.median(ratios),
        (min(ratios), max(ratios)),
        peak_mb(),
    )


def alone(name: str, database: str, rows: int, ours: Callable[[], object], runs: int = 20) -> Result:
    ours()
    times = [seconds(ours) for _ in range(runs)]
    return Result(name, database, rows, None, statistics.median(times), None, (min(times), max(times)), peak_mb())


def peak_mb() -> float:
    """The largest this process has been, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
