"""A table of steps pasted from Word, Excel or a PDF, read as far as it can be read, with a word on every doubt.

`read_table(text)` gives a `Pasted`: columns, steps, the printed total, and problems with the line they stand on. A
fatal problem means that no draft can be made of it; the others are for the eyes of whoever pasted it. Pure.
"""

from plugins.sop_kinerja.tempel.baca import Pasted, read_table
from plugins.sop_kinerja.tempel.masalah import Problem

__all__ = ["Pasted", "Problem", "read_table"]
