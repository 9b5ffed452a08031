"""The times of an SOP as XLSX or PDF, made by a worker and mailed: exactly one file and one mail."""

import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from core import audit
from core.accounts.models import Akun
from core.db import transaction
from core.errors import InputError
from core.files import Dokumen, store
from core.jobs import Job, JobRun, enqueue
from core.mail import queue_mail
from core.permissions import require
from core.spreadsheet import write_workbook
from plugins.sop_kinerja import xlsx_waktu
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.statistik_laporan import READ, Report, report
from plugins.sop_kinerja.services.statistik_naskah import paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": "XLSX", "pdf": "PDF"}


def request_export(versi: SopVersi, tahun: int, periode: str, kind: str) -> Job:
    """Has a worker make the file and mail it to the acting person. Asked for twice, it is one job.

    :raises InputError: for another kind (jenis), and when the account has no e-mail address (surel).
    """
    actor = require(READ)
    if kind not in KINDS:
        raise InputError("Pilih XLSX atau PDF.", "jenis")
    if not actor.surel:
        raise InputError("Akun Anda belum mempunyai alamat surel. Mintalah admin mengisinya.", "surel")
    with transaction():
        audit.record("sop_kinerja.waktu.export", versi, detail={"tahun": tahun, "periode": periode, "jenis": kind})
        return enqueue(
            "sop_kinerja.waktu_ekspor",
            queue="export",
            title=f"{_title(versi)} ({KINDS[kind]})"[:200],
            key=f"waktu-{versi.uuid}-{tahun}-{periode}-{kind}-{actor.akun_id}",
            perangkat_daerah_id=versi.perangkat_daerah_id,
            versi=versi.id,
            tahun=tahun,
            periode=periode,
            jenis=kind,
            akun=actor.akun_id,
        )


def export(task: JobRun) -> None:
    """Job `sop_kinerja.waktu_ekspor` (args: versi and akun, ids; tahun, periode, jenis). The file is made first; its
    row and the mail come with the end of the job, in one transaction."""
    args = task.args
    told = report(SopVersi.get_by_id(args["versi"]), args["tahun"], args["periode"])
    akun = Akun.get_or_none(Akun.id == args["akun"])
    task.progress(1, 2, "Angka sudah dihitung; berkas sedang dibuat")
    with tempfile.TemporaryDirectory(prefix="ekspor-") as folder:
        path = Path(folder) / "waktu"
        _write(task, told, path, args["jenis"])
        with task.finish() as outcome:
            dokumen = _keep(told, path, args["jenis"])
            if akun is not None and akun.surel:
                queue_mail(akun.surel, _title(told.chosen.versi), _letter(told, akun), [dokumen])
            outcome["dokumen"] = str(dokumen.uuid)


def _write(task: JobRun, told: Report, path: Path, kind: str) -> None:
    created = task.job.dibuat
    if kind == "pdf":
        path.write_bytes(paper(told, created))
        return
    zone = ZoneInfo(str(told.chosen.versi.perangkat_daerah.pemerintah_daerah.zona_waktu))
    write_workbook(path, xlsx_waktu.tables(told, zone), created=created)


def _keep(told: Report, path: Path, kind: str) -> Dokumen:
    name = f"{'Bahan Revisi SOP' if kind == 'pdf' else 'Waktu Pelaksanaan'} - {told.chosen.versi.sop.nama}"
    return store(path, f"{name[:150]} - {told.span}.{kind}", "application/pdf" if kind == "pdf" else XLSX)


def _title(versi: SopVersi) -> str:
    return f"Waktu pelaksanaan {versi.sop.nama}"[:190]


def _letter(told: Report, akun: Akun) -> str:
    about = "\n".join(xlsx_waktu.about(told))
    found = "\n".join(f"- {one.text}" for one in told.findings)
    return (
        f"Yth. {akun.nama},\n\nTerlampir waktu pelaksanaan {told.chosen.versi.sop.nama}.\n{about}\n\n"
        + (f"Yang paling menyimpang dari waktu baku:\n{found}\n\n" if found else "")
        + "Surel ini dikirim oleh Selaras. Mohon tidak membalasnya.\n"
    )
