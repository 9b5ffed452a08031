"""The register of reference documents, and what a held task shows of it."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import activation, clock
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.home_acuan import ReferencesOnHome
from plugins.sop_kinerja.models import Acuan, JenisAcuan
from plugins.sop_kinerja.services import acuan
from tests.plugins.sop_kinerja import halaman
from tests.plugins.sop_kinerja.kelengkapan_world import PLANNER, YEAR, Balangan, make_balangan, paper

APRIL = datetime(YEAR, 4, 6, 2, tzinfo=UTC)
URL = f"/sop-kinerja/acuan?tahun={YEAR}"


@pytest.fixture
def office(department: PerangkatDaerah) -> Balangan:
    with clock.at(APRIL):
        return make_balangan(department)


@pytest.fixture
def sign_in(client: FlaskClient, login_as: Any, office: Balangan) -> Callable[[str], FlaskClient]:
    return lambda column: login_as(client, office.people[column])


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    with clock.at(APRIL):
        return halaman.page(client, url, status)


def upload_url(kode: str) -> str:
    return f"/sop-kinerja/acuan/{kode}/unggah?tahun={YEAR}"


def test_what_is_there_due_and_not_due_yet(sign_in: Any, office: Balangan) -> None:
    with clock.at(APRIL):
        office.supply("progres_bulanan", "B01")
    text = page(sign_in("sekretaris"), URL)
    for words in ("Perjanjian Kinerja", "Rencana Aksi", "Laporan Progres Bulanan", "Januari 2026", "Semester II 2026"):
        assert words in text, words
    assert text.count(">Ada<") == 1
    # PK, Rencana Aksi, division of work of Semester I; progress of February and March
    assert text.count(">Belum ada<") == 5
    assert text.count(">Belum waktunya<") == 9 + 1
    assert "disediakan oleh Kasubbag Perencanaan dan Pelaporan" in text
    assert 'aria-current="page">2026<' in text
    page(sign_in("sekretaris"), "/sop-kinerja/acuan?tahun=999999999999")


def test_uploading_several_months_at_once(sign_in: Any, office: Balangan, post: Any) -> None:
    client = sign_in(PLANNER)
    text = page(client, upload_url("progres_bulanan"))
    assert text.count(" checked") == 1, "the first month that is due and not there is chosen"
    assert 'value="2026-B02" checked' in page(client, upload_url("progres_bulanan") + "&periode=2026-B02")
    with clock.at(APRIL):
        bad = post(client, upload_url("progres_bulanan"), periode=[])
        assert bad.status_code == 400
        for field in ("periode", "berkas"):
            assert f'href="#f-{field}"' in bad.get_data(as_text=True)
        wrong = post(client, upload_url("progres_bulanan"), periode=["2026-TW1"], berkas=paper())
        assert "Triwulan I 2026 bukan periode itu" in wrong.get_data(as_text=True)
        garbage = post(client, upload_url("progres_bulanan"), periode=["2026-B13"], berkas=paper())
        assert "bukan kode periode" in garbage.get_data(as_text=True)
        script = (io.BytesIO(b"#!/bin/sh\n"), "lapor.pdf")
        assert post(client, upload_url("progres_bulanan"), periode=["2026-B01"], berkas=script).status_code == 400
        good = post(client, upload_url("progres_bulanan"), periode=["2026-B02", "2026-B03"], berkas=paper("lapor"))
    assert good.status_code == 302
    text = page(client, URL)
    assert "Laporan Progres Bulanan Februari dan Maret 2026 tersimpan." in text and text.count("lapor.pdf") == 2


def test_a_newer_one_counts_and_the_older_stays(sign_in: Any, office: Balangan) -> None:
    with clock.at(APRIL):
        office.supply("pk", "TH")
    with clock.at(APRIL.replace(hour=5)), acting(office.people[PLANNER].actor):
        acuan.supply("pk", [f"{YEAR}-TH"], paper("pk-perubahan"), "Perubahan setelah APBD Perubahan")
    client = sign_in(PLANNER)
    text = page(client, URL)
    assert text.index("pk-perubahan.pdf") < text.index("1 berkas sebelumnya") < text.index("pk.pdf")
    assert "Perubahan setelah APBD Perubahan" in text
    with acting(office.people[PLANNER].actor):
        old = Acuan.select().order_by(Acuan.id).first()
    with client.get(f"/sop-kinerja/acuan/{old.uuid}/berkas") as download:
        assert download.status_code == 200 and b"% pk\n" in download.data


def test_a_held_task_says_what_it_waits_for_and_who_supplies_it(sign_in: Any, office: Balangan, post: Any) -> None:
    task = office.task(1)  # the first quarter is over, so its case began with the year's calendar
    text = page(sign_in("sekretaris"), f"/sop-kinerja/tugas/{task.uuid}")
    assert "Perjanjian Kinerja 2026</strong>, disediakan oleh Kasubbag Perencanaan dan Pelaporan" in text
    assert f"/sop-kinerja/acuan/pk/unggah?tahun={YEAR}" in text
    assert "Selesaikan langkah ini" not in text
    inbox = page(sign_in("sekretaris"), "/sop-kinerja/tugas")
    assert "menunggu kelengkapan: Perjanjian Kinerja 2026" in inbox
    assert "Kerjakan" not in inbox and "Batas waktu" not in inbox, "what is held cannot be done, nor is it due"
    assert "Sediakan Perjanjian Kinerja 2026" not in page(sign_in("sekretaris"), "/")
    planner = sign_in(PLANNER)
    home = page(planner, "/")
    assert "Sediakan Perjanjian Kinerja 2026" in home and "Sediakan Rencana Aksi 2026" in home
    assert "1 langkah menunggu" in page(planner, URL)
    with clock.at(APRIL):
        post(planner, upload_url("rencana_aksi"), periode="2026-TH", berkas=paper())
        post(planner, upload_url("pk"), periode="2026-TH", berkas=paper())
    assert "1 langkah yang menunggunya kini dapat dikerjakan" in page(planner, URL)
    text = page(sign_in("sekretaris"), f"/sop-kinerja/tugas/{task.uuid}")
    assert "Selesaikan langkah ini" in text
    assert "Bahan langkah ini" in text and "Kelengkapan: Perjanjian Kinerja" in text


@pytest.mark.parametrize(
    ("may", "leads"),
    [
        ("sop_kinerja.acuan.create", {"PK": "/acuan/pk/unggah", "Rencana": "/acuan/rencana_aksi/unggah"}),
        ("sop_kinerja.rencana.update", {"Rencana": "/rencana-aksi?tahun="}),
        ("sop_kinerja.acuan.read", {}),
    ],
)
def test_beranda_leads_only_where_one_may(app: Flask, office: Balangan, may: str, leads: dict[str, str]) -> None:
    actor = replace(office.people[PLANNER].actor, permissions=frozenset({may}))
    with app.test_request_context(), clock.at(APRIL), acting(actor):
        found = {item.title: item.url for item in ReferencesOnHome().items(actor)}
    names = {"PK": "Sediakan Perjanjian Kinerja 2026", "Rencana": "Sediakan Rencana Aksi 2026"}
    for short, title in names.items():
        assert (title in found) is (short in leads)
        assert leads.get(short, "") in found.get(title, "")
    assert all("unggah" not in url for url in found.values()) is ("create" not in may)


def test_who_may(client: FlaskClient, login_as: Any, office: Balangan, post: Any, other_department: Any) -> None:
    reader = make_user(office.department, ("sop_kinerja.acuan.read",))
    login_as(client, reader)
    assert "Unggah" not in page(client, URL)
    page(client, upload_url("pk"), 403)
    with clock.at(APRIL):
        assert post(client, upload_url("pk"), periode="2026-TH", berkas=paper()).status_code == 403
        office.supply("pk", "TH")
    login_as(client, make_user(office.department, ("sop_kinerja.tugas.do",)))
    page(client, URL, 403)
    login_as(client, office.people[PLANNER])
    page(client, upload_url("tidak_ada"), 404)
    page(client, "/sop-kinerja/acuan/bukan-uuid/berkas", 404)
    with acting(system_actor(office.department.id)):
        mine = Acuan.get()
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", other_department.id)
    login_as(client, make_user(other_department, ("sop_kinerja.*",)))
    page(client, f"/sop-kinerja/acuan/{mine.uuid}/berkas", 404)
    page(client, upload_url("pk"), 404)
    assert "Belum ada jenis dokumen acuan" in page(client, URL)


def test_the_register_runs_a_constant_number_of_queries(
    sign_in: Any, office: Balangan, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client = sign_in(PLANNER)
    page(client, URL)
    counts = []
    for round_ in range(2):
        with count_queries() as found:
            page(client, URL)
        counts.append(len(found))
        if round_ == 0:
            with clock.at(APRIL):
                office.supply("progres_bulanan", *(f"B{month:02d}" for month in range(1, 13)))
                office.supply("pk", "TH")
            with acting(system_actor(office.department.id)):
                JenisAcuan.create(perangkat_daerah=office.department, kode="iku", nama="IKU", per="triwulan")
    assert counts[0] == counts[1]
