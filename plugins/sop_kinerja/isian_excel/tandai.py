"""The marked copy: the form again, with what its sender typed, and every problem where it is put right."""

from datetime import datetime
from decimal import Decimal

from plugins.sop_kinerja.isian_excel.bentuk import Formulir
from plugins.sop_kinerja.isian_excel.periksa import Hasil
from plugins.sop_kinerja.isian_excel.tulis import Tanda, write

MOST = 500
"""Problems that are listed; a file with more of them is put right in rounds."""


def mark(form: Formulir, result: Hasil, created: datetime) -> bytes:
    """A form of ours with their entries, to be put right and sent again. Nothing of the file itself is carried over
    but the words and figures of its cells: what else it holds stays behind."""
    rows = {line.kunci: form.baris_ke(number) for number, line in enumerate(form.baris, start=1)}
    complaints: dict[tuple[str, str], str] = {}
    listed = []
    for one in result.masalah[:MOST]:
        typed = one.kolom in {column.nama for column in form.kolom if column.isian}
        if typed:
            before = complaints.get((one.kunci, one.kolom))
            complaints[one.kunci, one.kolom] = f"{before}\n{one.kalimat}" if before else one.kalimat
        here = form.sel(one.kolom, rows[one.kunci]) if typed and one.kunci in rows else ""
        listed.append((one.lembar, one.sel, one.kalimat, here))
    known: dict[tuple[str, str], Decimal | str] = {
        key: value for key, value in result.tertulis.items() if key[0] in rows
    }
    return write(form, created, Tanda(complaints, known, listed))
