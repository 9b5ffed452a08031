"""Banggai in a browser: the Camat orders, the Kasubag makes the form, every unit fills it in side by side."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.desk import Desk
from tests.browser.people import People
from tests.browser.screen import menu, row, told

NAMA = "Pengumpulan atas perintah Camat"
HEAD, SECRETARY, CLERK, PLANNER = "camat.batui", "sekretaris.batui", "kasubag.batui", "perencana.batui"
UNITS = {
    "kasi.batui": "Seksi Pemerintahan",
    "ekbang.batui": "Seksi Ekonomi dan Pembangunan",
    "lurah.batui": "Kelurahan Contoh",
    SECRETARY: "Sekretariat",
}
FIGURES = ("1.250", "91,5", "3")
WRONG = "Jumlah layanan tidak cocok dengan buku register."


def test_units_fill_in_side_by_side(people: People, tmp_path: Path) -> None:
    desk = Desk(people, tmp_path)
    _order(desk)
    desk.finish(HEAD, NAMA, 1, "Segera kumpulkan data kinerja seluruh seksi dan kelurahan.", kind="lembar-disposisi")
    desk.finish(SECRETARY, NAMA, 2, "Kasubag menyiapkan format permintaan data.")
    _form(desk)
    for username in UNITS:
        desk.finish(username, NAMA, 4, "Rapat pengisian format dihadiri.")
    for nomor in (5, 6):
        desk.finish(PLANNER, NAMA, nomor, "Bahan data kinerja disusun.")
    first, *others = UNITS
    _fill(desk, first)
    expect(desk.waiting(others[0], NAMA)).to_contain_text("Pengisian formulir")
    _hand_in(desk, first)
    for username in others:
        _fill(desk, username)
        _hand_in(desk, username)
    _verify_with_one_return(desk, first)


def _order(desk: Desk) -> None:
    page = desk.people(HEAD)
    menu(page, "Pelaksanaan SOP")
    page.get_by_role("link", name="Mulai pelaksanaan").click()
    page.get_by_label("Periode").select_option(label=f"Triwulan IV {clock.today().year}")
    page.get_by_label("Batas penyampaian data").fill((clock.today() + timedelta(days=60)).isoformat())
    page.get_by_label(re.compile("Nama pelaksanaan")).fill(NAMA)
    page.get_by_role("button", name="Mulai pelaksanaan").click()
    told(page, "Pelaksanaan dimulai")


def _form(desk: Desk) -> None:
    """Step 3: without an indicator nothing is made; then the form goes to every unit."""
    page = desk.open(CLERK, NAMA)
    _mark(desk, page)
    boxes = page.get_by_role("group", name="Indikator yang diminta").get_by_role("checkbox")
    expect(boxes).to_have_count(len(FIGURES))
    for box in boxes.all():
        box.uncheck()
    page.get_by_role("button", name="Buat dan sampaikan format").click()
    expect(page.locator("#ringkasan-galat")).to_be_visible()
    desk.seen(page, "format-kosong")
    for box in boxes.all():
        box.check()
    page.get_by_label(re.compile("Petunjuk pengisian")).fill("Isi menurut buku register.")
    desk.seen(page, "format")
    page.get_by_role("button", name="Buat dan sampaikan format").click()
    told(page, "Format permintaan dibuat")


def _mark(desk: Desk, page: Page) -> None:
    """The paraf goes on the disposition sheet first; then the step's own page opens."""
    page.get_by_label(re.compile("^Saya membubuhkan paraf")).check()
    desk.seen(page, "paraf-lembar")
    page.get_by_role("button", name=re.compile("Bubuhkan")).click()


def _fill(desk: Desk, username: str) -> None:
    page = desk.open(username, NAMA)
    for index, figure in enumerate(FIGURES):
        page.locator("fieldset.sk-figure").nth(index).get_by_label(re.compile("^Realisasi")).fill(figure)
    desk.seen(page, "isi-formulir")
    page.get_by_role("button", name="Isian sudah lengkap").click()
    told(page, "Isian lengkap")


def _hand_in(desk: Desk, username: str) -> None:
    page = desk.open(username, NAMA)
    page.get_by_role("button", name="Ajukan data").click()
    told(page, "Data diajukan")


def _verify_with_one_return(desk: Desk, first: str) -> None:
    page = desk.open(CLERK, NAMA)
    _mark(desk, page)
    desk.seen(page, "verifikasi-unit")
    row(page, UNITS[first]).get_by_role("link").first.click()
    page.get_by_label("Alasan").fill(WRONG)
    page.get_by_role("button", name="Kembalikan").click()
    told(page, f"Data dikembalikan kepada {UNITS[first]}")
    form = desk.open(first, NAMA)
    expect(form.get_by_text(WRONG).first).to_be_visible()
    form.locator("#f-nilai-1").fill("1.260")
    form.get_by_role("button", name="Ajukan data").click()
    told(form, "Data diajukan")
    page.reload()
    for unit in UNITS.values():
        row(page, unit).get_by_role("link").first.click()
        page.get_by_role("button", name="Verifikasi").click()
        told(page, "diverifikasi")
        page.get_by_role("button", name="Sahkan").click()
        told(page, "disahkan")
    page.get_by_role("button", name="Susun rekapitulasi").click()
    expect(page.get_by_text("Disetujui oleh").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="Unduh XLSX")).to_be_visible(timeout=60_000)
    desk.seen(page, "rekap-unit")
    menu(page, "Pelaksanaan SOP")
    page.get_by_role("link", name=NAMA, exact=True).click()
    expect(page.get_by_text("Selesai pada").first).to_be_visible()
    desk.seen(page, "kasus-banggai")
