"""Plays Lamandau's SOP as its different people, through the services that their screens call."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from core import clock, demo
from core.accounts.operations import actor_by_position
from core.actor import Actor, acting
from core.db import database, transaction
from core.errors import ConfigurationError
from core.files import Dokumen
from core.idn.durations import Duration
from core.idn.periods import Periode
from core.jobs import Job, Status, run, work_off
from core.organisation.calendar import calendar_of
from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja import demo_figures
from plugins.sop_kinerja.models import Kasus, Penyampaian, SopVersi, Tugas
from plugins.sop_kinerja.services import data_check, data_fill, rekap, rekap_flow
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_start import start_case

HEAD, TEAM = "kabag_organisasi", "tim_kinerja"
TOO_VAGUE = "Sebutkan batas waktu penyampaian dengan jelas pada paragraf kedua."
WRONG_FIGURE = "Realisasi indikator pertama tampak kehilangan koma; cocokkan dengan bukti dukungnya."
TIME_TO_SEND = timedelta(days=14)


class Play:
    """One run. Given a moment it lives in that time, and goes on by working hours; else everything happens now.

    Every method is one scene, played as the person whose turn it is; `echo` is told each deed in a sentence.
    """

    def __init__(self, versi: SopVersi, periode: str, echo: Callable[[str], Any], at: datetime | None = None) -> None:
        self.versi, self.periode, self.echo, self.moment = versi, periode, echo, at
        self.today = clock.now()
        self.organiser: PerangkatDaerah = versi.perangkat_daerah
        self.calendar = calendar_of(self.organiser.pemerintah_daerah)
        self.departments = demo_figures.asked()
        self.kasus: Kasus

    # Time and people

    def later(self, hours: int) -> None:
        """Working hours pass, where the play has a time of its own."""
        if self.moment is not None:
            # Never past the real day: around long holidays working hours take more days than there are.
            self.moment = min(self.calendar.add(self.moment, Duration(minutes=hours * 60)), self.today)

    @contextmanager
    def scene(self, actor: Actor | None = None) -> Iterator[Actor]:
        """The person acts, at the moment of the play."""
        with self._now(), acting(actor or self.position(HEAD)) as who:
            yield who

    @contextmanager
    def _now(self) -> Iterator[None]:
        if self.moment is None:
            yield
            return
        with clock.at(self.moment):
            yield

    def position(self, kode: str) -> Actor:
        with self._now():
            wanted = (Jabatan.perangkat_daerah == self.organiser) & (Jabatan.kode == kode)
            return actor_by_position(Jabatan.get(wanted))

    # Steps

    def start(self) -> None:
        label = Periode.parse(self.periode).label
        with self.scene() as who:
            due = clock.today(who.zona_waktu) + TIME_TO_SEND
            tujuan = [department.id for department in self.departments]
            self.kasus = start_case(self.versi, self.periode, due, tujuan)
        self.say(who, f"memulai «{self.kasus.nama}» ({label}) untuk {len(tujuan)} perangkat daerah")

    def direct(self) -> None:
        """Step 1: the head puts a note on the disposition sheet."""
        with self.scene() as who:
            task = self.task(1)
            complete_by_hand(str(task.uuid), "ya", note="Siapkan surat permintaan data dan koordinasikan pengisiannya.")
        self.say(who, "langkah 1: menugaskan Tim Kinerja")
        self.later(4)

    def act(self, nomor: int, decision: str = "ya", reason: str = "") -> None:
        """A step that some plugin's action does, or paper where that plugin is off."""
        task = self.task(nomor)
        with self.scene(self.doer(task)) as who:
            told = self._do(task, decision, reason)
        self.say(who, f"langkah {nomor}: {told}")

    def _do(self, task: Tugas, decision: str, reason: str) -> str:
        action = demo.actions().get(str(task.aksi)) if task.lewat_aksi else None
        if action is not None:
            return action(str(task.uuid), decision, reason)
        upload = demo_figures.paper(str(task.output or task.uraian)) if decision == "ya" else None
        note = "Dikerjakan di luar sistem; hasilnya disimpan pada map Pengumpulan Data Kinerja."
        complete_by_hand(str(task.uuid), decision, reason=reason, note=note, upload=upload)
        return f"mengembalikan pekerjaan: {reason}" if decision == "tidak" else "mengerjakannya di luar sistem"

    def letter(self, *, return_once: bool = True) -> None:
        """Steps 2 to 6, with one Tidak at the head's paraf."""
        self.act(2)
        self.later(1)
        if return_once:
            self.act(3, "tidak", TOO_VAGUE)
            self.later(1)
            self.act(2)
            self.later(1)
        for nomor in (3, 4, 5, 6):
            self.act(nomor)
            self.later(2)

    # Figures

    def submit(self, codes: Iterable[str], *, wrong: bool = False) -> None:
        for code in codes:
            task = self.task(7, code)
            with self.scene(self.doer(task)) as who:
                penyampaian = self.submission(code)
                typed = demo_figures.entries(penyampaian, wrong=wrong)
                data_fill.submit(str(penyampaian.uuid), typed, versi=penyampaian.versi)
            self.say(who, f"langkah 7: mengajukan data {penyampaian.perangkat_daerah.singkatan}")
            self.later(1)

    def send_back(self, code: str) -> None:
        with self.scene(self.position(TEAM)) as who:
            penyampaian = self.submission(code)
            data_check.send_back(str(penyampaian.uuid), WRONG_FIGURE)
        self.say(who, f"mengembalikan data {penyampaian.perangkat_daerah.singkatan}: {WRONG_FIGURE}")
        self.later(2)

    def approve(self, codes: Iterable[str]) -> None:
        for code in codes:
            with self.scene(self.position(TEAM)) as who:
                penyampaian = self.submission(code)
                data_check.verify(str(penyampaian.uuid))
                data_check.approve(str(penyampaian.uuid))
            self.say(who, f"memverifikasi dan mengesahkan data {penyampaian.perangkat_daerah.singkatan}")
        self.later(1)

    def recap(self) -> Any:
        """Step 8 ends with a recap that a worker makes."""
        with self.scene(self.position(TEAM)) as who:
            made = self.work(lambda: rekap.request(str(self.kasus.uuid)))
        self.say(who, f"langkah 8: menyusun rekapitulasi, {made.dinilai} indikator dinilai")
        self.later(1)
        return made

    def review(self) -> Dokumen:
        """Step 9: the head agrees; a worker writes the XLSX and mails it."""
        with self.scene() as who:
            found = rekap_flow.latest(str(self.kasus.uuid))
            approved = self.work(lambda: rekap.approve(str(found.uuid)))
        self.say(who, f"langkah 9: menyetujui rekapitulasi; XLSX dikirim ke {who.surel}")
        self.later(1)
        return approved.dokumen

    # Help

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

    def task(self, nomor: int, code: str | None = None) -> Tugas:
        """The open task of a step (of one asked department)."""
        wanted = (Tugas.kasus == self.kasus) & (Tugas.nomor == nomor) & (Tugas.status == "berjalan")
        query = Tugas.select().join(PerangkatDaerah, on=Tugas.perangkat_daerah).where(wanted)
        return query.where(PerangkatDaerah.kode == (code or self.organiser.kode)).get()  # type: ignore[no-any-return]

    def doer(self, task: Tugas) -> Actor:
        with self._now():
            return actor_by_position(task.jabatan)

    def submission(self, code: str) -> Penyampaian:
        found = Penyampaian.select().join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        wanted = (Penyampaian.kasus_uuid == self.kasus.uuid) & (PerangkatDaerah.kode == code)
        return found.where(wanted).get()  # type: ignore[no-any-return]

    def say(self, who: Actor, deed: str) -> None:
        self.echo(f"{who.title}: {deed}")
