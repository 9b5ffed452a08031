"""An official output on its way: made by a worker as XLSX or PDF, kept and mailed: exactly one file and one mail."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from core.accounts.models import Akun
from core.files import Dokumen, store
from core.jobs import JobRun
from core.mail import queue_mail
from core.papers import compile_paper
from core.spreadsheet import Table, write_workbook

MEDIA = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}
EVERY = 200
"""Rows between two reports of how far a workbook is."""
PAPERS = Path(__file__).resolve().parent.parent / "papers"


@dataclass(frozen=True)
class Naskah:
    """An output before it is a file. `dibuat`: the moment that the file names as its own, aware. `kertas` gives the
    name of the template in papers/ and its data, or the paper itself where there is one. `ringkas` gives sentences for
    the mail. `berkas_pdf`: how the paper is called where that differs. `baris`: rows of the workbook, where there are
    so many that one waits. `simpan` is given the stored file, in the transaction that ends the job, and gives the one
    that counts."""

    judul: str
    berkas: str
    dibuat: datetime
    tabel: Callable[[], Sequence[Table]]
    kertas: Callable[[], tuple[str, dict[str, Any]] | bytes]
    ringkas: Callable[[], Sequence[str]] = tuple
    berkas_pdf: str = ""
    baris: int = 0
    simpan: Callable[[Dokumen], Dokumen] = lambda dokumen: dokumen


class Jenis(Protocol):
    """A kind of output: the permission that it takes, and what it is for a key (a record's uuid, or a period)."""

    izin: str

    def naskah(self, kunci: str) -> Naskah:
        """:raises NotFound: for a key outside the acting department; StateError: when there is nothing to put out."""


def deliver(task: JobRun, naskah: Naskah, bentuk: str, akun_id: int | None) -> None:
    """The file is made first; its row and the mail come with the end of the job, in one transaction.

    :param bentuk: of `MEDIA`
    """
    akun = Akun.get_or_none(Akun.id == akun_id)
    task.progress(0, max(naskah.baris, 1), "Berkas sedang dibuat")
    with tempfile.TemporaryDirectory(prefix="keluaran-") as folder:
        path = Path(folder) / "keluaran"
        _write(task, naskah, path, bentuk)
        with task.finish() as outcome:
            name = naskah.berkas_pdf if bentuk == "pdf" and naskah.berkas_pdf else naskah.berkas
            dokumen = naskah.simpan(store(path, f"{name[:180]}.{bentuk}", MEDIA[bentuk]))
            if akun is not None and akun.surel:
                queue_mail(akun.surel, naskah.judul, _letter(naskah, akun), [dokumen])
            outcome["dokumen"] = str(dokumen.uuid)


def _write(task: JobRun, naskah: Naskah, path: Path, bentuk: str) -> None:
    if bentuk == "pdf":
        paper = naskah.kertas()
        if not isinstance(paper, bytes):
            template, data = paper
            paper = compile_paper(PAPERS / template, data, created=naskah.dibuat)
        path.write_bytes(paper)
        return

    def tell(done: int) -> None:
        if naskah.baris:
            task.progress(min(done, naskah.baris), naskah.baris, f"Baris {done} dari {naskah.baris}")

    write_workbook(path, naskah.tabel(), created=naskah.dibuat, progress=tell, every=EVERY)


def _letter(naskah: Naskah, akun: Akun) -> str:
    told = "".join(f"{line}\n" for line in naskah.ringkas())
    return (
        f"Yth. {akun.nama},\n\nTerlampir {naskah.judul}.\n\n{told}\n"
        "Surel ini dikirim oleh Selaras. Mohon tidak membalasnya.\n"
    )
