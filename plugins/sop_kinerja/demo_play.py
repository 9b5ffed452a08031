"""Plays Lamandau's SOP as its different people, through the services that their screens call."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.files import Dokumen
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja import demo_figures
from plugins.sop_kinerja.demo_stage import Stage
from plugins.sop_kinerja.models import Kasus, Penyampaian, SopVersi, Tugas
from plugins.sop_kinerja.services import data_check, data_fill, rekap, rekap_flow
from plugins.sop_kinerja.services.kasus_start import start_case

HEAD, TEAM = "kabag_organisasi", "tim_kinerja"
TOO_VAGUE = "Sebutkan batas waktu penyampaian dengan jelas pada paragraf kedua."
WRONG_FIGURE = "Realisasi indikator pertama tampak kehilangan koma; cocokkan dengan bukti dukungnya."
TIME_TO_SEND = timedelta(days=14)


class Play(Stage):
    """One run of the campaign. Every method is one scene, played as the person whose turn it is."""

    def __init__(self, versi: SopVersi, periode: str, echo: Callable[[str], Any], at: datetime | None = None) -> None:
        super().__init__(versi, echo, at)
        self.periode = periode
        self.departments = demo_figures.asked()
        self.kasus: Kasus

    # Steps

    def start(self) -> None:
        label = Periode.parse(self.periode).label
        with self.scene(self.position(HEAD)) as who:
            due = clock.today(who.zona_waktu) + TIME_TO_SEND
            tujuan = [department.id for department in self.departments]
            self.kasus = start_case(self.versi, self.periode, due, tujuan)
        self.say(who, f"memulai «{self.kasus.nama}» ({label}) untuk {len(tujuan)} perangkat daerah")

    def direct(self) -> None:
        """Step 1: the head puts a note on the disposition sheet."""
        task = self.task(1)
        self.do(task, note="Siapkan surat permintaan data dan koordinasikan pengisiannya.")
        self.say(self.doer(task), "langkah 1: menugaskan Tim Kinerja")
        self.later(4)

    def act(self, nomor: int, decision: str = "ya", reason: str = "") -> None:
        """A step that some plugin's action does, or paper where that plugin is off."""
        task = self.task(nomor)
        told = self.do(task, decision, reason)
        self.say(self.doer(task), f"langkah {nomor}: {told}")

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
        with self.scene(self.position(HEAD)) as who:
            found = rekap_flow.latest(str(self.kasus.uuid))
            approved = self.work(lambda: rekap.approve(str(found.uuid)))
        self.say(who, f"langkah 9: menyetujui rekapitulasi; XLSX dikirim ke {who.surel}")
        self.later(1)
        return approved.dokumen

    # Help

    def task(self, nomor: int, code: str | None = None) -> Tugas:
        """The open task of a step (of one asked department)."""
        wanted = (Tugas.kasus == self.kasus) & (Tugas.nomor == nomor) & (Tugas.status == "berjalan")
        query = Tugas.select().join(PerangkatDaerah, on=Tugas.perangkat_daerah).where(wanted)
        return query.where(PerangkatDaerah.kode == (code or self.organiser.kode)).get()  # type: ignore[no-any-return]

    def submission(self, code: str) -> Penyampaian:
        found = Penyampaian.select().join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        wanted = (Penyampaian.kasus_uuid == self.kasus.uuid) & (PerangkatDaerah.kode == code)
        return found.where(wanted).get()  # type: ignore[no-any-return]
