"""What stands above a table, and counts for all of it where it has no column for that: its year, and its quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from plugins.sop_kinerja.lkj import kata

_YEAR = re.compile(
    r"\b(?:tahun|t\.?a\.?|thn)\s*(?:anggaran|pelaporan)?\s*((?:19|20)[0-9]{2})\b(?!\s*[-–/])", re.IGNORECASE
)
_PART = re.compile(r"\b((?:triwulan|tribulan|tw|semester)\s+(?:iv|iii|ii|i|[1-4]))\b", re.IGNORECASE)
_CUMULATIVE = re.compile(r"\b(?:s\.?\s*/?\s*d\b|sampai dengan|hingga)", re.IGNORECASE)


class Judul(NamedTuple):
    """None and empty where the lines above the table name none, or more than one."""

    tahun: int | None = None
    bagian: str = ""


def read_title(lines: Iterable[str]) -> Judul:
    years, parts = set[int](), set[str]()
    for line in lines:
        years |= {int(each) for each in _YEAR.findall(line)}
        if not _CUMULATIVE.search(line):
            parts |= {kata.part_of(" ".join(each.casefold().split())) for each in _PART.findall(line)}
    parts.discard("")
    return Judul(years.pop() if len(years) == 1 else None, parts.pop() if len(parts) == 1 else "")
