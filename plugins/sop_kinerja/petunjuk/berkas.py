"""The same file as evidence of more than one figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.idn.periods import Periode
from plugins.sop_kinerja.petunjuk.angka import Petunjuk

NAMED = 2
"""Places that are named; the rest is counted."""


@dataclass(frozen=True)
class Tempat:
    """Where the same bytes stand once more, as far as the asker may see it.

    `jauh`: 2 with another party, 1 with the same one in another submission, 0 in this submission. `sama`: the indicator
    is the one that is looked at.
    """

    berkas: str
    """The name that the file has at the figure that is looked at."""
    jauh: int
    pihak: str
    periode: Periode
    indikator: str
    sama: bool = False

    @property
    def words(self) -> str:
        indicator = "indikator yang sama" if self.sama else f"«{_short(self.indikator)}»"
        if self.jauh == 2:
            return f"{indicator} {self.pihak} ({self.periode.label})"
        return f"{indicator} periode {self.periode.label}" if self.jauh == 1 else f"{indicator} pada penyampaian ini"


def same_file(places: Sequence[Tempat]) -> Petunjuk | None:
    """One hint for a figure, the farthest place first: with another department it asks for an answer most. One report
    for several figures of a submission is what most departments attach: light."""
    if not places:
        return None
    ordered = sorted(places, key=lambda one: (-one.jauh, one.pihak, one.periode, one.indikator, one.berkas))
    named = " dan ".join(one.words for one in ordered[:NAMED])
    rest = len(ordered) - NAMED
    more = f", serta {rest} tempat lain" if rest > 0 else ""
    names = list(dict.fromkeys(one.berkas for one in ordered))
    files = f"Berkas «{_short(names[0])}»" + (f" dan {len(names) - 1} berkas lain" if len(names) > 1 else "")
    sentence = f"{files} juga menjadi bukti {named}{more}. Isinya sama persis; pastikan memang membuktikan angka ini."
    return Petunjuk("bukti", sentence, ringan=ordered[0].jauh == 0)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
