"""The marks in the performers' cells: where the work begins and ends, who does it, Ya and Tidak, arrows."""

import re
from dataclasses import dataclass, field

_START, _END = re.compile(r"\b(mulai|start)\b", re.I), re.compile(r"\b(selesai|end|finish)\b", re.I)
_YES, _NO = re.compile(r"\b(ya|yes)\b", re.I), re.compile(r"\b(tidak|no)\b", re.I)
_BOX = re.compile(r"\[\s*\]|[□■▢▣▭▬◻◼◇◆○●◯⬜⬛◊]|^[xXvV√✓✔✗•*]$")
_ARROW = re.compile(r"[←-⇿➔-➾⟵-⟿<>|_=–—.·'‘’:;-]+")


@dataclass
class Marks:
    """What the cells of one step say; `performers` are places of columns, sure ones only."""

    performers: list[int] = field(default_factory=list)
    starts: bool = False
    ends: bool = False
    answers: list[tuple[str, int]] = field(default_factory=list)
    """YA or TIDAK and the place of its cell."""
    strange: list[str] = field(default_factory=list)
    doubtful: bool = False
    """A mark whose column cannot be told, since the row has more or fewer cells than the heading."""


def read_marks(cells: list[str], columns: int) -> Marks:
    """:param cells: those between the activity and the kelengkapan."""
    found = Marks()
    spare = len(cells) - columns
    for place, cell in enumerate(cells):
        rest = cell
        starts, ends, box = _START.search(rest), _END.search(rest), _BOX.search(rest)
        for word, pattern in (("Ya", _YES), ("Tidak", _NO)):
            if pattern.search(rest):
                found.answers.append((word, min(place, columns - 1)))
        for pattern in (_START, _END, _YES, _NO, _BOX, _ARROW):
            rest = pattern.sub(" ", rest)
        if rest.strip():
            found.strange.append(rest.strip())
        found.starts, found.ends = found.starts or bool(starts), found.ends or bool(ends)
        if starts or ends or box:
            _place(found, place, spare, columns)
    return found


def _place(found: Marks, place: int, spare: int, columns: int) -> None:
    """A spare cell may stand anywhere before the mark: then its column is known only at the very edge."""
    possible = {at for at in {place, place - spare} if 0 <= at < columns}
    if len(possible) == 1:
        found.performers.append(possible.pop())
    else:
        found.doubtful = True
