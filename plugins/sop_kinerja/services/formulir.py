"""The form of a request for data: which of the department's indicators a case asks its units for."""

from collections.abc import Iterable
from pathlib import Path

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import InputError
from core.files import Dokumen, store
from core.idn.dates import format_date
from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.papers import compile_paper
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Indikator, Kasus, KasusCabang, KasusIndikator, Tugas
from plugins.sop_kinerja.services.data_case import FORM, cases
from plugins.sop_kinerja.services.diminta import asked_of, within
from plugins.sop_kinerja.services.kasus_move import task_by_action

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "formulir.typ"


def choices(task: Tugas) -> list[tuple[Indikator, str]]:
    """The department's indicators in their order, each with its target for the period in words."""
    asked = asked_of(int(task.penyelenggara_id), Periode.parse(str(task.periode)))
    return [(row, within(by)) for row, by in asked]


def task_for_form(tugas_uuid: str) -> Tugas:
    """The open step that makes the form, as `kasus_move.task_by_action`."""
    return task_by_action(tugas_uuid, FORM, "menyusun format permintaan data")


def issue(tugas_uuid: str, indikator_uuids: Iterable[str], note: str = "") -> Dokumen:
    """Keeps what is asked for, makes the form as a PDF, and ends the step with it: all or nothing.

    :raises InputError: without an indicator (indikator), or with too long a note (catatan).
    """
    task = task_for_form(tugas_uuid)
    wanted = {*indikator_uuids}
    chosen = [(row, target) for row, target in choices(task) if str(row.uuid) in wanted]
    if not chosen:
        raise InputError("Pilih sedikitnya satu indikator yang diminta.", "indikator")
    note = note.strip()
    if len(note) > 1000:
        raise InputError(f"Petunjuk paling banyak 1.000 huruf; sekarang {format_number(len(note))}.", "catatan")
    kasus = Kasus.get_by_id(task.kasus_id)
    pdf = compile_paper(TEMPLATE, _paper(kasus, chosen, note), created=clock.now())
    with transaction():
        KasusIndikator.delete().where(KasusIndikator.kasus == kasus.id).execute()
        for row, _ in chosen:
            KasusIndikator.create(
                perangkat_daerah=kasus.perangkat_daerah_id, kasus=kasus, indikator_uuid=row.uuid, uraian=row.uraian
            )
        period = Periode.parse(str(kasus.periode)).label
        dokumen = store(pdf, f"Format Permintaan Data Kinerja - {period}.pdf", "application/pdf")
        audit.record("sop_kinerja.formulir.issue", kasus, detail={"indikator": [row.kode for row, _ in chosen]})
        day = clock.today(current_actor().zona_waktu)
        document = DocumentRef(dokumen.id, f"Format permintaan data kinerja {period}", "lain", day)
        cases().complete(tugas_uuid, "ya", documents=(document,))
    return dokumen


def _paper(kasus: Kasus, chosen: list[tuple[Indikator, str]], note: str) -> dict[str, object]:
    units = KasusCabang.select().where(KasusCabang.kasus == kasus.id).order_by(KasusCabang.id)
    return {
        "judul": "Format Permintaan Data Kinerja",
        "perangkat_daerah": str(kasus.perangkat_daerah),
        "permintaan": str(kasus.nama),
        "periode": Periode.parse(str(kasus.periode)).label,
        "tenggat": format_date(kasus.tenggat),
        "kepada": list(dict.fromkeys(str(row.jabatan.unit_kerja) for row in units)),
        "petunjuk": note,
        "baris": [
            {"uraian": str(row.uraian), "kode": str(row.kode), "satuan": str(row.satuan), "target": target}
            for row, target in chosen
        ],
        "catatan_kaki": [
            "Dibuat oleh Selaras. Isian disampaikan lewat Selaras, atau pada lembar ini bila tidak tersedia."
        ],
    }
