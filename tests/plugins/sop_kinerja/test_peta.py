"""The map of an SOP's year, the live flowchart of a case, and the form's page, as a signed-in person sees them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_story import case_tasks, stages
from plugins.sop_kinerja.services.sop import steps_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_peta import year_map
from plugins.sop_kinerja.views.bagan_kata import case_drawing
from plugins.sop_kinerja.views.kasus_story import stepper
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign

YEAR = 2026


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department)


def test_the_map_counts_cases_holders_lateness_and_loops(campaign: Campaign) -> None:
    campaign.start("2026-TW1")
    campaign.do_until(3)
    campaign.do(3, "tidak")
    campaign.start("2026-TW2")
    with campaign.as_owner():
        found = year_map(campaign.versi, YEAR)
        assert found.statuses == {"berjalan": 2} and found.total == 2 and found.elsewhere == 0
        assert {nomor: crowd.cases for nomor, crowd in found.crowds.items()} == {1: 1, 2: 1}
        assert found.loops == {3: 1}
        assert found.crowds[2].held == (("Tim Kinerja", 1),)
        assert found.crowds[2].late == 0
        late = year_map(campaign.versi, YEAR, clock.now() + timedelta(days=400))
        assert late.crowds[1].late == late.crowds[2].late == 1
        assert year_map(campaign.versi, YEAR - 1).total == 0


def test_parallel_tasks_are_one_case_and_the_oldest_is_named(campaign: Campaign) -> None:
    first = campaign.start("2026-TW1")
    campaign.do_until(7)
    with campaign.as_owner():
        crowd = year_map(campaign.versi, YEAR).crowds[7]
    assert crowd.cases == 1 and len(crowd.held) == 3
    assert crowd.oldest.kasus_uuid == first.uuid


def test_cases_of_another_version_are_told_of(campaign: Campaign) -> None:
    campaign.start("2026-TW1")
    with campaign.as_owner():
        other = type(campaign.versi).create(
            perangkat_daerah=campaign.owner, sop=campaign.versi.sop, versi=2, status="konsep"
        )
        found = year_map(other, YEAR)
    assert found.total == 0 and found.elsewhere == 1


def test_the_page_of_the_map(sign_in: Any, campaign: Campaign, count_queries: Any) -> None:
    client = sign_in("kabag_organisasi")
    url = f"/sop-kinerja/sop/{campaign.versi.uuid}/peta?tahun={YEAR}"
    assert "Belum ada pelaksanaan tahun 2026" in page(client, url)
    campaign.start("2026-TW1")
    text = page(client, url)
    assert "1 pelaksanaan" in text and 'class="bagan-jumlah"' in text
    assert re.search(
        r'href="/sop-kinerja/pelaksanaan/[0-9a-f-]+" aria-label="Langkah 1, Kabag Organisasi: Menugaskan', text
    )
    with count_queries() as few:
        page(client, url)
    for period in ("2026-TW2", "2026-TW3", "2026-TW4"):
        campaign.start(period)
    campaign.do(1)
    with count_queries() as more:
        page(client, url)
    assert len(more) <= len(few)
    page(client, url.replace(str(campaign.versi.uuid), "tidak-ada"), 404)
    assert "Peta pelaksanaan" in page(client, f"/sop-kinerja/sop/{campaign.versi.uuid}/peta?tahun=abc")


def test_the_form_has_a_link_for_each_step_and_the_pdf(sign_in: Any, campaign: Campaign) -> None:
    client = sign_in("kabag_organisasi")
    text = page(client, f"/sop-kinerja/sop/{campaign.versi.uuid}")
    labels = re.findall(r'<a class="bagan-langkah" href="#langkah-(\d+)" aria-label="([^"]+)"', text)
    assert [int(number) for number, _ in labels] == list(range(1, 11))
    assert labels[2][1].startswith("Langkah 3, Kabag Organisasi: Menerima dan mengoreksi")
    assert labels[2][1].endswith("Ya: langkah 4. Tidak: langkah 2")
    answer = client.get(f"/sop-kinerja/sop/{campaign.versi.uuid}/formulir.pdf?kertas=F4")
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "/sop-kinerja/sop/" in text and "Unduh formulir PDF" in text


def test_without_the_right_there_is_neither_map_nor_form(
    client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign
) -> None:
    login_as(client, make_user(campaign.owner, ("sop_kinerja.tugas.do",), "Juru Ketik"))
    for name in ("peta", "formulir.pdf"):
        assert client.get(f"/sop-kinerja/sop/{campaign.versi.uuid}/{name}").status_code == 403


def test_a_case_shows_where_it_stands_what_is_held_and_its_loops(sign_in: Any, campaign: Campaign) -> None:
    kasus = campaign.start("2026-TW1")
    campaign.do_until(3)
    campaign.do(3, "tidak")
    client = sign_in("tim_kinerja")
    text = page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    turn = re.search(
        r'class="bagan-langkah bagan-sekarang" href="([^"]+)" aria-label="(Langkah 2, Tim Kinerja[^"]+)', text
    )
    assert turn is not None and "/tugas/" in turn[1] and turn[2].endswith("Kerjakan langkah ini")
    assert 'aria-label="Langkah 1, Kabag Organisasi: Menugaskan' in text and "bagan-selesai" in text
    assert "Tidak 1 kali" in text and "1×" in text and "Sedang dikerjakan" in text
    with campaign.as_owner():
        Tugas.update(tenggat=clock.now() - timedelta(days=1)).where(Tugas.kasus == kasus.id).execute()
    late = page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    assert re.search(r'bagan-telat" href="[^"]+" aria-label="[^"]+Sedang dikerjakan. Terlambat. menunggu', late)
    assert ">Terlambat</span>" in late.split("bagan-tabel")[1], "in words too, beside the picture"
    with campaign.as_owner():
        Tugas.update(tertahan=True).where((Tugas.kasus == kasus.id) & (Tugas.status == "berjalan")).execute()
    held = page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    assert "bagan-langkah bagan-tertahan" in held and "Tertahan" in held


def test_steps_of_another_cadence_are_grey(campaign: Campaign) -> None:
    """A case that runs only some steps of the form draws the whole of it."""
    kasus: Kasus = campaign.start("2026-TW1")
    with acting(campaign.people["kabag_organisasi"].actor):
        tasks = case_tasks(kasus)
        mine = stages(steps_of(campaign.versi)[:5], tasks)
        drawing = case_drawing(data_of(campaign.versi), mine, stepper(mine), tasks)
    assert [row.state for row in drawing.rows] == ["sekarang", *["nanti"] * 4, *["lain"] * 5]
    assert drawing.rows[9].text == "Dikerjakan pada pelaksanaan kampanye"
    assert "Bagian pelaksanaan lain" in drawing.rows[9].picture.svg
    assert "bagan-pucat" in drawing.rows[9].picture.svg and "bagan-pucat" not in drawing.rows[2].picture.svg
