"""Which step of one SOP is which of the other: by what they say, in their order, then whatever was moved."""

from plugins.sop_kinerja.banding.tulisan import CONTENT, degree, degree_of_items, likeness
from plugins.sop_kinerja.sopform import LangkahData

Pair = tuple[LangkahData | None, LangkahData | None, bool]
"""A step of the left, the same step of the right, and whether it stands elsewhere in the order."""
_ENOUGH = 0.5  # likeness from which two steps in the same place are one step, changed
_MOVED = 0.85  # likeness from which two steps in different places are one step, moved
_TEXT = 0.7  # the weight of the words of a step against the rest of it


def align(left: tuple[LangkahData, ...], right: tuple[LangkahData, ...]) -> list[Pair]:
    """Pairs in the order of reading; a step that the other lacks stands beside None."""
    pairs = _in_order(left, right, [[_score(a, b) for b in right] for a in left])
    return _join_moved(pairs)


def _score(a: LangkahData, b: LangkahData) -> float:
    same = (
        degree(a.output, b.output) != CONTENT,
        a.waktu == b.waktu,
        degree_of_items(a.kelengkapan, b.kelengkapan) != CONTENT,
    )
    return _TEXT * likeness(a.uraian, b.uraian) + (1 - _TEXT) * sum(same) / len(same)


def _in_order(left: tuple[LangkahData, ...], right: tuple[LangkahData, ...], score: list[list[float]]) -> list[Pair]:
    """The pairing that keeps both orders and has the largest sum of likeness (Needleman and Wunsch)."""
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] >= _ENOUGH else -1.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if score[i][j] >= _ENOUGH and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((left[i], right[j], False))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((left[i], None, False))
            i += 1
        else:
            pairs.append((None, right[j], False))
            j += 1
    return [*pairs, *((one, None, False) for one in left[i:]), *((None, one, False) for one in right[j:])]


def _join_moved(pairs: list[Pair]) -> list[Pair]:
    """A step gone here and come there is one step: its pair stands where the right side has it."""
    gone = [a for a, b, _ in pairs if a is not None and b is None]
    joined: list[Pair] = []
    for a, b, moved in pairs:
        came = (
            next((one for one in gone if likeness(one.uraian, b.uraian) >= _MOVED), None) if a is None and b else None
        )
        if came is not None:
            gone.remove(came)
        joined.append((a, b, moved) if came is None else (came, b, True))
    return [(a, b, moved) for a, b, moved in joined if b is not None or a in gone]
