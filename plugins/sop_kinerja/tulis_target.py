"""A target as one reads it: a number, a range, or the word of an ordinal scale. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from core.idn.numbers import format_number
from plugins.sop_kinerja.ordinal import word_of

NOT_DUE = "belum jatuh tempo"

Scale = Sequence[Sequence[str]] | None
"""[[word, value as text]], best first; None where the indicator is a number."""


def target_text(nilai: Decimal | None, atas: Decimal | None = None, skala: Scale = None) -> str:
    """'79', '5 sampai 7', 'WTP'; a target without a value is not due."""
    if nilai is None:
        return NOT_DUE
    if skala and (word := word_of(skala, nilai)):
        return word
    return format_number(nilai) if atas is None else f"{format_number(nilai)} sampai {format_number(atas)}"
