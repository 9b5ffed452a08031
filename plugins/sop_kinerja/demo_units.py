"""Plays Banggai's SOP: the Camat orders it, the Kasubag makes the form, every unit fills it in side by side."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.idn.periods import Periode
from core.organisation.models import Jabatan
from plugins.sop_kinerja import demo_figures
from plugins.sop_kinerja.demo_stage import Stage
from plugins.sop_kinerja.models import Kasus, Penyampaian, SopVersi, Tugas
from plugins.sop_kinerja.services import data_check, data_fill, formulir, rekap, rekap_flow
from plugins.sop_kinerja.services.kasus_mark import mark
from plugins.sop_kinerja.services.kasus_start import start_case

SOP = "batui_selatan_banggai"
HEAD, CLERK = "camat", "kasubag"
UNITS = ("kasi_pemerintahan", "kasi_ekbang", "lurah", "sekretaris")
"""Positions behind the column «Kepala Seksi/Lurah»: the sections, the kelurahan, and the secretariat."""
WRONG = "Angka kegiatan pertama tidak cocok dengan buku register; perbaiki."
_NOTES = {
    1: "Segera kumpulkan data kinerja periode ini dari seluruh seksi, kelurahan, dan sekretariat.",
    2: "Kasubag agar menyiapkan format permintaan data kinerja.",
    4: "Rapat pembahasan pengisian format dihadiri; cara pengisian disepakati.",
    5: "Bahan data kinerja kecamatan disusun.",
    6: "Rekap sementara setiap seksi, kelurahan, dan sekretariat disusun.",
}


class UnitsPlay(Stage):
    """One order of the Camat, from the disposition to the recap of the sub-district."""

    def __init__(self, versi: SopVersi, periode: str, echo: Callable[[str], Any], at: datetime | None = None) -> None:
        super().__init__(versi, echo, at)
        self.periode = periode
        self.kasus: Kasus

    def whole(self) -> None:
        self.order()
        for nomor in (1, 2):
            self.by_hand(nomor)
        self.form()
        for nomor in (4, 5, 6):
            self.by_hand(nomor)
        self.fill()
        self.recap()

    def order(self) -> None:
        with self.scene(self.position(HEAD)) as who:
            due = clock.today(who.zona_waktu) + timedelta(days=7)
            self.kasus = start_case(self.versi, self.periode, due)
        self.say(who, f"memerintahkan pengumpulan data kinerja {Periode.parse(self.periode).label}")

    def by_hand(self, nomor: int) -> None:
        for task in self.tasks(nomor):
            self.later(1)
            self.do(task, note=_NOTES[nomor])
            self.say(self.doer(task), f"langkah {nomor}: {_NOTES[nomor]}")

    def form(self) -> None:
        task = self.tasks(3)[0]
        self.later(2)
        with self.scene(self.doer(task)) as who:
            mark(str(task.uuid), True)
            chosen = [str(row.uuid) for row, _ in formulir.choices(task)]
            formulir.issue(str(task.uuid), chosen, "Isi menurut buku register masing-masing.")
        self.say(who, f"langkah 3: menyusun format permintaan, {len(chosen)} indikator")

    def fill(self) -> None:
        """Steps 7 and 8: each unit for itself, none waiting for another."""
        for task in self.tasks(7):
            self.later(3)
            form = self.submission(task)
            with self.scene(self.doer(task)) as who:
                data_fill.finish(str(form.uuid), demo_figures.entries(form), versi=form.versi)
            self.say(who, f"langkah 7: mengisi formulir {form.unit}")
            self.hand_in(task)

    def hand_in(self, task: Tugas) -> None:
        form = self.submission(task)
        with self.scene(self.doer(task)) as who:
            data_fill.submit(str(form.uuid), {}, versi=form.versi)
        self.say(who, f"langkah 8: menyampaikan data {form.unit}")

    def recap(self) -> None:
        """Step 9, with one form sent back; the recap and its XLSX end the case."""
        tasks = list(Tugas.select().where((Tugas.kasus == self.kasus) & (Tugas.nomor == 7)).order_by(Tugas.id))
        self.later(2)
        with self.scene(self.position(CLERK)) as who:
            data_check.send_back(str(self.submission(tasks[0]).uuid), WRONG)
        self.say(who, f"mengembalikan data {self.submission(tasks[0]).unit}: {WRONG}")
        self.later(2)
        self.hand_in(tasks[0])
        with self.scene(self.position(CLERK)) as who:
            for task in tasks:
                uuid = str(self.submission(task).uuid)
                data_check.verify(uuid)
                data_check.approve(uuid)
            mark(str(self.tasks(9)[0].uuid), True)
            made = self.work(lambda: rekap.request(str(self.kasus.uuid)))
            self.work(lambda: (made, rekap_flow.job_of(made)))
        self.say(who, f"langkah 9: menyusun rekapitulasi, {made.dinilai} indikator dinilai")

    def tasks(self, nomor: int) -> list[Tugas]:
        wanted = (Tugas.kasus == self.kasus) & (Tugas.nomor == nomor) & (Tugas.status == "berjalan")
        return list(Tugas.select().where(wanted).order_by(Tugas.id))

    def submission(self, task: Tugas) -> Penyampaian:
        wanted = (Penyampaian.kasus_uuid == self.kasus.uuid) & (Penyampaian.cabang == str(task.cabang_id))
        return Penyampaian.get(wanted)  # type: ignore[no-any-return]


def unit_positions(versi: SopVersi) -> list[Jabatan]:
    """The positions of the demo that stand behind the column of every unit."""
    rows = Jabatan.select().where((Jabatan.perangkat_daerah == versi.perangkat_daerah) & Jabatan.kode.in_(UNITS))
    return sorted(rows, key=lambda row: UNITS.index(str(row.kode)))
