"""One cell as it was found: its text, and where the file keeps numbers as numbers, the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]+")
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]+")


class TabelDitolak(ValueError):
    """The file as a whole cannot be read; the message is a sentence for its owner."""


@dataclass(frozen=True, eq=False, slots=True)
class Sel:
    """`teks` is what a person sees, on one line. `angka` is set where the file holds a number (XLSX), in the unit that
    is seen (a cell shown as 90,49% holds 90.4875 here, with `persen`), `tempat` then how many decimals are shown of it.
    `galat` says why the cell cannot be used; `gabungan` that it is one with cells of other rows, the first of them or
    not. Cells compare by identity, so that what was read of one is kept with it.
    """

    teks: str
    angka: Decimal | None = None
    persen: bool = False
    tempat: int | None = None
    galat: str = ""
    catatan: str = ""
    gabungan: Literal["", "awal", "lanjutan"] = ""

    @staticmethod
    def of_text(text: str) -> Sel:
        """The same cell for the same text: most cells of a table (agency, year, unit) are those of the row above."""
        return _of_text(text)


@lru_cache(maxsize=65_536)
def _of_text(text: str) -> Sel:
    return Sel(_SPACES.sub(" ", _CONTROL.sub(" ", text)).strip())


EMPTY = Sel("")
