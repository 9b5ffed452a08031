"""A task changes hands: handed to a delegate, taken, taken over, handed on, taken back; then the case is started again
and cancelled. Everything that is met on the way is looked at."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.office import Office
from tests.browser.people import People, look
from tests.browser.screen import menu, own_menu, told

HEAD, STAND_IN, SECRETARY, TEAM = "kabag.organisasi", "pelaksana", "sekda", "tim.kinerja"
NAME = "Pengumpulan Data Kinerja Berpindah Tangan"


def test_a_task_changes_hands(people: People, tmp_path: Path) -> None:
    office = Office(people, NAME, "Semester I 2026", tmp_path, looking=False)
    office.start()
    _delegate(people(HEAD))
    _take(people(STAND_IN))
    _take_over(people(HEAD))
    _mention(office.case(HEAD))
    _read(people(TEAM))
    _hand_on(office.case(SECRETARY))
    _finish_and_take_back(people(SECRETARY))
    _start_again(office.case(HEAD))
    _cancel(people(HEAD))
    _end_delegation(people(HEAD))


def _task(page: Page) -> None:
    """The page of the task that waits."""
    menu(page, "Tugas saya")
    page.locator("li.s-todo").filter(has_text=NAME).get_by_role("link", name=re.compile("^Rincian")).click()


def _delegate(page: Page) -> None:
    own_menu(page, "Delegasi tugas")
    page.get_by_role("button", name="Delegasikan").click()
    expect(page.locator("#ringkasan-galat")).to_be_visible()
    look(page, "delegasi-salah")
    page.get_by_label("Kepada").select_option(label="Pelaksana")
    for label in ("Mulai", "Sampai"):
        page.get_by_label(label).fill(clock.today().isoformat())
    page.get_by_label("Alasan").fill("Rapat di provinsi")
    page.get_by_role("button", name="Delegasikan").click()
    told(page, "didelegasikan kepada Pelaksana")
    look(page, "delegasi")


def _take(page: Page) -> None:
    _task(page)
    expect(page.locator(".s-acting")).to_contain_text("Pelaksana, juga a.n. Kabag Organisasi")
    look(page, "tugas-ambil")
    page.get_by_role("button", name="Ambil tugas").click()
    told(page, "Tugas Anda ambil")


def _take_over(page: Page) -> None:
    menu(page, "Tugas saya")
    waiting = page.locator("li.s-todo").filter(has_text=NAME)
    expect(waiting).to_contain_text("Sedang dikerjakan Pelaksana")
    _task(page)
    expect(page.get_by_role("button", name="Tandai selesai")).to_have_count(0)
    look(page, "tugas-diambil")
    page.get_by_role("link", name="Ambil alih").click()
    page.get_by_role("button", name="Ambil alih").click()
    expect(page.locator("#e-alasan")).to_be_visible()
    look(page, "ambil-alih")
    page.get_by_label("Alasan").fill("Saya sudah kembali")
    page.get_by_role("button", name="Ambil alih").click()
    told(page, "Tugas Anda ambil alih")


def _mention(page: Page) -> None:
    page.get_by_label("Tulis komentar").fill("Mohon siapkan suratnya, @Tim Kinerja.")
    page.get_by_role("button", name="Kirim komentar").click()
    told(page, "Komentar dikirim")
    expect(page.get_by_text("Menyebut Tim Kinerja")).to_be_visible()
    page.get_by_text("Sebut rekan").click()
    page.get_by_text("Tindakan lain").click()
    look(page, "kasus-komentar")


def _read(page: Page) -> None:
    page.locator("a.s-brand").click()
    told_of = page.locator("li.s-todo").filter(has_text="Kabag Organisasi menyebut Anda")
    told_of.get_by_role("link", name=re.compile("^Baca")).click()
    expect(page.get_by_text("Mohon siapkan suratnya, @Tim Kinerja.")).to_be_visible()
    page.locator("a.s-brand").click()
    expect(page.get_by_text("menyebut Anda")).to_have_count(0)


def _hand_on(page: Page) -> None:
    page.get_by_text("Tindakan lain").click()
    page.get_by_role("link", name="Alihkan langkah 1").click()
    page.get_by_role("button", name="Alihkan").click()
    expect(page.locator("#e-jabatan")).to_be_visible()
    expect(page.locator("#e-alasan")).to_be_visible()
    look(page, "alihkan")
    page.get_by_label("Dialihkan kepada").select_option(label="Sekretaris Daerah")
    page.get_by_label("Alasan").fill("Kabag cuti")
    page.get_by_role("button", name="Alihkan").click()
    told(page, "Tugas dialihkan")


def _finish_and_take_back(page: Page) -> None:
    _task(page)
    page.get_by_label(re.compile("^(Catatan|Instruksi atau catatan)")).fill("Segera disusun.")
    mark = page.get_by_label(re.compile("^Saya membubuhkan"))
    if mark.count():
        mark.check()
    page.get_by_role("button", name="Tandai selesai").click()
    told(page, "Langkah 1 selesai dicatat")
    page.get_by_role("link", name="Sudah selesai").click()
    page.get_by_role("row").filter(has_text=NAME).get_by_role("link").click()
    page.get_by_text("Tindakan lain").click()
    page.get_by_role("link", name="Tarik kembali").click()
    look(page, "tarik-kembali")
    page.get_by_label("Alasan").fill("Keliru menulis")
    page.get_by_role("button", name="Tarik kembali").click()
    told(page, "Langkah ditarik kembali")
    menu(page, "Tugas saya")
    expect(page.locator("li.s-todo").filter(has_text=NAME)).to_have_count(1)


def _start_again(page: Page) -> None:
    page.get_by_text("Tindakan lain").click()
    page.get_by_role("link", name="Mulai ulang").click()
    look(page, "mulai-ulang")
    page.get_by_label("Alasan").fill("Ketentuannya berubah")
    page.get_by_role("button", name="Mulai ulang").click()
    told(page, "Pelaksanaan yang baru sudah dibuat")
    page.get_by_role("link", name="pelaksanaan sebelumnya").click()
    expect(page.get_by_text("Dibatalkan. Alasan: Ketentuannya berubah")).to_be_visible()
    look(page, "kasus-dibatalkan")
    page.get_by_role("link", name=re.compile("^pelaksanaan yang dibuat")).click()


def _cancel(page: Page) -> None:
    page.get_by_text("Tindakan lain").click()
    page.get_by_role("link", name="Batalkan pelaksanaan").click()
    look(page, "batalkan")
    page.get_by_label("Alasan").fill("Hanya percobaan")
    page.get_by_role("button", name="Ya, batalkan").click()
    told(page, "Pelaksanaan dibatalkan")
    expect(page.get_by_text("Dibatalkan. Alasan: Hanya percobaan")).to_be_visible()


def _end_delegation(page: Page) -> None:
    own_menu(page, "Delegasi tugas")
    page.get_by_text("Akhiri", exact=True).click()
    page.get_by_role("button", name="Ya, akhiri").click()
    told(page, "Delegasi diakhiri")
