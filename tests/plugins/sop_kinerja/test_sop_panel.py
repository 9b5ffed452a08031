"""The panel of SOPs: a draft is changed in words, what is ratified is only looked at and says why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from tests.plugins.sop_kinerja.kasus_world import Campaign, lamandau, make_campaign

STEPS, VERSIONS = "/kelola/sop-kinerja-langkah", "/kelola/sop-kinerja-versi"


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department)


@pytest.fixture
def admin(client: FlaskClient, login_as: Callable[..., FlaskClient], campaign: Campaign) -> FlaskClient:
    return login_as(client, campaign.people["kabag_organisasi"])


@pytest.fixture
def draft(campaign: Campaign) -> SopVersi:
    with acting(system_actor(campaign.owner.id)):
        return import_sop(replace(lamandau(), kode="konsep_baru"), campaign.owner.id)


def _step(campaign: Campaign, versi: SopVersi, nomor: int) -> SopLangkah:
    with campaign.as_owner():
        found: SopLangkah = SopLangkah.get((SopLangkah.versi == versi.id) & (SopLangkah.nomor == nomor))
    return found


def _typed(step: SopLangkah, **changed: Any) -> dict[str, Any]:
    return {
        "versi": step.versi_id,
        "nomor": step.nomor,
        "uraian": step.uraian,
        "jenis": step.jenis,
        "pelaksana": "Tim Kinerja",
        "kelengkapan": "Disposisi",
        "waktu_nilai": step.waktu_nilai,
        "waktu_satuan": step.waktu_satuan,
        "output": step.output,
        "keterangan": "",
        "ya_ke": "",
        "tidak_ke": "",
        "kadensi": step.kadensi,
        "aksi": step.aksi,
        **changed,
    }


def test_what_is_ratified_cannot_be_changed_and_says_why(
    admin: FlaskClient, campaign: Campaign, post: Callable[..., Any]
) -> None:
    step = _step(campaign, campaign.versi, 2)
    assert f"{STEPS}/edit/" not in admin.get(f"{STEPS}/").text
    page = admin.get(f"{STEPS}/details/?id={step.id}").text
    assert "sudah disahkan" in page and f"{STEPS}/edit/" not in page and f"{STEPS}/delete/" not in page
    assert "details" in admin.get(f"{STEPS}/edit/?id={step.id}").location
    assert "details" in post(admin, f"{STEPS}/edit/?id={step.id}", **_typed(step, uraian="Lain")).location
    assert "details" in post(admin, f"{STEPS}/delete/?id={step.id}").location
    assert _step(campaign, campaign.versi, 2).uraian == step.uraian


def test_a_draft_is_changed_in_words(
    admin: FlaskClient, campaign: Campaign, draft: SopVersi, post: Callable[..., Any]
) -> None:
    step = _step(campaign, draft, 2)
    url = f"{STEPS}/edit/?id={step.id}"
    page = admin.get(url).text
    assert "Tim Kinerja</textarea>" in page and "tim_kinerja" not in page
    assert "Pengisian data kinerja" in page and "Sekali setiap pelaksanaan" in page
    assert "kebutuhan" not in page and "jenis&#34;" not in page
    wrong = post(admin, url, **_typed(step, pelaksana="Bupati", ya_ke="1", tidak_ke="9"))
    assert "Ya menuju langkah sesudah" in wrong.text and "Tidak kembali ke langkah sebelum" in wrong.text
    assert "judul kolom yang ada" in wrong.text
    saved = post(admin, url, **_typed(step, pelaksana="Sekda\ntim Kinerja", aksi="kinerja.verifikasi"))
    assert saved.status_code == 302, saved.text
    found = _step(campaign, draft, 2)
    assert (found.pelaksana, found.aksi) == (["sekda", "tim_kinerja"], "kinerja.verifikasi")


def test_the_boxes_of_a_form_are_typed_one_per_line(
    admin: FlaskClient, campaign: Campaign, draft: SopVersi, post: Callable[..., Any]
) -> None:
    url = f"{VERSIONS}/edit/?id={draft.id}"
    assert str(draft.isi["dasar_hukum"][0]) in admin.get(url).text
    fields = {"sop": draft.sop_id, "versi": draft.versi, "satuan_waktu": draft.satuan_waktu}
    fields["hitungan_hari"] = draft.hitungan_hari
    saved = post(admin, url, **fields, isi_dasar_hukum="Undang-Undang\nPeraturan", isi_penjelasan_singkat="Singkat")
    assert saved.status_code == 302, saved.text
    with campaign.as_owner():
        content = SopVersi.get_by_id(draft.id).isi
        ratify(SopVersi.get_by_id(draft.id))
    assert (content["dasar_hukum"], content["penjelasan_singkat"]) == (["Undang-Undang", "Peraturan"], "Singkat")
    assert content["unit"] == draft.isi["unit"]  # what the form does not ask for stays
    assert "sudah disahkan" in admin.get(f"{VERSIONS}/details/?id={draft.id}").text


def test_the_name_of_a_ratified_sop_stays(admin: FlaskClient, campaign: Campaign, post: Callable[..., Any]) -> None:
    sop = campaign.versi.sop
    url = f"/kelola/sop-kinerja-dokumen/edit/?id={sop.id}"
    refused = post(admin, url, kode=sop.kode, nama="Nama lain", pola=sop.pola)
    assert "pernah disahkan" in refused.text
    assert post(admin, url, kode="kode_baru", nama=sop.nama, pola=sop.pola).status_code == 302


def test_what_a_step_needs_is_shown_in_words(admin: FlaskClient, campaign: Campaign, draft: SopVersi) -> None:
    step = _step(campaign, draft, 2)
    page = admin.get(f"{STEPS}/details/?id={step.id}").text
    assert "hasil langkah 1" in page and "&#39;jenis&#39;" not in page
