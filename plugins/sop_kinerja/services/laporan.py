"""A performance report that a step yields: what its author writes, beside the department's figures of the period."""

from collections.abc import Mapping
from pathlib import Path

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError
from core.files import Dokumen, store
from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.organisation.office import zone_of
from core.papers import PaperError, compile_paper
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.data_case import REPORT, cases
from plugins.sop_kinerja.services.kasus_material import received
from plugins.sop_kinerja.services.kasus_move import task_by_action
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.laporan_angka import figures
from plugins.sop_kinerja.services.lembar import day, head, minute, performer
from plugins.sop_kinerja.services.lembar_hasil import nip_of

MAX_SECTION = 6000
SECTIONS = {
    "capaian": "Uraian capaian kinerja",
    "hambatan": "Hambatan dan penyebabnya",
    "tindak_lanjut": "Rencana tindak lanjut",
}
"""Field -> heading, after PermenPANRB 53/2014: what was reached, what caused success or failure, what is done."""
TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "laporan.typ"


def task_for_report(tugas_uuid: str) -> Tugas:
    """The open step that makes a report, as `kasus_move.task_by_action`."""
    return task_by_action(tugas_uuid, REPORT, "menyusun laporan kinerja")


def title_of(task: Tugas) -> str:
    """'Laporan Kinerja Triwulan II 2026'"""
    return f"Laporan Kinerja {Periode.parse(str(task.periode)).label}"


def issue(tugas_uuid: str, sections: Mapping[str, str]) -> Dokumen:
    """Makes the report as a PDF, and ends the step with it: all or nothing.

    :param sections: key of `SECTIONS` -> text, of which `capaian` must be there
    :raises FieldErrors: naming the sections that are empty or too long, or hold what cannot be printed.
    """
    task = task_for_report(tugas_uuid)
    texts = _checked(sections)
    kasus = Kasus.get_by_id(task.kasus_id)
    try:
        pdf = compile_paper(TEMPLATE, _paper(task, texts), created=clock.now())
    except PaperError as error:
        raise InputError(error.sentence, "capaian") from error
    title = title_of(task)
    with transaction():
        dokumen = store(pdf, f"{title}.pdf", "application/pdf")
        audit.record("sop_kinerja.laporan.issue", kasus, detail={"langkah": task.nomor, "sha256": dokumen.sha256})
        today = clock.today(current_actor().zona_waktu)
        document = DocumentRef(dokumen.id, title, "lain", today, f"{Tugas.kind()}:{task.uuid}")
        cases().complete(tugas_uuid, "ya", documents=(document,))
    return dokumen


def send_back(tugas_uuid: str, reason: str) -> None:
    """Where the step decides: what it was given is not good enough to report on.

    :raises InputError: without a reason (alasan), or when the step has no Tidak.
    """
    task = task_for_report(tugas_uuid)
    if not task.keputusan_diminta:
        raise InputError(f"Langkah {task.nomor} tidak dapat mengembalikan pekerjaan.", "alasan")
    cases().complete(str(task.uuid), "tidak", reason=reason)


def _checked(sections: Mapping[str, str]) -> dict[str, str]:
    texts = {key: sections.get(key, "").strip() for key in SECTIONS}
    errors = {
        key: f"{SECTIONS[key]} paling banyak {format_number(MAX_SECTION)} huruf; sekarang {format_number(len(text))}."
        for key, text in texts.items()
        if len(text) > MAX_SECTION
    }
    if not texts["capaian"]:
        errors["capaian"] = "Uraikan capaian kinerja periode ini."
    if errors:
        raise FieldErrors(errors)
    return texts


def _paper(task: Tugas, texts: Mapping[str, str]) -> dict[str, object]:
    now, zone = clock.now(), zone_of(task.perangkat_daerah)
    run = Run(Kasus.get_by_id(task.kasus_id))
    who, position = performer(task)
    return {
        **head(run),
        "judul": title_of(task),
        "perangkat_daerah": str(task.perangkat_daerah),
        "bahan": [f"{one.nama} ({one.dari})" for one in received(task)],
        "angka": [
            {
                "uraian": str(one.indikator.uraian),
                "satuan": str(one.indikator.satuan),
                "target": one.target,
                "realisasi": one.nilai or "belum disahkan",
                "capaian": one.capaian,
            }
            for one in figures(int(task.perangkat_daerah_id), str(task.periode))
        ],
        "bagian": [{"judul": SECTIONS[key], "isi": text} for key, text in texts.items() if text],
        "tempat_tanggal": f"{task.perangkat_daerah.pemerintah_daerah.ibu_kota}, {day(now, zone)}",
        "jabatan": position,
        "nama": who,
        "nip": nip_of(current_actor().pegawai_id),
        "dicatat": f"Disusun secara elektronik di Selaras pada {minute(now, zone)}.",
    }
