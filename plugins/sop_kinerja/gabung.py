"""Two people in one table: what each has changed is kept, and only the cell that both changed is asked about. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

Cells = Mapping[str, str]
"""Name of a cell -> its text, as it stands in the input."""


@dataclass(frozen=True)
class Merged:
    """`changes`: what this person wants changed. `conflicts`: cell -> what somebody else has put there meanwhile."""

    changes: dict[str, str]
    conflicts: dict[str, str]


def merge(first: Cells, typed: Cells, stored: Cells) -> Merged:
    """What to write over `stored`.

    :param first: the texts with which the page was opened; a cell that it lacks was opened as it is stored now
    :param typed: the texts that came back; a cell that did not come stays as it is
    :param stored: every cell that there is; others are not taken
    """
    changes: dict[str, str] = {}
    conflicts: dict[str, str] = {}
    for name, now in stored.items():
        mine = typed.get(name, now).strip()
        opened = first.get(name, now).strip()
        if mine in (opened, now):
            continue
        if now == opened:
            changes[name] = mine
        else:
            conflicts[name] = now
    return Merged(changes, conflicts)
