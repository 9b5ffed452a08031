"""All hints of one figure by its own history."""

from collections.abc import Sequence

from plugins.sop_kinerja.petunjuk.angka import Angka, Petunjuk, Titik, earlier
from plugins.sop_kinerja.petunjuk.deret import series
from plugins.sop_kinerja.petunjuk.kumulatif import falls
from plugins.sop_kinerja.petunjuk.lonjakan import beyond, jump
from plugins.sop_kinerja.petunjuk.satuan import slip


def of_figure(angka: Angka, history: Sequence[Titik]) -> list[Petunjuk]:
    """In the order of JENIS. Of a slip of the unit, a jump and a new extreme only the one that explains most is told:
    three sentences about one cause would teach the verifier not to read them.

    :param history: figures of the same indicator and branch, in any order; the figure's own period is passed over
    """
    points = [point for point in history if point.periode != angka.periode]
    found = [falls(angka, points)]
    before = earlier(angka, points)
    deret = series(angka, before)
    found.append(slip(angka, before) or jump(angka, deret) or beyond(angka, deret))
    return [one for one in found if one is not None]
