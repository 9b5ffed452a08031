"""A department fills in its form with Excel: three mistakes, the marked copy, and then it is right."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from core.testing.people import PASSWORD
from tests.browser.meja_isian import health
from tests.browser.people import look
from tests.browser_tools import open_page, serve, sign_in_as
from tests.plugins.sop_kinerja.data_play import Play
from tests.plugins.sop_kinerja.excel_world import figures


@pytest.fixture
def play(home: object) -> Play:
    return health()


@pytest.fixture
def page(app: Flask, play: Play, browser: Browser, loopback: None) -> Iterator[Page]:
    with serve(app) as address:
        sheet = open_page(browser)
        sign_in_as(sheet, address, str(play.operators[0].akun.nama_pengguna), PASSWORD)
        sheet.goto(f"{address}/sop-kinerja/penyampaian/{play.submission(0).uuid}")
        yield sheet


def fetched(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_text(button, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def send(page: Page, path: Path) -> None:
    page.get_by_label("Formulir Excel yang sudah diisi").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", name="Pemeriksaan formulir Excel")).to_be_visible()


def type_in(path: Path, cells: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book["Isian"][address] = value
    book.save(path)


def test_three_mistakes_then_right(page: Page, play: Play, tmp_path: Path, run_jobs: Callable[[], list[Any]]) -> None:
    page.get_by_text("Isi dengan Excel").click()
    look(page, "excel-unduh")
    form = fetched(page, "Unduh formulir Excel", tmp_path)
    assert form.name == "Formulir Dinas Kesehatan Triwulan II 2026.xlsx"
    type_in(form, {"I8": "1,234.5", "G9": 45, "H9": "=30*2", "I10": 0, "I11": "wajar sekali"})
    send(page, form)
    expect(page.get_by_text("Sedang diperiksa")).to_be_visible()
    look(page, "excel-diperiksa")
    run_jobs()
    expect(page.get_by_text("3 hal perlu diperbaiki")).to_be_visible()
    cells = page.locator("tbody tr td:nth-of-type(2)")
    expect(cells).to_have_text([re.compile("I8"), re.compile("H9"), re.compile("I11")])
    look(page, "excel-ditolak")
    assert figures(play) == [(None, "")] * 4

    copy = fetched(page, "Unduh salinan bertanda", tmp_path)
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[0] == "Perbaikan"
    assert book["Isian"]["I8"].value == 1234.5  # proposed, to be looked at
    type_in(copy, {"H9": 60, "I11": "WDP"})
    send(page, copy)
    run_jobs()
    expect(page.get_by_text("Formulir diterima")).to_be_visible()
    look(page, "excel-diterima")
    assert [value for value, _ in figures(play)] == [Decimal("1234.5"), Decimal(75), Decimal(0), Decimal(3)]
    page.get_by_role("link", name="Buka isiannya").click()
    expect(page.locator("#f-nilai-1")).to_have_value("1.234,5")
    expect(page.locator("#f-pembilang-2")).to_have_value("45")


def test_a_file_of_another_kind_is_refused_beside_the_field(page: Page, tmp_path: Path) -> None:
    page.get_by_text("Isi dengan Excel").click()
    path = tmp_path / "formulir.xlsx"
    path.write_text("IKU-1;72\n")
    page.get_by_label("Formulir Excel yang sudah diisi").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.locator("#e-formulir")).to_contain_text("adalah berkas teks")
    look(page, "excel-bukan-formulir")
