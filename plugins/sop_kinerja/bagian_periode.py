"""What a period is made of, as recaps make it. Pure."""

from core.idn.periods import Periode


def pieces(period: Periode) -> tuple[Periode, ...]:
    """Three months, two triwulan, or two semesters; nothing for a month."""
    return period.parts or (period.months if len(period.months) > 1 else ())


def under(period: Periode) -> set[str]:
    """The codes of the period itself and of all that it is made of, down to the months."""
    return {period.code}.union(*(under(one) for one in pieces(period)))
