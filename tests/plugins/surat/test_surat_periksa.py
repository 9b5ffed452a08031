"""The public page behind the QR."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.actor import acting
from core.files.storage import path_of
from core.organisation.models import PerangkatDaerah
from core.testing.people import csrf_token
from plugins.surat.services import reading
from tests.plugins.surat.surat_world import SCAN, TEXT, Office, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def send(client: FlaskClient, url: str, **data: Any) -> Any:
    return client.post(url, data={"csrf_token": csrf_token(client), **data})


def test_anybody_may_check_a_signed_letter(app: Flask, office: Office) -> None:
    surat = office.signed()
    visitor = app.test_client()
    url = f"/surat/periksa/{surat.kode_verifikasi}"
    shown = visitor.get(url)
    assert shown.status_code == 200
    for known in ("Tanda tangan sah", surat.nomor, surat.hal, surat.ditandatangani_oleh):
        assert known in shown.text
    assert TEXT.split("\n")[0] not in shown.text and "Kabag Organisasi" not in shown.text
    final = office.final_bytes(surat)
    for content, answer in ((final, "sama persis"), (final.replace(b"/Type", b"/Typo", 1), "berbeda dari")):
        compared = send(visitor, url, berkas=(io.BytesIO(content), "surat.pdf"))
        assert compared.status_code == 200 and answer in compared.text
    assert send(visitor, url).status_code == 400
    assert visitor.get("/surat/periksa/tidak-ada").status_code == 404


def test_checking_by_the_public_has_its_limits(app: Flask, office: Office) -> None:
    surat = office.signed()
    url = f"/surat/periksa/{surat.kode_verifikasi}"
    visitor = app.test_client()
    too_long = str(app.config["MAX_CONTENT_LENGTH"] + 1)
    huge = visitor.post(url, data={"berkas": "x"}, environ_overrides={"CONTENT_LENGTH": too_long})
    assert huge.status_code == 413
    answers = [send(visitor, url, berkas=(io.BytesIO(SCAN), "surat.pdf")).status_code for _ in range(13)]
    assert answers[0] == 200 and answers[-1] == 429
    assert visitor.get(url).status_code == 200


def test_an_unsigned_or_secret_letter_gives_nothing_away(app: Flask, office: Office) -> None:
    draft, secret = office.agreed(), office.signed(keamanan="terbatas", hal="Mutasi pegawai")
    visitor = app.test_client()
    assert visitor.get(f"/surat/periksa/{draft.kode_verifikasi}").status_code == 404
    assert "Mutasi pegawai" not in visitor.get(f"/surat/periksa/{secret.kode_verifikasi}").text


def test_a_changed_file_is_told_at_once(app: Flask, office: Office) -> None:
    surat = office.signed()
    with acting(office.team.actor):
        path = path_of(reading.letter(surat.uuid).dokumen_final)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "tidak dapat dipastikan" in app.test_client().get(f"/surat/periksa/{surat.kode_verifikasi}").text
