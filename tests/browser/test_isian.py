"""The form of figures as a spreadsheet: two people at one form, a block from Excel, undo, and a network that fails.

No keystroke is lost, and nobody overwrites anybody without having seen both.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from core.actor import acting, system_actor
from core.testing.people import PASSWORD, User, make_user
from plugins.sop_kinerja.models import Realisasi
from tests.browser.meja_isian import SAVED, Desk, cut_off, field, health, state
from tests.browser.people import look
from tests.browser_tools import open_page, serve, sign_in_as
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import OPERATOR, Play
from tests.workers.living import until

WAITING = re.compile(r"Belum tersambung, 3 isian menunggu")


@pytest.fixture
def play(home: object) -> Play:
    return health()


@pytest.fixture
def colleague(play: Play) -> User:
    return make_user(play.departments[0], OPERATOR, "Staf Dinas Kesehatan")


@pytest.fixture
def desk(app: Flask, play: Play, browser: Browser, loopback: None) -> Iterator[Desk]:
    with serve(app) as address:
        yield Desk(play, address, browser)


def paste(page: Page, text: str, html: str = "") -> None:
    """As Ctrl+V with this in the clipboard, into the field that has the focus."""
    page.evaluate(
        """([text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        [text, html],
    )


def test_what_is_typed_is_saved_and_comes_back_as_it_should_be_written(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    field(page, "nilai-1").press_sequentially("1234,50")
    page.keyboard.press("Enter")
    expect(field(page, "pembilang-2")).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("3")
    state(page, SAVED)
    expect(page.locator("[data-hasil]")).to_have_text("66,666667")
    expect(field(page, "nilai-1")).to_have_value("1.234,5")
    field(page, "nilai-4").select_option(label="WDP")
    field(page, "keterangan-3").fill("Belum ada\nkejadian.")
    until(lambda: desk.kept(3).keterangan == "Belum ada\nkejadian.", 20, "the note is kept")
    assert desk.figures() == [Decimal("1234.5"), Decimal("66.666667"), None, Decimal(3)]
    state(page, SAVED)
    look(page, "isian-tersimpan")
    page.goto(desk.address + desk.path)  # nothing asks whether to leave
    expect(field(page, "nilai-4")).to_have_value("3")
    assert not page.complaints  # type: ignore[attr-defined]


def test_a_mistake_is_told_at_its_cell_while_the_others_are_saved(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    field(page, "nilai-1").fill("1,234.56")
    field(page, "nilai-3").fill("2")
    expect(page.locator("#e-nilai-1")).to_contain_text("tulis 1.234,56")
    state(page, "1 isian belum tersimpan: perbaiki yang bertanda")
    assert desk.figures()[::2] == [None, Decimal(2)]
    look(page, "isian-keliru")
    field(page, "nilai-1").fill("1.234,56")
    state(page, SAVED)
    expect(page.locator("#e-nilai-1")).to_have_count(0)
    assert desk.kept(1).nilai == Decimal("1234.56")


def test_a_block_from_excel_is_pasted_undone_and_done_again(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    field(page, "nilai-1").focus()
    paste(page, '72,5\tBaik\r\n99\t"Dua\nbaris"\r\n2\t\r\nwdp\tOpini\tx\r\n8\tlebih\r\n')
    told = page.locator("[data-kabar]")
    expect(told).to_contain_text("7 isian ditempel.")
    expect(told).to_contain_text("1 realisasi dilewati: cara mengisinya berbeda")
    expect(told).to_contain_text("lebih panjang 1 baris")
    state(page, SAVED)
    assert desk.figures() == [Decimal("72.5"), None, Decimal(2), Decimal(3)]
    assert [desk.kept(n).keterangan for n in (1, 2, 3, 4)] == ["Baik", "Dua\nbaris", "", "Opini"]
    look(page, "isian-tempel")
    field(page, "nilai-1").focus()
    page.keyboard.press("Control+z")
    until(lambda: desk.figures() == [None] * 4 and desk.kept(4).keterangan == "", 20, "the block is undone")
    page.get_by_role("button", name="Ulangi").click()
    until(lambda: desk.figures() == [Decimal("72.5"), None, Decimal(2), Decimal(3)], 20, "the block is done again")
    field(page, "nilai-3").focus()
    page.keyboard.type("7")  # what a field holds is marked when one comes by keyboard, else the caret stands in it
    page.keyboard.press("Escape")
    expect(field(page, "nilai-3")).to_have_value("2")
    field(page, "keterangan-1").focus()
    paste(page, "Paragraf satu.\nParagraf dua.")  # words, not cells: they stay in their field
    state(page, SAVED)
    assert desk.kept(2).keterangan == "Dua\nbaris"


def test_the_clipboard_is_read_as_excel_writes_it(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    read = "async text => (await import('/sop-kinerja/static/isian_tempel.js')).urai(text)"
    for text, rows in (
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\n\n3\n", [["1"], [""], ["3"]]),
        ('"a\tb"\t"c\nd"\t"e ""f"""\n', [["a\tb", "c\nd", 'e "f"']]),
        ('5" pipa\t"tanpa tutup\nlain\n', [['5" pipa', '"tanpa tutup'], ["lain"]]),
        ("\t\t", [["", "", ""]]),
        ("", [[""]]),
    ):
        assert page.evaluate(read, text) == rows


def test_a_block_into_parts_of_a_ratio(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    field(page, "pembilang-2").focus()
    paste(page, "45\t60\tSampai Juni")
    state(page, SAVED)
    row = desk.kept(2)
    assert (row.pembilang, row.penyebut, row.nilai, row.keterangan) == (45, 60, Decimal(75), "Sampai Juni")


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

    def lose(route: object) -> None:
        if lost:
            route.continue_()  # type: ignore[attr-defined]
        else:
            lost.append(route.fetch())  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

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


def test_sent_back_with_its_errors_it_is_put_right_without_a_question(desk: Desk) -> None:
    """What can be read is kept meanwhile, and leaving the page by its own button is asked by nobody."""
    page = desk.sit(desk.play.operators[0])
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept())[1])
    field(page, "nilai-1").fill("n/a")
    field(page, "keterangan-1").fill("Sedang dihitung.")
    page.get_by_role("button", name="Ajukan data").click()
    expect(page.locator("#ringkasan-galat")).to_contain_text("Indikator 1 Dinas Kesehatan")
    until(lambda: desk.kept(1).keterangan == "Sedang dihitung.", 20, "what can be read is kept")
    field(page, "nilai-1").fill("72")
    state(page, SAVED)
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_text("Draf disimpan")).to_be_visible()
    assert asked == []


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


def test_without_script_it_is_a_form_like_any_other(desk: Desk, browser: Browser) -> None:
    page = open_page(browser, java_script_enabled=False)
    page.goto(f"{desk.address}/masuk")
    page.fill("input[name=nama_pengguna]", str(desk.play.operators[0].akun.nama_pengguna))
    page.fill("input[name=kata_sandi]", PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.goto(desk.address + desk.path)
    expect(page.get_by_role("button", name="Urungkan")).to_be_hidden()
    field(page, "nilai-1").fill("72,5")
    field(page, "pembilang-2").fill("1")
    field(page, "penyebut-2").fill("4")
    field(page, "nilai-4").select_option(label="WTP")
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_text("Draf disimpan")).to_be_visible()
    assert desk.figures() == [Decimal("72.5"), Decimal(25), None, Decimal(4)]
