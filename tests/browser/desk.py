"""A department's own SOP at the screen: its people do their steps by hand, one after the other."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import People, look
from tests.browser.screen import menu, told


@dataclass
class Desk:
    """`looking`: each kind of screen is audited the first time that it is met."""

    people: People
    folder: Path

    def __post_init__(self) -> None:
        self.met: set[str] = set()

    def seen(self, page: Page, name: str) -> None:
        if name not in self.met:
            self.met.add(name)
            look(page, name)

    def waiting(self, username: str, case: str) -> Locator:
        """What waits for the person of one case, in the inbox."""
        page = self.people(username)
        menu(page, "Tugas saya")
        return page.locator("li.s-todo").filter(has_text=case)

    def open(self, username: str, case: str) -> Page:
        waiting = self.waiting(username, case)
        expect(waiting).to_have_count(1)
        waiting.get_by_role("link", name=re.compile("^Kerjakan")).click()
        return self.people(username)

    def finish(self, username: str, case: str, nomor: int, note: str, *, kind: str = "langkah") -> None:
        """The step is done by hand with a note, and with the mark on the disposition sheet where one is asked for."""
        page = self.open(username, case)
        self.write(page, note)
        if page.get_by_label("Ya, teruskan").count():
            page.get_by_label("Ya, teruskan").check()
        mark = page.get_by_label(re.compile("^Saya membubuhkan"))
        if mark.count():
            mark.check()
        self.seen(page, kind)
        page.get_by_role("button", name=re.compile("^(Tandai selesai|Simpan keputusan)$")).click()
        told(page, f"Langkah {nomor} selesai dicatat")

    def refuse(self, username: str, case: str, reason: str) -> None:
        """Tidak; first without a reason, which is told at the field and loses nothing."""
        page = self.open(username, case)
        page.get_by_label("Tidak, kembalikan").check()
        page.get_by_role("button", name="Simpan keputusan").click()
        expect(page.locator("#e-alasan")).to_be_visible()
        expect(page.get_by_label("Tidak, kembalikan")).to_be_checked()
        self.seen(page, "tidak-tanpa-alasan")
        page.get_by_label("Alasan pengembalian").fill(reason)
        page.get_by_role("button", name="Simpan keputusan").click()
        told(page, "Keputusan Tidak pada langkah")

    def report(self, username: str, case: str, words: str) -> None:
        """The step writes a report; first without its main part, which is told at the field and loses nothing."""
        page = self._report_form(username, case)
        page.get_by_label("Hambatan dan penyebabnya").fill("Data pendukung terlambat.")
        page.get_by_role("button", name="Buat laporan").click()
        expect(page.locator("#e-capaian")).to_be_visible()
        expect(page.get_by_label("Hambatan dan penyebabnya")).to_have_value("Data pendukung terlambat.")
        self.seen(page, "laporan-tanpa-capaian")
        page.get_by_label("Uraian capaian kinerja").fill(words)
        page.get_by_role("button", name="Buat laporan").click()
        told(page, f"Laporan Kinerja {case} dibuat")

    def refuse_report(self, username: str, case: str, reason: str) -> None:
        """What the report is to be made of goes back; first without a reason, which is told at the field."""
        page = self._report_form(username, case)
        page.get_by_role("button", name="Kembalikan", exact=True).click()
        expect(page.locator("#e-alasan")).to_be_visible()
        self.seen(page, "laporan-tanpa-alasan")
        page.get_by_label("Alasan pengembalian").fill(reason)
        page.get_by_role("button", name="Kembalikan", exact=True).click()
        told(page, "Pekerjaan dikembalikan")

    def _report_form(self, username: str, case: str) -> Page:
        page = self.open(username, case)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Susun Laporan Kinerja {case}")
        self.seen(page, "laporan")
        return page

    def write(self, page: Page, note: str) -> None:
        page.get_by_label(re.compile("^(Catatan|Instruksi atau catatan)")).fill(note)
