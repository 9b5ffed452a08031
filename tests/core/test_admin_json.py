"""JSON columns in forms: lines, permissions by their words, office hours by weekday; and no JSON on a page."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form

from core.accounts.models import Peran
from core.admin.columns import outline
from core.admin.hours_field import day_text, parse_day, week_text
from core.admin.list_field import LinesField
from core.audit import Jejak
from core.organisation.calendar import calendar_of
from core.organisation.models import PemerintahDaerah
from core.registry import registry
from core.scoping import EVERYWHERE, scope
from tests.core.web_support import post, sign_in

World = SimpleNamespace
MORNING, AFTERNOON = ["07:30", "12:00"], ["13:00", "16:00"]


@pytest.mark.parametrize(
    "text",
    ["07.30–12.00, 13.00–16.00", "7:30-12:00; 13.00 - 16:00", "07.30 s.d. 12.00 dan 13.00 sampai 16.00"],
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert parse_day(text) == [MORNING, AFTERNOON]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pagi", "tulis seperti"),
        ("07.30", "tulis seperti"),
        ("07.30–12.00,", "tulis seperti"),
        ("07.30–24.00", "antara 00.00 dan 23.59"),
        ("12.00–07.30", "07.30 harus sesudah 12.00"),
        ("07.30–12.00, 11.00–16.00", "11.00 harus sesudah 12.00"),
        ("٠٧.٣٠–١٢.٠٠", "tulis seperti"),
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_day(text)


@given(st.lists(st.times(), min_size=2, max_size=6, unique_by=lambda t: (t.hour, t.minute)))
def test_what_is_shown_can_be_typed_again(times: list[Any]) -> None:
    edges = [f"{t:%H:%M}" for t in sorted(times)][: len(times) // 2 * 2]
    spans = [[a, b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert parse_day(day_text(spans)) == spans


def test_office_hours_are_typed_and_shown_by_weekday(web: World) -> None:
    client = sign_in(web.app, "situs")
    edit = f"/kelola/core-pemerintah-daerah/edit/?id={web.regency.id}"
    base = {"kode": "62.09", "nama": "Kabupaten Lamandau", "ibu_kota": "Nanga Bulik", "zona_waktu": "Asia/Jakarta"}
    wrong = post(client, edit, **base, **{"jam_kerja-0": "07.30–12.00", "jam_kerja-4": "siang"}).get_data(as_text=True)
    assert "Jam kerja: Jumat: tulis seperti" in wrong and 'value="siang"' in wrong and 'value="07.30–12.00"' in wrong
    assert 'href="#f-jam_kerja"' in wrong and 'id="f-jam_kerja"' in wrong
    assert post(client, edit, **base, **{"jam_kerja-0": "07.30-12.00, 13.00-16.00"}).status_code == 302
    saved = PemerintahDaerah.get_by_id(web.regency.id)
    assert saved.jam_kerja == {"0": [MORNING, AFTERNOON]}
    assert list(calendar_of(saved).hours) == [0]
    shown = client.get(f"/kelola/core-pemerintah-daerah/details/?id={web.regency.id}").get_data(as_text=True)
    assert "Senin: 07.30–12.00, 13.00–16.00" in shown and "Minggu: –" in shown and "[" not in shown.split("<dl")[1]
    assert post(client, edit, **base, **{f"jam_kerja-{day}": "" for day in range(7)}).status_code == 302
    assert PemerintahDaerah.get_by_id(web.regency.id).jam_kerja is None
    assert week_text(None)[4] == ("Jumat", "07.30–11.30, 13.00–16.30")


def test_permissions_are_ticked_by_their_words(web: World) -> None:
    client = sign_in(web.app, "situs")
    role = Peran.create(
        kode="uji", nama="Uji", izin=["surat.*", "arsip.*.read", "sop_kinerja.sop.*", "hilang.x.read", "core.akun.read"]
    )
    edit = f"/kelola/core-peran/edit/?id={role.id}"
    page = client.get(edit).get_data(as_text=True)
    for words in (
        "Semua izin Surat",
        "Semua izin SOP Kinerja",
        "Melihat semua data Arsip",
        "Akun: melihat",
        "Izin plugin yang tidak terpasang",
    ):
        assert words in page
    assert "Semua dari: Melihat SOP, Menambah SOP" in page
    assert page.count(" checked") == 5 and "[&#34;" not in page
    assert post(client, edit, kode="uji", nama="Uji", izin=[*role.izin, "core.akun.update"]).status_code == 302
    assert sorted(Peran.get_by_id(role.id).izin) == sorted([*role.izin, "core.akun.update"])
    refused = post(client, edit, kode="uji", nama="Uji", izin=["tidak.pernah.ada"]).get_data(as_text=True)
    assert "Ada izin yang tidak dikenal." in refused
    shown = client.get(f"/kelola/core-peran/details/?id={role.id}").get_data(as_text=True)
    assert "Akun: mengubah" in shown and "core.akun.update" not in shown
    assert post(client, edit, kode="uji", nama="Uji").status_code == 302
    assert Peran.get_by_id(role.id).izin == []


def test_saving_a_role_unchanged_changes_nothing(web: World) -> None:
    """Every declared permission is there to be ticked."""
    client = sign_in(web.app, "situs")
    role = Peran.create(kode="semua", nama="Semua", izin=list(registry().permissions))
    page = client.get(f"/kelola/core-peran/edit/?id={role.id}").get_data(as_text=True)
    assert len(page) < 100_000
    assert post(client, f"/kelola/core-peran/edit/?id={role.id}", kode="semua", nama="S", izin=role.izin).location
    assert set(Peran.get_by_id(role.id).izin) == set(registry().permissions)


class Lines(Form):  # type: ignore[misc]
    isi = LinesField("Isi")


class Posted(dict[str, list[str]]):
    def getlist(self, name: str) -> list[str]:
        return self[name]


def test_a_list_is_typed_one_per_line() -> None:
    form = Lines(Posted(isi=['  Disposisi \r\n\r\n ND, "SK" \n']))
    assert form.validate() and form.isi.data == ["Disposisi", 'ND, "SK"']
    shown = Lines(data={"isi": ["a", "b <c>", "d", "e"]}).isi()
    assert 'rows="5"' in shown and "b &lt;c&gt;" in shown
    assert not Lines(Posted(isi=["\n".join("x" * 201)])).validate()
    assert "Baris 1 terlalu panjang" in _error(Lines(Posted(isi=["x" * 1001])))


def test_a_deeper_list_is_shown_and_never_overwritten() -> None:
    row = SimpleNamespace(isi=[{"nama": "A"}, ["b"]])
    form = Lines(Posted(isi=["ditimpa"]), obj=row)
    assert "textarea" not in form.isi() and "Nama: A" in form.isi()
    form.populate_obj(row)
    assert row.isi == [{"nama": "A"}, ["b"]]


def test_a_document_reads_as_lists_of_words() -> None:
    text = outline({"sebelum": {"wajib_bukti": True, "kosong": None}, "daftar": ["<a>", 1]})
    assert text == (
        '<ul class="s-plain"><li>Sebelum: <ul class="s-plain"><li>Wajib bukti: Ya</li></ul></li>'
        '<li>Daftar: <ul class="s-plain"><li>&lt;a&gt;</li><li>1</li></ul></li></ul>'
    )
    assert outline({}) == outline([]) == "–"


def test_the_audit_log_is_read_without_brackets(web: World) -> None:
    client = sign_in(web.app, "admin.setda")
    post(client, "/kelola/core-unit-kerja/new/", kode="88", nama="Bagian Delapan")
    with scope(EVERYWHERE):
        line = Jejak.select().where(Jejak.tindakan == "core.unit_kerja.create").order_by(Jejak.id.desc()).first()
    page = client.get(f"/kelola/core-jejak/details/?id={line.id}").get_data(as_text=True)
    assert "Unit kerja: menambah" in page and "core" not in page.split("<dl")[1].split("</dl>")[0]
    assert "Nama: Bagian Delapan" in page and "{" not in page.split("<dl")[1].split("</dl>")[0]


def _error(form: Form) -> str:
    form.validate()
    return " ".join(form.errors["isi"])
