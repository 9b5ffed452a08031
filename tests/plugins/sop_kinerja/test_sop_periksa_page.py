"""The findings on the screens: on the page of an SOP, in the list, and where one ratifies."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import activation, audit
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_periksa import findings
from plugins.sop_kinerja.services.sop_ratify import ratify
from tests.plugins.sop_kinerja.good_sops import CAMPAIGN
from tests.plugins.sop_kinerja.kasus_world import ALL, lamandau
from tests.plugins.sop_kinerja.test_periksa import change


@pytest.fixture
def person(department: PerangkatDaerah) -> User:
    with acting(system_actor(department.id)):
        activation.turn_on("sop_kinerja", department.id)
    return make_user(department, ALL, "Kabag Organisasi")


@pytest.fixture
def browser(client: FlaskClient, login_as: Callable[..., FlaskClient], person: User) -> FlaskClient:
    return login_as(client, person)


def make(department: PerangkatDaerah, data: Any) -> SopVersi:
    with acting(system_actor(department.id)):
        return import_sop(data, department.id)


def status(versi: SopVersi) -> str:
    with acting(system_actor(versi.perangkat_daerah_id)):
        return str(SopVersi.get_by_id(versi.id).status)


def test_each_finding_links_to_its_place(browser: FlaskClient, department: PerangkatDaerah) -> None:
    versi = make(department, lamandau())
    text = browser.get(f"/sop-kinerja/sop/{versi.uuid}").text
    assert "Pemeriksaan" in text and "SOP ini sendiri" in text and "«Tim Kerja»" in text
    with acting(system_actor(department.id)):
        anchors = {one.tempat.anchor for one in findings(versi)}
    assert {"bagian-nomor", "langkah-1", "kolom-tim_kinerja", "bagian-hitungan_hari"} <= anchors
    for anchor in anchors:
        assert f'href="#{anchor}"' in text
        assert len(re.findall(f'id="{anchor}"', text)) == 1, anchor


def test_an_empty_box_is_shown_and_asked_for(browser: FlaskClient, department: PerangkatDaerah) -> None:
    versi = make(department, replace(CAMPAIGN, peringatan=()))
    text = browser.get(f"/sop-kinerja/sop/{versi.uuid}").text
    assert "Bagian Peringatan kosong." in text and 'id="bagian-peringatan"' in text


def test_a_ratified_one_shows_its_open_questions_and_a_withdrawn_one_none(
    browser: FlaskClient, department: PerangkatDaerah
) -> None:
    versi = make(department, lamandau())
    with acting(system_actor(department.id)):
        ratify(versi)
    assert "Pertanyaan yang masih terbuka" in browser.get(f"/sop-kinerja/sop/{versi.uuid}").text
    with acting(system_actor(department.id)):
        second = import_sop(replace(lamandau(), nomor="1/2026"), department.id)
        ratify(second)
    assert "Pemeriksaan" not in browser.get(f"/sop-kinerja/sop/{versi.uuid}").text


def test_the_list_counts_them(browser: FlaskClient, department: PerangkatDaerah) -> None:
    make(department, lamandau())
    make(department, change(CAMPAIGN, 2, pelaksana=()))
    text = browser.get("/sop-kinerja/sop").text
    assert "1 harus diperbaiki" in text and re.search(r"\d+ pertanyaan", text)


def test_ratifying_asks_for_the_warnings_to_be_read(
    browser: FlaskClient, department: PerangkatDaerah, post: Callable[..., Any]
) -> None:
    versi = make(department, lamandau())
    url = f"/sop-kinerja/sop/{versi.uuid}/sahkan"
    text = browser.get(url).text
    assert "Tidak disebut jabatan yang mengesahkan SOP ini." in text and "Saya sudah membaca" in text
    unread = post(browser, url)
    assert unread.status_code == 400 and "centang pernyataannya" in unread.text and 'href="#f-dibaca"' in unread.text
    assert status(versi) == "konsep"
    assert post(browser, url, dibaca="ya").status_code == 302
    assert status(versi) == "disahkan"
    lines = [line for line in audit.history(versi) if line.tindakan == "sop_kinerja.sop.ratify_with_warnings"]
    assert "terkait_diri_sendiri: Keterkaitan" in lines[0].rincian["peringatan"]


def test_a_galat_leaves_no_button(browser: FlaskClient, department: PerangkatDaerah, post: Callable[..., Any]) -> None:
    versi = make(department, change(change(CAMPAIGN, 2, pelaksana=()), 4, tidak_ke=None))
    url = f"/sop-kinerja/sop/{versi.uuid}/sahkan"
    text = browser.get(url).text
    assert "Langkah 2 belum mempunyai pelaksana." in text and "Langkah 4 adalah keputusan" in text
    assert "Saya sudah membaca" not in text
    forced = post(browser, url, dibaca="ya")
    assert forced.status_code in (400, 409) and "Langkah 2 belum mempunyai pelaksana." in forced.text
    assert status(versi) == "konsep"


def test_the_panel_refuses_a_regulation_that_cannot_be_compared(browser: FlaskClient, post: Callable[..., Any]) -> None:
    fields = {"jenis": "Selebaran", "nomor": "3", "tahun": "2016", "dicabut_oleh": "-"}
    wrong = post(browser, "/kelola/sop-kinerja-peraturan/new/", **fields)
    assert "tidak terbaca sebagai peraturan" in wrong.text
    right = post(browser, "/kelola/sop-kinerja-peraturan/new/", **{**fields, "jenis": "Perda Kabupaten Contoh"})
    assert right.status_code == 302, right.text
