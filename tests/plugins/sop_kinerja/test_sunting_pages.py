"""The pages of the editor: what is typed comes back, errors stand where they belong, two people see both."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import SopDokumen, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, get_version, steps_of
from plugins.sop_kinerja.services.sop_columns import positions_of
from plugins.sop_kinerja.services.sop_edit_columns import Column, add_column
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.services.sop_versions import new_version
from tests.plugins.sop_kinerja.sop_desk import ALL, change, column_uuid, new_draft, put, step_of, uuid_of, words

HOME = "/sop-kinerja/sop"


@pytest.fixture
def person(department: PerangkatDaerah, activate: Callable[..., None]) -> User:
    activate("sop_kinerja", department)
    return make_user(department, ALL, "Penyusun")


@pytest.fixture
def web(client: FlaskClient, login_as: Callable[..., FlaskClient], person: User) -> FlaskClient:
    return login_as(client, person)


@pytest.fixture
def draft(person: User) -> SopVersi:
    with acting(person.actor):
        return new_draft(3)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no {name} on the page"
    return found[1]


def step_fields(**changed: Any) -> dict[str, Any]:
    return {
        "uraian": "Menelaah",
        "jenis": "kegiatan",
        "oleh": "kabag",
        "waktu": "2",
        "satuan": "jam",
        "kadensi": "kampanye",
        **changed,
    }


def test_a_new_sop_from_the_list_to_the_first_step(web: FlaskClient, person: User, post: Callable[..., Any]) -> None:
    assert f"{HOME}/baru" in web.get(HOME).text
    page = post(web, f"{HOME}/baru", nama="", pola="perintah", kode="ABC")
    assert page.status_code == 400 and "Nama SOP wajib diisi" in page.text and 'value="ABC"' in page.text
    made = post(web, f"{HOME}/baru", nama="Pelaporan Kinerja", pola="perintah")
    assert made.status_code == 302 and made.location.endswith("/sunting")
    overview = web.get(made.location).text
    assert "Belum ada langkah" in overview and "harus dilengkapi" in overview
    assert (
        "400"
        not in post(
            web,
            made.location.replace("sunting", "sunting/pelaksana/baru"),
            label="Camat",
            jenis="jabatan",
            tanda="paraf",
        ).status
    )
    added = post(web, made.location.replace("sunting", "sunting/langkah/baru"), **step_fields(oleh="camat", baru=UUID))
    assert added.status_code == 302, added.text
    overview = web.get(made.location).text
    assert "Menelaah" in overview and "2 jam" in overview and "Camat" in overview


UUID = "00000000-0000-4000-8000-000000000001"


def test_every_page_of_a_draft_opens(web: FlaskClient, draft: SopVersi, person: User) -> None:
    with acting(person.actor):
        pages = [
            "", "/identitas", "/daftar", "/pelaksana", "/pelaksana/baru", f"/pelaksana/{column_uuid(draft, 'kabag')}",
            "/langkah", "/langkah/baru", "/langkah/baru?di=2", "/langkah/baru?di=x", f"/langkah/{uuid_of(draft, 2)}",
        ]  # fmt: skip
    for page in pages:
        answer = web.get(f"{HOME}/{draft.uuid}/sunting{page}")
        assert answer.status_code == 200, page
        assert "aksi" not in re.findall(r'name="(kebutuhan)"', answer.text)
    assert web.get(f"{HOME}/{draft.uuid}/sahkan").status_code == 200
    assert web.get(f"{HOME}/{draft.uuid}/versi").status_code == 200


def test_identity_and_lists_come_back_as_typed(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    url = f"{HOME}/{draft.uuid}/sunting/identitas"
    mark = hidden(web.get(url).text, "dibuka")
    wrong = post(web, url, dibuka=mark, nama="", nomor="12/2026", tanggal_efektif="31 Februari")
    assert wrong.status_code == 400 and 'href="#f-nama"' in wrong.text and 'href="#f-tanggal_efektif"' in wrong.text
    assert 'value="12/2026"' in wrong.text and 'value="31 Februari"' in wrong.text
    saved = post(web, url, dibuka=mark, nama="Nama", nomor="12/2026", tanggal_efektif="2026-02-28")
    assert saved.status_code == 302
    lists = f"{HOME}/{draft.uuid}/sunting/daftar"
    post(web, lists, dibuka=hidden(web.get(lists).text, "dibuka"), dasar_hukum="UU 1\r\nPP 2")
    with acting(person.actor):
        fresh = get_version(draft.uuid)
        assert (fresh.nomor, str(fresh.tanggal_efektif), fresh.isi["dasar_hukum"]) == (
            "12/2026",
            "2026-02-28",
            ["UU 1", "PP 2"],
        )
    assert "UU 1\nPP 2</textarea>" in web.get(lists).text


def test_a_step_is_written_with_its_kelengkapan(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    with acting(person.actor):
        first, second = uuid_of(draft, 1), uuid_of(draft, 2)
    url = f"{HOME}/{draft.uuid}/sunting/langkah/{second}"
    page = web.get(url).text
    assert "Hasil langkah 1. A" in page and "Dokumen acuan: Perjanjian Kinerja" in page
    fields = step_fields(dibuka=hidden(page, "dibuka"), jenis="keputusan", tidak=first)
    rows = {"kelengkapan-1": "PK", "diperiksa-1": "acuan:pk", "kelengkapan-2": "", "kelengkapan-3": "Draf"}
    rows["diperiksa-3"] = f"hasil:{first}"
    more = post(web, url, **fields, **rows, tombol="baris")
    assert more.status_code == 200 and 'name="kelengkapan-7"' in more.text and 'value="Draf"' in more.text
    named = {"kelengkapan-1": "Perjanjian Kinerja", "kelengkapan-2": "Kertas", "kelengkapan-3": "Laporan Bulanan"}
    with acting(person.actor):
        change(draft, 1, output="Laporan Bulanan")
    proposed = post(web, url, **fields, **named, tombol="usul").text
    assert re.findall(r'<option value="([^"]+)" selected', proposed[proposed.index("diperiksa-1") :])[:2] == [
        "acuan:pk",
        f"hasil:{first}",
    ]
    wrong = post(web, url, **{**fields, "waktu": "dua"}, **{**rows, "kelengkapan-2": "PK"})
    assert wrong.status_code == 400
    assert 'href="#f-kelengkapan-2"' in wrong.text and 'href="#f-waktu"' in wrong.text and 'value="dua"' in wrong.text
    assert post(web, url, **fields, **rows).status_code == 302
    with acting(person.actor):
        step = step_of(draft, 2)
    assert step.kelengkapan == ["PK", "Draf"] and step.tidak_ke == 1
    assert [(need["jenis"], need["kode"], need["dari"]) for need in step.kebutuhan] == [
        ("acuan", "pk", None),
        ("hasil", "", 1),
    ]


def test_steps_are_moved_put_in_and_taken_out(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    url = f"{HOME}/{draft.uuid}/sunting/langkah"
    with acting(person.actor):
        change(draft, 3, jenis="keputusan", tidak=uuid_of(draft, 2))
        second, third = uuid_of(draft, 2), uuid_of(draft, 3)
    assert f"l-{third}" in post(web, f"{url}/{third}/pindah", ke="naik", nomor="3").location
    page = web.get(url).text
    assert "Langkah 2: tentukan lagi ke langkah mana Tidak kembali." in page and "Tidak belum ditentukan" in page
    post(web, f"{url}/{third}/pindah", ke="naik", nomor="3")
    assert "kini bernomor 2" in web.get(url).text
    post(web, f"{url}/baru", **step_fields(uraian="X", di="1", baru=UUID))
    post(web, f"{url}/baru", **step_fields(uraian="X", di="1", baru=UUID))
    with acting(person.actor):
        assert words(draft) == "XACB"
    post(web, f"{url}/{second}/hapus", nomor="4")
    assert "Langkah 4 dihapus" in web.get(url).text
    # What somebody wrote in a step that is gone by now is not lost.
    gone = post(web, f"{url}/{second}", **step_fields(uraian="Panjang sekali", dibuka="x"))
    assert gone.status_code == 409 and "Panjang sekali" in gone.text and "simpan sebagai langkah baru" in gone.text
    kept = post(
        web,
        f"{url}/baru",
        **step_fields(uraian="Panjang sekali", baru=hidden(gone.text, "baru"), di=hidden(gone.text, "di")),
    )
    assert kept.status_code == 302
    assert web.get(f"{url}/{second}").status_code == 404


def test_a_new_step_comes_after_the_one_that_it_was_opened_at(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    url = f"{HOME}/{draft.uuid}/sunting/langkah/baru"
    page = web.get(f"{url}?di=3").text
    with acting(person.actor):
        put(draft, "Z", 1)
    fields = {name: hidden(page, name) for name in ("baru", "di", "sesudah")}
    post(web, url, **step_fields(uraian="X", **fields))
    with acting(person.actor):
        assert words(draft) == "ZABXC"


def test_two_people_see_both(
    web: FlaskClient, draft: SopVersi, person: User, department: PerangkatDaerah, post: Callable[..., Any]
) -> None:
    with acting(person.actor):
        uuid = uuid_of(draft, 1)
    url = f"{HOME}/{draft.uuid}/sunting/langkah/{uuid}"
    mark = hidden(web.get(url).text, "dibuka")
    with acting(make_user(department, ALL, "Rekan").actor):
        change(draft, 1, uraian="Ditulis rekan", satuan="menit")
    refused = post(web, url, **step_fields(uraian="Ditulis saya", dibuka=mark))
    assert refused.status_code == 409 and "disimpan oleh Rekan" in refused.text
    assert 'data-label="Isian">Kadensi' not in refused.text and 'data-label="Isian">Satuan waktu' in refused.text
    assert "Ditulis saya</textarea>" in refused.text and "Ditulis rekan" in refused.text
    again = post(web, url, **step_fields(uraian="Ditulis saya", dibuka=hidden(refused.text, "dibuka")))
    assert again.status_code == 302
    with acting(person.actor):
        assert step_of(draft, 1).uraian == "Ditulis saya"


def test_what_was_typed_into_a_form_that_is_frozen_by_now_is_shown(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    with acting(person.actor):
        uuid, column = uuid_of(draft, 1), column_uuid(draft, "kabag")
        ratify(draft)
    url = f"{HOME}/{draft.uuid}/sunting"
    for page, typed in (
        (f"langkah/{uuid}", step_fields(uraian="Sepuluh kalimat")),
        ("langkah/baru", step_fields(uraian="Sepuluh kalimat", baru=UUID)),
        (f"pelaksana/{column}", {"label": "Sepuluh kalimat"}),
        ("identitas", {"nomor": "Sepuluh kalimat"}),
        ("daftar", {"tujuan": "Sepuluh kalimat"}),
    ):
        refused = post(web, f"{url}/{page}", dibuka="x", **typed)
        assert refused.status_code == 409 and "Buat versi baru" in refused.text, page
        assert "Sepuluh kalimat" in refused.text
    moved = post(web, f"{url}/langkah/{uuid}/hapus", nomor="1")
    assert moved.status_code == 302
    with acting(person.actor):
        assert words(draft) == "ABC"


def test_columns_on_their_pages(
    web: FlaskClient, draft: SopVersi, person: User, department: PerangkatDaerah, post: Callable[..., Any]
) -> None:
    url = f"{HOME}/{draft.uuid}/sunting/pelaksana"
    lurah, camat = (make_user(department, (), name).jabatan for name in ("Lurah", "Camat"))
    typed = {"label": "Kasi/Lurah", "jenis": "setiap_unit", "jabatan": str(camat.id), "tanda": "paraf"}
    post(web, f"{url}/baru", **typed, jabatan_unit=[str(lurah.id), str(camat.id)])
    wrong = post(web, f"{url}/baru", **typed, jabatan_unit="999999")
    assert wrong.status_code == 400 and "Jabatan ini tidak ada" in wrong.text and "Sudah ada kolom" in wrong.text
    with acting(person.actor):
        assert positions_of(draft) == {"kasi_lurah": [lurah, camat]}
        kabag, units = column_uuid(draft, "kabag"), column_uuid(draft, "kasi_lurah")
    assert "Lurah; Camat" in web.get(url).text
    post(web, f"{url}/{units}/geser", ke="kiri", tempat="2")
    post(web, f"{url}/{kabag}/hapus")
    assert "Kolom Kabag dipakai langkah 1, 2, dan 3" in web.get(url).text
    page = web.get(f"{url}/{kabag}").text
    renamed = post(web, f"{url}/{kabag}", dibuka=hidden(page, "dibuka"), label="Kepala", jenis="jabatan", tanda="tanpa")
    assert renamed.status_code == 302
    post(web, f"{url}/{units}/hapus")
    with acting(person.actor):
        assert [(code, column.label) for code, column in columns_of(draft).items()] == [("kabag", "Kepala")]


def test_the_next_version_says_what_it_changes(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    first = f"{HOME}/{draft.uuid}"
    assert "Sahkan versi 1" in web.get(f"{first}/sahkan").text
    done = post(web, f"{first}/sahkan", dibaca="ya")
    assert done.status_code == 302, done.text
    page = web.get(first).text
    assert "Buat versi baru" in page and "/sunting" not in page
    assert web.get(f"{first}/sunting").status_code == 409
    made = post(web, f"{first}/versi-baru")
    again = post(web, f"{first}/versi-baru")
    assert made.location == again.location
    assert "Versi 2 SOP ini masih konsep" in web.get(again.location).text
    assert "Sunting konsep versi 2" in web.get(first).text
    second = made.location.removesuffix("/sunting")
    with acting(person.actor):
        versi = get_version(second.rsplit("/", 1)[-1])
        put(versi, "Menutup laporan")
    ask = web.get(f"{second}/sahkan").text
    assert "Menutup laporan" in ask and "Versi 1 dicabut" in ask
    empty = post(web, f"{second}/sahkan", dibaca="ya", perubahan=" ", dibuka=hidden(ask, "dibuka"))
    assert empty.status_code == 400 and "wajib diisi" in empty.text
    with acting(person.actor):
        put(versi, "Susulan")
    late = post(web, f"{second}/sahkan", dibaca="ya", perubahan="Satu langkah baru.", dibuka=hidden(ask, "dibuka"))
    assert late.status_code == 409 and "baru saja diubah" in late.text and "Satu langkah baru." in late.text
    assert (
        post(
            web,
            f"{second}/sahkan",
            dibaca="ya",
            perubahan="Satu langkah baru.\nDan satu lagi.",
            dibuka=hidden(late.text, "dibuka"),
        ).status_code
        == 302
    )
    shown = web.get(second).text
    assert "Perubahan dari versi 1" in shown and "Dan satu lagi." in shown
    listed = web.get(f"{second}/versi").text
    assert listed.count("oleh Penyusun") == 2 and "Disusun dari versi 1" in listed


def test_a_draft_with_faults_is_not_ratified_but_says_which(
    web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]
) -> None:
    with acting(person.actor):
        change(draft, 2, oleh="")
    page = web.get(f"{HOME}/{draft.uuid}/sahkan").text
    assert "belum dapat disahkan" in page and "Sahkan versi" not in page
    assert post(web, f"{HOME}/{draft.uuid}/sahkan").status_code == 409
    overview = web.get(f"{HOME}/{draft.uuid}/sunting").text
    with acting(person.actor):
        assert f"/sunting/langkah/{uuid_of(draft, 2)}" in overview
        assert get_version(draft.uuid).status == "konsep"


def test_deleting_names_what_goes(web: FlaskClient, draft: SopVersi, person: User, post: Callable[..., Any]) -> None:
    url = f"{HOME}/{draft.uuid}/sunting"
    assert "konsep versi 1 dengan 3 langkah dan 1 kolom pelaksana" in web.get(url).text
    assert post(web, f"{url}/hapus").location.endswith("/sop")
    assert web.get(url).status_code == 404
    with acting(person.actor):
        assert not SopDokumen.select().exists()


def test_who_may_only_read_finds_no_button(
    client: FlaskClient, login_as: Callable[..., FlaskClient], draft: SopVersi, department: PerangkatDaerah,
    post: Callable[..., Any], person: User,
) -> None:  # fmt: skip
    with acting(person.actor):
        ratify(draft)
        new_version(draft)
        steps = len(steps_of(draft))
    reader = login_as(client, make_user(department, ("sop_kinerja.sop.read",)))
    page = reader.get(f"{HOME}/{draft.uuid}").text
    assert "Buat versi baru" not in page and "Lihat konsep versi 2" in page
    assert "SOP baru" not in reader.get(HOME).text
    for url in (f"{HOME}/baru", f"{HOME}/{draft.uuid}/sunting", f"{HOME}/{draft.uuid}/sahkan"):
        assert reader.get(url).status_code == 403
    for url in ("versi-baru", "sunting/hapus", f"sunting/langkah/{UUID}/hapus"):
        assert post(reader, f"{HOME}/{draft.uuid}/{url}").status_code == 403
    with acting(person.actor):
        assert len(steps_of(draft)) == steps


def test_long_forms_take_no_more_queries(
    web: FlaskClient, draft: SopVersi, person: User, department: PerangkatDaerah, count_queries: Callable[[], Any]
) -> None:
    def queries() -> list[int]:
        found = []
        for page in ("/langkah", "/pelaksana", f"/langkah/{first}"):
            with count_queries() as made:
                assert web.get(f"{HOME}/{draft.uuid}/sunting{page}").status_code == 200
            found.append(len(made))
        return found

    with acting(person.actor):
        first = uuid_of(draft, 1)
        add_column(draft, Column("Kolom", jabatan=(str(person.jabatan.id),)))
    before = queries()
    with acting(person.actor):
        for number in range(6):
            put(draft, f"Langkah {number}")
            jabatan = make_user(department, ()).jabatan
            add_column(draft, Column(f"Kolom {number}", jabatan=(str(jabatan.id),)))
    assert queries() == before
