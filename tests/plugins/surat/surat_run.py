"""A case of Lamandau's SOP, and the office whose letter moves it."""

import io
from collections.abc import Callable
from datetime import timedelta

from core import activation, clock, services
from core.actor import Actor, acting, system_actor
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_user
from plugins.sop_kinerja.contracts import Cases, StepRef
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_hand import action_of, complete_by_hand
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.surat.models import SuratKeluar
from plugins.surat.services import casework, distribution, drafting, initials, reading, signing
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, SOP, Office


class Run:
    """A case that has come to step 2, and the office whose people go on."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.performer = make_user(office.home, SOP, "Pelaksana")
        for department in (office.home, office.near, office.far):
            with acting(system_actor(department.id)):
                activation.turn_on("sop_kinerja", department.id)
        doing = ("sop_kinerja.penyampaian.submit", "sop_kinerja.tugas.do")
        self.heads = [
            make_user(department, doing, "Perencana", kepala=True) for department in (office.near, office.far)
        ]
        with acting(system_actor(office.home.id)):
            versi = import_sop(next(sop for sop in seed_sops() if sop.kode == "organisasi_lamandau"), office.home.id)
            ratify(versi)
        with acting(office.kabag.actor):
            due = clock.today() + timedelta(days=30)
            self.kasus: Kasus = start_case(versi, "2026-TW2", due, [office.near.id, office.far.id])
            self.cases.complete(self.step("").tugas_uuid, "ya")

    def switch(self, plugin: str, *, on: bool) -> None:
        """Turns a plugin on or off in the department that runs the case."""
        with acting(system_actor(self.office.home.id)):
            (activation.turn_on if on else activation.turn_off)(plugin, self.office.home.id)

    @property
    def cases(self) -> Cases:
        return services.get(Cases, self.office.home.id)

    def step(self, aksi: str) -> StepRef:
        """The open step of that action."""
        with acting(system_actor(self.office.home.id)):
            return self.cases.open_steps(self.kasus.uuid, aksi)[0]

    def open(self) -> list[int]:
        """Numbers of the open steps that are about letters, and of collecting."""
        with acting(system_actor(self.office.home.id)):
            names = ("surat.draf", "surat.paraf", "surat.tanda_tangan", "surat.distribusi", "kinerja.pengumpulan")
            return sorted({step.nomor for name in names for step in self.cases.open_steps(self.kasus.uuid, name)})

    def kinds(self) -> list[str]:
        with acting(system_actor(self.office.home.id)):
            return [document.jenis for document in self.cases.documents(self.kasus.uuid)]

    def draft(self) -> SuratKeluar:
        with acting(self.office.team.actor):
            step = self.step("surat.draf")
            return drafting.start(drafting.prefill(step), step)

    def signed(self) -> SuratKeluar:
        surat = self.draft()
        self.office.submit(surat)
        self.office.agree(surat)
        with acting(self.office.sekda.actor):
            return signing.sign(surat.uuid, PASSPHRASE)


PAPER = "Sudah dikerjakan pada kertas."


def open_tasks(run: Run) -> list[Tugas]:
    with scope(EVERYWHERE):
        return list(Tugas.select().where(Tugas.status == "berjalan").order_by(Tugas.nomor, Tugas.id))


def doer(run: Run, task: Tugas) -> Actor:
    office = run.office
    people = [office.team, office.kabag, office.asisten, office.sekda, run.performer, *run.heads]
    return next(user.actor for user in people if user.jabatan.id == task.jabatan_id)


def by_hand(run: Run, decision: str = "ya") -> None:
    """The open step on paper, with the scan uploaded."""
    (task,) = open_tasks(run)
    upload = (io.BytesIO(SCAN), "hasil.pdf") if decision == "ya" else None
    with acting(doer(run, task)):
        complete_by_hand(task.uuid, decision, note=PAPER, reason=PAPER if decision == "tidak" else "", upload=upload)


def by_letter(run: Run) -> None:
    """The open step as the letter's page does it."""
    (task,) = open_tasks(run)
    deeds: dict[int, Callable[[str], object]] = {
        2: drafting.submit,
        3: initials.agree,
        4: initials.agree,
        5: lambda uuid: signing.sign(uuid, PASSPHRASE),
        6: distribution.distribute,
    }
    with acting(doer(run, task)):
        letter = reading.for_record(casework.rujukan_of(run.kasus.uuid))
        if letter is None:
            letter = drafting.start(drafting.prefill(run.cases.step(task.uuid)), run.cases.step(task.uuid))
        deeds[int(task.nomor)](letter.uuid)


def go_to(run: Run, nomor: int) -> None:
    """As each step wants to be done: by its letter, else by hand."""
    while open_tasks(run)[0].nomor < nomor:
        (task,) = open_tasks(run)
        with acting(doer(run, task)):
            has_action = action_of(task) is not None
        (by_letter if has_action else by_hand)(run)


def letter(run: Run) -> SuratKeluar:
    """The newest of the office, as it stands now."""
    with acting(system_actor(run.office.home.id)):
        return SuratKeluar.select().order_by(SuratKeluar.id.desc()).get()
