"""For browser tests: a Chromium, a served application, and the checks that every page must pass.

    with chromium() as browser, serve(app) as address:
        page = open_page(browser, PHONE)
        page.goto(address + "/masuk")
        audit_page(page)                       # axe-core finds nothing
        assert_no_horizontal_overflow(page)    # nothing sticks out at the right

`audit_everywhere(page)` does both at 1280 and at 390 px.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# All rules; without what nobody reads here: how to select the elements, and what passed. Nor are the style sheets and
# media fetched a second time, for rules on orientation (off by default) and on sound.
_AUDIT = """
typeof axe === 'undefined' ? null
  : axe.run({resultTypes: ['violations'], selectors: false, preload: false}).then(result => result.violations)
"""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def browser_path() -> str | None:
    """The Chromium on PATH; None lets playwright use the one that it has downloaded itself."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Fails, saying what to install, where there is none."""
    with sync_playwright() as playwright:
        path = browser_path()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            raise AssertionError(
                "Chromium is missing: install the package chromium, or run `playwright install chromium`."
            )
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine, in threads of this process; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_page(browser: Browser, viewport: dict[str, int] | None = None, **options: Any) -> Page:
    """A page of its own session (cookies are not shared), Indonesian, without motion.

    What the browser reports against the content security policy, or throws, ends up in `page.complaints`.
    """
    size: Any = viewport or DESKTOP
    context = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce", **options)
    page = context.new_page()
    complaints: list[str] = []
    page.complaints = complaints  # type: ignore[attr-defined]
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def sign_in_as(page: Page, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/masuk")
    page.fill("input[name=nama_pengguna]", name)
    page.fill("input[name=kata_sandi]", password)
    page.click("button:has-text('Masuk')")
    page.wait_for_selector("text=Menunggu Anda")


def audit_page(page: Page) -> None:
    """Fails with what axe-core found on the page: rule, how bad, and which elements."""
    violations = page.evaluate(_AUDIT)
    if violations is None:  # the first audit since the page was opened
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate(_AUDIT)
    found = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {n['html'][:200]}" for n in rule["nodes"][:5])
        for rule in violations
    ]
    assert not found, f"{page.url}\n" + "\n".join(found)
    complaints = getattr(page, "complaints", [])
    assert not complaints, f"{page.url}: {complaints}"


def assert_no_horizontal_overflow(page: Page) -> None:
    """Fails naming what sticks out of the window at the right."""
    wide = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return Array.from(document.querySelectorAll('body *'))
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .slice(0, 5).map(e => e.outerHTML.slice(0, 160));
        }"""
    )
    assert not wide, f"{page.url}: wider than the window: {wide}"
    scroll = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert scroll <= 0, f"{page.url}: {scroll}px wider than the window"


def audit_everywhere(page: Page) -> None:
    """Both checks at the width of an office PC and of a phone; leaves the page at the former."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        audit_page(page)
        assert_no_horizontal_overflow(page)
