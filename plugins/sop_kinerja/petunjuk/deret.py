"""The series in which a figure is compared: its values, or where it is cumulative what each period adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.idn.periods import Periode
from plugins.sop_kinerja.petunjuk.angka import Angka, Titik


@dataclass(frozen=True)
class Deret:
    """`past` in the order of time; `now` None where the figure cannot be compared."""

    past: list[Decimal]
    now: Decimal | None
    what: str
    """'Realisasi' or 'Tambahan', as the sentence begins."""
    changes: list[Decimal]
    """How many times the same period of the year before each of `past` was, in the order of time."""
    change: Decimal | None
    """The same of `now`; None where there is none, or where one of the two is not above zero."""

    @property
    def steps(self) -> list[Decimal]:
        """From each value to the next."""
        return [later - before for before, later in zip(self.past, self.past[1:], strict=False)]


def series(angka: Angka, points: Sequence[Titik]) -> Deret:
    """A cumulative figure begins anew each year, so that its values alone say nothing; what it adds does.

    :param points: the `earlier` ones
    """
    known = {point.periode: point.nilai for point in points}
    if angka.kumulatif:
        now, what = _added(angka.periode, angka.nilai, known), "Tambahan pada periode ini"
        added = {periode: _added(periode, value, known) for periode, value in known.items()}
    else:
        now, what, added = angka.nilai, "Realisasi", dict(known)
    past = {periode: value for periode, value in added.items() if value is not None}
    years = {(periode.tahun, periode.bagian): value for periode, value in past.items()}
    changes = [_change(periode, value, years) for periode, value in past.items()]
    known_changes = [one for one in changes if one is not None]
    return Deret(list(past.values()), now, what, known_changes, _change(angka.periode, now, years))


def _change(periode: Periode, value: Decimal | None, years: Mapping[tuple[int, str], Decimal]) -> Decimal | None:
    before = years.get((periode.tahun - 1, periode.bagian))
    return value / before if value is not None and before is not None and value > 0 and before > 0 else None


def _added(periode: Periode, value: Decimal, known: Mapping[Periode, Decimal]) -> Decimal | None:
    """None where the period just before it in the year has no approved figure."""
    before = previous(periode)
    if before is None:
        return value
    return value - known[before] if before in known else None


def previous(periode: Periode) -> Periode | None:
    """The period of the same length just before it in its year; None for the first."""
    letters = periode.bagian.rstrip("0123456789")
    number = periode.bagian.removeprefix(letters)
    if not number or int(number) == 1:
        return None
    return Periode(periode.tahun, f"{letters}{int(number) - 1:0{len(number)}d}")
