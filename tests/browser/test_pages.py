"""Every page but the panel's, with the demo's records, as somebody who may see it: no link is broken, axe-core finds
nothing, and nothing sticks out at 1280 or at 390 px."""

import pytest

from tests.browser.instance import Instance
from tests.browser.people import People, look
from tests.browser.sitemap import Site, check_links, check_looks, check_reached, site_of

WALKERS = (
    *("kabag.organisasi", "tim.kinerja", "sekda", "asisten", "pelaksana", "arsiparis"),
    *("perencana.dikbud", "perencana.dinkes", "kepala.dikbud", "admin.lamandau", "admin"),
    *("perencana.dkp3", "kabid.dkp3", "kasubag.batui"),
)
IN_A_RUN = {
    "sop_kinerja.capaian_approved": "a recap that was approved (test_angka.py)",
    "sop_kinerja.impor_file": "the file of a table that was brought in",
    "sop_kinerja.bukti_gambar": "the picture on a page",
    "arsip.file_form": "the last step of a run",
    "sop_kinerja.excel_marked": "a filled form that was refused (test_excel.py)",
    "sop_kinerja.excel_show": "a filled form that was uploaded (test_excel.py)",
    "sop_kinerja.formulir_susun": "a step that makes a request form (test_banggai.py)",
    "sop_kinerja.impor_show": "a published table that was uploaded",
    "sop_kinerja.lacak_public": "a public link that was opened",
    "sop_kinerja.laporan_susun": "a step that writes a report (test_balangan.py)",
    "sop_kinerja.penyampaian_daftar": "the part of a page that renews itself",
    "sop_kinerja.tugas_alihkan": "a task of one's own department (test_tangan.py)",
    "sop_kinerja.tugas_ambil_alih": "a task that a colleague has taken (test_tangan.py)",
    "sop_kinerja.tugas_tarik": "a step that one has just ended (test_tangan.py)",
    "sop_kinerja.sop_ratify": "a draft of an SOP",
    "sop_kinerja.sunting": "a draft of an SOP",
    "sop_kinerja.sunting_daftar": "a draft of an SOP",
    "sop_kinerja.sunting_identitas": "a draft of an SOP",
    "sop_kinerja.sunting_kolom": "a draft of an SOP",
    "sop_kinerja.sunting_kolom_baru": "a draft of an SOP",
    "sop_kinerja.sunting_kolom_isi": "a draft of an SOP",
    "sop_kinerja.sunting_langkah": "a draft of an SOP",
    "sop_kinerja.sunting_langkah_baru": "a draft of an SOP",
    "sop_kinerja.sunting_langkah_isi": "a draft of an SOP",
    "surat.keluar_ubah": "a letter that is being drafted",
    "surat.kembalikan_tugas": "the step that asks for a letter",
    "surat.langkah": "leads to the letter of a step",
    "surat.pratinjau": "the PDF of a letter that is being drafted",
    "surat.susun": "the step that asks for a letter",
}
"""Pages of states in which the demo has nothing; the tests of whole runs and of the editor look at them on the way."""


@pytest.fixture(scope="module")
def site(selaras: Instance, everybody: People) -> Site:
    found = site_of(selaras, panel=False)
    for username in WALKERS:
        found.walk(username, everybody(username).request)
    return found


def test_no_link_is_broken(site: Site, selaras: Instance) -> None:
    check_links(site, selaras)


def test_every_page_can_be_reached(site: Site, people: People) -> None:
    check_reached(site, people("admin").request, IN_A_RUN)


def test_every_page_is_accessible_and_fits(site: Site, people: People) -> None:
    check_looks(site, people)


def test_pages_of_strangers(people: People) -> None:
    page = people.stranger()
    for path, name in (("/masuk", "masuk"), ("/tidak-ada", "404")):
        page.goto(path)
        look(page, f"tamu-{name}")
