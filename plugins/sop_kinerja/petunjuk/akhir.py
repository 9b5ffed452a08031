"""Last digits over many figures: in counted numbers all ten are about as frequent, in invented ones they are not.

People who make numbers up avoid some digits and love others: J. E. Mosimann, C. V. Wiseman and R. E. Edelman, «Data
Fabrication: Can People Generate Random Digits?», Accountability in Research 4 (1995) 31-55; B. Beber and A. Scacco,
«What the Numbers Say: A Digit-Based Test for Election Fraud», Political Analysis 20 (2012) 211-234. The test is
Pearson's chi-square with 9 degrees of freedom. Expected counts are 5 at least (W. G. Cochran, «Some Methods for
Strengthening the Common chi-square Tests», Biometrics 10 (1954) 417-451), which is what MANY is for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from core.idn.numbers import format_number
from plugins.sop_kinerja.petunjuk.angka import Petunjuk

MANY = 60
"""Figures that the test needs."""
CRITICAL = Fraction("27.877")
"""Chi-square with 9 degrees of freedom at p = 0.001: one honest department in a thousand looks like this."""
SMALLEST = 100
"""Below three digits the last one follows from how large the figure is."""
# What ends in two zeros is mostly rounded, which is no invention, and is left out: of the other 99 endings 9 have a 0.
_EXPECTED = {digit: Fraction(9 if digit == 0 else 10, 99) for digit in range(10)}


def usable(values: Iterable[Decimal]) -> list[int]:
    """The last digits that count: of whole numbers from SMALLEST on that are not rounded to hundreds.

    Decimals are left out, since a figure such as 72,50 is kept as 72,5 and its last digit would never be 0.
    """
    whole = (int(abs(value)) for value in values if value == value.to_integral_value())
    return [number % 10 for number in whole if number >= SMALLEST and number % 100]


def chi_square(counted: Mapping[int, int]) -> Fraction:
    """Pearson's statistic of digit -> how often, against what counting would give; exact."""
    n = sum(counted.values())
    if not n:
        return Fraction(0)
    away = ((counted.get(digit, 0) - n * share) ** 2 / (n * share) for digit, share in _EXPECTED.items())
    return sum(away, Fraction(0))


def last_digits(values: Iterable[Decimal]) -> Petunjuk | None:
    """Of all figures of one department; nothing with less than MANY that count."""
    return of_digits(Counter(usable(values)))


def of_digits(counted: Mapping[int, int]) -> Petunjuk | None:
    """The same, where the digits that count (`usable`) have been counted already."""
    n = sum(counted.values())
    found = chi_square(counted)
    if n < MANY or found <= CRITICAL:
        return None
    often = {digit: counted.get(digit, 0) for digit in range(10)}
    digit = max(often, key=lambda one: (abs(often[one] - n * _EXPECTED[one]), -one))
    usual = round(n * _EXPECTED[digit])
    side = "terlalu sering" if often[digit] > usual else "terlalu jarang"
    return Petunjuk(
        "angka_akhir",
        f"Dari {n} bilangan bulat yang disampaikan, {often[digit]} berakhir dengan angka {digit} ({side}; wajarnya "
        f"sekitar {usual}). Pola seperti ini muncul secara kebetulan kurang dari 1 dalam 1.000 (khi-kuadrat "
        f"{format_number(Decimal(found.numerator) / Decimal(found.denominator), 1)}; batas 27,9). Tanyakan bagaimana "
        "angkanya dihitung atau dibulatkan.",
    )
