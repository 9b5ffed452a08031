"""A triwulan of the demo as three months, by the rule of its indicator."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from plugins.sop_kinerja.services.renaksi_data import Line


def divide(row: Line, quarters: Sequence[Decimal | None], index: int, *, level: bool = False) -> list[Decimal | None]:
    """The three months of a triwulan. `level`: a level stands in each month, not only in the last."""
    whole = quarters[index]
    if whole is None:
        return [None, None, None]
    places = max(0, -int(whole.normalize().as_tuple().exponent))
    unit = Decimal(1).scaleb(-places)
    if row.rule.kumulatif:
        before = next((one for one in reversed(quarters[:index]) if one is not None), Decimal(0))
        steps = [before + (whole - before) * step / 3 for step in (1, 2)]
        return [*(step.quantize(unit, ROUND_DOWN) for step in steps), whole]
    if row.rule.agregasi == "jumlah":
        part = (whole / 3).quantize(unit, ROUND_DOWN)
        return [part, part, whole - 2 * part]
    if row.rule.agregasi == "rata_rata" or level:
        return [whole, whole, whole]
    return [None, None, whole]
