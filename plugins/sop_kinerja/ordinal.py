"""Words that are targets or results (WTP, BB, Baik): which value a word counts as, and back.

`butir` is as in SkalaOrdinal: [[word, value as text]], best first.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

Butir = Sequence[Sequence[str]]


def word_of(butir: Butir | None, value: Decimal | None) -> str:
    """The word that `value` stands for; empty when there is none."""
    if not butir or value is None:
        return ""
    return next((str(word) for word, number in butir if _number(number) == value), "")


def value_of(butir: Butir | None, word: str) -> Decimal | None:
    """The value of a word, whatever its capitals and spaces; None when the scale does not know it."""
    wanted = " ".join(word.split()).casefold()
    return next((_number(number) for name, number in butir or () if " ".join(name.split()).casefold() == wanted), None)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
