"""Lembar disposisi: to whom the work of a case has gone, with each performer's note and mark.

A mark is a statement of agreement with name, position and moment, kept by Selaras. It is no certified signature (TTE),
and the sheet says so.
"""

from zoneinfo import ZoneInfo

from core import clock
from core.organisation.office import zone_of
from core.papers import compile_paper
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.kebutuhan import words_of
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.lembar import PAPERS, Sheet, day, head, minute, performer, period_of

HARAPAN = {
    "saran": "Tanggapan dan saran",
    "lanjut": "Proses lebih lanjut",
    "koordinasi": "Koordinasi/konfirmasi",
}
"""What a disposition asks of those to whom it goes."""
_MARKED = {"paraf": "Diparaf secara elektronik", "tanda_tangan": "Ditandatangani secara elektronik"}


def is_disposition(output: str) -> bool:
    return "disposisi" in words_of(output)


def disposition_sheet(run: Run, task: Tugas, note: str = "", *, harapan: str = "lanjut") -> Sheet:
    """As it stands when `task` ends (or ended): all who have handled the case until then, and their marks.

    :param task: with the mark, where one is asked for and was put (`ditandai`)
    :param harapan: a key of HARAPAN
    :raises PaperError: for a character that the typeface lacks, naming it.
    """
    now = clock.now()
    moment, zone = task.selesai or now, zone_of(run.kasus.perangkat_daerah)
    before = [one for one in run.tasks if one.status == "selesai" and one.id != task.id and one.selesai <= moment]
    lines = [_line(one, _said(one), zone) for one in sorted(before, key=lambda one: (one.selesai, one.id))]
    lines.append(_line(task, note, zone))
    data = {
        **head(run),
        "diterima": day(run.kasus.dimulai or run.kasus.dibuat, zone),
        "langkah": f"{task.nomor}. {task.uraian}",
        "diteruskan": _forwarded(run, int(task.nomor)),
        "harapan": [{"teks": text, "dipilih": key == harapan} for key, text in HARAPAN.items()],
        "catatan": note,
        "baris": lines,
    }
    pdf = compile_paper(PAPERS / "lembar_disposisi.typ", data, created=now)
    filename = f"Lembar Disposisi Langkah {task.nomor} - {period_of(run)}.pdf"
    return Sheet(pdf, filename, f"Lembar disposisi langkah {task.nomor}, {performer(task)[1]}"[:250], "disposisi")


def _forwarded(run: Run, nomor: int) -> list[str]:
    """To whom the work goes on."""
    following = run.flow.after(nomor)
    if following == END:
        return ["Arsip: pelaksanaan selesai"]
    column = run.columns[str(run.steps[following].pelaksana[0])]
    return [str(column.jabatan.nama if column.jabatan_id and not run.is_each(following) else column.label)]


def _line(task: Tugas, note: str, zone: ZoneInfo) -> dict[str, str]:
    """`pernyataan` is the sentence of the mark; empty where none is asked for, or none was put."""
    who, title = performer(task)
    title = title if title != who else ""
    asked = _MARKED.get(str(task.tanda), "")
    line = {
        "jabatan": title or who,
        "nama": who if title else "",
        "langkah": f"Langkah {task.nomor}",
        "catatan": note,
        "tanggal": day(task.selesai or clock.now(), zone),
        "tanda": "Belum dibubuhkan" if asked else "",
        "inisial": "",
        "pernyataan": "",
    }
    if asked and task.ditandai is not None:
        by = str(task.ditandai_oleh)
        line |= {"tanda": asked, "inisial": _initials(by)}
        line["pernyataan"] = f"{asked} di Selaras oleh {by} pada {minute(task.ditandai, zone)}."
    return line


def _said(task: Tugas) -> str:
    return f"Dikembalikan: {task.alasan}" if task.keputusan == "tidak" else str(task.catatan or task.alasan)


def _initials(name: str) -> str:
    """«Siti Nur Aminah, S.E.» -> SNA."""
    return "".join(word[0] for word in name.split(",")[0].split() if word[0].isalpha())[:4].upper()
