"""What people and strangers do wrong: it is told where and why, and nothing half-done stays."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core import clock
from core.demo import DEMO_PASSWORD
from tests.browser.figures import evidence
from tests.browser.office import HEAD, TEAM
from tests.browser.people import People, look
from tests.browser.screen import menu, row

OPEN = "perencana.bappedalitbang"
"""Has not sent its data of the demo's running campaign."""
TOO_LARGE = 21 * 1024 * 1024


def _form(people: People) -> Page:
    """The form of the running campaign, empty as it was asked for, sent as a whole by its buttons.

    What its script saves by itself is told of in test_isian*.py.
    """
    page = people(OPEN)
    page.route(re.compile(r"/isian\.js"), lambda route: route.abort())
    menu(page, "Tugas saya")
    page.locator("li.s-todo").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Ajukan data")).to_be_visible()
    return page


def test_another_departments_record_is_not_there(people: People) -> None:
    """Neither the page of it, nor a form sent to it."""
    path = _form(people).url
    stranger = people("perencana.dkpp")
    answer = stranger.goto(path)
    assert answer is not None and answer.status == 404
    look(stranger, "salah-404")
    menu(stranger, "Penyampaian data")
    token = stranger.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    assert stranger.request.post(path, form={"csrf_token": token, "nilai-1": "1", "versi": "1"}).status == 404


def test_missing_figures_are_named_at_their_fields(people: People) -> None:
    page = _form(people)
    page.get_by_role("button", name="Ajukan data").click()
    summary = page.locator("#ringkasan-galat")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link", name=re.compile("keselarasan program RKPD")).first).to_be_visible()
    expect(page.locator("#e-nilai-1")).to_be_visible()
    look(page, "salah-kosong")
    _nothing_was_saved(people)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("laporan.pdf", b"<!doctype html><script>alert(1)</script>", "bukti-1"),
        ("kosong.pdf", b"", "bukti-1"),
        ("program.pdf", b"MZ\x90\x00" + bytes(200), "bukti-1"),
        ("surat.docx", b"PK\x03\x04" + bytes(200), "bukti-1"),
    ],
    ids=["html", "empty", "program", "broken docx"],
)
def test_a_wrong_file_is_told_at_its_field(people: People, tmp_path: Path, name: str, content: bytes, why: str) -> None:
    """By its content, whatever its name; the figure that was typed beside it is still there, and not saved."""
    (tmp_path / name).write_bytes(content)
    page = _form(people)
    page.locator("#f-nilai-1").fill("97,5")
    page.locator("#f-bukti-1").set_input_files(tmp_path / name)
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.locator(f"#e-{why}")).to_be_visible()
    expect(page.locator("#f-nilai-1")).to_have_value("97,5")
    _nothing_was_saved(people)


def test_a_file_that_is_too_large_is_told(people: People, tmp_path: Path) -> None:
    large = tmp_path / "besar.pdf"
    large.write_bytes(b"%PDF-1.4\n" + bytes(TOO_LARGE))
    page = _form(people)
    page.locator("#f-bukti-1").set_input_files(large)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Simpan draf").last.click()
    assert sent.value.status == 413
    expect(page.get_by_text("20 MB").first).to_be_visible()
    look(page, "salah-besar")
    _nothing_was_saved(people)


def test_a_good_file_is_kept_and_comes_as_a_download(people: People, tmp_path: Path) -> None:
    """It is never shown inside of our pages, where what is in it could run."""
    page = _form(people)
    page.locator("#f-bukti-1").set_input_files(evidence(tmp_path, "RKPD"))
    page.get_by_role("button", name="Simpan draf").last.click()
    link = page.get_by_role("link", name="Unduh Bukti RKPD.pdf").get_attribute("href")
    assert link is not None
    answer = page.request.get(link)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    page.get_by_role("button", name="Hapus Bukti RKPD.pdf").click()
    expect(page.get_by_role("link", name=re.compile("Bukti RKPD.pdf"))).to_have_count(0)


def test_a_deed_that_the_state_forbids_says_why(people: People) -> None:
    """A page that has stood open too long: its button sends what is no longer allowed."""
    page = people(TEAM)
    menu(page, "Penyampaian data")
    page.get_by_role("link", name=re.compile("Triwulan III 2026")).first.click()
    row(page, "Dinas Kesehatan").get_by_role("link").first.click()
    path = re.sub("[?#].*", "", page.url) + "/verifikasi"
    token = page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    answer = page.request.post(path, form={"csrf_token": token})
    assert answer.status == 409
    assert "Disahkan" in answer.text()


def test_starting_twice_says_that_it_runs(people: People) -> None:
    page = people(HEAD)
    menu(page, "Pelaksanaan SOP")
    page.get_by_role("link", name="Mulai pelaksanaan").click()
    page.get_by_label("Periode").select_option(label="Triwulan III 2026")
    page.get_by_label("Batas penyampaian data").fill((clock.today() + timedelta(days=60)).isoformat())
    page.get_by_role("button", name="Mulai pelaksanaan").click()
    expect(page.locator("#ringkasan-galat")).to_be_visible()
    look(page, "salah-mulai-lagi")
    page.get_by_label("Batas penyampaian data").fill("")
    page.get_by_role("button", name="Mulai pelaksanaan").click()
    expect(page.locator("#e-tenggat")).to_be_visible()


def test_a_form_without_its_token_is_refused(people: People) -> None:
    page = _form(people)
    page.locator("form[data-isian] input[name=csrf_token]").evaluate("field => field.remove()")
    page.locator("#f-nilai-1").fill("97,5")
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Simpan draf").last.click()
    assert sent.value.status == 400
    look(page, "salah-csrf")
    _nothing_was_saved(people)


def test_what_one_may_not_see_is_refused(people: People) -> None:
    page = people(OPEN)
    answer = page.goto("/plugin/")
    assert answer is not None and answer.status == 403
    look(page, "salah-403")


def test_five_wrong_passwords_lock_the_account(people: People) -> None:
    page = people.stranger()
    page.goto("/masuk")
    for _ in range(5):
        _try(page, "kata sandi yang salah")
        expect(page.locator("#ringkasan-galat")).to_be_visible()
    _try(page, DEMO_PASSWORD)
    expect(page.get_by_text("Akun terkunci sementara")).to_be_visible()
    look(page, "salah-terkunci")


def _try(page: Page, password: str) -> None:
    page.get_by_label("Nama pengguna").fill("kabag.umum")
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()


def _nothing_was_saved(people: People) -> None:
    page = _form(people)
    expect(page.locator("#f-nilai-1")).to_have_value("")
    expect(page.locator(".sk-files a")).to_have_count(0)
