"""What a marked copy adds to a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Tanda:
    """What a marked copy adds: (key, column) -> complaint, and what to show there, for the lines that were read
    (`dibaca`, by key); and the list of all problems as (sheet, cell in the sender's file, sentence, cell in this copy
    or '')."""

    keluhan: Mapping[tuple[str, str], str] = field(default_factory=dict)
    tertulis: Mapping[tuple[str, str], Decimal | str] = field(default_factory=dict)
    dibaca: frozenset[str] = frozenset()
    daftar: Sequence[tuple[str, str, str, str]] = ()
