"""What hands do in a real browser: keys only, typing and leaving, scrolling a long list, printing."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from core.activation import turn_on
from core.actor import acting, system_actor
from core.db import connection
from core.organisation.models import Jabatan, UnitKerja
from core.scoping import EVERYWHERE, scope
from tests.browser_tools import PHONE, chromium, open_page, serve, sign_in_as
from tests.core.web_support import PASSWORD

World = SimpleNamespace
FOCUSED = "(document.activeElement.textContent || document.activeElement.name).trim()"


@pytest.fixture(scope="module")
def site(web: World) -> Iterator[tuple[str, Browser]]:
    with serve(web.app) as address, chromium() as browser:
        yield address, browser


@pytest.fixture
def page(site: tuple[str, Browser], loopback: None) -> Page:
    address, browser = site
    page = open_page(browser)
    page.goto(address + "/masuk")
    return page


def press_until(page: Page, wanted: str, key: str = "Tab", most: int = 60) -> list[str]:
    """Presses a key until the focused element says `wanted`; gives all that had the focus on the way."""
    seen: list[str] = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
        if wanted in seen[-1]:
            return seen
    raise AssertionError(f"{wanted!r} cannot be reached by {key}: {seen}")


def test_from_signing_in_to_a_task_by_keys_only(web: World, page: Page) -> None:
    from plugins.contoh.models import Catatan

    with connection(), acting(system_actor(web.setda.id)):
        turn_on("contoh", web.setda.id)
        Catatan.create(perangkat_daerah=web.setda, judul="Undangan rapat")
    press_until(page, "nama_pengguna")
    page.keyboard.type("admin.setda")
    press_until(page, "kata_sandi", most=1)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Menunggu Anda")
    seen = press_until(page, "Buka catatan")
    order = ("Langsung ke isi", "Selaras", "q", "menu pengguna", "Beranda", "Buka catatan")
    places = [next(i for i, text in enumerate(seen) if word in text) for word in order]
    assert places == sorted(places), seen
    visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert visible != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/contoh/*")


def test_the_skip_link_leads_past_the_menu(site: tuple[str, Browser], page: Page) -> None:
    sign_in_as(page, site[0], "admin.setda", PASSWORD)
    page.goto(site[0] + "/kelola/core-pegawai/")
    press_until(page, "Langsung ke isi", most=1)
    page.keyboard.press("Enter")
    assert press_until(page, "Beranda", most=1)
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_leaving_asks_only_while_something_is_typed_and_not_sent(site: tuple[str, Browser], page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sign_in_as(page, site[0], "admin.setda", PASSWORD)
    form = site[0] + "/kelola/core-unit-kerja/new/"
    page.goto(form)
    page.click("nav.s-side >> text=Beranda")
    page.wait_for_selector("text=Menunggu Anda")
    assert asked == []
    page.goto(form)
    page.click("#f-nama")
    page.keyboard.type("Bagian Baru")
    page.click("nav.s-side >> text=Beranda")
    page.wait_for_selector("text=Menunggu Anda")
    assert asked == ["beforeunload"]
    page.goto(form)
    page.click("#f-nama")
    page.keyboard.type("Bagian Baru")
    page.click("button:has-text('Simpan')")  # refused: the code is missing
    page.wait_for_selector("#ringkasan-galat")
    assert asked == ["beforeunload"] and page.input_value("#f-nama") == "Bagian Baru"
    page.click("#f-kode")
    page.click("nav.s-side >> text=Beranda")
    page.wait_for_selector("text=Menunggu Anda")
    assert asked == ["beforeunload"] * 2
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_head_of_a_long_list_stays_in_sight(web: World, site: tuple[str, Browser], page: Page) -> None:
    with scope(EVERYWHERE):
        unit = UnitKerja.create(perangkat_daerah=web.setda, kode="p", nama="Unit panjang")
        for number in range(25):
            Jabatan.create(perangkat_daerah=web.setda, unit_kerja=unit, kode=f"p{number}", nama=f"Jabatan {number}")
    sign_in_as(page, site[0], "admin.setda", PASSWORD)
    page.goto(site[0] + "/kelola/core-jabatan/")
    page.wait_for_selector(".s-fits")
    page.evaluate("window.scrollTo(0, 600)")
    head, bar = _box(page, "thead th"), _box(page, ".s-top")
    assert abs(head["y"] - (bar["y"] + bar["height"])) <= 1, (head, bar)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_there_is_no_shell(site: tuple[str, Browser], page: Page) -> None:
    sign_in_as(page, site[0], "admin.setda", PASSWORD)
    page.goto(site[0] + "/kelola/core-jabatan/")
    page.emulate_media(media="print")
    for hidden in (".s-top", ".s-side", ".s-crumbs", ".s-tools", ".s-head-action", ".s-pager"):
        assert not page.is_visible(hidden), hidden
    assert page.is_visible("h1") and page.is_visible("thead th")


def test_the_search_box_by_keys_and_on_a_phone(site: tuple[str, Browser], page: Page) -> None:
    sign_in_as(page, site[0], "admin.setda", PASSWORD)
    page.focus("#s-cari")
    page.keyboard.type("clerk")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Hasil untuk “clerk”')")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not page.is_visible("#s-cari")
    page.click(".s-find-link")
    page.wait_for_selector("#f-q")


def _box(page: Page, selector: str) -> Any:
    return page.locator(selector).first.bounding_box()
