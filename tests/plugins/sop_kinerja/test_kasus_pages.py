"""The screens of SOPs, cases and tasks, as a signed-in person sees them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import KasusDokumen
from plugins.sop_kinerja.services.kasus import CASES
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, pdf


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department)


def test_the_official_form(sign_in: Callable[[str], FlaskClient], campaign: Campaign) -> None:
    client = sign_in("kabag_organisasi")
    assert "Pengumpulan Data Kinerja" in page(client, "/sop-kinerja/sop")
    text = page(client, f"/sop-kinerja/sop/{campaign.versi.uuid}")
    assert "36 hari 3 jam" in text
    assert text.count('class="bagan-kata"') == 7 * 2  # Ya and Tidak of seven decisions
    assert "Tidak: langkah 2" in text and "Lanjut: selesai" in text
    for label in ("Kabag Organisasi", "Tim Kinerja", "Sekda", "Perangkat Daerah"):
        assert f">{label}" in text


def test_starting_a_run_by_the_form(sign_in: Any, campaign: Campaign, post: Any) -> None:
    client = sign_in("kabag_organisasi")
    text = page(client, "/sop-kinerja/pelaksanaan/mulai")
    assert text.count("checked") == 3 + 1  # the departments, and that all their indicators are asked for
    bad = post(client, "/sop-kinerja/pelaksanaan/mulai", sop="", periode="", tenggat="kemarin")
    assert bad.status_code == 400
    for field in ("sop", "periode", "tenggat"):
        assert f'href="#f-{field}"' in bad.get_data(as_text=True)
    fields = {
        "sop": campaign.versi.uuid,
        "periode": "2026-TW1",
        "tenggat": (clock.today() + timedelta(days=9)).isoformat(),
        "tujuan": [str(one) for one in campaign.asked],
    }
    good = post(client, "/sop-kinerja/pelaksanaan/mulai", **fields)
    assert good.status_code == 302
    shown = page(client, good.location)
    assert "Pengumpulan Data Kinerja Triwulan I 2026" in shown and "Sedang dikerjakan" in shown
    again = post(client, "/sop-kinerja/pelaksanaan/mulai", **fields)
    assert again.status_code == 400 and "sedang berjalan" in again.get_data(as_text=True)
    assert "Langkah 1 · Kabag Organisasi" in page(client, "/sop-kinerja/pelaksanaan")


def test_a_task_done_by_hand_on_its_page(sign_in: Any, campaign: Campaign, post: Any) -> None:
    campaign.start()
    campaign.do_until(3)  # the letter steps have no action here: surat is off
    task = campaign.task(3)
    client = sign_in("kabag_organisasi")
    assert str(task.uuid) in page(client, "/sop-kinerja/tugas")
    assert "Terlambat" not in page(client, "/sop-kinerja/tugas")
    url = f"/sop-kinerja/tugas/{task.uuid}"
    assert client.get(f"{url}/kerjakan").location.endswith(url)
    assert "dikerjakan di luar sistem" in page(client, url)
    missing = post(client, url, keputusan="ya")
    assert missing.status_code == 400 and 'href="#f-berkas"' in missing.get_data(as_text=True)
    assert 'href="#f-alasan"' in post(client, url, keputusan="tidak").get_data(as_text=True)
    assert 'href="#f-keputusan"' in post(client, url).get_data(as_text=True)
    assert post(client, url, keputusan="ya", berkas=pdf("paraf"), catatan="Diparaf basah").status_code == 302
    assert campaign.open_steps() == [4]
    closed = page(client, "/sop-kinerja/tugas?tab=selesai")
    assert str(task.uuid) in closed
    again = post(client, url, keputusan="ya", berkas=pdf("paraf"))
    assert again.status_code == 302
    assert "sudah diselesaikan oleh Kabag Organisasi" in page(client, url)
    with campaign.as_owner():
        (document,) = KasusDokumen.select()
    with client.get(f"/sop-kinerja/pelaksanaan/{task.kasus_uuid}/dokumen/{document.uuid}") as download:
        assert download.status_code == 200 and download.data.startswith(b"%PDF")
        assert "attachment" in download.headers["Content-Disposition"]


def test_who_ends_a_step_is_told_what_became_of_it(sign_in: Any, campaign: Campaign, post: Any) -> None:
    campaign.start()
    campaign.do_until(3)
    client = sign_in("kabag_organisasi")
    post(client, f"/sop-kinerja/tugas/{campaign.task(3).uuid}", keputusan="tidak", alasan="Tanggalnya keliru.")
    told = page(client, "/sop-kinerja/tugas")
    assert "Keputusan Tidak pada langkah 3 dicatat. Kembali ke langkah 2, menunggu Tim Kinerja." in told
    assert "selesai dicatat" not in told


def test_the_case_page_tells_the_loops(sign_in: Any, campaign: Campaign) -> None:
    kasus = campaign.start()
    campaign.do_until(3)
    campaign.do(3, "tidak", reason="Perihal keliru")
    campaign.do_until(8)
    text = page(sign_in("tim_kinerja"), f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    assert "Alasan: Perihal keliru" in text and "putaran ke-2" in text
    assert "Dinas Contoh 1" in text  # the live list


def test_others_do_not_find_it(client: FlaskClient, login_as: Any, campaign: Campaign) -> None:
    kasus = campaign.start()
    campaign.do_until(7)
    department, user = next(iter(campaign.asked.items()))
    with acting(user.actor):
        own = campaign.task(7, department)
    login_as(client, user)
    assert str(own.uuid) in page(client, "/sop-kinerja/tugas")
    assert "Data Kinerja diterima" in page(client, f"/sop-kinerja/tugas/{own.uuid}")
    other = next(one for one in campaign.open_tasks() if one.perangkat_daerah_id != department)
    page(client, f"/sop-kinerja/tugas/{other.uuid}", 404)
    page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}", 403)
    page(client, "/sop-kinerja/tugas/tidak-ada", 404)


@pytest.mark.parametrize(
    "url", ["/sop-kinerja/tugas", "/sop-kinerja/tugas?tab=selesai", "/sop-kinerja/pelaksanaan", "/"]
)
def test_lists_run_a_constant_number_of_queries(
    sign_in: Any, campaign: Campaign, count_queries: Callable[[], AbstractContextManager[list[str]]], url: str
) -> None:
    client = sign_in("kabag_organisasi")
    counts = []
    for periods in (("2025-TW1", "2025-TW2"), ("2025-TW3", "2025-TW4", "2025-S1", "2025-S2", "2026-TW1")):
        for period in periods:
            campaign.start(period)
            campaign.do_until(3)
        page(client, url)
        with count_queries() as found:
            page(client, url)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_columns_are_mapped_by_a_form(sign_in: Any, campaign: Campaign, post: Any) -> None:
    client = sign_in("kabag_organisasi")
    url = f"/sop-kinerja/sop/{campaign.versi.uuid}/pelaksana"
    text = page(client, url)
    name = text.split('name="jabatan-')[1].split('"')[0]
    others = {f"jabatan-{n}": "" for n in {part.split('"')[0] for part in text.split('name="jabatan-')[1:]} - {name}}
    wrong = post(client, url, **{f"jabatan-{name}": "999999"})
    assert wrong.status_code == 400 and f'href="#f-jabatan-{name}"' in wrong.get_data(as_text=True)
    assert post(client, url, **others).status_code == 302
    assert "Kolom tanpa jabatan" in page(client, f"/sop-kinerja/sop/{campaign.versi.uuid}")


def test_the_case_says_who_has_it_and_what_comes_next(sign_in: Any, campaign: Campaign, post: Any) -> None:
    kasus = campaign.start()
    client = sign_in("kabag_organisasi")
    url = f"/sop-kinerja/pelaksanaan/{kasus.uuid}"
    text = page(client, url)
    assert (
        "Langkah 1 dari 10 menunggu Kabag Organisasi sejak" in text and "Berikutnya langkah 2, oleh Tim Kinerja" in text
    )
    task = campaign.task(1)
    assert post(client, f"/sop-kinerja/tugas/{task.uuid}", catatan="Siapkan surat.").status_code == 302
    assert "Berikutnya langkah 2, menunggu Tim Kinerja." in page(client, "/sop-kinerja/tugas")
    text = page(client, url)
    assert "Siapkan surat." in text and "di luar sistem" not in text  # a step without an action is done right here


def test_a_return_before_the_check_began_stands_in_the_history(sign_in: Any, campaign: Campaign) -> None:
    kasus = campaign.start()
    campaign.do_until(7)
    first = min(campaign.asked)
    campaign.do(7, at=first)
    with acting(campaign.people["tim_kinerja"].actor):
        CASES.reopen(str(kasus.uuid), "kinerja.pengumpulan", first, reason="Satuannya keliru.")
    text = page(sign_in("tim_kinerja"), f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    assert "): Dikembalikan" in text and "Alasan: Satuannya keliru." in text
