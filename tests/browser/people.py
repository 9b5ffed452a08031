"""People in front of a browser: each has an own session, and what goes wrong in it is remembered.

people = People(browser, instance)
page = people("tim.kinerja")          # signed in; the same page each time
look(page, "draf-surat")              # axe, overflow, and a screenshot where one is wanted
people.complaints()                   # console errors, broken files, HTTP 500
"""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from core.demo import DEMO_PASSWORD
from tests.browser.instance import Instance
from tests.browser_tools import DESKTOP, PHONE, assert_no_horizontal_overflow, audit_page

SCREENSHOTS = "SELARAS_SCREENSHOTS"
"""Environment: the folder for screenshots; without it none are made."""
PATIENCE = 30_000
"""Milliseconds until playwright gives up waiting."""
_STATIC = ("stylesheet", "script", "image", "font")


class People:
    """Signed-in pages by user name. `instance` says where."""

    def __init__(self, browser: Browser, instance: Instance) -> None:
        self.browser, self.instance = browser, instance
        self._pages: dict[str, Page] = {}
        self._complaints: list[str] = []

    def __call__(self, username: str) -> Page:
        if username not in self._pages:
            page = self.stranger()
            _sign_in(page, username)
            self._pages[username] = page
        return self._pages[username]

    def stranger(self) -> Page:
        """A page of somebody who is not signed in."""
        size: Any = DESKTOP
        context: BrowserContext = self.browser.new_context(
            viewport=size, locale="id-ID", reduced_motion="reduce", base_url=self.instance.address
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(f"{page.url}: {error}"))
        page.on("response", self._notice)
        return page

    def complaints(self) -> list[str]:
        """What went wrong since the last call, with the end of the web log when a page broke."""
        found, self._complaints = self._complaints, []
        if any("HTTP 5" in line for line in found):
            found.append(self.instance.log("web", 60))
        return found

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused form (400, 404 …) is told by the browser as an error too; `_notice` judges answers.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._complaints.append(f"{message.page.url if message.page else ''}: console: {message.text}")

    def _notice(self, response: Response) -> None:
        broken = response.status >= 400 and response.request.resource_type in _STATIC
        if response.status >= 500 or broken:
            self._complaints.append(f"HTTP {response.status}: {response.request.method} {response.url}")


def _sign_in(page: Page, username: str) -> None:
    """By the request of the sign-in page's form, without drawing it (test_web_pages.py does that): a run has a dozen
    people. The page shows Beranda afterwards."""
    token = page.request.get("/masuk").text().split('name="csrf_token" value="')[1].split('"')[0]
    typed = {"nama_pengguna": username, "kata_sandi": DEMO_PASSWORD, "csrf_token": token}
    assert "Menunggu Anda" in page.request.post("/masuk", form=typed).text(), f"{username} could not sign in"
    page.goto("/")


def look(page: Page, name: str, *, audited: tuple[str, ...] = ("390", "1280")) -> None:
    """The page as it is now: axe finds nothing (at the widths `audited`), nothing sticks out, at both widths; leaves it
    at the wider one."""
    for label, size in (("390", PHONE), ("1280", DESKTOP)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        picture(page, f"{name}-{label}")
        if label in audited:
            audit_page(page)
        assert_no_horizontal_overflow(page)


def picture(page: Page, name: str, height: int = 0) -> None:
    """A screenshot for people, when they ask for it by SELARAS_SCREENSHOTS: of the whole page, or its first pixels."""
    if folder := os.environ.get(SCREENSHOTS):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0)")  # what sticks to the window would otherwise stand in the middle
        piece: Any = {"x": 0, "y": 0, "width": DESKTOP["width"], "height": height} if height else None
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=not height, clip=piece)
