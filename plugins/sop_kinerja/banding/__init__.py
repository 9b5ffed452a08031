"""Two SOPs side by side, or two versions of one: step by step, field by field. Pure: values in, values out.

`compare(left, right)` gives a `Comparison`, `summarise(comparison)` what it comes to in a sentence or two, and
`changes` what a new version changes from the one before:

    changes(old: SopData, new: SopData) -> tuple[str, ...]     # each one Indonesian sentence; () when nothing changed
"""

from plugins.sop_kinerja.banding.beda import Difference
from plugins.sop_kinerja.banding.hasil import BoxComparison, ColumnPair, Comparison, StepPair, compare
from plugins.sop_kinerja.banding.perubahan import changes
from plugins.sop_kinerja.banding.ringkasan import summarise
from plugins.sop_kinerja.banding.tulisan import CONTENT, SAME, WRITING

__all__ = [
    "CONTENT",
    "SAME",
    "WRITING",
    "BoxComparison",
    "ColumnPair",
    "Comparison",
    "Difference",
    "StepPair",
    "changes",
    "compare",
    "summarise",
]
