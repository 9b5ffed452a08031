"""Hints for whoever verifies: read for one submission or for all of a collection, in the same few queries.

Only what the asking department may see takes part: submissions that it asked for itself and that were handed in. What a
department has not handed in yet, or gave to another asker, is neither compared nor named.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import NotAllowed
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.models import Penyampaian, Realisasi
from plugins.sop_kinerja.petunjuk import Angka, Petunjuk, Tempat, Titik, of_digits, of_figure, same_file
from plugins.sop_kinerja.services import petunjuk_bahan
from plugins.sop_kinerja.services.data_flow import VERIFY

WAITING = ("diajukan", "diverifikasi")
"""States in which a verifier has something to decide."""
SHOWN = (*WAITING, "disahkan")
"""States in which hints are shown beside the figures: approved ones may be opened again."""

_MOST_KEPT = 200
_kept: dict[str, tuple[object, dict[str, int]]] = {}
"""Collection -> (state in which it was read, what was told). The state names the asker, so nobody is told another's."""


@dataclass(frozen=True)
class Hints:
    """`figures`: `Realisasi.id` -> its hints; `whole`: what is said of all figures together."""

    figures: Mapping[int, Sequence[Petunjuk]] = field(default_factory=dict)
    whole: Sequence[Petunjuk] = ()

    @property
    def count(self) -> int:
        """Those that ask for a second look; what right figures have often enough is not among them."""
        return sum(not hint.ringan for hint in self._all)

    @property
    def light(self) -> list[tuple[str, int]]:
        """Kind in words and how many, of the others."""
        return list(Counter(hint.label for hint in self._all if hint.ringan).items())

    @property
    def _all(self) -> list[Petunjuk]:
        return [*self.whole, *(hint for found in self.figures.values() for hint in found)]


def of_submission(penyampaian: Penyampaian) -> Hints:
    """The hints of a submission that the acting department asked for.

    :raises NotAllowed: to everybody else: a hint compares with what others have handed in.
    """
    actor = require(VERIFY)
    if penyampaian.penyelenggara_id != actor.perangkat_daerah_id:
        raise NotAllowed(f"Petunjuk pemeriksaan hanya untuk {penyampaian.penyelenggara}, yang meminta data ini.")
    return _of([penyampaian])[penyampaian.id]


def counts(kasus_uuid: str) -> dict[str, int]:
    """`Penyampaian.uuid` -> how many hints, for what waits to be decided in a collection of the acting department.

    The list asks every few seconds; what it was told is kept for as long as nothing that hints rest on has changed.
    """
    actor = require(VERIFY)
    state = petunjuk_bahan.state_of(int(actor.perangkat_daerah_id or 0))
    kept = _kept.get(kasus_uuid)
    if kept is not None and kept[0] == state:
        return kept[1]
    waiting = Penyampaian.select().where(
        (Penyampaian.kasus_uuid == kasus_uuid)
        & (Penyampaian.penyelenggara == actor.perangkat_daerah_id)
        & Penyampaian.status.in_(WAITING)
    )
    submissions = list(waiting)
    found = _of(submissions)
    told = {str(one.uuid): found[one.id].count for one in submissions}
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[kasus_uuid] = state, told
    return told


def _of(submissions: Sequence[Penyampaian]) -> dict[int, Hints]:
    """Four queries, however many submissions; none for none."""
    if not submissions:
        return {}
    rows = petunjuk_bahan.figures(submissions)
    history = petunjuk_bahan.history(submissions)
    places = petunjuk_bahan.places(submissions, rows)
    digits = petunjuk_bahan.digits(submissions)
    found: dict[int, Hints] = {}
    for one in submissions:
        mine = {row.id: _hints_of(one, row, history, places) for row in rows[one.id]}
        pattern = of_digits(digits.get(one.perangkat_daerah_id, {}))
        found[one.id] = Hints({key: hints for key, hints in mine.items() if hints}, (pattern,) if pattern else ())
    return found


def _hints_of(
    penyampaian: Penyampaian,
    row: Realisasi,
    history: Mapping[petunjuk_bahan.Key, Sequence[tuple[int, Titik]]],
    places: Mapping[int, Sequence[Tempat]],
) -> list[Petunjuk]:
    hints: list[Petunjuk] = []
    # A word (WTP, B) counts as a number only to be assessed; what is usual or a unit has no meaning for it.
    if row.nilai is not None and not row.skala:
        figure = Angka(
            Periode.parse(str(penyampaian.periode)),
            row.nilai,
            str(row.satuan),
            bool(row.kumulatif),
            row.target if row.jatuh_tempo else None,
        )
        past = history.get((str(row.indikator_uuid), str(penyampaian.cabang)), ())
        hints = of_figure(figure, [point for owner, point in past if owner != penyampaian.id])
    if shared := same_file(places.get(row.id, ())):
        hints.append(shared)
    return hints
