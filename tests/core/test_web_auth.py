"""Signing in and out, sessions, and the headers of every answer."""

import hashlib
import re
from types import SimpleNamespace

import peewee
import pytest
from flask import url_for

from core import clock
from core.accounts.models import Akun, Sesi
from core.accounts.operations import add_user
from core.db import database
from core.web.auth import safe_target
from tests.core.web_support import PASSWORD, post, sign_in, token

World = SimpleNamespace


def test_a_stranger_is_sent_to_sign_in_and_comes_back(web: World) -> None:
    client = web.app.test_client()
    answer = client.get("/pekerjaan/?halaman=2")
    assert answer.status_code == 302
    assert answer.location == "/masuk?next=/pekerjaan/?halaman%3D2"
    page = client.get(answer.location).get_data(as_text=True)
    assert '<html lang="id">' in page and "Kata sandi" in page
    back = client.post(
        "/masuk",
        data={
            "nama_pengguna": "clerk.setda",
            "kata_sandi": PASSWORD,
            "next": "/pekerjaan/?halaman=2",
            "csrf_token": token(client),
        },
    )
    assert back.location == "/pekerjaan/?halaman=2"


def test_wrong_password_gives_the_sentence_and_keeps_the_name(web: World) -> None:
    client = web.app.test_client()
    answer = post(client, "/masuk", "/masuk", nama_pengguna="clerk.disdik", kata_sandi="bukan ini")
    assert answer.status_code == 401
    text = answer.get_data(as_text=True)
    assert "Nama pengguna atau kata sandi tidak cocok." in text
    assert 'value="clerk.disdik"' in text and "bukan ini" not in text


@pytest.mark.parametrize(
    "target", ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)", "x", None]
)
def test_only_addresses_of_this_site_are_gone_back_to(web: World, target: str | None) -> None:
    with web.app.test_request_context():
        assert safe_target(target) == "/"


def test_the_session_of_before_sign_in_is_worth_nothing_after(web: World) -> None:
    client = web.app.test_client()
    before = token(client)
    planted = client.get_cookie("selaras")
    client.post("/masuk", data={"nama_pengguna": "clerk.setda", "kata_sandi": PASSWORD, "csrf_token": before})
    assert client.get_cookie("selaras").value != planted.value
    assert client.post("/keluar", data={"csrf_token": before}).status_code == 400
    assert client.get("/").status_code == 200


def test_cookie_and_security_headers(web: World) -> None:
    client = web.app.test_client()
    answer = client.get("/masuk")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_without_token_is_refused_in_words(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    answer = client.post("/keluar")
    assert answer.status_code == 400
    assert "terlalu lama terbuka" in answer.get_data(as_text=True)


def test_a_new_password_ends_the_sessions_elsewhere(web: World) -> None:
    here, elsewhere = sign_in(web.app, "clerk.disdik"), sign_in(web.app, "clerk.disdik")
    new = "sepeda hijau di teras"
    wrong = post(here, "/kata-sandi", kata_sandi_lama="salah", kata_sandi_baru=new, kata_sandi_ulang=new)
    assert wrong.status_code == 400 and 'href="#f-kata_sandi_lama"' in wrong.get_data(as_text=True)
    different = post(here, "/kata-sandi", kata_sandi_lama=PASSWORD, kata_sandi_baru=new, kata_sandi_ulang="lain")
    assert 'id="e-kata_sandi_ulang"' in different.get_data(as_text=True)
    done = post(here, "/kata-sandi", kata_sandi_lama=PASSWORD, kata_sandi_baru=new, kata_sandi_ulang=new)
    assert done.status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_copied_cookie_is_worth_nothing_after_signing_out(web: World) -> None:
    here, copy, elsewhere = sign_in(web.app, "clerk.setda"), web.app.test_client(), sign_in(web.app, "clerk.setda")
    copy.set_cookie("selaras", here.get_cookie("selaras").value)
    assert copy.get("/").status_code == 200
    assert post(here, "/keluar").status_code == 302
    assert copy.get("/").location.startswith("/masuk")
    assert elsewhere.get("/").status_code == 200  # another session of the same person goes on


def test_a_session_ends_with_the_day_and_its_row_with_the_next_sign_in(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    last = Sesi.select().order_by(Sesi.id.desc()).first()
    Sesi.update(berakhir=clock.now()).where(Sesi.sidik == last.sidik).execute()
    assert client.get("/").status_code == 302
    sign_in(web.app, "clerk.setda")
    assert Sesi.get_or_none(Sesi.sidik == last.sidik) is None


def test_an_account_with_open_sessions_can_still_be_deleted(web: World) -> None:
    leaving = add_user("akan.pergi", PASSWORD, "Akan Pergi")
    client, site = sign_in(web.app, "akan.pergi"), sign_in(web.app, "situs")
    assert "tidak dapat dikembalikan" in site.get(f"/kelola/core-akun/delete/?id={leaving.id}").get_data(as_text=True)
    assert post(site, "/kelola/core-akun/delete/", id=leaving.id).status_code == 302
    assert Akun.get_or_none(Akun.id == leaving.id) is None
    assert client.get("/").status_code == 302


def test_acting_somewhere_else_needs_a_place_there(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    assert post(client, "/bertindak", perangkat_daerah=web.disdik.id).status_code == 403
    site = sign_in(web.app, "situs")
    assert post(site, "/bertindak", perangkat_daerah=web.disdik.id).status_code == 302
    assert "Dinas Pendidikan" in site.get("/").get_data(as_text=True)


def test_too_many_attempts_are_told_to_wait(web: World) -> None:
    client = web.app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    answers = [
        post(client, "/masuk", "/masuk", nama_pengguna="tidak.ada", kata_sandi="x").status_code for _ in range(21)
    ]
    assert answers[-2:] == [401, 429]


def test_health_needs_no_sign_in_and_says_why(web: World) -> None:
    client = web.app.test_client()
    assert client.get("/healthz").json == {"ok": True}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert set(answer.json) == {"database", "queue", "worker", "mail", "migrations"}
    assert answer.json["database"] == {"ok": True, "why": ""}
    assert answer.json["migrations"] == {"ok": True, "why": ""}
    assert answer.json["queue"] == {"ok": False, "why": "Antrean pekerjaan tidak dapat dihubungi."}
    assert "Error" not in answer.get_data(as_text=True)


def test_style_sheets_are_small_on_the_wire_and_carry_no_cookie(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    for path in ("/static/selaras.css", "/kelola/static/bootstrap/bootstrap4/swatch/default/bootstrap.min.css"):
        with client.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.content_encoding == "gzip" and len(answer.data) < 30_000
            assert "Set-Cookie" not in answer.headers and "Accept-Encoding" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"] == "public, max-age=86400"
        with client.get(path) as answer:
            assert answer.content_encoding is None


def test_a_page_asks_for_the_files_of_this_version_of_the_program(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    address = re.search(r'href="(/static/selaras.css\?v=([0-9a-f]{10}))"', client.get("/").text)
    assert address
    with client.get(address[1]) as sheet:
        assert hashlib.sha256(sheet.data).hexdigest().startswith(address[2])
    with web.app.test_request_context():
        assert "?v=" not in url_for("static", filename="tiada.css") and "?v=" not in url_for("static", filename="../x")
    with client.get("/static/selaras.js") as imported:
        assert imported.headers["Cache-Control"] == "public, no-cache"
        with client.get("/static/selaras.js", headers={"If-None-Match": imported.headers["ETag"]}) as again:
            assert again.status_code == 304


def test_a_database_that_is_away_is_told_in_words(web: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(web.app, "clerk.setda")

    def away(*args: object, **kwargs: object) -> None:
        raise peewee.OperationalError("away")

    monkeypatch.setattr(database.obj, "execute_sql", away)
    page = client.get("/")
    assert page.status_code == 503 and "tidak ada data yang berubah" in page.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503 and ready.json["database"] == {"ok": False, "why": "Basis data tidak menjawab."}


def test_unknown_addresses_and_json(web: World) -> None:
    client = sign_in(web.app, "clerk.setda")
    page = client.get("/tidak-ada")
    assert page.status_code == 404 and "Ke Beranda" in page.get_data(as_text=True)
    assert "Sekretariat Daerah" in page.get_data(as_text=True)
    answer = client.get("/api/tidak-ada")
    assert answer.status_code == 404 and answer.json["error"]["message"]
