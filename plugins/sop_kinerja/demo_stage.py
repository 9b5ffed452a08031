"""What every play of the demo needs: a time of its own, people by their position, and steps done as them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from core import clock, demo
from core.accounts.operations import actor_by_position
from core.actor import Actor, acting
from core.db import database, transaction
from core.errors import ConfigurationError
from core.idn.durations import Duration
from core.jobs import Job, Status, run, work_off
from core.organisation.calendar import calendar_of
from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja import demo_figures
from plugins.sop_kinerja.models import SopVersi, Tugas
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_mark import mark, wants_mark

OUTSIDE = "Dikerjakan di luar sistem; hasilnya disimpan pada map Pengumpulan Data Kinerja."


class Stage:
    """Given a moment it lives in that time, and goes on by working hours; else everything happens now.

    Every method acts as the person whose turn it is; `echo` is told each deed in a sentence.
    """

    def __init__(self, versi: SopVersi, echo: Callable[[str], Any], at: datetime | None = None) -> None:
        self.versi, self.echo, self.moment = versi, echo, at
        self.today = clock.now()
        self.organiser: PerangkatDaerah = versi.perangkat_daerah
        self.calendar = calendar_of(self.organiser.pemerintah_daerah)

    def later(self, hours: float) -> None:
        """Working hours pass, where the play has a time of its own."""
        if self.moment is not None:
            # Never past the real day: around long holidays working hours take more days than there are.
            self.moment = min(self.calendar.add(self.moment, Duration(minutes=round(hours * 60))), self.today)

    def until(self, moment: datetime) -> None:
        """It is that moment, if it was not later already."""
        if self.moment is not None:
            self.moment = min(max(self.moment, moment), self.today)

    @contextmanager
    def scene(self, actor: Actor) -> Iterator[Actor]:
        """The person acts, at the moment of the play."""
        with self.now(), acting(actor) as who:
            yield who

    @contextmanager
    def now(self) -> Iterator[None]:
        if self.moment is None:
            yield
            return
        with clock.at(self.moment):
            yield

    def position(self, kode: str) -> Actor:
        with self.now():
            wanted = (Jabatan.perangkat_daerah == self.organiser) & (Jabatan.kode == kode)
            return actor_by_position(Jabatan.get(wanted))

    def doer(self, task: Tugas) -> Actor:
        with self.now():
            return actor_by_position(task.jabatan)

    def do(self, task: Tugas, decision: str = "ya", reason: str = "", note: str = "") -> str:
        """The step is done as its performer does it: by some plugin's action, else by hand; gives what was done."""
        with self.scene(self.doer(task)):
            if task.lewat_aksi and wants_mark(task):
                mark(str(task.uuid), True)
            action = demo.actions().get(str(task.aksi)) if task.lewat_aksi else None
            if action is not None:
                return action(str(task.uuid), decision, reason)
            upload = demo_figures.paper(str(task.output or task.uraian)) if decision == "ya" and task.aksi else None
            complete_by_hand(
                str(task.uuid),
                decision,
                reason=reason,
                note=note or OUTSIDE,
                upload=upload,
                agreed=True,
            )
        if decision == "tidak":
            return f"mengembalikan pekerjaan: {reason}"
        return "mengerjakannya di luar sistem" if task.aksi else f"«{note or task.output}»"

    def work(self, ask: Callable[[], tuple[Any, Job]]) -> Any:
        """Asks for a job and sees it through; gives the recap as it then is.

        In a play of another time it is done inside the asking transaction: a living worker would do it today.
        """
        if self.moment is None and not database.in_transaction():
            record, job = ask()
            done = work_off(job.id)
        else:
            with transaction():
                record, job = ask()
                run(job.id)
                done = Job.get_by_id(job.id)
        if done.status != Status.DONE:
            raise ConfigurationError(f"Pekerjaan «{done.judul}» tidak selesai: {done.galat or done.status}.")
        return type(record).get_by_id(record.id)

    def say(self, who: Actor, deed: str) -> None:
        self.echo(f"{who.title}: {deed}")
