"""A planner fills in a table as in Excel: a block is pasted, taken back, pasted again, refused, put right and kept."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import People, look
from tests.browser.screen import told

PLANNER = "perencana.dinsos"
"""Whose year is not approved yet: its targets can be typed."""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""


def test_a_block_from_excel(people: People) -> None:
    page = people(PLANNER)
    page.goto("/sop-kinerja/rencana-aksi")
    page.get_by_role("link", name="Target tahun dan triwulan").click()
    first = _cell(page, "Triwulan I")
    before = first.input_value()
    first.focus()
    page.evaluate(PASTE, '97\t40\t"7\n0"\t95\tlebih\r\n')
    expect(page.locator("[data-tabel-pesan]")).to_have_text("4 sel ditempel. 1 sel di luar kolom isian tidak ditempel.")
    expect(_cell(page, "Triwulan III")).to_have_value("7 0")
    page.get_by_role("button", name="Batalkan tempelan").click()
    expect(first).to_have_value(before)

    first.focus()
    page.evaluate(PASTE, "97\t40\t70\t95\r\n")
    page.get_by_role("button", name="Simpan target").click()
    summary = page.get_by_role("alert").filter(has_text="Target Triwulan I (97) melebihi target tahun (95)")
    expect(summary).to_be_visible()
    expect(_cell(page, "Triwulan II")).to_have_value("40")
    look(page, "target-ditolak")
    summary.get_by_role("link").first.click()
    expect(_cell(page, "Triwulan I")).to_be_focused()

    _cell(page, "Triwulan I").fill("21,5")
    page.keyboard.press("Enter")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("Target Triwulan I, Persentase bantuan sosial")
    page.get_by_role("button", name="Simpan target").click()
    told(page, "2 target disimpan.")
    expect(_cell(page, "Triwulan I")).to_have_value("21,5")
    look(page, "target-tersimpan")


def _cell(page: Page, part: str) -> Locator:
    return page.get_by_role(
        "textbox", name=f"Target {part}, Persentase PPKS yang terpenuhi kebutuhan dasarnya", exact=True
    )
