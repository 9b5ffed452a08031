"""What periods are made of, and the names of the tables in which figures are worked out."""

SIMPUL, DIMINTA = "agregat_simpul", "agregat_diminta"
_MONTHS = [f"B{month:02d}" for month in range(1, 13)]
PARTS = {
    "TW": {f"TW{n + 1}": _MONTHS[3 * n : 3 * n + 3] for n in range(4)},
    "S": {"S1": ["TW1", "TW2"], "S2": ["TW3", "TW4"]},
    "TH": {"TH": ["S1", "S2"]},
}
"""Level -> whole -> its parts in their order: what a period is made of."""
