"""A recap as an XLSX, made by a worker, mailed with the file attached: exactly one file and one mail."""

import tempfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from core import audit, clock
from core.accounts.models import Akun
from core.actor import Actor
from core.db import transaction
from core.errors import InputError, StateError
from core.files import Dokumen, store
from core.idn.periods import Periode
from core.jobs import Job, JobRun, enqueue
from core.mail import queue_mail
from core.permissions import require
from core.spreadsheet import write_workbook
from plugins.sop_kinerja import xlsx
from plugins.sop_kinerja.contracts import DocumentRef
from plugins.sop_kinerja.models import Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.services import data_case
from plugins.sop_kinerja.services.rekap_flow import EXPORT, get_rekap

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVERY = 200
"""Rows between two progress reports."""


def request_export(uuid: str) -> Job:
    """Has a worker write the recap as XLSX and mail it to the acting person. Asked for twice, it is one job.

    :raises StateError: while the recap is being made.
    :raises InputError: when the account has no e-mail address.
    """
    actor = require(EXPORT)
    rekap = get_rekap(uuid)
    if rekap.status == "disusun":
        raise StateError("Rekapitulasi ini masih disusun. Tunggu sampai selesai, lalu minta XLSX-nya.")
    if not actor.surel:
        raise InputError("Akun Anda belum mempunyai alamat surel. Mintalah admin mengisinya.", "surel")
    with transaction():
        audit.record("sop_kinerja.rekap.export", rekap)
        return enqueue_export(rekap, actor, to_case=False)


def enqueue_export(rekap: Rekap, actor: Actor, *, to_case: bool) -> Job:
    """The job row, in the caller's transaction. `to_case`: the file is the output of the review, which ends with it."""
    purpose = "berkas" if to_case else f"surel-{actor.akun_id}"
    return enqueue(
        "sop_kinerja.ekspor",
        queue="export",
        title=_subject(rekap),
        key=f"ekspor-{rekap.uuid}-{rekap.status}-{purpose}",
        perangkat_daerah_id=rekap.perangkat_daerah_id,
        rekap=rekap.id,
        akun=actor.akun_id,
        ke_kasus=to_case,
    )


def export(task: JobRun) -> None:
    """Job `sop_kinerja.ekspor` (args: rekap and akun, ids; ke_kasus). The file is written first; its row, its place in
    the case and the mail come with the end of the job, in one transaction.
    """
    rekap = Rekap.get_by_id(task.args["rekap"])
    zone = ZoneInfo(rekap.perangkat_daerah.pemerintah_daerah.zona_waktu)
    akun = Akun.get_or_none(Akun.id == task.args["akun"])
    total = _rows(rekap)
    with tempfile.TemporaryDirectory(prefix="ekspor-") as folder:
        path = Path(folder) / "rekap.xlsx"
        write_workbook(
            path,
            xlsx.tables(rekap, zone),
            created=xlsx.moment(rekap),
            progress=lambda done: task.progress(min(done, total), total, f"Baris {done} dari {total}"),
            every=EVERY,
        )
        with task.finish() as outcome:
            dokumen = _keep(rekap, path)
            if task.args.get("ke_kasus"):
                _end_review(task, rekap, _reference(rekap, dokumen, clock.today(zone.key)))
            if akun is not None and akun.surel:
                queue_mail(akun.surel, _subject(rekap), _letter(rekap, akun), [dokumen])
            outcome["dokumen"] = str(dokumen.uuid)


def _end_review(task: JobRun, rekap: Rekap, document: DocumentRef) -> None:
    """Ya for the review, with the file as its output; only the file when the step was ended otherwise meanwhile."""
    kasus_uuid = str(rekap.kasus.uuid)
    step = data_case.open_step(kasus_uuid, data_case.REVIEW)
    if step is None:  # nobody reviews it: it is the output of the last step, which made it
        made = data_case.open_step(kasus_uuid, data_case.VERIFY)
        step = made if made is not None and data_case.is_last(made) else None
    if step is None:
        data_case.add_documents(kasus_uuid, [document])
    else:
        data_case.end_step(task, step, (document,))


def _keep(rekap: Rekap, path: Path) -> Dokumen:
    """The stored file; when the recap has these very bytes already, that one."""
    dokumen = store(path, xlsx.file_name(rekap), MEDIA)
    current: Dokumen | None = rekap.dokumen
    if current is not None and current.sha256 == dokumen.sha256 and current.nama == dokumen.nama:
        dokumen.delete_instance()
        return current
    Rekap.update({Rekap.dokumen: dokumen}).where(Rekap.id == rekap.id).execute()
    return dokumen


def _reference(rekap: Rekap, dokumen: Dokumen, day: date) -> DocumentRef:
    return DocumentRef(dokumen.id, _subject(rekap), "rekap", day, f"{Rekap.kind()}:{rekap.uuid}"[:120])


def _subject(rekap: Rekap) -> str:
    """Of the mail, and the title of the job."""
    return f"Rekapitulasi capaian kinerja {Periode.parse(str(rekap.periode)).label}"


def _letter(rekap: Rekap, akun: Akun) -> str:
    state = {"disetujui": "sudah disetujui", "dikembalikan": "dikembalikan", "draf": "masih draf"}[str(rekap.status)]
    period = Periode.parse(str(rekap.periode)).label
    return (
        f"Yth. {akun.nama},\n\n"
        f"Terlampir rekapitulasi capaian kinerja {period} dari {rekap.kasus} (putaran {rekap.putaran}, {state}).\n\n"
        f"Perangkat daerah yang datanya disahkan: {rekap.masuk} dari {rekap.diminta}.\n"
        f"Indikator yang dinilai: {rekap.dinilai}; belum dapat dinilai: {rekap.belum_dinilai}.\n\n"
        "Surel ini dikirim oleh Selaras. Mohon tidak membalasnya.\n"
    )


def _rows(rekap: Rekap) -> int:
    """Rows of the workbook that come from the database."""
    return sum(model.select().where(model.rekap == rekap.id).count() for model in (RekapBaris, RekapPerangkat)) or 1
