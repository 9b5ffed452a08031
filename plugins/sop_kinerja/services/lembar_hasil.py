"""Lembar hasil: what the performer of a step wrote down as its output, as a paper that the next step receives."""

from core import clock
from core.actor import current_actor
from core.nip import written
from core.organisation.models import Pegawai
from core.organisation.office import zone_of
from core.papers import compile_paper
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.lembar import PAPERS, Sheet, day, head, minute, performer, period_of


def result_sheet(run: Run, task: Tugas, note: str) -> Sheet:
    """Made by the acting person, before the step ends.

    :raises PaperError: for a character that the typeface lacks, naming it.
    """
    now, zone = clock.now(), zone_of(task.perangkat_daerah)
    who, title = performer(task)
    output = str(task.output) or str(task.uraian)
    data = {
        **head(run),
        "nomor": str(task.nomor),
        "uraian": str(task.uraian),
        "output": output,
        "hasil": note,
        "tempat_tanggal": f"{task.perangkat_daerah.pemerintah_daerah.ibu_kota}, {day(now, zone)}",
        "jabatan": title,
        "nama": who,
        "nip": nip_of(current_actor().pegawai_id),
        "dicatat": f"Dicatat secara elektronik di Selaras pada {minute(now, zone)}.",
    }
    pdf = compile_paper(PAPERS / "lembar_hasil.typ", data, created=now)
    nama = f"Lembar hasil langkah {task.nomor}: {output}"
    return Sheet(pdf, f"Lembar Hasil Langkah {task.nomor} - {period_of(run)}.pdf", nama[:250], "lain")


def nip_of(pegawai_id: int | None) -> str:
    """As it is printed; what cannot be read as a NIP as it was typed, and empty without a person."""
    person = Pegawai.get_or_none(Pegawai.id == pegawai_id) if pegawai_id else None
    return "" if person is None else written(str(person.nip))
