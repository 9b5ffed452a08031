"""The panel on both databases: search, filters, odd ids, writing, and a plugin that is on or off."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.organisation.models import HariLibur, Pegawai
from core.scoping import EVERYWHERE, scope

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def admin(client: FlaskClient, make_user: Callable[..., Any], login_as: Callable[..., Any]) -> FlaskClient:
    found: FlaskClient = login_as(client, make_user(["core.*"]))
    return found


def test_search_ignores_case_and_takes_signs_as_they_are(admin: FlaskClient) -> None:
    page = admin.get("/kelola/core-pegawai/?search=STAF").get_data(as_text=True)
    assert "Staf" in page and "1 data" in page
    assert "Tidak ada yang cocok" in admin.get("/kelola/core-pegawai/?search=%25").get_data(as_text=True)


@pytest.mark.parametrize("number", ["99999999999999999999", "3000000000", "-1", "0", "x", "1,2"])
def test_an_impossible_id_is_not_found(admin: FlaskClient, number: str) -> None:
    for page in ("details", "edit", "delete"):
        status = admin.get(f"/kelola/core-pegawai/{page}/?id={number}").status_code
        assert status == 404, page


@pytest.mark.parametrize("query", ["flt0_0=3000000000", "flt0_0=99999999999999999", "page=99999", "page=-5"])
def test_impossible_filters_and_pages(admin: FlaskClient, query: str) -> None:
    assert admin.get(f"/kelola/core-penugasan/?{query}").status_code == 200


def test_a_holiday_is_written_found_by_day_and_deleted(admin: FlaskClient, post: Callable[..., Any]) -> None:
    new = {
        "tanggal": "2026-08-17",
        "nama": "Hari Kemerdekaan",
        "jenis": "libur_nasional",
        "pemerintah_daerah": "__None",
    }
    assert post(admin, "/kelola/core-hari-libur/new/", **new).status_code == 302
    row = HariLibur.get(HariLibur.nama == "Hari Kemerdekaan")
    found = admin.get("/kelola/core-hari-libur/?flt0_0=2026-08-17&flt1_1=2026-08-17").get_data(as_text=True)
    assert "17 Agustus 2026" in found and "Tanggal mulai 17 Agustus 2026" in found
    assert "Tidak ada yang cocok" in admin.get("/kelola/core-hari-libur/?flt0_0=2026-08-18").get_data(as_text=True)
    assert post(admin, "/kelola/core-hari-libur/delete/", id=row.id).status_code == 302
    assert HariLibur.get_or_none(HariLibur.id == row.id) is None


def test_what_the_database_refuses_leaves_nothing_behind(
    admin: FlaskClient, post: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = next(v for v in admin.application.extensions["selaras_admin"]._views if getattr(v, "model", None) is Pegawai)

    def late(form: Any, model: Any, is_created: bool) -> None:
        Pegawai.create(perangkat_daerah=model.perangkat_daerah_id, nip=model.nip, nama="kembar")

    monkeypatch.setattr(view, "after_model_change", late)
    with scope(EVERYWHERE):
        before = Pegawai.select().count()
    page = post(admin, "/kelola/core-pegawai/new/", nip="197001011995011999", nama="Baru").get_data(as_text=True)
    assert "berkaitan dengan data lain" in page and 'value="Baru"' in page
    with scope(EVERYWHERE):
        assert Pegawai.select().count() == before


def test_every_view_of_a_plugin_opens_only_while_it_is_on(
    client: FlaskClient,
    make_user: Callable[..., Any],
    login_as: Callable[..., Any],
    activate: Callable[..., None],
    department: Any,
) -> None:
    login_as(client, make_user(["*"]))
    views = [v for v in client.application.extensions["selaras_admin"]._views if getattr(v, "plugin", "")]
    assert views
    for view in views:
        assert client.get(view.url + "/").status_code == 404, view
        assert client.get(view.url + "/new/").status_code == 404, view
    for plugin in {view.plugin for view in views}:
        activate(plugin, department)
    for view in views:
        assert client.get(view.url + "/").status_code == 200, view
        expected = 200 if not view.read_only and view.may_create else 403
        assert client.get(view.url + "/new/").status_code == expected, view
