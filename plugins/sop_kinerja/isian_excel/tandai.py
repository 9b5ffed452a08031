"""The marked copy: the form again, with what its sender typed, and every problem where it is put right."""

from datetime import datetime

from plugins.sop_kinerja.isian_excel.bentuk import Formulir
from plugins.sop_kinerja.isian_excel.periksa import Hasil
from plugins.sop_kinerja.isian_excel.tanda import Tanda
from plugins.sop_kinerja.isian_excel.tulis import write

MOST = 500
"""Problems that are listed; a file with more of them is put right in rounds."""


def mark(form: Formulir, result: Hasil, created: datetime) -> bytes:
    """A form of ours with their entries, to be put right and sent again. Nothing of the file itself is carried over
    but the words and figures of its cells: what else it holds stays behind."""
    lines = {line.kunci: (form.baris_ke(number), line) for number, line in enumerate(form.baris, start=1)}
    columns = {column.nama for column in form.kolom if column.isian}
    complaints: dict[tuple[str, str], str] = {}
    listed = []
    for one in result.masalah[:MOST]:
        if one.kolom in columns:
            before = complaints.get((one.kunci, one.kolom))
            complaints[one.kunci, one.kolom] = f"{before}\n{one.kalimat}" if before else one.kalimat
        here = ""
        if one.kunci in lines and (one.kolom in columns or not one.kolom):  # else it is as it was in the copy
            row, line = lines[one.kunci]
            here = form.sel(one.kolom or line.diisi[0], row)
        listed.append((one.lembar, one.sel, one.kalimat, here))
    return write(form, created, Tanda(complaints, result.tertulis, frozenset(result.isi), listed))
