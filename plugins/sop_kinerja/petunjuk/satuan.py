"""A slip of the unit: the figure would be usual if its comma stood two, three or six places elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.sop_kinerja.petunjuk.angka import Angka, Petunjuk, Titik, written, written_range
from plugins.sop_kinerja.petunjuk.ukuran import median

FACTORS = {
    100: "Seratus kali lipat biasanya berarti persen tertukar dengan pecahan, atau koma dua angka hilang.",
    1000: "Seribu kali lipat biasanya berarti satuannya tertukar (ribu), atau titik dan koma tertukar.",
    1_000_000: "Sejuta kali lipat biasanya berarti rupiah tertukar dengan juta rupiah.",
    10: "Sepuluh kali lipat biasanya berarti koma hilang satu angka.",
}
"""How many times, and what it mostly comes from. The last one only where history is narrow enough to tell."""
FEW = 3
"""Figures of history that are enough: a hundredfold stands out beside very few."""
ROOM = Decimal("1.5")
"""So many times beyond what has been the corrected figure may lie: time goes on."""
APART = 3
"""The factor is at least so many times the whole spread of the history, else the figure is only one more of it."""


@dataclass(frozen=True)
class _Usual:
    low: Decimal
    high: Decimal
    middle: Decimal
    words: str
    factors: tuple[int, ...]


def slip(angka: Angka, points: Sequence[Titik]) -> Petunjuk | None:
    """Against the history, or where there is less than FEW of it against the target.

    :param points: the `earlier` ones
    """
    usual = _usual(angka, points)
    if usual is None or not angka.nilai:
        return None
    size = abs(angka.nilai)
    fitting = []
    for factor in usual.factors:
        if factor < APART * usual.high / usual.low:
            continue
        for corrected in (size / factor, size * factor):
            if usual.low / ROOM <= corrected <= usual.high * ROOM:
                fitting.append((max(corrected / usual.middle, usual.middle / corrected), factor, corrected))
    if not fitting:
        return None
    _, factor, corrected = min(fitting)
    side = "lebih besar" if corrected < size else "lebih kecil"
    sign = 1 if angka.nilai > 0 else -1
    return Petunjuk(
        "satuan",
        f"Realisasi {written(angka.nilai, angka.satuan)} sekitar {written(Decimal(factor))} kali {side} daripada "
        f"{usual.words}; mungkin yang dimaksud {written(sign * corrected)}. {FACTORS[factor]}",
    )


def _usual(angka: Angka, points: Sequence[Titik]) -> _Usual | None:
    """What a figure of this indicator is like. Zeros have no size, so they are passed over; of a balance that is now
    above and now below zero no size is unlikely."""
    if any(point.nilai > 0 for point in points) and any(point.nilai < 0 for point in points):
        return None
    sizes = [abs(point.nilai) for point in points if point.nilai]
    if len(sizes) >= FEW:
        low, high = min(sizes), max(sizes)
        words = f"{len(sizes)} periode sebelumnya ({written_range(low, high)})"
        return _Usual(low, high, median(sizes), words, tuple(FACTORS))
    if angka.target is None or angka.target <= 0:
        return None
    # Ten times a target is now and then true; a hundred times is not.
    factors = tuple(factor for factor in FACTORS if factor >= 100)
    return _Usual(angka.target, angka.target, angka.target, f"targetnya ({written(angka.target)})", factors)
