"""Enumerations in Indonesian sentences."""

from collections.abc import Iterable


def listed(parts: Iterable[object]) -> str:
    """«a», «a dan b», «a, b, dan c»; empty for nothing."""
    words = [str(one) for one in parts]
    return " dan ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])}, dan {words[-1]}"


def numbered(numbers: Iterable[int]) -> str:
    """'langkah 2', 'langkah 2 dan 5', 'langkah 2, 5, dan 8'."""
    return f"langkah {listed(numbers)}"
