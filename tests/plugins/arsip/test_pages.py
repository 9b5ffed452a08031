"""The pages of arsip, as people open them."""

from typing import Any

import pytest
from flask import Flask

from config.settings import get_settings
from core.accounts.models import Akun
from core.files.storage import path_of
from core.testing.people import csrf_token
from core.web import create_app
from core.web.session import open_user
from plugins.arsip.models import Berkas, Item
from plugins.sop_kinerja.models import KasusDokumen, Tugas
from tests.plugins.arsip.conftest import ToFile


@pytest.fixture
def app(to_file: ToFile) -> Flask:
    return create_app(get_settings())


def _client(app: Flask, username: str) -> Any:
    akun = Akun.get(Akun.nama_pengguna == username)
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(_user_id=open_user(akun).get_id(), _fresh=True)
    return client


def _post(client: Any, url: str, **data: str) -> Any:
    return client.post(url, data={"csrf_token": csrf_token(client), **data})


def test_the_form_is_filled_in_and_files_the_case(app: Flask, to_file: ToFile) -> None:
    client = _client(app, "tim.kinerja")
    url = f"/arsip/berkaskan/{to_file.tugas}"
    page = client.get(url).get_data(as_text=True)
    assert "Berkaskan 31 dokumen" in page
    assert "000.8.6.3 Akuntabilitas Kinerja (aktif 2 tahun, inaktif 3 tahun, musnah)" in page
    assert "Belum lengkap" not in page
    answer = _post(client, url, klasifikasi="000.8.6.3", uraian="Data kinerja", keamanan="biasa")
    assert answer.status_code == 302
    folder = client.get(answer.location).get_data(as_text=True)
    assert "Diberkaskan" in folder
    assert folder.count("SHA-256") == 31
    assert "31 dari 31 dokumen utuh" in folder
    assert "Data kinerja" in client.get("/arsip/?q=Data+kinerja").get_data(as_text=True)


def test_a_wrong_field_comes_back_with_what_was_typed(app: Flask, to_file: ToFile) -> None:
    client = _client(app, "tim.kinerja")
    answer = _post(
        client, f"/arsip/berkaskan/{to_file.tugas}", klasifikasi="", uraian="Ini tetap ada", keamanan="biasa"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Ini tetap ada" in page
    assert 'href="#f-klasifikasi"' in page


def test_what_is_missing_is_said(app: Flask, to_file: ToFile) -> None:
    KasusDokumen.delete().where((KasusDokumen.kasus == to_file.kasus) & (KasusDokumen.jenis == "rekap")).execute()
    page = _client(app, "tim.kinerja").get(f"/arsip/berkaskan/{to_file.tugas}").get_data(as_text=True)
    assert "Rekapitulasi belum ada di antara dokumen." in page


def test_another_step_is_not_filed(app: Flask, to_file: ToFile) -> None:
    client = _client(app, "tim.kinerja")
    task = Tugas.select().where((Tugas.status == "berjalan") & (Tugas.nomor == 7)).first()
    assert client.get(f"/arsip/berkaskan/{task.uuid}").status_code == 409


def test_an_item_is_downloaded_and_an_alarm_is_seen(app: Flask) -> None:
    client = _client(app, "arsiparis")
    item = Item.select().order_by(Item.id).first()
    berkas: Berkas = item.berkas
    answer = client.get(f"/arsip/berkas/{berkas.uuid}/item/{item.uuid}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data == path_of(item.dokumen).read_bytes()
    answer.close()
    path_of(item.dokumen).write_bytes(b"tampered")
    page = client.post(
        f"/arsip/berkas/{berkas.uuid}/periksa", data={"csrf_token": csrf_token(client)}, follow_redirects=True
    ).get_data(as_text=True)
    assert "Ada dokumen yang tidak utuh" in page
    assert item.uraian in page
    assert "1 tidak utuh" in client.get("/arsip/").get_data(as_text=True)


def test_another_department_and_another_folder_are_not_found(app: Flask) -> None:
    berkas = Berkas.select().first()
    item = Item.select().where(Item.berkas == berkas).first()
    for username in ("staf.inspektorat", "inspektur.balangan"):
        client = _client(app, username)
        assert client.get("/arsip/").status_code in (200, 403)
        assert client.get(f"/arsip/berkas/{berkas.uuid}").status_code == 404
        assert client.get(f"/arsip/berkas/{berkas.uuid}/item/{item.uuid}").status_code == 404
    own = _client(app, "arsiparis")
    assert own.get(f"/arsip/berkas/{berkas.uuid}/item/{berkas.uuid}").status_code == 404


@pytest.mark.parametrize("page", ["9" * 30, "-1", "0", "dua", "²"])
def test_a_page_that_cannot_be_is_no_error(app: Flask, page: str) -> None:
    assert _client(app, "arsiparis").get("/arsip/", query_string={"halaman": page}).status_code == 200


def test_where_it_is_off_there_is_no_page(app: Flask) -> None:
    assert _client(app, "perencana.dikbud").get("/arsip/").status_code == 404


def test_the_panel_shows_folders_and_changes_none(app: Flask) -> None:
    client = _client(app, "arsiparis")
    berkas = Berkas.select().first()
    assert berkas.nomor_berkas in client.get("/kelola/arsip-berkas/").get_data(as_text=True)
    assert client.get(f"/kelola/arsip-berkas/edit/?id={berkas.id}").status_code in (403, 404)
    assert client.get("/kelola/arsip-item/").status_code == 200
    assert client.get("/kelola/arsip-klasifikasi/").status_code == 200


def test_an_archivist_writes_retention_for_the_own_government_only(app: Flask) -> None:
    from plugins.arsip.models import Jra

    client = _client(app, "arsiparis")
    common = Jra.get(Jra.kode == "000.8.6.3")
    form = {"kode": "000.8.6.3", "inaktif_tahun": "3", "pemicu": "tutup", "nasib_akhir": "musnah", "keterangan": ""}
    answer = _post(client, f"/kelola/arsip-jra/edit/?id={common.id}", **form, aktif_tahun="7")
    assert "sendiri" in answer.get_data(as_text=True)
    assert Jra.get_by_id(common.id).aktif_tahun == 2
    admin = _client(app, "admin")
    answer = _post(admin, f"/kelola/arsip-jra/edit/?id={common.id}", **form, aktif_tahun="7")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert Jra.get_by_id(common.id).aktif_tahun == 7


def test_a_code_is_refused_twice(app: Flask) -> None:
    client = _client(app, "admin")
    answer = _post(client, "/kelola/arsip-klasifikasi/new/", versi="83_2022", kode="000.8.6.3", uraian="Lagi")
    assert "sudah ada dalam skema ini" in answer.get_data(as_text=True)
