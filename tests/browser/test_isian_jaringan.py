"""The sheet of figures on a weak network: answers that get lost, servers that start anew, sessions that end.

Nothing that was typed is lost, and nothing is sent in another person's name.
"""

import re
from decimal import Decimal

from playwright.sync_api import Route, expect

from core.testing.people import PASSWORD, User
from tests.browser.meja_isian import SAVED, Desk, cut_off, field, state
from tests.browser.people import look
from tests.browser_tools import sign_in_as
from tests.workers.living import until

WAITING = re.compile(r"Belum tersambung, 3 isian menunggu")


def test_without_a_network_nothing_that_was_typed_is_lost(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    with cut_off(page):
        field(page, "nilai-1").press_sequentially("72,5")
        page.keyboard.press("Enter")
        page.keyboard.type("1")
        field(page, "keterangan-3").press_sequentially("Tidak ada kematian.")
        state(page, WAITING)
        look(page, "isian-putus")
        page.get_by_role("button", name="Ajukan data").click()
        expect(page.locator("[data-kabar]")).to_contain_text("tetap di halaman ini")
        assert desk.figures() == [None] * 4
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]  # others use this computer too
    until(lambda: desk.kept(3).keterangan == "Tidak ada kematian.", 40, "all that waited has been sent")
    state(page, SAVED)
    assert (desk.kept(1).nilai, desk.kept(2).pembilang) == (Decimal("72.5"), Decimal(1))


def test_a_lost_answer_is_no_conflict_with_oneself(desk: Desk) -> None:
    """The server has kept it, the way back failed; meanwhile more was typed."""
    page = desk.sit(desk.play.operators[0])
    lost = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route("**/isian", lose)
    field(page, "nilai-1").fill("7")
    state(page, re.compile("Belum tersambung, 1 isian"))
    assert desk.kept(1).nilai == Decimal(7)
    field(page, "nilai-1").fill("72")
    state(page, SAVED)
    expect(page.locator(".sk-both")).to_have_count(0)
    assert desk.kept(1).nilai == Decimal(72)


def test_going_back_to_the_old_text_after_a_lost_answer_is_sent_too(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    page.route("**/isian", lambda route: (route.fetch(), route.abort())[1])
    field(page, "nilai-1").fill("7")
    state(page, re.compile("Belum tersambung, 1 isian"))
    assert desk.kept(1).nilai == Decimal(7)  # the server has it, the page does not know
    field(page, "nilai-1").fill("")
    page.unroute("**/isian")
    state(page, SAVED)
    expect(field(page, "nilai-1")).to_have_value("")
    assert desk.kept(1).nilai is None


def test_a_server_that_starts_anew_is_waited_for(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    page.route("**/isian", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    field(page, "nilai-1").fill("72")
    field(page, "nilai-3").fill("2")
    state(page, re.compile("Belum tersambung, 2 isian"))
    page.unroute("**/isian")
    state(page, SAVED)
    assert desk.figures()[::2] == [Decimal(72), Decimal(2)]


def test_handing_in_with_a_session_that_is_over_leaves_everything_on_the_page(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    page.context.clear_cookies()
    field(page, "nilai-1").fill("72")
    page.get_by_role("button", name="Ajukan data").click()
    state(page, re.compile("Sesi Anda sudah berakhir, 1 isian menunggu"))
    expect(page.locator("[data-kabar]")).to_contain_text("isian Anda tetap di halaman ini")
    expect(field(page, "nilai-1")).to_have_value("72")


def test_after_signing_in_again_the_page_goes_on(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    page.context.clear_cookies()
    field(page, "nilai-1").fill("72")
    state(page, re.compile("Sesi Anda sudah berakhir, 1 isian menunggu"))
    other = page.context.new_page()
    sign_in_as(other, desk.address, str(desk.play.operators[0].akun.nama_pengguna), PASSWORD)
    state(page, SAVED)
    assert desk.kept(1).nilai == Decimal(72)


def test_somebody_else_who_signs_in_does_not_send_what_waits(desk: Desk, colleague: User) -> None:
    page = desk.sit(desk.play.operators[0])
    page.context.clear_cookies()
    field(page, "nilai-1").fill("72")
    state(page, re.compile("Sesi Anda sudah berakhir"))
    other = page.context.new_page()
    sign_in_as(other, desk.address, str(colleague.akun.nama_pengguna), PASSWORD)
    state(page, re.compile("Halaman ini dibuka oleh Perencana Dinas Kesehatan"))
    assert desk.kept(1).nilai is None
