"""Plays a year of a Balangan department: four triwulan, two semester with one TIDAK, and the annual report."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from core import clock
from core.actor import acting, system_actor
from core.idn.periods import Periode
from plugins.sop_kinerja.demo_acuan import supply
from plugins.sop_kinerja.demo_stage import Stage
from plugins.sop_kinerja.models import Kasus, SopPelaksana, SopVersi, Tugas
from plugins.sop_kinerja.services.kasus_year import begin_ready, plan_year

DEPARTMENTS = {"inspektorat": "inspektorat_balangan", "bpkpad": "bpkpad_balangan", "dkp3": "dkp3_balangan"}
"""Name of the play (the department's code) -> code of its SOP."""
CORRECTION = "Capaian triwulan kedua pada halaman 3 tidak sama dengan rekapnya; samakan dahulu."
_RETURNED = ("semester", 7)
"""The decision that is answered once with Tidak, in the first semester."""
_HOURS = {1: 3, 2: 5, 3: 9, 4: 14, 5: 4, 6: 20, 7: 60, 8: 6, 9: 12}
"""Working hours that the steps of the play take, each."""


class YearPlay(Stage):
    """The cases of one year, in the order in which they can begin."""

    def __init__(self, versi: SopVersi, tahun: int, echo: Callable[[str], Any]) -> None:
        super().__init__(versi, echo, datetime(tahun, 1, 5, 1, tzinfo=clock.now().tzinfo))
        self.tahun = tahun
        self.returned = False

    def plan(self) -> None:
        with self.scene(self.planner()) as who:
            planned = plan_year(self.versi, self.tahun)
            supply(self.organiser, self.tahun, clock.today(who.zona_waktu))
        self.say(who, f"menyusun kalender {self.tahun}: {len(planned)} pelaksanaan")

    def planner(self) -> Any:
        """Whoever holds the first column's position."""
        return self.position(str(self.versi.pelaksana.order_by(SopPelaksana.urutan).first().jabatan.kode))

    def run(self, last: date, *, leave_last: bool = False) -> None:
        """Every case that can begin up to `last`, step by step; `leave_last`: the last one stays at its third step."""
        able = [kasus for kasus in self.cases() if kasus.rencana_mulai <= last]
        for kasus in able:
            day = kasus.rencana_mulai
            self.until(datetime.combine(day, time(8), self.calendar.tz) + timedelta(hours=1))
            with self.now():
                supply(self.organiser, self.tahun, day)
            with self.now(), acting(system_actor(self.organiser.id)):
                begin_ready(int(self.organiser.id))
            self.case(kasus, stop=3 if leave_last and kasus == able[-1] else None)

    def cases(self) -> list[Kasus]:
        rows = Kasus.select().where((Kasus.tahun == self.tahun) & (Kasus.kunci.startswith(f"{self.versi.sop_id}:")))
        return sorted(rows, key=lambda kasus: Periode.parse(str(kasus.periode)))

    def case(self, kasus: Kasus, stop: int | None = None) -> None:
        label = Periode.parse(str(kasus.periode)).label
        self.echo(f"\n{label}")
        while task := Tugas.get_or_none((Tugas.kasus == kasus) & (Tugas.status == "berjalan")):
            if task.nomor == stop:
                return
            self.later(_HOURS.get(int(task.nomor), 4))
            back = (kasus.kadensi, task.nomor) == _RETURNED and not self.returned
            self.returned |= back
            told = self.do(task, "tidak" if back else "ya", CORRECTION if back else "", _result(task, label))
            self.say(self.doer(task), f"langkah {task.nomor}: {told}")


def _result(task: Tugas, label: str) -> str:
    """What the performer writes down: an instruction on a disposition, else what the step has yielded."""
    if "disposisi" in str(task.output).casefold():
        return f"Agar ditindaklanjuti untuk laporan kinerja {label}."
    return f"{task.output} {label} selesai disusun."
