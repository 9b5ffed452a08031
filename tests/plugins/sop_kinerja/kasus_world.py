"""A campaign to test with: Lamandau's SOP in one department, its positions held, three departments to ask."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from typing import Any

from core import activation, clock
from core.actor import Actor, acting, system_actor
from core.db import connection
from core.errors import SelarasError
from core.organisation.models import PerangkatDaerah
from core.scoping import department_scope
from core.testing.people import User, make_department, make_user
from plugins.sop_kinerja.models import Kasus, SopVersi, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops

PERIOD = "2026-TW1"
ALL = ("sop_kinerja.*",)
# Column of the form -> who holds the position of that name
LAMANDAU = {
    "kabag_organisasi": "Kabag Organisasi",
    "tim_kinerja": "Tim Kinerja",
    "asisten_administrasi_umum": "Asisten Administrasi Umum",
    "sekda": "Sekda",
    "pelaksana": "Pelaksana",
}
PERFORMERS = {
    1: "kabag_organisasi", 2: "tim_kinerja", 3: "kabag_organisasi", 4: "asisten_administrasi_umum", 5: "sekda",
    6: "tim_kinerja", 8: "tim_kinerja", 9: "kabag_organisasi", 10: "tim_kinerja",
}  # fmt: skip


@dataclass
class Campaign:
    """`owner` runs it; `people` by column; `asked` departments by id with who hands in their data."""

    owner: PerangkatDaerah
    versi: SopVersi
    people: dict[str, User]
    asked: dict[int, User]
    kasus: Kasus | None = None

    def start(self, period: str = PERIOD) -> Kasus:
        with acting(self.people["kabag_organisasi"].actor):
            self.kasus = start_case(self.versi, period, clock.today() + timedelta(days=30), self.asked)
        return self.kasus

    def open(self) -> list[tuple[int, int]]:
        """(step, department) of every open task, in order."""
        return [(task.nomor, task.perangkat_daerah_id) for task in self.open_tasks()]

    def open_steps(self) -> list[int]:
        return sorted({nomor for nomor, _ in self.open()})

    def open_tasks(self) -> list[Tugas]:
        with department_scope(self.owner.id):
            return list(Tugas.select().where(Tugas.status == "berjalan").order_by(Tugas.nomor, Tugas.id))

    def task(self, nomor: int, department: int | None = None) -> Tugas:
        wanted = department or self.owner.id
        return next(one for one in self.open_tasks() if (one.nomor, one.perangkat_daerah_id) == (nomor, wanted))

    def who(self, nomor: int, department: int | None = None) -> User:
        return self.asked[department] if department else self.people[PERFORMERS[nomor]]

    def do(self, nomor: int, decision: str = "ya", *, at: int | None = None, reason: str = "", **kw: Any) -> None:
        """Whoever's turn it is completes the open step (`at`: in that asked department)."""
        task = self.task(nomor, at)
        with acting(self.who(nomor, at).actor):
            CASES.complete(str(task.uuid), decision, reason=reason or ("perbaiki" if decision == "tidak" else ""), **kw)

    def do_until(self, nomor: int) -> None:
        """Everybody says Ya until the step is open."""
        while nomor not in self.open_steps():
            first = self.open_tasks()[0]
            self.do(first.nomor, at=first.perangkat_daerah_id if first.setiap else None)

    def as_owner(self) -> AbstractContextManager[Actor]:
        return acting(system_actor(self.owner.id))

    def fresh(self) -> Kasus:
        assert self.kasus is not None
        with department_scope(self.owner.id):
            found: Kasus = Kasus.get_by_id(self.kasus.id)
        return found


def make_campaign(owner: PerangkatDaerah, departments: int = 3) -> Campaign:
    government = owner.pemerintah_daerah
    people = {code: make_user(owner, ALL, label) for code, label in LAMANDAU.items()}
    asked = {}
    for number in range(departments):
        other = make_department(f"Dinas Contoh {number + 1}", government)
        asked[other.id] = make_user(
            other, ("sop_kinerja.penyampaian.submit", "sop_kinerja.tugas.do"), f"Perencana {number}"
        )
        _turn_on("sop_kinerja", other)
    _turn_on("sop_kinerja", owner)
    with acting(system_actor(owner.id)):
        versi = import_sop(lamandau(), owner.id)
        ratify(versi)
    return Campaign(owner, versi, people, asked)


def lamandau() -> Any:
    return next(sop for sop in seed_sops() if sop.kode == "organisasi_lamandau")


def pdf(text: str = "isi") -> tuple[io.BytesIO, str]:
    """A file that a scanner could have made, and its name."""
    return io.BytesIO(b"%PDF-1.4\n% " + text.encode() + b"\n%%EOF\n"), "hasil.pdf"


def together(work: list[Callable[[], None]], people: list[User]) -> list[Exception | None]:
    """Each does its piece in a thread and a connection of its own, all at the same moment; what each got."""
    barrier = Barrier(len(work))
    actors = [user.actor for user in people]

    def run(piece: Callable[[], None], actor: Actor) -> Exception | None:
        with connection(), acting(actor):
            barrier.wait()
            try:
                piece()
            except SelarasError as error:
                return error
        return None

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work, actors))


def _turn_on(plugin: str, department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        activation.turn_on(plugin, department.id)
