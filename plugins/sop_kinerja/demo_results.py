"""What a played run has made: its documents, where the papers are, and how its mail stands."""

import shutil
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from config.settings import get_settings
from core import jobs
from core.files import Dokumen, storage
from core.jobs import Job
from core.mail import Lampiran, Surel
from plugins.sop_kinerja.models import Kasus, KasusDokumen


def tell_results(cases: Iterable[Kasus], echo: Callable[[str], Any]) -> None:
    """Every document that the cases have made, and where the papers are."""
    echo("\nSelesai. Dokumen yang dibuat:")
    papers = []
    for kasus in cases:
        echo(f"{kasus} ({Kasus.get_by_id(kasus.id).status})")
        for row in KasusDokumen.select().where(KasusDokumen.kasus == kasus).order_by(KasusDokumen.id):
            echo(f"  {row.nama}")
        papers += copies(kasus)
    echo("\nBerkasnya:" if papers else "")
    for path in papers:
        echo(f"  {path}")


def copies(kasus: Kasus) -> list[Path]:
    """The signed letter and the recap under readable names in `home/hasil`."""
    folder = get_settings().home / "hasil" / f"{kasus.perangkat_daerah.pemerintah_daerah.kode}-{kasus.periode}"
    folder.mkdir(parents=True, exist_ok=True)
    rows = (
        KasusDokumen.select(KasusDokumen, Dokumen)
        .join(Dokumen)
        .where((KasusDokumen.kasus == kasus) & KasusDokumen.jenis.in_(("surat", "rekap")))
        .order_by(KasusDokumen.id)
    )
    return [Path(shutil.copyfile(storage.path_of(row.dokumen), folder / row.dokumen.nama)) for row in rows]


def mail_line(kasus: Kasus) -> str:
    """Where the mail with the recap stands; sent from here when no worker was faster and a mail server answers."""
    surel = (
        Surel.select()
        .join(Lampiran)
        .join(KasusDokumen, on=(KasusDokumen.dokumen == Lampiran.dokumen))
        .where((KasusDokumen.kasus == kasus) & (KasusDokumen.jenis == "rekap"))
        .first()
    )
    if surel is None:
        return "Surel belum dibuat."
    job = Job.get_or_none(Job.kunci == f"surel-{surel.uuid}")
    if job is not None and _mail_server_answers():
        jobs.work_off(job.id, patience=10)
    now = Surel.get_by_id(surel.id)
    return f"Surel «{now.perihal}» kepada {now.kepada}: {dict(Surel.status.choices)[now.status].lower()}."


def _mail_server_answers() -> bool:
    settings = get_settings()
    try:
        socket.create_connection((settings.smtp_host, settings.smtp_port), timeout=1).close()
    except OSError:
        return False
    return True
