"""The pages of performance agreements, as a planner goes through them with surat off."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import PerjanjianKinerja, Target
from plugins.sop_kinerja.services import pk_baca
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.pk_world import JANUARY, YEAR, Agreement, make_agreement, scan

URL = "/sop-kinerja/perjanjian-kinerja"


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    with clock.at(JANUARY):
        return make_agreement(department)


@pytest.fixture
def planner(client: FlaskClient, login_as: Any, world: Agreement) -> FlaskClient:
    found: FlaskClient = login_as(client, world.planner)
    return found


def newest(world: Agreement) -> PerjanjianKinerja:
    with acting(system_actor(world.home.id)):
        return pk_baca.all_of(world.home.id)[0]


def test_from_the_plan_to_its_signature_and_its_change(planner: FlaskClient, world: Agreement, post: Any) -> None:
    assert "Belum ada perjanjian kinerja" in page(planner, URL)
    assert "Kepala Dinas" in page(planner, f"{URL}/baru")
    wrong = post(planner, f"{URL}/baru", tahun="26", pihak_kedua="")
    assert wrong.status_code == 400
    assert all(f'href="#f-{field}"' in wrong.get_data(as_text=True) for field in ("tahun", "pihak_kedua"))
    with clock.at(JANUARY):
        made = post(planner, f"{URL}/baru", tahun=str(YEAR), pihak_kedua=str(world.regent.jabatan.id))
        again = post(planner, f"{URL}/baru", tahun=str(YEAR), pihak_kedua=str(world.regent.jabatan.id))
    assert made.status_code == 302 and again.status_code == 409
    assert "hanya mempunyai satu perjanjian kinerja" in again.get_data(as_text=True)
    url = made.headers["Location"]
    text = page(planner, url)
    assert "Indikator 2" in text and "75,5" in text and "2.000.500.000,5" in text
    assert "Tanda tangan elektronik" not in text, "surat is off here"
    with planner.get(f"{url}/naskah") as preview:
        assert preview.data.startswith(b"%PDF") and "Konsep" in preview.headers["Content-Disposition"]
    post(planner, f"{url}/isi", pihak_kedua=str(world.regent.jabatan.id), tanggal="2026-01-06")
    assert "Isi perjanjian disimpan." in page(planner, url)
    post(planner, f"{url}/ajukan", cara="konvensional")
    text = page(planner, url)
    assert "Menunggu tanda tangan basah" in text and "6 Januari 2026" in text
    assert post(planner, f"{url}/unggah").status_code == 400
    assert post(planner, f"{url}/tarik", alasan=" ").status_code == 400
    post(planner, f"{url}/unggah", berkas=scan())
    text = page(planner, url)
    assert "Perjanjian Kinerja 2026 berlaku." in text and "Berlaku sejak" in text
    with planner.get(f"{url}/naskah") as signed:
        assert b"% pindai" in signed.data

    assert post(planner, f"{url}/ubah", alasan="").status_code == 400
    changed = post(planner, f"{url}/ubah", alasan="Perubahan APBD").headers["Location"]
    text = page(planner, changed)
    assert "Belum ada yang berubah" in text
    with acting(system_actor(world.home.id)):
        row = pk_baca.lines(newest(world))[0]
    form = {"pihak_kedua": str(world.regent.jabatan.id), "alasan": "Perubahan APBD"}
    wrong = post(planner, f"{changed}/isi", **form, **{f"target-{row.id}": "82.5"})
    text = wrong.get_data(as_text=True)
    assert wrong.status_code == 400 and 'value="82.5"' in text, "what was typed is still there"
    assert f'href="#f-target-{row.id}"' in text and f'id="e-target-{row.id}"' in text
    post(planner, f"{changed}/isi", **form, **{f"target-{row.id}": "82,5"})
    text = page(planner, changed)
    assert "target tahun dari 80 menjadi 82,5" in text
    post(planner, f"{changed}/ajukan", cara="konvensional")
    post(planner, f"{changed}/unggah", berkas=scan("kedua"))
    assert "Sudah diganti Perubahan PK" in page(planner, url)
    assert page(planner, URL).index("Perubahan ke-1") < page(planner, URL).index(">Perjanjian Kinerja 2026<")


def test_a_target_that_the_plan_lacks_is_typed_in_the_draft(planner: FlaskClient, world: Agreement, post: Any) -> None:
    with acting(system_actor(world.home.id)):
        Target.delete().where((Target.indikator == world.indicators[1].id) & (Target.periode == f"{YEAR}-TH")).execute()
    pk = world.draft()
    with acting(system_actor(world.home.id)):
        planned, lacking, _ = pk_baca.lines(pk)
    text = page(planner, f"{URL}/{pk.uuid}")
    assert "Target tahun untuk «Indikator 2» belum diisi." in text
    assert f'name="target-{lacking.id}"' in text and f'name="target-{planned.id}"' not in text
    form = {"pihak_kedua": str(world.regent.jabatan.id), f"target-{lacking.id}": "76"}
    post(planner, f"{URL}/{pk.uuid}/isi", **form)
    text = page(planner, f"{URL}/{pk.uuid}")
    assert "belum diisi" not in text and f'name="target-{lacking.id}" inputmode="decimal" value="76"' in text


def test_a_scan_that_is_awaited_stands_on_beranda(planner: FlaskClient, world: Agreement) -> None:
    pk = world.draft()
    assert f"{URL}/{pk.uuid}" not in page(planner, "/"), "a draft is nobody's duty yet"
    world.submit(pk)
    text = page(planner, "/")
    assert f"Unggah pindaian Perjanjian Kinerja {YEAR}" in text and f"{URL}/{pk.uuid}" in text
    world.upload(pk)
    assert f"{URL}/{pk.uuid}" not in page(planner, "/")


def test_a_draft_can_be_thrown_away(planner: FlaskClient, world: Agreement, post: Any) -> None:
    pk = world.draft()
    assert world.regent.jabatan.nama in page(planner, URL), "a draft names its parties by their positions"
    post(planner, f"{URL}/{pk.uuid}/segarkan")
    assert "diambil ulang dari rencana" in page(planner, f"{URL}/{pk.uuid}")
    post(planner, f"{URL}/{pk.uuid}/buang")
    assert "dibuang" in page(planner, URL)
    page(planner, f"{URL}/{pk.uuid}", 404)
    kept = world.submitted()
    refused = post(planner, f"{URL}/{kept.uuid}/buang")
    assert refused.status_code == 409 and "terkunci" in refused.get_data(as_text=True)


def test_a_reader_sees_and_does_nothing(client: FlaskClient, login_as: Any, world: Agreement, post: Any) -> None:
    pk = world.draft()
    login_as(client, make_user(world.home, ("sop_kinerja.pk.read",)))
    text = page(client, f"{URL}/{pk.uuid}")
    main = text.split("<main")[1].split("</main>")[0]
    assert main.count("<form") == main.count("/keluaran/pk") == 2, "it may be sent to oneself, and nothing else"
    assert "Susun perjanjian" not in page(client, URL)
    page(client, f"{URL}/baru", 403)
    for deed in ("isi", "segarkan", "ajukan", "tarik", "unggah", "ubah", "buang"):
        assert post(client, f"{URL}/{pk.uuid}/{deed}", alasan="x", berkas=scan()).status_code == 403, deed


def test_the_page_runs_a_constant_number_of_queries(
    planner: FlaskClient, world: Agreement, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    pk = world.in_force()
    page(planner, f"{URL}/{pk.uuid}")
    with count_queries() as first:
        page(planner, f"{URL}/{pk.uuid}")
    with acting(system_actor(world.home.id)):
        row = pk_baca.lines(pk)[0]
        for number in range(5):
            row.id, row.uuid, row.indikator_uuid = None, f"u{number}", f"x{number}"
            row.save(force_insert=True)
    with count_queries() as second:
        page(planner, f"{URL}/{pk.uuid}")
    assert len(first) == len(second)
