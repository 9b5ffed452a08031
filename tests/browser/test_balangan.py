"""A whole year of a Balangan department in a browser: four triwulan, two semester with one TIDAK, the annual report."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.figures import evidence
from tests.browser.people import People
from tests.browser.screen import menu, told

YEAR = datetime.now(UTC).year - 1
"""The last year that is over: all its quarters can begin."""
SECRETARY, PLANNER = "sekretaris.bpkpad", "perencana.bpkpad"
HEAD_OF_FIELD, HEAD_OF_SECTION, STAFF = "kabid.bpkpad", "kasi.bpkpad", "staf.bpkpad"
QUARTER = ((1, SECRETARY), (2, PLANNER), (3, HEAD_OF_FIELD), (4, HEAD_OF_SECTION), (5, PLANNER))
REPORT = 4
"""The step of a quarter that writes its report."""
CORRECTION = "Capaian triwulan kedua tidak sama dengan rekapnya."
QUARTERS = [f"Triwulan {number} {YEAR}" for number in ("I", "II", "III", "IV")]


def test_a_whole_year(people: People, tmp_path: Path) -> None:
    desk = Desk(people, tmp_path)
    _plan(desk)
    _held_until_the_references_are_there(desk)
    for number, quarter in enumerate(QUARTERS, start=1):
        for nomor, username in QUARTER:
            if nomor == REPORT:
                desk.report(username, quarter, f"{quarter} dikerjakan.")
            else:
                desk.finish(username, quarter, nomor, f"{quarter} dikerjakan.")
        if number == 2:
            _semester(desk, f"Semester I {YEAR}", refused=True)
        elif number == 4:
            _semester(desk, f"Semester II {YEAR}", refused=False)
    desk.report(PLANNER, f"Tahun {YEAR}", "Laporan kinerja tahunan disusun dari dua laporan semester.")
    page = _year_page(desk)
    for period in (*QUARTERS, f"Semester I {YEAR}", f"Semester II {YEAR}", f"Tahun {YEAR}"):
        expect(_case(page, period)).to_contain_text("Selesai")
    desk.seen(page, "tahun-selesai")
    _the_story_is_told(desk, page)


def _plan(desk: Desk) -> None:
    page = _year_page(desk)
    expect(page.get_by_text(f"Kalender {YEAR} belum disusun")).to_be_visible()
    desk.seen(page, "tahun-kosong")
    page.get_by_role("button", name=f"Susun kalender {YEAR}").click()
    told(page, f"Kalender {YEAR} disusun: 7 pelaksanaan")
    expect(_case(page, f"Semester I {YEAR}")).to_contain_text(f"Menunggu {QUARTERS[0]} dan {QUARTERS[1]} selesai.")
    expect(_case(page, QUARTERS[0])).to_contain_text("Berjalan")
    desk.seen(page, "tahun-disusun")


def _year_page(desk: Desk) -> Page:
    page = desk.people(SECRETARY)
    menu(page, "Kalender tahunan")
    page.get_by_role("navigation", name="Tahun").get_by_role("link", name=str(YEAR)).click()
    return page


def _case(page: Page, period: str) -> Locator:
    """The row of one period, by its link: others may name it as what they wait for."""
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=period, exact=True))


def _held_until_the_references_are_there(desk: Desk) -> None:
    """Step 1 waits for the PK and the Rencana Aksi, and says who can supply them; uploading them lets it go on."""
    waiting = desk.waiting(SECRETARY, QUARTERS[0])
    expect(waiting).to_contain_text("Perjanjian Kinerja")
    desk.seen(desk.people(SECRETARY), "kotak-tertahan")
    page = desk.people(PLANNER)
    for kind in ("Perjanjian Kinerja", "Rencana Aksi", "Laporan Progres Bulanan", "Catatan Pembagian Tugas"):
        menu(page, "Dokumen acuan")
        page.get_by_role("navigation", name="Tahun").get_by_role("link", name=str(YEAR)).click()
        desk.seen(page, "acuan")
        page.get_by_role("link", name=f"Unggah {kind}", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Unggah {kind}")
        for box in page.get_by_role("group", name="Periode yang dicakup berkas ini").get_by_role("checkbox").all():
            box.check()
        page.get_by_label("Berkas", exact=True).set_input_files(evidence(desk.folder, "PK"))
        desk.seen(page, "acuan-unggah")
        page.get_by_role("button", name="Unggah").click()
        told(page, "tersimpan")
    expect(desk.waiting(SECRETARY, QUARTERS[0])).not_to_contain_text("Perjanjian Kinerja")


def _semester(desk: Desk, semester: str, *, refused: bool) -> None:
    desk.finish(STAFF, semester, 6, "Dua laporan triwulan direkap.")
    if refused:
        desk.refuse_report(HEAD_OF_FIELD, semester, CORRECTION)
        page = desk.open(STAFF, semester)
        expect(page.get_by_text(CORRECTION).first).to_be_visible()
        desk.finish(STAFF, semester, 6, "Rekap diperbaiki.")
    desk.report(HEAD_OF_FIELD, semester, "Dua triwulan dibandingkan; keduanya mencapai target.")
    desk.finish(PLANNER, semester, 8, "Laporan disampaikan kepada pejabat terkait.")


def _the_story_is_told(desk: Desk, page: Page) -> None:
    """The case shows its loop, its times and its documents."""
    _case(page, f"Semester I {YEAR}").get_by_role("link").first.click()
    expect(page.get_by_text(CORRECTION).first).to_be_visible()
    expect(page.get_by_text("Lembar disposisi langkah 6").first).to_be_visible()
    desk.seen(page, "kasus-semester")
