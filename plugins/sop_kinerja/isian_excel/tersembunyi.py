"""The hidden sheet of a form: whose it is, and the words of its lists."""

from decimal import Decimal
from typing import Any

from core.spreadsheet_cells import Looks, clean
from plugins.sop_kinerja.isian_excel import gaya
from plugins.sop_kinerja.isian_excel.alamat import letters
from plugins.sop_kinerja.isian_excel.bentuk import IDENTITAS, Formulir
from plugins.sop_kinerja.isian_excel.identitas import SEAL


def write(sheet: Any, form: Formulir, looks: Looks) -> dict[tuple[tuple[str, Decimal], ...], str]:
    """Identity, seal, and the lists to choose from; gives the range of each list."""
    for row, (label, value) in enumerate((*form.identitas, (SEAL, form.tanda))):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, clean(value), looks.of(gaya.WORDS))
    ranges: dict[tuple[tuple[str, Decimal], ...], str] = {}
    for line in form.baris:
        if line.pilihan and line.pilihan not in ranges:
            column = 3 + len(ranges)
            for row, (word, _) in enumerate(line.pilihan):
                sheet.write_string(row, column, clean(word))
            name = letters(column + 1)
            ranges[line.pilihan] = f"='{IDENTITAS}'!${name}$1:${name}${len(line.pilihan)}"
    sheet.protect("", gaya.LOCKED_SHEET)
    sheet.very_hidden()
    return ranges
