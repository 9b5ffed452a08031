"""From the figures that two departments send to the one that explains itself: by screen, by Excel with three deliberate
mistakes, one return, the recap, «Mengapa angka ini?», and a workbook that another engine computes again to the same.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from core import files
from core.actor import acting, system_actor
from core.testing.people import PASSWORD, User
from plugins.sop_kinerja.models import Rekap
from tests.browser.figures import evidence
from tests.browser.people import look
from tests.browser.screen import row, told
from tests.browser_tools import open_page, serve, sign_in_as
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import Play
from tests.plugins.sop_kinerja.recomputed import compare

HEALTH, SCHOOL = "Dinas Kesehatan", "Dinas Pendidikan"
REASON = "Angka kasus tidak sama dengan buktinya."


class House:
    """The pages of whoever sits down; each has a browser of its own."""

    def __init__(self, play: Play, address: str, browser: Browser) -> None:
        self.play, self.address, self.browser = play, address, browser
        self.open: dict[int, Page] = {}

    def page(self, user: User, path: str) -> Page:
        if user.akun.id not in self.open:
            self.open[user.akun.id] = open_page(self.browser)
            sign_in_as(self.open[user.akun.id], self.address, str(user.akun.nama_pengguna), PASSWORD)
        page = self.open[user.akun.id]
        page.goto(f"{self.address}/sop-kinerja/{path}")
        return page

    def form(self, number: int) -> Page:
        return self.page(self.play.operators[number], f"penyampaian/{self.play.submission(number).uuid}")

    def collection(self) -> Page:
        return self.page(self.play.team, f"kasus/{self.play.kasus.uuid}/penyampaian")


@pytest.fixture
def house(app: Flask, home: object, browser: Browser, loopback: None) -> Iterator[House]:
    with serve(app) as address:
        yield House(data_play.start(), address, browser)


def test_from_two_departments_to_a_figure_that_explains_itself(
    house: House, tmp_path: Path, run_jobs: Callable[[], list[Any]]
) -> None:
    _by_screen(house, tmp_path)
    _by_excel(house, tmp_path, run_jobs)
    _verified_with_one_return(house)
    run_jobs()
    _recapped(house, run_jobs)
    _explained(house)
    _kept_as_it_was(house)
    _computed_again(house, tmp_path, run_jobs)


def _by_screen(house: House, folder: Path) -> None:
    page = house.form(0)
    page.locator("#f-nilai-1").press_sequentially("72")
    page.keyboard.press("Enter")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    expect(page.locator(".sk-state")).to_have_text("Tersimpan")
    page.get_by_label(re.compile("^Bukti dukung")).first.set_input_files(evidence(folder, "IKU-1"))
    look(page, "angka-layar")
    page.get_by_role("button", name="Ajukan data").click()
    told(page, "Data diajukan")


def _by_excel(house: House, folder: Path, run_jobs: Callable[[], list[Any]]) -> None:
    page = house.form(1)
    page.get_by_text("Isi dengan Excel").click()
    with page.expect_download() as waiting:
        page.get_by_text("Unduh formulir Excel", exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    # An English number, a formula, and a note that is longer than a note may be.
    _send(page, path, {"G8": "1,234.5", "G9": "=4*2", "H9": "x" * 2001})
    run_jobs()
    expect(page.get_by_text("3 hal perlu diperbaiki")).to_be_visible()
    look(page, "angka-excel-ditolak")
    _send(page, path, {"G8": 66.6, "G9": 8, "H9": None})
    run_jobs()
    expect(page.get_by_text("Formulir diterima")).to_be_visible()
    page.get_by_role("link", name="Buka isiannya").click()
    expect(page.locator("#f-nilai-1")).to_have_value("66,6")
    page.get_by_role("button", name="Ajukan data").click()
    told(page, "Data diajukan")


def _send(page: Page, path: Path, cells: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book["Isian"][address] = value
    book.save(path)
    page.get_by_label("Formulir Excel yang sudah diisi").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", name="Pemeriksaan formulir Excel")).to_be_visible()


def _verified_with_one_return(house: House) -> None:
    page = house.collection()
    row(page, HEALTH).get_by_role("link").first.click()
    page.get_by_label("Alasan", exact=False).first.fill(REASON)
    page.get_by_role("button", name="Kembalikan").click()
    told(page, "Data dikembalikan")
    again = house.form(0)
    expect(again.get_by_text(REASON).first).to_be_visible()
    again.get_by_role("button", name="Ajukan data").click()
    told(again, "Data diajukan")
    for department in (HEALTH, SCHOOL):
        page = house.collection()
        row(page, department).get_by_role("link").first.click()
        page.get_by_role("button", name="Verifikasi").click()
        told(page, "diverifikasi")
        page.get_by_role("button", name="Sahkan").click()
        told(page, "disahkan")


def _recapped(house: House, run_jobs: Callable[[], list[Any]]) -> None:
    page = house.collection()
    page.get_by_role("button", name="Susun rekapitulasi").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("Menunggu telaah").first).to_be_visible()
    expect(page.get_by_text("100,25%").first).to_be_visible()


def _explained(house: House) -> None:
    page = house.page(house.play.team, "capaian")
    expect(page.get_by_role("heading", level=1)).to_have_text("Capaian kinerja Triwulan II 2026")
    expect(page.get_by_text("100,25%").first).to_be_visible()
    look(page, "angka-capaian")
    page.get_by_role("link", name=re.compile("^Mengapa angka ini.* Indikator 2 Dinas Kesehatan")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mengapa angka ini?")
    for words in ("Perencana Dinas Kesehatan", "Tim Kinerja", "Sedang"):
        expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()
    look(page, "angka-mengapa")


def _kept_as_it_was(house: House) -> None:
    """Approved, the recap of the period is a page of its own that does not change any more."""
    page = house.page(house.play.head, "capaian")
    page.get_by_role("button", name="Setujui rekapitulasi").click()
    told(page, "Rekapitulasi disetujui")
    page.get_by_role("link", name="Lihat yang disetujui").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rekapitulasi yang disetujui, Triwulan II 2026")
    expect(page.get_by_text("Sidik isi (SHA-256)")).to_be_visible()
    look(page, "angka-disetujui")


def _computed_again(house: House, folder: Path, run_jobs: Callable[[], list[Any]]) -> None:
    with acting(system_actor(house.play.owner.id)):
        uuid = Rekap.get().uuid
    page = house.page(house.play.head, f"rekap/{uuid}")
    page.get_by_role("button", name="Setujui").click()
    run_jobs()
    with acting(system_actor(house.play.owner.id)):
        path = folder / "rekap.xlsx"
        path.write_bytes(files.read(Rekap.get().dokumen))
    assert compare(path, ("Rekapitulasi", "Per Perangkat Daerah")) == 4 * 2 + 3 * 2
