"""Every page of the core in a real browser: axe-clean and whole at 1280 and 390 px, usable by keyboard."""

from types import SimpleNamespace

import pytest

from core.mail import inbox
from tests.browser_tools import audit_everywhere, chromium, open_page, serve, sign_in_as
from tests.core.web_support import PASSWORD

PATHS = (
    "/", "/bertindak", "/kata-sandi", "/pekerjaan/", "/kotak-surel/", "/plugin/", "/sistem", "/cari?q=clerk",
    "/cari?q=zzz", "/cari", "/tidak-ada",
    "/kelola/core-peran/edit/?id=1", "/kelola/core-pemerintah-daerah/details/?id=1",
    "/kelola/core-pegawai/", "/kelola/core-pegawai/new/", "/kelola/core-pegawai/?search=zzz",
    "/kelola/core-penugasan/?flt2_2=definitif", "/kelola/core-penugasan/new/", "/kelola/core-jabatan/new/",
    "/kelola/core-akun/", "/kelola/core-akun/new/", "/kelola/core-hari-libur/", "/kelola/core-hari-libur/new/",
    "/kelola/core-peran/", "/kelola/core-perangkat-daerah/", "/kelola/core-jejak/", "/kelola/core-pekerjaan/",
    "/kelola/core-pemerintah-daerah/new/",
)  # fmt: skip


def test_every_page_of_the_core(web: SimpleNamespace, loopback: None) -> None:
    inbox.folder().mkdir(exist_ok=True)
    (inbox.folder() / "1-a.eml").write_text(
        "From: selaras@localhost\nTo: situs@selaras.test\nSubject: Rekap siap\n"
        "Date: Tue, 15 Aug 2023 09:00:00 +0700\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nTerlampir.\n"
    )
    with serve(web.app) as address, chromium() as browser:
        page = open_page(browser)
        page.goto(address + "/masuk")
        audit_everywhere(page)
        page.fill("input[name=nama_pengguna]", "situs")
        page.fill("input[name=kata_sandi]", "salah")
        page.keyboard.press("Enter")
        page.wait_for_selector("#ringkasan-galat")
        audit_everywhere(page)
        sign_in_as(page, address, "situs", PASSWORD)
        for path in (*PATHS, "/kotak-surel/1-a", f"/kelola/core-unit-kerja/details/?id={web.disdik_unit.id}",
                     f"/kelola/core-unit-kerja/edit/?id={web.disdik_unit.id}",
                     f"/kelola/core-unit-kerja/delete/?id={web.disdik_unit.id}"):  # fmt: skip
            answer = page.goto(address + path)
            assert answer is not None and answer.status == (404 if path == "/tidak-ada" else 200), path
            audit_everywhere(page)


def test_the_menu_and_the_skip_link_by_keyboard(web: SimpleNamespace, loopback: None) -> None:
    with serve(web.app) as address, chromium() as browser:
        page = open_page(browser)
        sign_in_as(page, address, "admin.setda", PASSWORD)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
        page.focus(".s-user > summary")
        page.keyboard.press("Enter")
        assert page.is_visible("text=Ganti kata sandi")
        page.keyboard.press("Escape")
        assert not page.is_visible("text=Ganti kata sandi")


def test_wrong_fields_take_the_focus(web: SimpleNamespace, loopback: None) -> None:
    with serve(web.app) as address, chromium() as browser:
        page = open_page(browser)
        sign_in_as(page, address, "admin.setda", PASSWORD)
        page.goto(address + "/kelola/core-pegawai/new/")
        page.fill("#f-nama", "Tetap di sini")
        page.click("button:has-text('Simpan')")
        assert page.evaluate("document.activeElement.id") == "ringkasan-galat"
        audit_everywhere(page)
        page.click("#ringkasan-galat a")
        assert page.evaluate("document.activeElement.id") == "f-nip"
        assert page.input_value("#f-nama") == "Tetap di sini"


@pytest.mark.usefixtures("each_database")
def test_the_character_nul_is_refused_everywhere(app, client, make_user, login_as, post) -> None:
    """PostgreSQL would answer 500: it takes a NUL in no text."""
    assert client.get("/masuk%00").status_code == 404
    login_as(client, make_user(permissions=("core.audit.read",)))
    assert client.get("/kelola/core-jejak/?search=a%00b").status_code == 400
    answer = post(client, "/masuk", nama_pengguna="a\0b", kata_sandi="x")
    assert answer.status_code == 400
    assert "NUL" in answer.get_data(as_text=True)
