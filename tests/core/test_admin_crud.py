"""CRUD views: permission, department, form, list, audit."""

from datetime import date
from types import SimpleNamespace

import pytest

from core.audit import Jejak
from core.organisation.models import Jabatan, Pegawai, Penugasan, UnitKerja
from core.scoping import EVERYWHERE, scope
from tests.core.counting import count_queries
from tests.core.web_support import post, sign_in

World = SimpleNamespace
PAGES = (
    "core-pegawai", "core-unit-kerja", "core-jabatan", "core-penugasan", "core-hari-libur", "core-akun",
    "core-peran", "core-peran-jabatan", "core-peran-akun", "core-perangkat-daerah", "core-pengaturan", "core-aktivasi",
    "core-pekerjaan", "core-surel", "core-dokumen", "core-jejak",
)  # fmt: skip


def saved(web: World, **where: object) -> list[Pegawai]:
    with web.app.app_context(), scope(EVERYWHERE):
        query = Pegawai.select()
        for name, value in where.items():
            query = query.where(getattr(Pegawai, name) == value)
        return list(query)


@pytest.mark.parametrize("page", PAGES)
def test_every_list_opens_for_the_admin_and_for_nobody_else(web: World, page: str) -> None:
    path = f"/kelola/{page}/"
    assert sign_in(web.app, "admin.setda").get(path).status_code == 200
    assert sign_in(web.app, "clerk.setda").get(path).status_code == 403
    assert web.app.test_client().get(path).location.startswith("/masuk?next=")


def test_create_update_delete_with_audit(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    new = {"nip": "19700101 199501 1 999", "nama": "Kabag Organisasi", "pangkat": "Pembina", "surel": "k@lamandau.test"}
    answer = post(client, "/kelola/core-pegawai/new/", **new)
    assert answer.status_code == 302
    row = saved(web, nip="197001011995011999")[0]
    assert row.perangkat_daerah_id == web.setda.id
    edit = f"/kelola/core-pegawai/edit/?id={row.id}"
    assert post(client, edit, **{**new, "pangkat": "Pembina Tk. I"}).status_code == 302
    asked = client.get(f"/kelola/core-pegawai/delete/?id={row.id}").get_data(as_text=True)
    assert "tidak dapat dikembalikan" in asked
    assert post(client, "/kelola/core-pegawai/delete/", id=row.id).status_code == 302
    assert saved(web, id=row.id) == []
    with scope(EVERYWHERE):
        lines = list(Jejak.select().where(Jejak.objek == row.uuid).order_by(Jejak.id))
    assert [line.tindakan for line in lines] == ["core.pegawai.create", "core.pegawai.update", "core.pegawai.delete"]
    assert lines[1].rincian == {"sebelum": {"pangkat": "Pembina"}, "sesudah": {"pangkat": "Pembina Tk. I"}}
    assert lines[0].pelaku == "admin.setda" and lines[0].sebagai == "Jabatan admin"


def test_wrong_fields_are_named_and_nothing_is_lost(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    before = len(saved(web))
    text = post(client, "/kelola/core-pegawai/new/", nip="123", nama="", surel="bukan-surel").get_data(as_text=True)
    assert 'href="#f-nama"' in text and "Isian ini wajib diisi." in text
    assert 'href="#f-surel"' in text and 'value="bukan-surel"' in text
    text = post(client, "/kelola/core-pegawai/new/", nip="123", nama="Siapa").get_data(as_text=True)
    assert "NIP terdiri atas 18 angka; yang ditulis 3 angka." in text and 'value="Siapa"' in text
    assert len(saved(web)) == before


def test_a_value_in_use_is_told_at_its_field(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    text = post(client, "/kelola/core-unit-kerja/new/", kode="01", nama="Dua").get_data(as_text=True)
    assert "Sudah ada data lain dengan Kode yang sama." in text


@pytest.mark.parametrize("address", ["details/?id={}", "edit/?id={}", "delete/?id={}"])
def test_another_departments_record_does_not_exist(web: World, address: str) -> None:
    foreign = saved(web, perangkat_daerah=web.disdik)[0]
    client = sign_in(web.app, "admin.setda")
    assert client.get("/kelola/core-pegawai/" + address.format(foreign.id)).status_code == 404
    assert foreign.nama not in client.get("/kelola/core-pegawai/").get_data(as_text=True)


def test_posting_to_another_departments_record_changes_nothing(web: World) -> None:
    foreign = saved(web, perangkat_daerah=web.disdik)[0]
    client = sign_in(web.app, "admin.setda")
    data = {"nip": foreign.nip, "nama": "Diubah"}
    assert post(client, f"/kelola/core-pegawai/edit/?id={foreign.id}", **data).status_code == 404
    assert post(client, "/kelola/core-pegawai/delete/", id=foreign.id).status_code == 404
    post(client, "/kelola/core-pegawai/action/", action="delete", rowid=foreign.id)
    assert saved(web, id=foreign.id)[0].nama == foreign.nama


def test_a_posted_department_moves_nothing(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    post(client, "/kelola/core-unit-kerja/new/", kode="77", nama="Bagian Baru", perangkat_daerah=web.disdik.id)
    with scope(EVERYWHERE):
        row = UnitKerja.get(UnitKerja.kode == "77")
        assert row.perangkat_daerah_id == web.setda.id
    post(client, f"/kelola/core-unit-kerja/edit/?id={row.id}", kode="77", nama="X", perangkat_daerah=web.disdik.id)
    with scope(EVERYWHERE):
        assert UnitKerja.get_by_id(row.id).perangkat_daerah_id == web.setda.id


def test_choices_of_a_foreign_key_stay_in_the_department(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    form = client.get("/kelola/core-jabatan/new/").get_data(as_text=True)
    assert "Bagian Umum SETDA" in form and "Bagian Umum DISDIK" not in form
    found = client.get("/kelola/core-jabatan/ajax/lookup/?name=unit_kerja&query=umum").json
    assert [text for _, text in found] == ["Bagian Umum SETDA"]
    data = {"kode": "x9", "nama": "Penyusup", "unit_kerja": web.disdik_unit.id}
    text = post(client, "/kelola/core-jabatan/new/", **data).get_data(as_text=True)
    assert "Pilihan ini tidak ada. Pilih salah satu dari daftar." in text
    with scope(EVERYWHERE):
        assert not Jabatan.select().where(Jabatan.kode == "x9").exists()
    assert client.get("/kelola/core-jabatan/ajax/lookup/?name=kata_sandi").status_code == 404


def test_what_is_in_use_is_not_deleted_and_says_by_what(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    text = client.get(f"/kelola/core-unit-kerja/delete/?id={web.setda_unit.id}").get_data(as_text=True)
    assert "masih dipakai oleh: jabatan" in text
    answer = post(client, "/kelola/core-unit-kerja/delete/", id=web.setda_unit.id)
    assert "masih dipakai oleh: jabatan" in client.get(answer.location).get_data(as_text=True)
    with scope(EVERYWHERE):
        assert UnitKerja.get_or_none(UnitKerja.id == web.setda_unit.id) is not None


def test_the_number_of_queries_does_not_grow_with_the_rows(web: World) -> None:
    client = sign_in(web.app, "admin.disdik")
    with scope(EVERYWHERE):
        unit = UnitKerja.create(perangkat_daerah=web.disdik, kode="q", nama="Unit Q")
        person = Pegawai.select().where(Pegawai.perangkat_daerah == web.disdik).first()

        def add(first: int, last: int) -> None:
            for number in range(first, last):
                position = Jabatan.create(
                    perangkat_daerah=web.disdik, unit_kerja=unit, kode=f"q{number}", nama=f"Jabatan {number}"
                )
                Penugasan.create(perangkat_daerah=web.disdik, jabatan=position, pegawai=person, mulai=date(2021, 1, 1))

    for page in ("core-penugasan", "core-jabatan"):
        with scope(EVERYWHERE):
            add(0, 5) if page == "core-penugasan" else None
        client.get(f"/kelola/{page}/")
        with count_queries() as few:
            assert client.get(f"/kelola/{page}/").status_code == 200
        with scope(EVERYWHERE):
            add(100, 145) if page == "core-penugasan" else add(200, 245)
        with count_queries() as many:
            assert client.get(f"/kelola/{page}/").status_code == 200
        assert len(many) == len(few), (few, many)


@pytest.mark.parametrize(
    "query", ["page=99999999999999999999", "page=-1", "sort=99", "sort=-1", "search=%25_%27", "flt0_0=x", "page=3"]
)
def test_odd_addresses_of_a_list_do_no_harm(web: World, query: str) -> None:
    assert sign_in(web.app, "admin.setda").get(f"/kelola/core-penugasan/?{query}").status_code == 200


def test_filters_are_words_that_can_be_taken_away(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    text = client.get("/kelola/core-penugasan/?flt2_2=plh").get_data(as_text=True)
    assert "Sebagai: Plh." in text and "hapus saringan" in text and "Tidak ada yang cocok" in text


def test_no_export_and_no_inline_update(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    assert client.get("/kelola/core-pegawai/export/csv/").status_code == 404
    assert post(client, "/kelola/core-pegawai/ajax/update/", list_form_pk=1, nama="x").status_code == 404


def test_pages_hold_no_inline_script_or_style(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    for path in ("/", "/kelola/core-pegawai/", "/kelola/core-pegawai/new/", "/kelola/core-jabatan/", "/plugin/"):
        text = client.get(path).get_data(as_text=True)
        assert " onclick=" not in text and " style=" not in text and "javascript:" not in text
        assert text.count("<h1") == 1 and '<main id="isi"' in text


def test_a_password_is_set_but_never_shown(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    row = web.setda_clerk
    for path in (f"details/?id={row.id}", f"edit/?id={row.id}", ""):
        assert "argon2" not in client.get(f"/kelola/core-akun/{path}").get_data(as_text=True)
    data = {"nama_pengguna": row.nama_pengguna, "nama": row.nama, "pegawai": row.pegawai_id, "aktif": "y"}
    weak = post(client, f"/kelola/core-akun/edit/?id={row.id}", **data, kata_sandi_baru="pendek").get_data(as_text=True)
    assert "Kata sandi paling sedikit 10 huruf" in weak
    assert post(client, f"/kelola/core-akun/edit/?id={row.id}", **data, kata_sandi_baru="perahu biru di muara")
    sign_in(web.app, row.nama_pengguna, "perahu biru di muara")


def test_nobody_gives_more_than_the_own_permissions(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    data = {"akun": web.setda_admin.id, "peran": web.site_role.id, "perangkat_daerah": web.setda.id}
    text = post(client, "/kelola/core-peran-akun/new/", **data).get_data(as_text=True)
    assert "izin yang tidak Anda miliki" in text
    text = post(client, f"/kelola/core-peran/edit/?id={web.role.id}", kode="admin", nama="A", izin="core.*")
    assert "izin yang tidak Anda miliki" in text.get_data(as_text=True)
