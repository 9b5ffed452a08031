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

    @property
    def steps(self) -> list[Decimal]:
        """From each value to the next."""
        return [later - before for before, later in zip(self.past, self.past[1:], strict=False)]


def series(angka: Angka, points: Sequence[Titik]) -> Deret:
    """A cumulative figure begins anew each year, so that its values alone say nothing; what it adds does.

    :param points: the `earlier` ones
    """
    if not angka.kumulatif:
        return Deret([point.nilai for point in points], angka.nilai, "Realisasi")
    by_period = {point.periode: point.nilai for point in points}
    added = [_added(periode, value, by_period) for periode, value in by_period.items()]
    now = _added(angka.periode, angka.nilai, by_period)
    return Deret([one for one in added if one is not None], now, "Tambahan pada periode ini")


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
