"""A jump against the indicator's own history, and a value beyond all that it has been."""

from plugins.sop_kinerja.petunjuk.angka import Angka, Petunjuk, written, written_range
from plugins.sop_kinerja.petunjuk.deret import Deret
from plugins.sop_kinerja.petunjuk.ukuran import ENOUGH, LIMIT, measure

YEARLY = 4
"""Changes from one year to the next that tell what is usual: with quarters, two whole years."""


def jump(angka: Angka, deret: Deret) -> Petunjuk | None:
    """Far from the median, from the figure before it, and from the same period a year ago: after a lasting change only
    the first one is a jump, and what comes in every fourth quarter is none.

    Nothing with less than ENOUGH figures of history, and nothing where all of it is equal (`beyond` says that).
    """
    if deret.now is None or len(deret.past) < ENOUGH:
        return None
    past, steps = measure(deret.past), measure(deret.steps)
    score = past.score(deret.now)
    if score is None or abs(score) <= LIMIT or not steps.is_unusual(deret.now - deret.past[-1]):
        return None
    if _as_each_year(deret, rises=score > 0):
        return None
    # Mostly one same value: a second value that has been there before is rare, but no news.
    if past.by_mean and past.has_seen(deret.now):
        return None
    side = "di atas" if score > 0 else "di bawah"
    spread = "simpangan rata-rata" if past.by_mean else "simpangan median"
    return Petunjuk(
        "lonjakan",
        f"{deret.what} {written(deret.now, angka.satuan)} jauh {side} kebiasaannya: median {past.n} periode sebelumnya "
        f"{written(past.median)} dengan {spread} {written(past.deviation)} (rentang "
        f"{written_range(past.low, past.high)}). Skor kejanggalannya {written(abs(score))}; di atas {written(LIMIT)} "
        "tidak biasa.",
    )


def beyond(angka: Angka, deret: Deret) -> Petunjuk | None:
    """Above or below everything before it. A rise (or fall) that goes on as it always did is no news, and a record by
    less than half of the range so far is light news: one of two in nine figures that vary by chance is one, with eight
    before it."""
    if deret.now is None or len(deret.past) < ENOUGH:
        return None
    past = measure(deret.past)
    if past.has_seen(deret.now) or _goes_on(deret):
        return None
    if past.low == past.high:
        reason = f"{past.n} periode sebelumnya selalu {written(past.low, angka.satuan)}."
    else:
        side = "tertinggi" if deret.now > past.high else "terendah"
        reason = (
            f"Nilai ini {side} sejauh ini: {past.n} periode sebelumnya "
            f"{written_range(past.low, past.high, angka.satuan)}."
        )
    away = max(deret.now - past.high, past.low - deret.now)
    return Petunjuk(
        "rentang",
        f"{deret.what} {written(deret.now, angka.satuan)} belum pernah terjadi. {reason}",
        ringan=away * 2 <= past.high - past.low,
    )


def _as_each_year(deret: Deret, *, rises: bool) -> bool:
    """Whether it has moved since the same period a year ago no further (up, or down) than it does from year to year:
    figures of a season grow and shrink in proportion."""
    if deret.change is None or len(deret.changes) < YEARLY:
        return False
    usual = measure(deret.changes)
    score = usual.score(deret.change)
    if score is None:
        return deret.change <= usual.median if rises else deret.change >= usual.median
    return score <= LIMIT if rises else score >= -LIMIT


def _goes_on(deret: Deret) -> bool:
    """Whether all has gone one way so far, and this step goes the same way and is no longer than the longest."""
    assert deret.now is not None
    step, steps = deret.now - deret.past[-1], deret.steps
    if not any(steps):
        return False
    if all(one >= 0 for one in steps):
        return 0 <= step <= max(steps)
    return all(one <= 0 for one in steps) and min(steps) <= step <= 0
