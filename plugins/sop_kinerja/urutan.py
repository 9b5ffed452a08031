"""New numbers for the steps of a draft, with the arrows and needs that name them. Pure: no database.

A step that is put in, moved or taken out changes the numbers of others. What names a step by its number then names
the same step by its new one. An arrow to «the next step» stays one, whichever that is; what would no longer make
sense (a Tidak that leads nowhere, a result of a later step) is taken off, and said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plugins.sop_kinerja.alur import END


@dataclass(frozen=True)
class Link:
    """How a step names others. `ya_ke` None: the next number; `dari`: the steps whose results it needs, in order,
    None for a need that is no result."""

    nomor: int
    ya_ke: int | None = None
    tidak_ke: int | None = None
    mulai: bool = False
    dari: tuple[int | None, ...] = ()
    tanpa: tuple[int, ...] = ()
    """Places in `dari` whose need has lost its step: it is no longer checked."""


def arrange(links: Iterable[Link], order: Sequence[int | None]) -> tuple[dict[int, Link], tuple[str, ...]]:
    """The links after the steps have taken the places of `order`, and sentences on what was taken off.

    :param links: of all steps, as they are
    :param order: today's numbers in their new order, None where a new step comes in; a number left out is taken out
    :returns: today's number -> the link with its new number; and the sentences, by the new numbers
    """
    return _Arrangement(list(links), order).result()


class _Arrangement:
    def __init__(self, links: list[Link], order: Sequence[int | None]) -> None:
        self.links = {link.nomor: link for link in sorted(links, key=lambda link: link.nomor)}
        self.new = {nomor: place for place, nomor in enumerate(order, start=1) if nomor is not None}
        self.last = len(order)
        numbers = list(self.links)
        self.following = dict(zip(numbers, [*numbers, END][1:], strict=True))
        self.sentences: list[str] = []

    def result(self) -> tuple[dict[int, Link], tuple[str, ...]]:
        found = {nomor: self._moved(self.links[nomor]) for nomor in sorted(self.new, key=self.new.__getitem__)}
        return self._begin(found), tuple(self.sentences)

    def _moved(self, link: Link) -> Link:
        place = self.new[link.nomor]
        ya, tidak = self._ya(link, place), self._tidak(link, place)
        needs = [self._need(place, one) for one in link.dari]
        lost = tuple(at for at, (old, new) in enumerate(zip(link.dari, needs, strict=True)) if old and not new)
        return replace(link, nomor=place, ya_ke=ya, tidak_ke=tidak, dari=tuple(needs), tanpa=lost)

    def _ya(self, link: Link, place: int) -> int | None:
        """The next stays the next; what led to a step that is gone leads to what followed that one."""
        target = link.ya_ke
        if target is None or target == self.following[link.nomor]:
            return None
        while target != END and target not in self.new:
            target = self._after(target)
        if target == END:
            return None if place == self.last else END
        if self.new[target] <= place:
            self.sentences.append(f"Langkah {place}: arah Ya kini menuju langkah berikutnya.")
            return None
        return None if self.new[target] == place + 1 else self.new[target]

    def _after(self, nomor: int) -> int:
        """What followed a step that is gone; a number that never was leads to the end."""
        link = self.links.get(nomor)
        if link is None:
            return END
        further = self.following[nomor] if link.ya_ke is None else link.ya_ke
        return further if further == END or further > nomor else self.following[nomor]

    def _tidak(self, link: Link, place: int) -> int | None:
        if link.tidak_ke is None:
            return None
        target = self.new.get(link.tidak_ke)
        if target is None or target >= place:
            self.sentences.append(f"Langkah {place}: tentukan lagi ke langkah mana Tidak kembali.")
            return None
        return target

    def _need(self, place: int, source: int | None) -> int | None:
        if source is None:
            return None
        target = self.new.get(source)
        if target is None or target >= place:
            self.sentences.append(f"Langkah {place}: kelengkapan dari hasil langkah lain tidak diperiksa lagi.")
            return None
        return target

    def _begin(self, found: dict[int, Link]) -> dict[int, Link]:
        """The work that began at the first step begins at the first step, whichever that is now."""
        marked = [nomor for nomor, link in self.links.items() if link.mulai]
        if not marked or (marked[0] != min(self.links) and any(nomor in found for nomor in marked)):
            return found
        first = min(self.links)
        return {
            nomor: replace(link, mulai=link.nomor == 1 or (link.mulai and nomor != first))
            for nomor, link in found.items()
        }
