"""An SOP is written from nothing, ratified, and followed by a version that says what it changes; without script too."""

import re

from playwright.sync_api import Page, expect

from core.demo import DEMO_PASSWORD
from tests.browser.people import People, look
from tests.browser.screen import menu, row, told
from tests.browser_tools import sign_in_as

ADMIN = "admin.lamandau"
NAME = "Penyusunan Laporan Bulanan"
COLUMNS = ("Kabag Organisasi", "Tim Kinerja")


def test_an_sop_from_nothing_to_its_second_version(people: People) -> None:
    page = people(ADMIN)
    menu(page, "Daftar SOP")
    page.get_by_role("link", name="SOP baru").click()
    page.get_by_role("button", name="Buat konsep SOP").click()
    look(page, "sop-baru-salah")
    page.get_by_role("link", name=re.compile("Nama SOP wajib diisi")).click()
    expect(page.get_by_label("Nama SOP")).to_be_focused()
    page.get_by_label("Nama SOP").fill(NAME)
    page.get_by_role("button", name="Buat konsep SOP").click()
    told(page, "SOP baru dibuat")
    look(page, "sunting-kosong")
    overview = page.url

    _columns(page)
    _steps(page)
    page.goto(overview)
    _identity(page)
    look(page, "sunting")
    _ratify(page, 1)

    page.get_by_role("button", name="Buat versi baru").click()
    told(page, "Versi 2 dibuat")
    page.get_by_role("link", name="Langkah", exact=True).click()
    _insert(page)
    look(page, "sunting-langkah")
    page.get_by_role("link", name="Sunting konsep").click()
    page.get_by_role("link", name="Periksa dan sahkan").click()
    expect(page.get_by_label("Perubahan dari versi 1")).to_have_value(re.compile("Menandatangani laporan"))
    look(page, "sop-sahkan")
    _ratify(page, 2)
    expect(page.get_by_role("heading", name="Perubahan dari versi 1")).to_be_visible()
    look(page, "sop-versi-2")
    page.get_by_role("link", name="Semua versi (2)").click()
    expect(page.get_by_text("Disusun dari versi 1.")).to_be_visible()
    look(page, "sop-versi")


def test_the_editor_works_without_script(people: People) -> None:
    """Also: a draft that is thrown away says what goes with it."""
    context = people.browser.new_context(base_url=people.instance.address, java_script_enabled=False)
    page = context.new_page()
    sign_in_as(page, people.instance.address, ADMIN, DEMO_PASSWORD)
    page.goto("/sop-kinerja/sop/baru")
    page.get_by_label("Nama SOP").fill("Percobaan tanpa skrip")
    page.get_by_role("button", name="Buat konsep SOP").click()
    _columns(page)
    _steps(page)
    page.get_by_role("link", name="Sunting konsep").click()
    page.get_by_text("Hapus konsep ini").click()
    expect(page.get_by_text("konsep versi 1 dengan 2 langkah dan 2 kolom pelaksana")).to_be_visible()
    page.get_by_role("button", name="Ya, hapus konsep").click()
    told(page, "Percobaan tanpa skrip dihapus")
    context.close()


def _columns(page: Page) -> None:
    page.get_by_role("link", name="Pelaksana", exact=True).click()
    for label in COLUMNS:
        page.get_by_role("link", name=re.compile("^Tambah kolom")).first.click()
        page.get_by_label("Judul kolom").fill(label)
        page.get_by_label("Jabatan, bila satu jabatan").select_option(label=label)
        page.get_by_role("button", name="Simpan kolom").click()
        told(page, f"Kolom {label} ditambahkan")
    page.get_by_role("button", name="Ke kiri kolom Tim Kinerja").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Tim Kinerja")
    page.get_by_role("link", name="Sunting konsep").click()


def _steps(page: Page) -> None:
    page.get_by_role("link", name="Langkah", exact=True).click()
    page.get_by_role("link", name="Tambah langkah pertama").click()
    _type(page, "Menyusun laporan", "Tim Kinerja", "2", "Hari")
    page.get_by_label("Output").fill("Laporan Bulanan")
    page.get_by_label("Uraian kegiatan").press("Tab")
    # Enter in a field saves, although the button for more rows comes before the one that saves.
    page.get_by_label("Output").press("Enter")
    told(page, "Langkah 1 ditambahkan")
    page.get_by_role("link", name="Tambah langkah", exact=True).click()
    _type(page, "Memeriksa laporan", "Kabag Organisasi", "1", "Jam")
    page.get_by_label("Keputusan").check()
    page.get_by_role("textbox", name="Kelengkapan 1").fill("Laporan Bulanan")
    page.get_by_label("Yang diperiksa untuk kelengkapan 1").select_option(label="Hasil langkah 1. Menyusun laporan")
    page.get_by_role("button", name="Tambah baris kelengkapan").click()
    expect(page.get_by_role("textbox", name="Kelengkapan 1")).to_have_value("Laporan Bulanan")
    page.get_by_label("Tidak: kembali ke").select_option(label="1. Menyusun laporan")
    page.get_by_role("button", name="Simpan langkah").last.click()
    told(page, "Langkah 2 ditambahkan")


def _type(page: Page, text: str, column: str, time: str, unit: str) -> None:
    page.get_by_label("Uraian kegiatan").fill(text)
    page.get_by_label("Dikerjakan oleh").select_option(label=column)
    page.get_by_label("Waktu").fill(time)
    page.get_by_label("Satuan").select_option(label=unit)


def _identity(page: Page) -> None:
    page.get_by_role("link", name="Identitas", exact=True).click()
    page.get_by_label("Nomor SOP").fill("060/12/2026")
    for label in ("Tanggal pembuatan", "Tanggal pengesahan", "Tanggal efektif"):
        page.get_by_label(label).fill("2026-11-02")
    look(page, "sunting-identitas")
    page.get_by_role("button", name="Simpan identitas").click()
    told(page, "Identitas disimpan")
    page.get_by_role("link", name="Dasar hukum dan daftar lain").click()
    page.get_by_label("Keterkaitan").fill("SOP Pengumpulan Data Kinerja\nSOP Surat Keluar")
    look(page, "sunting-daftar")
    page.get_by_role("button", name="Simpan daftar").click()
    told(page, "disimpan")


def _insert(page: Page) -> None:
    row(page, "Menyusun laporan").get_by_role("link", name="Sisipkan langkah sesudah langkah 1").click()
    look(page, "sunting-langkah-baru")
    _type(page, "Menandatangani laporan", "Kabag Organisasi", "1", "Jam")
    page.get_by_role("button", name="Simpan langkah").last.click()
    told(page, "Langkah 2 ditambahkan")
    page.get_by_role("button", name="Turunkan langkah 2").click()
    told(page, "Urutan langkah disimpan")
    expect(page.get_by_role("row").nth(2)).to_contain_text("Tidak: langkah 1")


def _ratify(page: Page, version: int) -> None:
    if page.get_by_role("link", name="Periksa dan sahkan").count():
        page.get_by_role("link", name="Periksa dan sahkan").click()
    if page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").check()
    page.get_by_role("button", name=f"Sahkan versi {version}").click()
    told(page, f"versi {version} disahkan dan terkunci")
