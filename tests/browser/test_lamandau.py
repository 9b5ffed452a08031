"""The whole Lamandau run in a browser, from the Kabag's disposition to the archived recap and the XLSX in a mailbox.

Twice the work comes back by Tidak, and a Plh stands in for the Asisten.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from core.demo import DEMO_PASSPHRASE
from tests.browser.figures import DEPARTMENTS, evidence
from tests.browser.instance import Instance
from tests.browser.office import ASSISTANT, HEAD, SECRETARY, TEAM, Office
from tests.browser.people import People, picture
from tests.browser.results import check_signature, check_workbook, text_of
from tests.browser.screen import menu, own_menu, row, told
from tests.workers.living import until

NAMA = "Pengumpulan Data Kinerja akhir tahun 2026"
SUBJECT = re.compile(f"{NAMA}|Triwulan IV 2026")
REASON = "Sebutkan batas waktunya pada paragraf kedua."
ADDED = "Data disampaikan paling lambat 29 Januari 2027."
WRONG_FORMAT, TYPING_ERROR = "1,234.56", "882"
STAND_IN = "kabag.umum"
DIKBUD, DINKES = DEPARTMENTS[0], DEPARTMENTS[1]


def test_the_whole_run(people: People, selaras: Instance, tmp_path: Path) -> None:
    office = Office(people, NAMA, "Triwulan IV 2026", tmp_path)
    office.start()
    office.direct()
    office.draft("Elektronik")
    office.send_letter_back(REASON)
    office.mend(REASON, ADDED)
    office.initial(HEAD)
    _appoint(office)
    office.initial(STAND_IN)
    office.no_task(ASSISTANT)
    letter_number = _sign(office)
    letter = _signed_letter(office.distribute())
    check_signature(letter, selaras.home, tmp_path)
    assert ADDED in text_of(letter, tmp_path)

    for department in DEPARTMENTS:
        office.receive(department, letter_number)
    office.no_task(TEAM)
    _refused_for_its_format(office)
    office.hand_in(office.fill_in(DINKES, instead={"DINKES-1": TYPING_ERROR}))
    for department in DEPARTMENTS[2:]:
        office.hand_in(office.fill_in(department))

    _return_one(office)
    _correct(office)
    _approve_all(office)
    _review(office)
    check_workbook(_mailed_workbook(office))
    _archive(office)


def _appoint(office: Office) -> None:
    """The admin enters who acts for the Asisten while he is away."""
    page = office.people("admin.lamandau")
    page.goto("/kelola/core-penugasan/")
    page.get_by_role("link", name=re.compile("^Tambah")).first.click()
    page.get_by_label("Jabatan", exact=True).select_option(label="Asisten Administrasi Umum")
    page.get_by_label("Pegawai", exact=True).select_option(label="Kabag Umum")
    page.get_by_label("Sebagai").select_option(label="Plh.")
    page.get_by_label("Mulai").fill("2020-01-01")
    page.get_by_label(re.compile("^Sampai")).fill("2099-12-31")
    page.get_by_label(re.compile("^Dasar")).fill("800/12/2026")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("#ringkasan-galat")).to_have_count(0)


def _sign(office: Office) -> str:
    """A wrong passphrase first: a sentence, and nothing is lost. Gives the letter's number."""
    page = office.task(SECRETARY)
    office.seen(page, "09-tanda-tangan")
    page.get_by_label("Frasa sandi sertifikat Anda").fill("bukan frasanya")
    page.get_by_role("button", name="Tanda tangani", exact=True).click()
    expect(page.locator("#e-frasa_sandi")).to_be_visible()
    office.seen(page, "10-frasa-salah")
    page.get_by_label("Frasa sandi sertifikat Anda").fill(DEMO_PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani", exact=True).click()
    told(page, "Surat ditandatangani dan bernomor")
    return page.locator(".s-lead").inner_text().split(" · ")[0].strip()


def _signed_letter(page: Page) -> bytes:
    link = page.get_by_role("link", name="Buka naskah bertanda tangan").get_attribute("href")
    assert link is not None
    return page.request.get(link).body()


def _refused_for_its_format(office: Office) -> None:
    """'1,234.56' is no Indonesian number: told at the field, all else that was typed stays."""
    page = office.fill_in(DIKBUD, instead={"DIKBUD-3": WRONG_FORMAT})
    office.seen(page, "13-isi-data")
    page.get_by_role("button", name="Ajukan data").click()
    expect(page.locator("#ringkasan-galat")).to_be_visible()
    error = page.locator("#e-nilai-3")
    expect(error).to_be_visible()
    office.seen(page, "14-format-salah")
    page.locator("#ringkasan-galat a").first.click()
    field = page.locator("#f-nilai-3")
    expect(field).to_be_focused()
    expect(field).to_have_value(WRONG_FORMAT)
    expect(page.locator("#f-nilai-1")).to_have_value(DIKBUD.figures[0].typed)
    field.fill(DIKBUD.figures[2].typed)
    office.attach(page, DIKBUD)
    office.hand_in(page)
    office.seen(page, "15-diajukan")


def _return_one(office: Office) -> None:
    _pictures(office)
    page = office.task(TEAM)
    expect(page.get_by_text("8 dari 8").first).to_be_visible()
    office.seen(page, "16-verifikasi")
    office.submission(page, DINKES)
    office.seen(page, "17-periksa")
    page.get_by_label("Alasan").fill("Cakupan imunisasi tampak kehilangan koma.")
    page.get_by_role("button", name="Kembalikan").click()
    told(page, "Data dikembalikan kepada Dinas Kesehatan")
    expect(row(page, "Dinas Kesehatan")).to_contain_text("Dikembalikan")


def _pictures(office: Office) -> None:
    """Those in the README: what waits for the team, and a run in its middle."""
    page = office.people(TEAM)
    page.locator("a.s-brand").click()
    office.seen(page, "16-beranda")
    picture(page, "beranda", height=720)
    page = office.case()
    office.seen(page, "16-kasus")
    picture(page, "kasus", height=600)


def _correct(office: Office) -> None:
    page = office.task(DINKES.account)
    expect(page.get_by_text("kehilangan koma").first).to_be_visible()
    field = page.locator("#f-nilai-1")
    expect(field).to_have_value(TYPING_ERROR)
    office.seen(page, "18-perbaiki")
    field.fill(DINKES.figures[0].typed)
    office.hand_in(page)


def _approve_all(office: Office) -> None:
    page = office.task(TEAM)
    for department in DEPARTMENTS:
        office.approve(page, department)
    office.seen(page, "19-semua-disahkan")
    office.recap(page)
    office.seen(page, "20-rekap")


def _review(office: Office) -> None:
    page = office.task(HEAD)
    expect(page.get_by_text("99,13").first).to_be_visible()
    office.seen(page, "21-telaah")
    page.get_by_role("button", name="Setujui").click()
    told(page, "Rekapitulasi disetujui")


def _mailed_workbook(office: Office) -> bytes:
    """The mail arrives in the reviewer's mailbox; its attachment is what the recap's page offers too."""
    page = office.people(HEAD)
    own_menu(page, "Kotak surel")
    mail = page.get_by_role("row").filter(has_text=SUBJECT).get_by_role("link")

    def arrived() -> bool:
        page.reload()
        return mail.count() == 1

    until(arrived, 90, "the mail with the recap")
    office.seen(page, "22-kotak-surel")
    mail.click()
    office.seen(page, "23-surel")
    attached = _downloaded(page, re.compile(r"\.xlsx"))
    menu(page, "Rekapitulasi")
    page.get_by_role("link", name=NAMA).click()
    assert _downloaded(page, "Unduh XLSX") == attached
    return attached


def _downloaded(page: Page, link: str | re.Pattern[str]) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


def _archive(office: Office) -> None:
    """The last step: letter, receipts, submissions, evidence and recap stand in one berkas, each with its hash."""
    page = office.task(TEAM)
    office.seen(page, "24-berkaskan")
    page.get_by_role("button", name=re.compile("^Berkaskan")).click()
    told(page, "Dokumen diberkaskan dalam berkas")
    office.seen(page, "25-berkas")
    kinds = page.locator("td[data-label=Jenis]").all_inner_texts()
    wanted = {"Surat": 1, "Tanda terima": 8, "Penyampaian data": 8, "Bukti dukung": 10, "Rekapitulasi": 1}
    assert {kind: kinds.count(kind) for kind in wanted} == wanted
    hashes = page.locator("code.s-long").all_text_contents()
    assert len(hashes) == len(kinds) and all(re.fullmatch("[0-9a-f]{64}", one) for one in hashes)
    page.get_by_role("button", name="Periksa keutuhan").click()
    told(page, f"{len(hashes)} dokumen diperiksa; semuanya utuh")
    finished = office.case()
    expect(finished.get_by_text("Selesai pada").first).to_be_visible()
    expect(finished.get_by_text("Plh. Asisten Administrasi Umum").first).to_be_visible()
    office.seen(finished, "26-kasus-selesai")


def test_evidence_is_a_real_pdf(tmp_path: Path) -> None:
    assert "Bukti dukung A-1" in text_of(evidence(tmp_path, "A-1").read_bytes(), tmp_path)
