"""The Rencana Aksi and the budget recap as PDF or XLSX, made by a worker and mailed: exactly one file and one mail."""

import tempfile
from pathlib import Path

from core import audit
from core.accounts.models import Akun
from core.db import transaction
from core.errors import InputError
from core.files import store
from core.jobs import Job, JobRun, enqueue
from core.mail import queue_mail
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from core.spreadsheet import write_workbook
from plugins.sop_kinerja import xlsx_renaksi
from plugins.sop_kinerja.services import anggaran_naskah, renaksi_naskah
from plugins.sop_kinerja.services.renaksi_data import READ

MEDIA = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
TITLES = {"renaksi": renaksi_naskah.title, "anggaran": anggaran_naskah.title}
"""What can be asked for -> how it is called, by year."""


def request_export(isi: str, tahun: int, jenis: str, bulan: int = 12) -> Job:
    """Has a worker make the file of the acting department and mail it to the acting person. Asked for twice, it is one
    job.

    :param isi: of `TITLES`; bulan: up to which month (1..12) the budget is told
    :raises InputError: for another kind of file (jenis), and when the account has no e-mail address (surel).
    """
    actor = require(READ)
    if jenis not in MEDIA:
        raise InputError("Pilih XLSX atau PDF.", "jenis")
    if not actor.surel:
        raise InputError("Akun Anda belum mempunyai alamat surel. Mintalah admin mengisinya.", "surel")
    with transaction():
        audit.record("sop_kinerja.renaksi.export", detail={"isi": isi, "tahun": tahun, "jenis": jenis})
        return enqueue(
            "sop_kinerja.renaksi_ekspor",
            queue="export",
            title=f"{TITLES[isi](tahun)} ({jenis.upper()})",
            key=f"renaksi-{actor.perangkat_daerah_id}-{isi}-{tahun}-{bulan}-{jenis}-{actor.akun_id}",
            isi=isi,
            tahun=tahun,
            bulan=bulan,
            jenis=jenis,
            akun=actor.akun_id,
        )


def export(task: JobRun) -> None:
    """Job `sop_kinerja.renaksi_ekspor` (args: isi, tahun, bulan, jenis; akun, an id). The file is made first; its row
    and the mail come with the end of the job, in one transaction."""
    args = task.args
    department = PerangkatDaerah.get_by_id(task.job.perangkat_daerah_id)
    akun = Akun.get_or_none(Akun.id == args["akun"])
    title = TITLES[args["isi"]](args["tahun"])
    task.progress(0, 1, "Berkas sedang dibuat")
    with tempfile.TemporaryDirectory(prefix="ekspor-") as folder:
        path = Path(folder) / "naskah"
        _write(task, department, path)
        with task.finish() as outcome:
            name = f"{title} - {department.singkatan}.{args['jenis']}"
            dokumen = store(path, name, MEDIA[args["jenis"]], perangkat_daerah_id=int(department.id))
            if akun is not None and akun.surel:
                queue_mail(akun.surel, title, _letter(title, department, akun), [dokumen])
            outcome["dokumen"] = str(dokumen.uuid)


def _write(task: JobRun, department: PerangkatDaerah, path: Path) -> None:
    """The date of the file is that of the request, so that a second try gives the same bytes."""
    isi, tahun, bulan, made = task.args["isi"], task.args["tahun"], task.args["bulan"], task.job.dibuat
    if task.args["jenis"] == "pdf":
        budget = isi == "anggaran"
        path.write_bytes(
            anggaran_naskah.paper(department, tahun, bulan, made)
            if budget
            else renaksi_naskah.paper(department, tahun, made)
        )
        return
    sheets = (
        anggaran_naskah.tables(department, tahun, bulan)
        if isi == "anggaran"
        else xlsx_renaksi.tables(department, tahun)
    )
    write_workbook(path, sheets, created=made)


def _letter(title: str, department: PerangkatDaerah, akun: Akun) -> str:
    return (
        f"Yth. {akun.nama},\n\nTerlampir {title} {department}.\n\n"
        "Surel ini dikirim oleh Selaras. Mohon tidak membalasnya.\n"
    )
