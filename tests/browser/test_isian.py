"""The form of figures as a spreadsheet: saved while typing, a block from Excel, undo, and without script a form."""

from decimal import Decimal

from playwright.sync_api import Browser, Page, expect

from core.testing.people import PASSWORD
from tests.browser.meja_isian import SAVED, Desk, field, state
from tests.browser.people import look
from tests.browser_tools import open_page
from tests.workers.living import until


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
