"""Evidence in the sheet: a file that is chosen goes up by itself, on a weak network too; none is lost unnamed."""

import re

from playwright.sync_api import FilePayload, Page, expect

from core.actor import acting, system_actor
from core.files import Dokumen
from core.testing.people import PASSWORD
from plugins.sop_kinerja.models import Bukti, Realisasi
from tests.browser.meja_isian import Desk, cut_off, field, state
from tests.browser.people import look
from tests.browser_tools import audit_everywhere, open_page, sign_in_as
from tests.plugins.sop_kinerja.data_play import PDF


def paper(name: str, content: bytes = PDF) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def choose(page: Page, figure: int, *files: FilePayload) -> None:
    page.locator(f"#f-bukti-{figure}").set_input_files(list(files))


def attached(desk: Desk) -> list[tuple[int, str]]:
    """(figure, file) of all evidence."""
    with acting(system_actor()):
        rows = Bukti.select(Bukti, Realisasi, Dokumen).join(Realisasi).switch(Bukti).join(Dokumen).order_by(Bukti.id)
        return [(int(row.realisasi.urutan), str(row.dokumen.nama)) for row in rows]


def test_what_is_chosen_goes_up_by_itself_while_one_types(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    choose(page, 1, paper("laporan.pdf"), paper("lampiran.pdf", PDF + b"%"))
    field(page, "nilai-1").fill("72")
    first = page.locator("fieldset[data-baris='1']")
    expect(first.get_by_role("link", name="lampiran.pdf", exact=True)).to_be_visible()
    expect(first.locator("[data-unggahan] li")).to_have_count(0)
    expect(page.locator("[data-kabar]")).to_have_text("Bukti «lampiran.pdf» tersimpan.")
    state(page, "Tersimpan")
    assert attached(desk) == [(1, "laporan.pdf"), (1, "lampiran.pdf")]
    audit_everywhere(page)
    page.goto(desk.address + desk.path)  # nothing asks whether to leave
    first.get_by_role("button", name="Hapus lampiran.pdf").click()
    expect(page.get_by_text("Draf disimpan")).to_be_visible()
    assert attached(desk) == [(1, "laporan.pdf")]


def test_a_file_that_is_refused_is_named_with_its_reason_and_the_others_go_up(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    choose(
        page,
        1,
        paper("program.pdf", b"MZ program"),
        paper("besar.pdf", b"x" * (20 * 1024 * 1024)),
        paper("laporan.pdf"),
    )
    told = page.locator("fieldset[data-baris='1'] [data-unggahan] li")
    expect(told).to_have_text(
        [
            re.compile("«program.pdf» belum terlampir. Berkas «program.pdf» adalah program"),
            re.compile(r"«besar.pdf» belum terlampir. Besarnya 20,0 MB, melebihi batas 20,0 MB"),
        ]
    )
    expect(page.get_by_role("link", name="laporan.pdf", exact=True)).to_be_visible()
    state(page, re.compile("2 berkas bukti belum terlampir"))
    look(page, "isian-bukti-ditolak")
    page.get_by_role("button", name="Ajukan data").click()  # not without having read it
    expect(page.get_by_role("button", name="Tutup pesan tentang «program.pdf»")).to_be_focused()
    for name in ("program.pdf", "besar.pdf"):
        page.get_by_role("button", name=f"Tutup pesan tentang «{name}»").click()
    expect(told).to_have_count(0)
    assert attached(desk) == [(1, "laporan.pdf")]


def test_what_the_network_drops_is_tried_again_and_handing_in_waits_for_it(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    field(page, "nilai-1").fill("72")
    state(page, "Tersimpan")
    with cut_off(page):
        choose(page, 1, paper("laporan.pdf"))
        waiting = page.locator("[data-unggahan] li")
        expect(waiting).to_have_text("«laporan.pdf»: belum tersambung, dicoba lagi sendiri")
        state(page, "1 berkas bukti menunggu jaringan")
        look(page, "isian-bukti-putus")
        page.get_by_role("button", name="Simpan draf").last.click()
        expect(page.locator("[data-kabar]")).to_contain_text("tetap di halaman ini")
    expect(page.get_by_role("link", name="laporan.pdf", exact=True)).to_be_visible()
    assert attached(desk) == [(1, "laporan.pdf")]
    choose(page, 1, paper("lampiran.pdf", PDF + b"%"))
    page.get_by_role("button", name="Simpan draf").last.click()  # at once: it waits for the file
    expect(page.get_by_text("Draf disimpan")).to_be_visible()
    assert attached(desk) == [(1, "laporan.pdf"), (1, "lampiran.pdf")]


def test_a_session_that_is_over_keeps_the_file_until_one_has_signed_in_again(desk: Desk) -> None:
    page = desk.sit(desk.play.operators[0])
    page.context.clear_cookies()
    choose(page, 3, paper("laporan.pdf"))
    expect(page.locator("[data-unggahan] li")).to_have_text("«laporan.pdf»: menunggu Anda masuk lagi di tab lain")
    other = page.context.new_page()
    sign_in_as(other, desk.address, str(desk.play.operators[0].akun.nama_pengguna), PASSWORD)
    expect(page.get_by_role("link", name="laporan.pdf", exact=True)).to_be_visible()
    assert attached(desk) == [(3, "laporan.pdf")]


def test_without_script_files_go_with_the_form(desk: Desk) -> None:
    page = open_page(desk.browser, java_script_enabled=False)
    page.goto(f"{desk.address}/masuk")
    page.fill("input[name=nama_pengguna]", str(desk.play.operators[0].akun.nama_pengguna))
    page.fill("input[name=kata_sandi]", PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.goto(desk.address + desk.path)
    choose(page, 1, paper("laporan.pdf"))
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_text("Draf disimpan")).to_be_visible()
    assert attached(desk) == [(1, "laporan.pdf")]
