"""The Lamandau run as its people do it: each scene is one person at the screen, by mouse and keyboard."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.figures import Department, evidence
from tests.browser.people import People, look
from tests.browser.screen import menu, row, told

HEAD, ASSISTANT, SECRETARY, TEAM = "kabag.organisasi", "asisten", "sekda", "tim.kinerja"


@dataclass
class Office:
    """One run, named `nama`, for `periode` as the form shows it. With `looking`, each screen is audited on the way."""

    people: People
    nama: str
    periode: str
    folder: Path
    looking: bool = True

    def seen(self, page: Page, name: str) -> None:
        if self.looking:
            look(page, f"alur-{name}")

    # Cases and tasks

    def start(self, asked: Iterable[str] = ()) -> None:
        """`asked`: names of the departments that are asked; all, unless told."""
        page = self.people(HEAD)
        menu(page, "Pelaksanaan SOP")
        page.get_by_role("link", name="Mulai pelaksanaan").click()
        page.get_by_label("Periode").select_option(label=self.periode)
        page.get_by_label("Batas penyampaian data").fill((clock.today() + timedelta(days=60)).isoformat())
        page.get_by_label(re.compile("Nama pelaksanaan")).fill(self.nama)
        if wanted := list(asked):
            boxes = page.get_by_role("group", name="Perangkat daerah yang diminta")
            for box in boxes.get_by_role("checkbox").all():
                box.uncheck()
            for name in wanted:
                boxes.get_by_label(name).check()
        self.seen(page, "01-mulai")
        page.get_by_role("button", name="Mulai pelaksanaan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(self.nama)
        told(page, "Pelaksanaan dimulai")
        self.seen(page, "02-kasus-baru")

    def case(self, username: str = HEAD) -> Page:
        """The page of the run."""
        page = self.people(username)
        menu(page, "Pelaksanaan SOP")
        page.get_by_role("link", name=self.nama, exact=True).click()
        return page

    def task(self, username: str) -> Page:
        """Opens the person's one task of this run, from the inbox."""
        page = self.people(username)
        menu(page, "Tugas saya")
        waiting = page.locator("li.s-todo").filter(has_text=self.nama)
        expect(waiting).to_have_count(1)
        waiting.get_by_role("link", name=re.compile("^Kerjakan")).click()
        return page

    def no_task(self, username: str) -> None:
        page = self.people(username)
        menu(page, "Tugas saya")
        expect(page.locator("li.s-todo").filter(has_text=self.nama)).to_have_count(0)

    def direct(self) -> None:
        """Step 1, by hand."""
        page = self.task(HEAD)
        page.get_by_label(re.compile("catatan", re.I)).fill("Mohon disiapkan surat permintaan datanya.")
        self.seen(page, "03-langkah-1")
        page.get_by_role("button", name="Tandai selesai").click()
        told(page, "Langkah 1 selesai")

    # The letter

    def draft(self, way: str) -> None:
        page = self.task(TEAM)
        if self.looking:  # the team could also give the assignment back
            page.get_by_role("link", name=re.compile("Kembalikan kepada pemberi tugas")).click()
            self.seen(page, "04-kembalikan-tugas")
            page = self.task(TEAM)
        page.get_by_label(way, exact=True).check()
        self.seen(page, "04-susun")
        page.get_by_role("button", name="Simpan konsep").click()
        told(page, "Konsep disimpan")
        self.seen(page, "05-konsep")
        page.get_by_role("button", name="Ajukan paraf").click()
        told(page, "Surat diajukan")

    def send_letter_back(self, reason: str) -> None:
        """The head says Tidak; without a reason nothing happens."""
        page = self.task(HEAD)
        self.seen(page, "06-paraf")
        self._answer_no(page, "")
        expect(page.locator("#ringkasan-galat")).to_be_visible()
        self.seen(page, "07-paraf-tanpa-alasan")
        self._answer_no(page, reason)
        told(page, "Surat dikembalikan")

    def _answer_no(self, page: Page, reason: str) -> None:
        box = page.locator("details").filter(has_text="Kembalikan dengan catatan")
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        box.get_by_label("Apa yang perlu diperbaiki").fill(reason)
        box.get_by_role("button", name="Kembalikan").click()

    def mend(self, reason: str, sentence: str) -> None:
        page = self.task(TEAM)
        expect(page.get_by_text(reason).first).to_be_visible()
        self.seen(page, "08-dikembalikan")
        page.get_by_role("link", name="Ubah konsep").click()
        self.seen(page, "08-ubah-konsep")
        text = page.get_by_label("Isi surat")
        text.fill(f"{text.input_value()}\n\n{sentence}")
        page.get_by_role("button", name="Simpan konsep").click()
        page.get_by_role("button", name="Ajukan paraf").click()
        told(page, "Surat diajukan")

    def initial(self, username: str) -> None:
        page = self.task(username)
        page.get_by_role("button", name="Setujui dan paraf").click()
        told(page, "Paraf dibubuhkan")

    def distribute(self) -> Page:
        page = self.task(TEAM)
        self.seen(page, "11-distribusi")
        page.get_by_role("button", name="Distribusikan").click()
        told(page, "Surat didistribusikan")
        self.seen(page, "12-didistribusikan")
        return page

    # The departments

    def receive(self, department: Department, number: str) -> None:
        page = self.people(department.account)
        menu(page, "Surat masuk")
        page.get_by_role("link", name=number, exact=True).click()
        page.get_by_role("button", name="Terima surat").click()
        told(page, "Surat diterima")

    def fill_in(self, department: Department, *, instead: dict[str, str] | None = None) -> Page:
        """Types all figures, with evidence for the first; `instead`: kode -> what is typed in place of the figure."""
        page = self.task(department.account)
        for index, figure in enumerate(department.figures):
            box = page.locator("fieldset.sk-figure").nth(index)
            typed = (instead or {}).get(figure.kode, figure.typed)
            box.get_by_label(re.compile("^Realisasi")).fill(typed)
            if not typed:
                box.get_by_label(re.compile("^Keterangan")).fill("Kajian masih disusun.")
        self.attach(page, department)
        return page

    def attach(self, page: Page, department: Department) -> None:
        """The evidence that an indicator demands and that is not there yet."""
        for index, figure in enumerate(department.figures):
            box = page.locator("fieldset.sk-figure").nth(index)
            file = box.get_by_label(re.compile("^Bukti dukung"))
            if file.get_attribute("required") is not None:
                file.set_input_files(evidence(self.folder, figure.kode))

    def hand_in(self, page: Page) -> None:
        page.get_by_role("button", name="Ajukan data").click()
        told(page, "Data diajukan")

    # Verifying

    def submission(self, page: Page, department: Department) -> None:
        """From the list of a collection to one department's data."""
        row(page, department.name).get_by_role("link").first.click()

    def approve(self, page: Page, department: Department) -> None:
        self.submission(page, department)
        page.get_by_role("button", name="Verifikasi").click()
        told(page, "diverifikasi")
        page.get_by_role("button", name="Sahkan").click()
        told(page, "disahkan")

    def recap(self, page: Page) -> None:
        page.get_by_role("button", name="Susun rekapitulasi").click()
        expect(page.get_by_text("Menunggu telaah").first).to_be_visible()
