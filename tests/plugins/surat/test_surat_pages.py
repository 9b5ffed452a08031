"""The screens of letters: what they show to whom, and that a refusal stands beside its field."""

import io
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, csrf_token, sign_in
from plugins.surat import urls
from plugins.surat.models import NomorSurat, SuratKeluar, SuratMasuk
from plugins.surat.services import reading, signing, wet
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, TEXT, Office, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def browser(app: Flask, user: User) -> FlaskClient:
    return sign_in(app.test_client(), user)


def send(client: FlaskClient, url: str, **data: Any) -> Any:
    return client.post(url, data={"csrf_token": csrf_token(client), **data})


def fetch(client: FlaskClient, url: str) -> tuple[bytes, str]:
    """The file under an address, and how the browser is told to take it."""
    with client.get(url) as answer:
        assert answer.status_code == 200
        return answer.data, answer.headers["Content-Disposition"].split(";")[0]


def test_a_letter_by_clicks_alone(app: Flask, office: Office) -> None:
    team = browser(app, office.team)
    assert team.get("/surat/keluar/baru").status_code == 200
    form = {
        "hal": "Undangan rapat",
        "isi": TEXT,
        "kecepatan": "segera",
        "keamanan": "biasa",
        "klasifikasi": "005",
        "lampiran": "-",
        "cara": "elektronik",
        "penandatangan": office.sekda.jabatan.id,
        "rantai1": office.kabag.jabatan.id,
        "tujuan": [office.near.id],
    }
    refused = send(team, "/surat/keluar/baru", **{**form, "hal": ""})
    assert refused.status_code == 400 and 'href="#f-hal"' in refused.text and "kami meminta" in refused.text
    made = send(team, "/surat/keluar/baru", **form)
    assert made.status_code == 302
    page = made.location
    assert fetch(team, f"{page}/pratinjau")[0].startswith(b"%PDF-")
    assert send(team, f"{page}/ubah", **{**form, "hal": "Undangan rapat kerja"}).status_code == 302
    assert send(team, f"{page}/ajukan").status_code == 302
    assert "Menunggu paraf Kabag Organisasi" in team.get(page).text
    kabag = browser(app, office.kabag)
    shown = kabag.get(page).text
    assert "Setujui dan paraf" in shown and "Setujui dan paraf" not in team.get(page).text
    without_reason = send(kabag, f"{page}/kembalikan")
    assert without_reason.status_code == 400 and 'href="#f-alasan"' in without_reason.text
    assert send(kabag, f"{page}/paraf").status_code == 302
    sekda = browser(app, office.sekda)
    wrong = send(sekda, f"{page}/tanda-tangan", frasa_sandi="bukan ini sandinya")
    assert wrong.status_code == 400 and 'href="#f-frasa_sandi"' in wrong.text
    assert "bukan ini sandinya" not in wrong.text
    assert send(sekda, f"{page}/tanda-tangan", frasa_sandi=PASSPHRASE).status_code == 302
    assert "Tanda tangan sah" in sekda.get(page).text
    signed, taken = fetch(sekda, f"{page}/naskah/final")
    assert signed.startswith(b"%PDF-") and taken == "inline"
    assert send(team, f"{page}/distribusi").status_code == 302
    receiver = browser(app, office.receiver)
    assert "Undangan rapat kerja" in receiver.get("/surat/masuk").text
    with acting(office.receiver.actor):
        incoming = urls.incoming_url(SuratMasuk.get().uuid)
    assert "Terima surat" in receiver.get(incoming).text
    assert "Dibuka" in team.get(page).text
    assert send(receiver, f"{incoming}/terima").status_code == 302
    assert fetch(receiver, f"{incoming}/naskah") == (signed, "attachment")
    assert fetch(receiver, f"{incoming}/tanda-terima")[0].startswith(b"%PDF-")
    assert "tanda terima kembali 1 dari 1" in team.get(page).text
    assert "1 dari 1" in team.get("/surat/keluar").text


def test_the_conventional_way_on_screen(app: Flask, office: Office) -> None:
    surat = office.agreed(cara="konvensional")
    page = urls.letter_url(surat.uuid)
    sekda = browser(app, office.sekda)
    assert "Terbitkan nomor dan cetak" in sekda.get(page).text
    assert send(sekda, f"{page}/cetak").status_code == 302
    assert fetch(sekda, f"{page}/naskah/cetak")[0].startswith(b"%PDF-")
    empty = send(sekda, f"{page}/pindaian")
    assert empty.status_code == 400 and 'href="#f-berkas"' in empty.text
    program = send(sekda, f"{page}/pindaian", berkas=(io.BytesIO(b"MZ program"), "surat.pdf"))
    assert program.status_code == 400
    assert send(sekda, f"{page}/pindaian", berkas=(io.BytesIO(SCAN), "surat.pdf")).status_code == 302
    assert fetch(sekda, f"{page}/naskah/final") == (SCAN, "attachment")
    shown = sekda.get(page).text
    assert "Unduh pindaian bertanda tangan" in shown and "«surat.pdf»" in shown
    assert shown.count("Naskah yang sah") == 1 and "belum bertanda tangan" in shown


def test_a_deed_that_does_not_fit_says_why(app: Flask, office: Office) -> None:
    surat = office.write()
    answer = send(browser(app, office.team), f"{urls.letter_url(surat.uuid)}/distribusi")
    assert answer.status_code == 409 and "hanya surat yang sudah ditandatangani" in answer.text


def test_cancelled_numbers_stay_on_the_agenda(app: Flask, office: Office) -> None:
    surat = office.agreed(cara="konvensional")
    with acting(office.sekda.actor):
        wet.print_for_signing(surat.uuid)
        signing.refuse(surat.uuid, "Tanggal keliru")
        nomor = NomorSurat.get().nomor
    shown = browser(app, office.team).get("/surat/keluar").text
    assert f"<s>{nomor}</s>" in shown and "Tanggal keliru" in shown


def test_nothing_of_a_letter_is_found_elsewhere(app: Flask, office: Office) -> None:
    surat = office.distributed()
    page = urls.letter_url(surat.uuid)
    stranger = browser(app, office.receiver)
    assert stranger.get(page).status_code == 403  # may not read outgoing letters at all
    with acting(office.receiver.actor):
        assert list(reading.SuratKeluar.select()) == []


def test_ones_own_certificate(app: Flask, office: Office) -> None:
    sekda = browser(app, office.sekda)
    differs = send(sekda, "/surat/sertifikat", frasa_sandi="frasa yang baru", ulangi="frasa yang lain")
    assert differs.status_code == 400 and 'href="#f-ulangi"' in differs.text
    assert send(sekda, "/surat/sertifikat", frasa_sandi="frasa yang baru", ulangi="frasa yang baru").status_code == 302
    assert "Dapat dipakai" in sekda.get("/surat/sertifikat").text


def test_addresses_known_without_a_request(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("surat.keluar_page", uuid="u") == urls.letter_url("u")
        assert url_for("surat.masuk_page", uuid="u") == urls.incoming_url("u")
        assert url_for("surat.langkah", tugas="u") == urls.step_url("u")
        assert url_for("surat.periksa", kode="u") == urls.verification_url("", "u")


def test_the_agenda_costs_as_many_queries_for_many(app: Flask, office: Office, count_queries: Any) -> None:
    client = browser(app, office.team)
    office.distributed()
    costs = []
    for _ in range(2):
        client.get("/surat/keluar")
        with count_queries() as found:
            assert client.get("/surat/keluar").status_code == 200
        costs.append(len(found))
        for number in range(3):
            office.distributed(hal=f"Surat {number}", rantai=office.draft().rantai)
    assert costs[0] == costs[1]
    with acting(office.team.actor):
        assert SuratKeluar.select().count() == 7
