"""Finding one's way on a screen as a person does: by the menu, and by the words on it."""

import re

from playwright.sync_api import Locator, Page, expect


def menu(page: Page, label: str) -> None:
    """Back to Beranda by the brand, then one entry of the menu."""
    page.locator("a.s-brand").click()
    entry = page.get_by_role("navigation", name="Menu utama", exact=True).get_by_role("link", name=re.compile(label))
    entry.first.click()


def own_menu(page: Page, label: str) -> None:
    page.locator("a.s-brand").click()
    page.locator("details.s-user summary").click()
    page.locator("details.s-user").get_by_role("link", name=label).click()


def told(page: Page, words: str) -> None:
    """The page says so after the deed."""
    expect(page.locator(".s-flash").filter(has_text=words)).to_be_visible()


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)
