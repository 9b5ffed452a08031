"""The form of Dinas Kesehatan in a browser, for whoever sits down at it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from playwright.sync_api import Browser, Locator, Page, expect

from core.actor import acting, system_actor
from core.testing.people import PASSWORD, User
from plugins.sop_kinerja.models import Realisasi
from tests.browser_tools import open_page, sign_in_as
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import Play

SCALE = [["WTP", "4"], ["WDP", "3"], ["TW", "2"], ["TMP", "1"]]
SAVED = "Tersimpan"


class Desk:
    """An address, and who opens it."""

    def __init__(self, play: Play, address: str, browser: Browser) -> None:
        self.play, self.address, self.browser = play, address, browser
        self.path = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}"

    def sit(self, user: User) -> Page:
        page = open_page(self.browser)
        sign_in_as(page, self.address, str(user.akun.nama_pengguna), PASSWORD)
        page.goto(self.address + self.path)
        return page

    def kept(self, number: int) -> Realisasi:
        with acting(system_actor()):
            row: Realisasi = Realisasi.get(
                (Realisasi.penyampaian == self.play.submission(0).id) & (Realisasi.urutan == number)
            )
            return row

    def figures(self) -> list[Decimal | None]:
        return [self.kept(number).nilai for number in (1, 2, 3, 4)]


def health() -> Play:
    """A small collection; of Dinas Kesehatan the second figure is a ratio, the fourth a word."""
    found = data_play.start()
    with acting(system_actor()):
        row = Realisasi.penyampaian == found.submission(0).id
        names = {"nama_pembilang": "Kasus yang ditangani", "nama_penyebut": "Semua kasus", "satuan": "Persen"}
        Realisasi.update(**names).where(row & (Realisasi.urutan == 2)).execute()
        Realisasi.update(skala=SCALE).where(row & (Realisasi.urutan == 4)).execute()
    return found


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#f-{name}")


def state(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".sk-state")).to_have_text(words)


@contextmanager
def cut_off(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)
