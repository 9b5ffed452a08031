"""An office of Balangan to test with: DKP3's SOP ratified, its positions held, and no reference document yet."""

import io
from dataclasses import dataclass

from core import activation
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Kasus, SopVersi, Tugas
from plugins.sop_kinerja.services import acuan
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_year import begin_now, plan_year
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops

YEAR = 2026
PLANNER = "kasubbag_perencanaan"


@dataclass
class Balangan:
    department: PerangkatDaerah
    people: dict[str, User]
    versi: SopVersi
    cases: dict[str, Kasus]

    def open(self) -> list[Tugas]:
        with acting(system_actor(self.department.id)):
            return list(Tugas.select().where(Tugas.status == "berjalan").order_by(Tugas.nomor, Tugas.id))

    def task(self, nomor: int) -> Tugas:
        return next(one for one in self.open() if one.nomor == nomor)

    def who(self, task: Tugas) -> User:
        return next(one for one in self.people.values() if one.jabatan.id == task.jabatan_id)

    def do(self, nomor: int, decision: str = "ya") -> None:
        task = self.task(nomor)
        with acting(self.who(task).actor):
            CASES.complete(str(task.uuid), decision, reason="perbaiki" if decision == "tidak" else "")

    def begin(self, part: str) -> Kasus:
        """The planned case of a period of the year begins, before its day has come."""
        with acting(self.people["sekretaris"].actor):
            begin_now(self.cases[part])
        return self.cases[part]

    def supply(self, kode: str, *parts: str) -> tuple[str, int]:
        with acting(self.people[PLANNER].actor):
            return acuan.supply(kode, [f"{YEAR}-{part}" for part in parts], paper(kode))


def make_balangan(department: PerangkatDaerah) -> Balangan:
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    people = {one.kode: make_user(department, ("sop_kinerja.*",), one.label) for one in data.pelaksana}
    with acting(system_actor(department.id)):
        versi = import_sop(data, department.id)
        ratify(versi)
    with acting(people["sekretaris"].actor):
        cases = {one.periode.partition("-")[2]: one for one in plan_year(versi, YEAR)}
    return Balangan(department, people, versi, cases)


def paper(text: str = "isi") -> tuple[io.BytesIO, str]:
    return io.BytesIO(b"%PDF-1.4\n% " + text.encode() + b"\n%%EOF\n"), f"{text}.pdf"
