"""The pages of exchange and comparison: files out and in, pasted tables, bad input, and other departments' borders."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.organisation.models import PerangkatDaerah
from core.testing import people
from core.testing.people import make_user
from plugins.sop_kinerja import batas
from plugins.sop_kinerja.bpmn import read_bpmn, write_bpmn
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja import pasted_forms
from tests.plugins.sop_kinerja.kasus_world import Campaign, lamandau, make_campaign

SOP = "/sop-kinerja/sop"
SEEDS = {sop.kode: sop for sop in seed_sops()}


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department, 0)


@pytest.fixture
def editor(client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign) -> FlaskClient:
    return login_as(client, campaign.people["kabag_organisasi"])


def versions(campaign: Campaign) -> int:
    with campaign.as_owner():
        return int(SopVersi.select().count())


def upload(client: FlaskClient, post: Callable[..., Any], content: bytes, name: str = "sop.bpmn") -> Any:
    return post(client, f"{SOP}/impor/bpmn", berkas=(io.BytesIO(content), name))


def test_the_file_goes_out_and_the_same_file_makes_no_new_version(
    editor: FlaskClient, campaign: Campaign, post: Callable[..., Any]
) -> None:
    answer = editor.get(f"{SOP}/{campaign.versi.uuid}/bpmn")
    assert answer.status_code == 200
    assert "organisasi_lamandau-versi-1.bpmn" in answer.headers["Content-Disposition"]
    with campaign.as_owner():
        assert read_bpmn(answer.data) == data_of(SopVersi.get_by_id(campaign.versi.id))
    back = upload(editor, post, answer.data)
    assert back.status_code == 302 and str(campaign.versi.uuid) in back.location
    assert "tidak dibuat versi baru" in editor.get(back.location).text
    assert versions(campaign) == 1


@pytest.mark.usefixtures("each_database")
def test_a_changed_file_makes_the_next_draft(editor: FlaskClient, campaign: Campaign, post: Callable[..., Any]) -> None:
    changed = replace(lamandau(), nomor="000.8.3.3/15/OR", nama="SOP Lain")
    back = upload(editor, post, write_bpmn(changed))
    page = editor.get(back.location).text
    assert "versi 2 dibuat" in page and "Nama SOP tetap" in page
    with campaign.as_owner():
        draft = SopVersi.get(SopVersi.versi == 2)
        assert (draft.status, draft.nomor) == ("konsep", "000.8.3.3/15/OR")
    again = upload(editor, post, write_bpmn(replace(changed, nomor="X")))
    assert again.status_code == 400 and "masih konsep" in again.text and str(draft.uuid) in again.text
    assert versions(campaign) == 2


def test_a_draft_with_gaps_is_not_exported_and_says_why(editor: FlaskClient, campaign: Campaign) -> None:
    with campaign.as_owner():
        draft = import_sop(replace(lamandau(), kode="konsep", langkah=()), campaign.owner.id)
    answer = editor.get(f"{SOP}/{draft.uuid}/bpmn")
    assert answer.status_code == 302
    assert "belum mempunyai langkah" in editor.get(answer.location).text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "berkas kosong tidak diterima"),
        (b"%PDF-1.7\n", "bukan XML"),
        (b"PK\x03\x04zip", "bukan XML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan BPMN 2.0"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DOCTYPE atau entitas"),
        (write_bpmn(lamandau()).replace(b"exclusiveGateway", b"parallelGateway"), "SOP tidak mengenal gerbang paralel"),
        (
            write_bpmn(lamandau()).replace(b'name="Tim Kinerja"', b'name="' + b"T" * 200 + b'"'),
            "paling banyak 150 huruf",
        ),
    ],
)
def test_bad_files_are_refused_with_a_sentence_and_nothing_is_kept(
    editor: FlaskClient, campaign: Campaign, post: Callable[..., Any], content: bytes, sentence: str
) -> None:
    answer = upload(editor, post, content)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert versions(campaign) == 1


def test_a_huge_file_is_refused(editor: FlaskClient, campaign: Campaign) -> None:
    """Sent as bytes: the test client would leave the file open that it builds a large form in."""
    parts = {"csrf_token": people.csrf_token(editor), 'berkas"; filename="sop.bpmn': "<a>" + "x" * (2 * 1024 * 1024)}
    body = "".join(f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                   for name, value in parts.items()) + "--B--\r\n"  # fmt: skip
    answer = editor.post(f"{SOP}/impor/bpmn", data=body.encode(), content_type="multipart/form-data; boundary=B")
    assert answer.status_code == 400 and "lebih besar dari 2 MB" in answer.text
    assert versions(campaign) == 1


@pytest.mark.usefixtures("each_database")
def test_a_pasted_table_is_looked_at_first(editor: FlaskClient, campaign: Campaign, post: Callable[..., Any]) -> None:
    table = pasted_forms.TABLES["dkp3_balangan"].replace("Disposisi", "Dispo\x02sisi")
    form = {"nama": "Mekanisme\x02 Pengumpulan", "pola": "bertingkat", "tabel": table}
    page = post(editor, f"{SOP}/impor/tabel", **form)
    assert page.status_code == 200 and "Buat konsep" in page.text
    assert "Hasil bacaan: 9 langkah" in page.text and "langkah 7: ada tanda Ya" in page.text
    assert versions(campaign) == 1
    made = post(editor, f"{SOP}/impor/tabel", **form, tindakan="buat")
    assert made.status_code == 302, made.text
    assert "versi 1 dibuat" in editor.get(made.location).text
    with campaign.as_owner():
        sop = SopDokumen.get(SopDokumen.kode == "mekanisme_pengumpulan")
        (draft,) = SopVersi.select().where(SopVersi.sop == sop)
        steps = list(SopLangkah.select().where(SopLangkah.versi == draft).order_by(SopLangkah.nomor))
    assert (draft.status, sop.pola, len(steps)) == ("konsep", "bertingkat", 9)
    assert (steps[6].waktu_nilai, steps[6].waktu_satuan, steps[6].pelaksana) == (120, "hari", [])
    refused = post(editor, f"{SOP}/{draft.uuid}/sahkan")
    assert "Langkah 6 belum mempunyai pelaksana" in editor.get(refused.location or f"{SOP}/{draft.uuid}").text


def test_a_table_that_cannot_be_read_makes_nothing(
    editor: FlaskClient, campaign: Campaign, post: Callable[..., Any]
) -> None:
    form = {"nama": "Lamandau", "pola": "kampanye", "tabel": pasted_forms.LAMANDAU}
    page = post(editor, f"{SOP}/impor/tabel", **form)
    assert page.status_code == 200 and "Buat konsep" not in page.text
    assert "Tabel langkah tidak ditemukan" in page.text and "Baris 9: waktu «1 Jam» terbaca" in page.text
    forced = post(editor, f"{SOP}/impor/tabel", **form, tindakan="buat")
    assert forced.status_code == 400 and 'href="#f-tabel"' in forced.text
    empty = post(editor, f"{SOP}/impor/tabel", nama=" ", pola="mingguan", tabel="")
    assert empty.status_code == 400
    for field in ("nama", "pola", "tabel"):
        assert f'href="#f-{field}"' in empty.text
    long = post(editor, f"{SOP}/impor/tabel", **{**form, "nama": "N" * 300, "tabel": pasted_forms.TABLES[
        "dkp3_balangan"]}, tindakan="buat")  # fmt: skip
    assert long.status_code == 400 and "Nama SOP paling banyak 200 huruf" in long.text
    assert versions(campaign) == 1


def test_a_pasted_table_for_an_sop_that_is_there_keeps_its_head(
    editor: FlaskClient, campaign: Campaign, post: Callable[..., Any]
) -> None:
    with campaign.as_owner():
        import_sop(replace(lamandau(), kode="pengumpulan_data_kinerja", nomor="1/OR"), campaign.owner.id)
        ratify(SopVersi.get(SopVersi.nomor == "1/OR"))
    form = {"nama": "Pengumpulan Data Kinerja", "pola": "kampanye", "tabel": pasted_forms.TABLES["bpkpad_balangan"]}
    assert "sudah ada: konsep ini menjadi versi berikutnya" in post(editor, f"{SOP}/impor/tabel", **form).text
    post(editor, f"{SOP}/impor/tabel", **form, tindakan="buat")
    with campaign.as_owner():
        draft = SopVersi.get((SopVersi.nomor == "1/OR") & (SopVersi.versi == 2))
        assert draft.isi["dasar_hukum"] == list(lamandau().dasar_hukum)
        assert draft.jumlah_tercetak == "122 Hari 3 jam"


def test_it_needs_permission(
    client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign, post: Callable[..., Any]
) -> None:
    reader = login_as(client, make_user(campaign.owner, ("sop_kinerja.sop.read",)))
    assert reader.get(f"{SOP}/{campaign.versi.uuid}/bpmn").status_code == 200
    assert "Impor SOP" not in reader.get(SOP).text
    assert reader.get(f"{SOP}/impor").status_code == 403
    assert upload(reader, post, write_bpmn(lamandau())).status_code == 403
    assert post(reader, f"{SOP}/impor/tabel", nama="A", pola="kampanye", tabel="x").status_code == 403
    stranger = login_as(client, make_user(campaign.owner, ("sop_kinerja.kasus.read",)))
    assert stranger.get(f"{SOP}/banding").status_code == 403
    assert stranger.get(f"{SOP}/{campaign.versi.uuid}/bpmn").status_code == 403


def test_the_bounds_are_those_of_the_tables() -> None:
    """What `batas` lets pass, the database takes."""
    fields = {
        (SopDokumen, "kode"): batas.HEADER["kode"],
        (SopDokumen, "nama"): batas.HEADER["nama"],
        (SopVersi, "nomor"): batas.HEADER["nomor"],
        (SopVersi, "disahkan_oleh"): batas.HEADER["disahkan_oleh_jabatan"],
        (SopVersi, "jumlah_tercetak"): batas.HEADER["jumlah_waktu_tercetak"],
        (SopPelaksana, "kode"): batas.COLUMN["kode"],
        (SopPelaksana, "label"): batas.COLUMN["label"],
        (SopLangkah, "output"): batas.STEP["output"],
        (SopLangkah, "keterangan"): batas.STEP["keterangan"],
        (SopLangkah, "aksi"): batas.STEP["aksi"],
    }
    for (model, name), (_, most) in fields.items():
        assert getattr(model, name).max_length == most, (model, name)
