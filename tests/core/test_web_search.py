"""The search in the shell: what one may see, in one's own department, and nothing else."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import services
from core.actor import acting, system_actor
from core.organisation.models import Pegawai
from core.scoping import EVERYWHERE, scope
from core.web.search import MOST, SearchSource
from tests.core.counting import count_queries
from tests.core.web_support import sign_in

World = SimpleNamespace


def test_people_and_positions_of_the_own_department_by_permission(web: World) -> None:
    text = sign_in(web.app, "admin.setda").get("/cari?q=clerk").get_data(as_text=True)
    assert "clerk.setda" in text and "Jabatan clerk" in text and "clerk.disdik" not in text
    nothing = sign_in(web.app, "clerk.setda").get("/cari?q=clerk").get_data(as_text=True)
    assert "Tidak ada yang cocok dengan “clerk”" in nothing and "NIP" not in nothing
    assert web.app.test_client().get("/cari?q=clerk").location.startswith("/masuk")


@pytest.mark.parametrize(
    "query", ["", "a", "%25%25", "__", "%F0%9F%92%A9%F0%9F%92%A9", "x" * 5000, "%00a", "' or 1=1 --"]
)
def test_odd_queries_find_nothing_and_break_nothing(web: World, query: str) -> None:
    answer = sign_in(web.app, "admin.setda").get(f"/cari?q={query}")
    assert answer.status_code == 200 and "NIP" not in answer.get_data(as_text=True)


def test_every_word_must_be_there_and_the_case_does_not_matter(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    assert "NIP" in client.get("/cari?q=SETDA+Clerk").get_data(as_text=True)
    assert "NIP" not in client.get("/cari?q=setda+disdik").get_data(as_text=True)


def test_what_was_typed_is_shown_as_text(web: World) -> None:
    text = sign_in(web.app, "admin.setda").get("/cari?q=<script>alert(1)").get_data(as_text=True)
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text


def test_many_results_cost_no_more_queries_and_are_cut(web: World) -> None:
    client = sign_in(web.app, "admin.disdik")
    client.get("/cari?q=serupa")
    with count_queries() as few:
        client.get("/cari?q=serupa")
    with scope(EVERYWHERE):
        for number in range(30):
            Pegawai.create(perangkat_daerah=web.disdik, nip=f"19900101201501{number:04d}", nama=f"Serupa {number}")
    with count_queries() as many:
        text = client.get("/cari?q=serupa").get_data(as_text=True)
    assert text.count("NIP ") == MOST and "Tambahkan kata" in text
    assert len(many) == len(few)


def test_plugins_are_searched_where_they_are_on_and_a_broken_source_hides_no_other(
    client: FlaskClient,
    make_user: Callable[..., Any],
    login_as: Callable[..., Any],
    activate: Callable[..., None],
    department: Any,
    other_department: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from plugins.contoh.models import Catatan

    for each in (department, other_department):
        activate("contoh", each)
        with acting(system_actor(each.id)):
            Catatan.create(perangkat_daerah=each, judul=f"Rapat bulanan {each.singkatan}")
    login_as(client, make_user(["contoh.*", "core.pegawai.read"], nama="Rapat Santoso", department=department))
    text = client.get("/cari?q=rapat").get_data(as_text=True)
    assert f"Rapat bulanan {department.singkatan}" in text
    assert f"Rapat bulanan {other_department.singkatan}" not in text
    assert text.index("<h2>Catatan</h2>") < text.index("<h2>Pegawai</h2>")
    with acting(system_actor(department.id)):
        source = next(each for each in services.offers(SearchSource) if each.label == "Catatan")
    monkeypatch.setattr(source, "find", lambda actor, words: 1 / 0)
    broken = client.get("/cari?q=rapat").get_data(as_text=True)
    assert "Rapat Santoso" in broken and "<h2>Catatan</h2>" not in broken
    monkeypatch.undo()
    activate("contoh", department, on=False)
    off = client.get("/cari?q=rapat").get_data(as_text=True)
    assert "Rapat Santoso" in off and "bulanan" not in off
