"""The same SOP with a wet signature, in a department that has turned arsip off: print, scan, and a note at the end."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.figures import DEPARTMENTS, evidence
from tests.browser.office import ASSISTANT, HEAD, SECRETARY, TEAM, Office
from tests.browser.people import People, look
from tests.browser.screen import menu, row, told

NAMA = "Pengumpulan Data Kinerja bertanda tangan basah"
ADMIN = "admin.lamandau"
ASKED = DEPARTMENTS[:2]
NOTE = "Dijilid dan disimpan di lemari 3, map Data Kinerja 2026."


def test_a_run_on_paper_without_arsip(people: People, tmp_path: Path) -> None:
    folders = _folders(people)
    assert folders, "the demo has filed a campaign"
    _switch_arsip(people, "Matikan", "dimatikan")
    _arsip_is_gone(people)

    office = Office(people, NAMA, "Triwulan IV 2026", tmp_path, looking=False)
    office.start(department.name for department in ASKED)
    office.direct()
    office.draft("Konvensional (tanda tangan basah)")
    office.initial(HEAD)
    office.initial(ASSISTANT)
    number = _sign_on_paper(office, tmp_path)
    office.distribute()
    for department in ASKED:
        office.receive(department, number)
        office.hand_in(office.fill_in(department))
    page = office.task(TEAM)
    for department in ASKED:
        office.approve(page, department)
    office.recap(page)
    reviewing = office.task(HEAD)
    reviewing.get_by_role("button", name="Setujui").click()
    told(reviewing, "Rekapitulasi disetujui")
    _archive_by_hand(office)

    _switch_arsip(people, "Nyalakan", "dinyalakan")
    assert _folders(people) == folders


def _switch_arsip(people: People, deed: str, done: str) -> None:
    """By the department's own admin, after a look at what would change."""
    page = people(ADMIN)
    page.locator("a.s-brand").click()
    nav = page.get_by_role("navigation", name="Menu utama", exact=True)
    nav.get_by_text("Sistem", exact=True).click()
    nav.get_by_role("link", name="Plugin", exact=True).click()
    row(page, "Arsip").get_by_role("link", name=deed).click()
    expect(page.get_by_text("Yang akan terjadi")).to_be_visible()
    look(page, f"plugin-{deed.lower()}")
    page.get_by_role("button", name=f"Ya, {deed.lower()}").click()
    told(page, f"telah {done}")
    look(page, "plugin-daftar")


def _arsip_is_gone(people: People) -> None:
    """At once, whichever web process answers: the entry is not in the menu, the page not there."""
    page = people(TEAM)
    for _ in range(6):
        page.locator("a.s-brand").click()
        expect(page.get_by_role("navigation", name="Menu utama", exact=True)).not_to_contain_text("Berkas arsip")
        assert page.request.get("/arsip/").status == 404


def _folders(people: People) -> list[str]:
    """The numbers of all berkas that the team sees."""
    page = people(TEAM)
    menu(page, "Berkas arsip")
    expect(page.get_by_role("heading", name="Berkas arsip", level=1)).to_be_visible()
    return page.locator("td[data-label='Nomor berkas']").all_inner_texts()


def _sign_on_paper(office: Office, folder: Path) -> str:
    """Number first, then print; a web page that calls itself .pdf is no scan. Gives the letter's number."""
    page = office.task(SECRETARY)
    page.get_by_role("button", name="Terbitkan nomor dan cetak").click()
    told(page, "Nomor diterbitkan")
    look(page, "basah-cetak")
    link = page.get_by_role("link", name="Buka naskah untuk dicetak").get_attribute("href")
    assert link is not None and page.request.get(link).body().startswith(b"%PDF-")
    _upload(page, _disguised(folder))
    expect(page.locator("#e-berkas")).to_be_visible()
    look(page, "basah-bukan-pdf")
    _upload(page, evidence(folder, "pindaian surat"))
    told(page, "Pindaian disimpan")
    look(page, "basah-ditandatangani")
    return page.locator(".s-lead").inner_text().split(" · ")[0].strip()


def _upload(page: Page, path: Path) -> None:
    page.get_by_label("Pindaian surat").set_input_files(path)
    page.get_by_role("button", name="Simpan pindaian").click()


def _disguised(folder: Path) -> Path:
    path = folder / "pindaian.pdf"
    path.write_text("<!doctype html><script>alert(1)</script>")
    return path


def _archive_by_hand(office: Office) -> None:
    """Without the note that says where the papers lie, the step does not end."""
    page = office.task(TEAM)
    look(page, "basah-arsip")
    page.get_by_role("button", name="Tandai selesai").click()
    expect(page.locator("#e-catatan")).to_be_visible()
    look(page, "basah-arsip-tanpa-catatan")
    page.get_by_label(re.compile("^Catatan")).fill(NOTE)
    page.get_by_role("button", name="Tandai selesai").click()
    told(page, "Langkah 10 selesai")
    finished = office.case()
    expect(finished.get_by_text("Selesai pada").first).to_be_visible()
    expect(finished.get_by_text(NOTE).first).to_be_visible()
