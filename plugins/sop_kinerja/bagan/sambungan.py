"""Arrows that lead to another page: which they are, their letters, and how many rows of connectors a page needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from plugins.sop_kinerja.bagan.isi import Link, links_of
from plugins.sop_kinerja.sopform import SopData

Groups = Sequence[Sequence[int]]
"""For each page the rows that stand on it, counted from 0."""


@dataclass(frozen=True)
class Crossing:
    """A link between two pages, and its letter."""

    link: Link
    page: int
    other: int
    letter: str


def bands(sop: SopData, groups: Groups) -> list[tuple[int, int]]:
    """For each page how many rows of connectors it has above and below its steps."""
    width = max(1, len(sop.pelaksana))
    found = []
    for page in range(len(groups)):
        above, below = sides(crossings_of(sop, groups), page)
        found.append((-(-len(above) // width), -(-len(below) // width)))
    return found


def crossings_of(sop: SopData, groups: Groups) -> list[Crossing]:
    page_of = pages_by_step(sop, groups)
    found = [link for link in links_of(sop) if page_of[link.dari] != page_of[link.ke]]
    letters = [""] if len(found) == 1 else [_letter(index) for index in range(len(found))]
    return [
        Crossing(link, page_of[link.dari], page_of[link.ke], letter)
        for link, letter in zip(found, letters, strict=True)
    ]


def _letter(index: int) -> str:
    round_, letter = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(round_ + 1) if round_ else "")


def pages_by_step(sop: SopData, groups: Groups) -> dict[int, int]:
    return {sop.langkah[row].nomor: page for page, group in enumerate(groups) for row in group}


def sides(crossings: list[Crossing], page: int) -> tuple[list[Crossing], list[Crossing]]:
    """The connectors above and below the steps of a page."""
    mine = [one for one in crossings if page in (one.page, one.other)]
    above = [one for one in mine if (one.other if one.page == page else one.page) < page]
    return above, [one for one in mine if one not in above]
