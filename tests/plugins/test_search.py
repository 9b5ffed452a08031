"""The search over the demo: each finds what is theirs to see, and no secret letter."""

from typing import Any

import pytest

from config.settings import get_settings
from core.accounts.models import Akun
from core.db import connection
from core.scoping import EVERYWHERE, scope
from core.testing.watching import count_queries
from core.web import create_app
from core.web.session import open_user
from plugins.surat.models import SuratKeluar, SuratMasuk


@pytest.fixture
def found(demo_home: Any) -> Any:
    """(user name, query) -> {heading: part of the page}."""
    app = create_app(get_settings())

    def search(username: str, query: str) -> dict[str, str]:
        client = app.test_client()
        with client.session_transaction() as session, connection():
            session.update(_user_id=open_user(Akun.get(Akun.nama_pengguna == username)).get_id(), _fresh=True)
        page = client.get("/cari", query_string={"q": query}).get_data(as_text=True)
        parts = page.split("<h2>")[1:]
        return dict(part.split("</h2>", 1) for part in parts)

    return search


def test_the_team_finds_cases_letters_and_folders(found: Any) -> None:
    parts = found("tim.kinerja", "data kinerja")
    assert {"Pelaksanaan SOP", "SOP", "Penyampaian data", "Surat keluar", "Berkas arsip"} <= set(parts)
    assert "Triwulan" in parts["Pelaksanaan SOP"] and "/sop-kinerja/pelaksanaan/" in parts["Pelaksanaan SOP"]
    assert parts["Penyampaian data"].count("<li>") == 8
    assert "Dinas Kesehatan" in found("tim.kinerja", "kinerja kesehatan")["Penyampaian data"]


def test_an_asked_department_finds_its_own_only(found: Any) -> None:
    parts = found("perencana.dinkes", "data kinerja")
    assert "Pelaksanaan SOP" not in parts and "Berkas arsip" not in parts
    assert "Dinas Kesehatan" in parts["Penyampaian data"] and "Dinas Pendidikan" not in parts["Penyampaian data"]
    assert "Surat masuk" in parts and "Surat keluar" not in parts


def test_secret_letters_are_on_no_list(found: Any) -> None:
    with scope(EVERYWHERE):
        SuratKeluar.update(keamanan="rahasia").execute()
        SuratMasuk.update(keamanan="sangat_rahasia").execute()
    assert "Surat keluar" not in found("tim.kinerja", "data kinerja")
    assert "Surat masuk" not in found("perencana.dinkes", "data kinerja")


def test_a_search_is_a_handful_of_queries(found: Any) -> None:
    found("tim.kinerja", "data kinerja")
    with count_queries() as asked:
        found("tim.kinerja", "data kinerja")
    assert len([query for query in asked if "LIKE" in query]) <= 8
