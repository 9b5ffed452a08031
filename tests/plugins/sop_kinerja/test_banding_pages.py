"""Two SOPs side by side on a page, and the borders between departments that comparison keeps."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_department, make_government
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign

SOP = "/sop-kinerja/sop"
SEEDS = {sop.kode: sop for sop in seed_sops()}


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department, 0)


@pytest.fixture
def editor(client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign) -> FlaskClient:
    return login_as(client, campaign.people["kabag_organisasi"])


@pytest.fixture
def other(department: PerangkatDaerah) -> PerangkatDaerah:
    return make_department("Dinas Pangan", department.pemerintah_daerah)


def ratified(department: PerangkatDaerah, kode: str = "dkp3_balangan", *, draft: bool = False) -> SopVersi:
    with acting(system_actor(department.id)):
        versi = import_sop(SEEDS[kode], department.id)
        if not draft:
            ratify(versi)
    return versi


@pytest.mark.usefixtures("each_database")
def test_side_by_side_with_another_department(editor: FlaskClient, campaign: Campaign, other: PerangkatDaerah) -> None:
    theirs = ratified(other)
    with campaign.as_owner():
        mine = import_sop(SEEDS["inspektorat_balangan"], campaign.owner.id)
    empty = editor.get(f"{SOP}/banding").text
    assert "Mekanisme Pengumpulan Data Kinerja, versi 1 (disahkan), Dinas Pangan" in empty
    page = editor.get(f"{SOP}/banding?kiri={mine.uuid}&kanan={theirs.uuid}")
    assert page.status_code == 200
    assert "Kesembilan langkahnya sama; yang berbeda hanya pelaksananya (langkah 2–5 dan 7–9)." in page.text
    assert "Berbeda: pelaksana" in page.text and "Irban Wil" in page.text
    only = editor.get(f"{SOP}/banding?kiri={mine.uuid}&kanan={theirs.uuid}&tampil=beda").text
    assert 'colspan="3">Langkah 2' in only and 'colspan="3">Langkah 1 ' not in only


@pytest.mark.usefixtures("each_database")
def test_borders_of_comparison(
    editor: FlaskClient, campaign: Campaign, other: PerangkatDaerah, department: PerangkatDaerah
) -> None:
    draft = ratified(other, draft=True)
    elsewhere = make_department("Dinas Jauh", make_government("Kabupaten Jauh"))
    foreign = ratified(elsewhere, "bpkpad_balangan")
    own = campaign.versi.uuid
    for uuid in (draft.uuid, foreign.uuid, "tidak-ada", "x" * 100, "a%01b"):
        for address in (f"kiri={own}&kanan={uuid}", f"kiri={uuid}&kanan={own}"):
            assert editor.get(f"{SOP}/banding?{address}").status_code == 404
    options = editor.get(f"{SOP}/banding").text
    assert str(draft.uuid) not in options and "Dinas Jauh" not in options
    assert editor.get(f"{SOP}/{draft.uuid}/bpmn").status_code == 404
    assert editor.get(f"{SOP}/banding?kiri={own}&kanan={own}").status_code == 200
