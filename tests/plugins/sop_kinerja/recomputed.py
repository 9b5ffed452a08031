"""The formulas of a workbook, computed again by an engine that knows nothing of ours."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def recomputed(path: Path) -> dict[str, Any]:
    """'SHEET!A1' -> value."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its libraries' own
        import formulas

        solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    return {
        str(key).split("]")[-1].replace("'", ""): cell.value[0, 0]
        for key, cell in solution.items()
        if hasattr(cell, "value") and getattr(cell.value, "shape", None) == (1, 1)
    }


def compare(path: Path, sheets: Sequence[str]) -> int:
    """Asserts that every formula of the sheets gives the value that is kept beside it; tells how many there are."""
    live, kept = load_workbook(path), load_workbook(path, data_only=True)
    again = recomputed(path)
    compared = 0
    for sheet in sheets:
        for line in live[sheet].iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cached = kept[sheet][cell.coordinate].value
                    found = again[f"{sheet.upper()}!{cell.coordinate}"]
                    if isinstance(cached, str):
                        assert str(found) == cached, cell.coordinate
                    else:
                        assert abs(float(found) - cached) < 1e-6, cell.coordinate
                    compared += 1
    return compared
