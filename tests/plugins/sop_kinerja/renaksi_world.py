"""A department with two indicators and a small budget, and the pages on which its year is planned and followed."""

import html
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from pypdf import PdfReader

from core import clock, jobs
from core.actor import acting, system_actor
from core.files import Dokumen, storage
from core.jobs import Job, Status
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Indikator, ProgramKegiatan, Target
from plugins.sop_kinerja.services.renaksi_target import cell

YEAR = 2026
APRIL = datetime(YEAR, 4, 6, 2, tzinfo=UTC)
PLANNER = ("sop_kinerja.*.read", "sop_kinerja.rencana.*")
PLAN, PROGRESS = "/sop-kinerja/rencana-aksi", "/sop-kinerja/progres"
SPENDING, BUDGET = "/sop-kinerja/anggaran/realisasi", "/sop-kinerja/anggaran"
MAILED = "/sop-kinerja/keluaran/renaksi"
AWKWARD = "Membina sanggar #1 dengan *sungguh*"


@dataclass
class Office:
    department: PerangkatDaerah
    planner: User
    head: User
    events: Indikator
    """Counts up from January."""
    cover: Indikator
    """A level: the last value is the year's."""
    program: ProgramKegiatan
    below: list[ProgramKegiatan]

    def target(self, indikator: Indikator, part: str) -> Target | None:
        with acting(system_actor(self.department.id)):
            found: Target | None = Target.get_or_none(
                (Target.indikator == indikator.id) & (Target.periode == f"{YEAR}-{part}")
            )
            return found

    def value(self, indikator: Indikator, part: str) -> Decimal | None:
        found = self.target(indikator, part)
        assert found is not None, part
        return found.nilai  # type: ignore[no-any-return]


def make_office(department: PerangkatDaerah, activate: Callable[..., None]) -> Office:
    activate("sop_kinerja", department)
    with acting(system_actor(department.id)):
        own = {"perangkat_daerah": department, "sasaran": "Meningkatnya kunjungan"}
        events = Indikator.create(
            **own, kode="X-1", uraian="Jumlah gelar budaya", satuan="kegiatan", kumulatif=True, urutan=1
        )
        cover = Indikator.create(**own, kode="X-2", uraian="Cakupan layanan", satuan="%", urutan=2)
        rows = {"perangkat_daerah": department, "tahun": YEAR}
        program = ProgramKegiatan.create(**rows, kode="1.01", nama="Program Kebudayaan", pagu=Decimal(1000))
        below = [
            ProgramKegiatan.create(
                **rows, kode=f"1.01.0{number}", nama=nama, jenis="kegiatan", induk=program, pagu=Decimal(pagu)
            )
            for number, nama, pagu in ((1, "Gelar budaya", 600), (2, "Pembinaan sanggar", 400))
        ]
    return Office(
        department,
        make_user(department, PLANNER, "Perencana"),
        make_user(department, ("sop_kinerja.*.read",), "Kepala Dinas", kepala=True),
        events,
        cover,
        program,
        below,
    )


@dataclass
class Desk:
    """Somebody at the pages; `at` is what the clock says."""

    client: FlaskClient
    post: Callable[..., Any]
    at: datetime = APRIL

    def clock(self) -> AbstractContextManager[None]:
        return clock.at(self.at)

    def open(self, url: str, **query: Any) -> str:
        with self.clock():
            answer = self.client.get(url, query_string={"tahun": YEAR, **query})
        text = html.unescape(answer.get_data(as_text=True))
        assert answer.status_code == 200, text[:1500]
        return text

    def send(
        self, url: str, cells: dict[str, str], *, first: str | None = None, status: int = 302, **query: Any
    ) -> str:
        """Fills cells of the page, as it was opened now (or as `first` says), and gives what the answer says."""
        extra = {key: query.pop(key) for key in ("aksi",) if key in query}
        opened = first if first is not None else self.opened(url, **query)
        words = "&".join(f"{key}={value}" for key, value in {"tahun": YEAR, **query}.items())
        with self.clock():
            answer = self.post(self.client, f"{url}?{words}", **{**json.loads(opened), **cells}, awal=opened, **extra)
            text = answer.get_data(as_text=True)
            if answer.status_code == 302:
                text = self.client.get(answer.location).get_data(as_text=True)
        assert answer.status_code == status, html.unescape(text)[:3000]
        return html.unescape(text)

    def opened(self, url: str, **query: Any) -> str:
        """What the form says it was opened with."""
        found = re.search(r'name="awal" value="([^"]*)"', self.raw(url, **query))
        assert found is not None
        return html.unescape(found[1])

    def raw(self, url: str, **query: Any) -> str:
        with self.clock():
            answer = self.client.get(url, query_string={"tahun": YEAR, **query})
            return answer.get_data(as_text=True)


def targets(indikator: Indikator, **parts: str) -> dict[str, str]:
    return {cell(str(indikator.uuid), part): text for part, text in parts.items()}


def add(desk: Desk, office: Office, post: Any, indikator: Any, **form: Any) -> Any:
    url = f"{PLAN}/indikator/{indikator.uuid}/aksi?tahun={YEAR}"
    content = {"aksi": "Menyusun jadwal gelar budaya", "bulan": ["1", "2", "3", "6"], **form}
    with desk.clock():
        return post(desk.client, url, **content)


def settle(desk: Desk, post: Any) -> Any:
    with desk.clock():
        return post(desk.client, f"{PLAN}/tetapkan?tahun={YEAR}")


def complete(desk: Desk, office: Office, post: Any) -> None:
    desk.send(PLAN, targets(office.events, TH="12", TW1="3") | targets(office.cover, TH="80"), tabel="triwulan")
    desk.send(PLAN, targets(office.events, B01="1", B02="2", B03="3"), tabel="bulan")
    add(desk, office, post, office.events, kegiatan=office.below[0].uuid)
    add(desk, office, post, office.cover, aksi=AWKWARD)


def do_export() -> None:
    """Only the export, which was asked for once however often the button was pressed: its mail stays in the outbox."""
    with acting(system_actor()):
        (job,) = Job.select().where(Job.jenis == "sop_kinerja.keluaran")
        jobs.run(job.id)
        assert Job.get_by_id(job.id).status == Status.DONE


def pdf_text(dokumen: Dokumen) -> str:
    path: Path = storage.path_of(dokumen)
    pages = PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
