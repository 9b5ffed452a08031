"""Two people, or two tabs, at one form of figures: nobody overwrites anybody without having seen both."""

import re
from decimal import Decimal

from playwright.sync_api import expect

from core.actor import acting, system_actor
from core.testing.people import User
from plugins.sop_kinerja.models import Realisasi
from tests.browser.meja_isian import SAVED, Desk, cut_off, field, state
from tests.browser.people import look
from tests.plugins.sop_kinerja import data_play
from tests.workers.living import until


def test_two_people_see_both_and_choose(desk: Desk, colleague: User) -> None:
    first, second = desk.sit(desk.play.operators[0]), desk.sit(colleague)
    field(first, "nilai-1").fill("72")
    state(first, SAVED)
    field(second, "keterangan-1").fill("Data sementara.")  # the same row, another cell
    state(second, SAVED)
    expect(field(second, "nilai-1")).to_have_value("72")
    expect(second.locator("[data-kabar]")).to_contain_text("Baru diisi")
    with cut_off(second):
        field(second, "nilai-1").fill("99")
        field(first, "nilai-1").fill("73")
        until(lambda: desk.kept(1).nilai == Decimal(73), 20, "the first one's figure is kept")
    both = second.locator(".sk-both")
    expect(both).to_contain_text("Perencana Dinas Kesehatan mengisinya 73 pada")
    state(second, "1 isian juga diubah orang lain: pilih yang dipakai")
    look(second, "isian-bentrok")
    second.get_by_role("button", name="Ajukan data").click()
    expect(field(second, "nilai-1")).to_be_focused()  # not over the other's figure
    assert desk.kept(1).nilai == Decimal(73)
    field(first, "nilai-1").fill("74")  # once more, while the other one is still to choose
    until(lambda: desk.kept(1).nilai == Decimal(74), 20, "the first one's second figure is kept")
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(both.get_by_role("button", name="Isian mereka: 74")).to_be_visible()
    expect(both).to_contain_text("Isian ini diubah lagi pada")
    both.get_by_role("button", name="Isian saya: 99").click()
    state(second, SAVED)
    assert (desk.kept(1).nilai, desk.kept(1).diubah_oleh) == (Decimal(99), "Staf Dinas Kesehatan")
    first.bring_to_front()
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as coming back to the tab does
    expect(field(first, "nilai-1")).to_have_value("99")
    assert not first.complaints  # type: ignore[attr-defined]


def test_two_tabs_of_one_person_are_as_two_people(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    other = page.context.new_page()
    other.goto(desk.address + desk.path)
    field(page, "nilai-1").fill("72")
    state(page, SAVED)
    field(other, "nilai-1").fill("73")  # typed upon what it was when the second tab was opened
    expect(other.locator(".sk-both")).to_contain_text("Perencana Dinas Kesehatan mengisinya 72 pada")
    other.get_by_role("button", name="Isian mereka: 72").click()
    field(other, "nilai-3").fill("2")
    state(other, SAVED)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(field(page, "nilai-3")).to_have_value("2")
    expect(page.locator("[data-kabar]")).to_contain_text("Baru diisi di layar lain")
    assert desk.figures()[::2] == [Decimal(72), Decimal(2)]


def test_handed_in_by_somebody_else_it_says_so(desk: Desk, colleague: User) -> None:
    page = desk.sit(colleague)
    with acting(system_actor()):
        Realisasi.update(nama_pembilang="", nama_penyebut="").where(Realisasi.urutan == 2).execute()
    desk.play.fill(0, data_play.HEALTH)
    field(page, "nilai-1").fill("80")
    state(page, re.compile("Tidak tersimpan. Diajukan oleh Perencana Dinas Kesehatan"))
    expect(field(page, "nilai-1")).to_have_value("80")
    assert desk.kept(1).nilai == Decimal(72)
    page.get_by_role("button", name="Ajukan data").click()  # nor does the page leave for an error
    state(page, re.compile("Tidak tersimpan. Diajukan oleh Perencana Dinas Kesehatan"))
    expect(field(page, "nilai-1")).to_have_value("80")
