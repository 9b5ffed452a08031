"""Official outputs (recapitulations as XLSX or PDF), made by a worker and mailed: exactly one file and one mail.

What can be put out stands in `keluaran_jenis.JENIS`; each kind says who may have it and gives a `Naskah`.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from core import audit
from core.accounts.models import Akun
from core.db import transaction
from core.errors import InputError, NotFound
from core.files import store
from core.jobs import Job, JobRun, enqueue
from core.mail import queue_mail
from core.papers import compile_paper
from core.permissions import require
from core.spreadsheet import Table, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BENTUK = {"xlsx": "XLSX", "pdf": "PDF"}
PAPERS = Path(__file__).resolve().parent.parent / "papers"


@dataclass(frozen=True)
class Naskah:
    """An output before it is a file. `dibuat`: the moment that the file names as its own, aware. `ringkas`: sentences
    for the mail. `kertas` gives the name of the template in papers/ and its data."""

    judul: str
    berkas: str
    dibuat: datetime
    tabel: Callable[[], Sequence[Table]]
    kertas: Callable[[], tuple[str, dict[str, Any]]]
    ringkas: Sequence[str] = field(default=())


class Jenis(Protocol):
    """A kind of output: the permission that it takes, and what it is for a key (a record's uuid, or a period)."""

    izin: str

    def naskah(self, kunci: str) -> Naskah:
        """:raises NotFound: for a key outside the acting department; StateError: when there is nothing to put out."""


def request(jenis: str, bentuk: str, kunci: str) -> Job:
    """Has a worker make the file and mail it to the acting person. Asked for twice, it is one job.

    :raises NotFound: for a kind or key that is none; InputError: for another form (bentuk), or without an e-mail
        address (surel).
    """
    kind = _kind(jenis)
    actor = require(kind.izin)
    if bentuk not in BENTUK:
        raise InputError("Pilih XLSX atau PDF.", "bentuk")
    if not actor.surel:
        raise InputError("Akun Anda belum mempunyai alamat surel. Mintalah admin mengisinya.", "surel")
    naskah = kind.naskah(kunci)  # what cannot be put out is refused here, and not in a job
    with transaction():
        audit.record("sop_kinerja.keluaran.request", detail={"jenis": jenis, "bentuk": bentuk, "kunci": kunci})
        return enqueue(
            "sop_kinerja.keluaran",
            queue="export",
            title=f"{naskah.judul} ({BENTUK[bentuk]})"[:200],
            key=f"keluaran-{jenis}-{kunci}-{bentuk}-{actor.akun_id}"[:150],
            jenis=jenis,
            bentuk=bentuk,
            kunci=kunci,
            akun=actor.akun_id,
        )


def make(task: JobRun) -> None:
    """Job `sop_kinerja.keluaran` (args: jenis, bentuk, kunci; akun, an id). The file is made first; its row and the
    mail come with the end of the job, in one transaction."""
    args = task.args
    naskah = _kind(args["jenis"]).naskah(args["kunci"])
    akun = Akun.get_or_none(Akun.id == args["akun"])
    task.progress(1, 2, "Berkas sedang dibuat")
    with tempfile.TemporaryDirectory(prefix="keluaran-") as folder:
        path = Path(folder) / "keluaran"
        _write(naskah, path, args["bentuk"])
        with task.finish() as outcome:
            media = "application/pdf" if args["bentuk"] == "pdf" else XLSX
            dokumen = store(path, f"{naskah.berkas[:180]}.{args['bentuk']}", media)
            if akun is not None and akun.surel:
                queue_mail(akun.surel, naskah.judul, _letter(naskah, akun), [dokumen])
            outcome["dokumen"] = str(dokumen.uuid)


def _kind(jenis: str) -> Jenis:
    from plugins.sop_kinerja.services.keluaran_jenis import JENIS  # the kinds are made of what stands here

    kind = JENIS.get(jenis)
    if kind is None:
        raise NotFound("Keluaran ini tidak ada.")
    return kind


def _write(naskah: Naskah, path: Path, bentuk: str) -> None:
    if bentuk == "pdf":
        template, data = naskah.kertas()
        path.write_bytes(compile_paper(PAPERS / template, data, created=naskah.dibuat))
        return
    write_workbook(path, naskah.tabel(), created=naskah.dibuat)


def _letter(naskah: Naskah, akun: Akun) -> str:
    told = "".join(f"{line}\n" for line in naskah.ringkas)
    return (
        f"Yth. {akun.nama},\n\nTerlampir {naskah.judul}.\n\n{told}\n"
        "Surel ini dikirim oleh Selaras. Mohon tidak membalasnya.\n"
    )
