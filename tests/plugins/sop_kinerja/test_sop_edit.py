"""The head of a draft: a new SOP, its identity, its lists, its end; and two people at one form."""

from dataclasses import replace

import pytest

from core.actor import acting
from core.audit import history
from core.errors import Busy, FieldErrors, NotAllowed, NotFound, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.sop import get_version
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit import identity_of, lists_of, name_is_fixed, save_identity, save_lists
from plugins.sop_kinerja.services.sop_new import NewSop, create_sop, delete_draft, what_goes
from plugins.sop_kinerja.services.sop_pertukaran import existing
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.services.sop_versions import new_version
from tests.plugins.sop_kinerja.sop_desk import ALL, change, new_draft, step_of


def test_a_new_sop_knows_its_department(department: PerangkatDaerah) -> None:
    make_user(department, (), "Sekretaris Daerah", kepala=True)
    with acting(make_user(department, ALL).actor):
        versi = create_sop(NewSop(nama="  Pengumpulan  Data ", pola="perintah"))
        data = data_of(versi)
        assert (versi.versi, versi.status, data.nama, data.kode) == (
            1,
            "konsep",
            "Pengumpulan Data",
            "pengumpulan_data",
        )
        assert (data.perangkat_daerah, data.kabupaten, data.pola) == ("Sekretariat Daerah", "Contoh", "perintah")
        assert data.disahkan_oleh_jabatan == "Sekretaris Daerah"
        with pytest.raises(FieldErrors, match=r"pengumpulan_data \(dari namanya\) sudah ada"):
            create_sop(NewSop(nama="Pengumpulan data"))
        assert create_sop(NewSop(nama="Pengumpulan data", kode="SOP-02/x".replace("/", "-"))).sop.kode == "sop-02-x"
    with acting(make_user(department, ("sop_kinerja.sop.update",)).actor), pytest.raises(NotAllowed):
        create_sop(NewSop(nama="Lain"))


def test_a_pasted_table_finds_the_sop_that_was_made_by_hand(department: PerangkatDaerah) -> None:
    nama = "Pengumpulan Data Kinerja Triwulanan, Semesteran, dan Tahunan Perangkat Daerah"
    with acting(make_user(department, ALL).actor):
        versi = create_sop(NewSop(nama=nama))
        found = existing(nama)
        assert found is not None and found.id == versi.sop_id


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (NewSop(), "nama"),
        (NewSop(nama="x" * 201), "nama"),
        (NewSop(nama="A", kode="a b"), "kode"),
        (NewSop(nama="–"), "kode"),
        (NewSop(nama="A", unit="99999"), "unit"),
        (NewSop(nama="A", pola="bulanan"), "pola"),
    ],
)
def test_what_a_new_sop_cannot_be(department: PerangkatDaerah, form: NewSop, field: str) -> None:
    with acting(make_user(department, ALL).actor):
        with pytest.raises(FieldErrors) as found:
            create_sop(form)
        assert list(found.value.fields) == [field]
        assert not SopDokumen.select().exists()


@pytest.mark.usefixtures("each_database")
def test_identity_and_lists_are_kept_as_typed(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL, "Penyusun").actor):
        versi = new_draft()
        form = replace(
            identity_of(versi),
            nomor="700/415/2023",
            tanggal_pembuatan="2023-08-15",
            hitungan_hari="kerja",
            unit="Bagian",
        )
        save_identity(versi, form, mark(identity_of(versi)))
        fresh = get_version(versi.uuid)
        assert identity_of(fresh) == form
        lists = replace(lists_of(fresh), dasar_hukum="PP 1\n\n  PP  2 \x00", penjelasan_singkat="Satu.\nDua.")
        save_lists(fresh, lists, mark(lists_of(fresh)))
        data = data_of(get_version(versi.uuid))
        assert (data.dasar_hukum, data.penjelasan_singkat) == (("PP 1", "PP 2"), "Satu.\nDua.")
        assert (data.unit, str(data.tanggal_pembuatan)) == ("Bagian", "2023-08-15")
        assert [(line.tindakan, line.rincian.get("bagian")) for line in history(versi)][-2:] == [
            ("sop_kinerja.sop.update", "Identitas"),
            ("sop_kinerja.sop.update", "Dasar hukum dan daftar lain"),
        ]


def test_what_cannot_be_kept_is_said_by_field(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(2)
        change(versi, 2, satuan="hari")
        opened = identity_of(versi)
        wrong = replace(
            opened, nama=" ", tanggal_revisi="2023-02-30", nomor="9" * 101, satuan_waktu="menit", hitungan_hari="x"
        )
        with pytest.raises(FieldErrors) as found:
            save_identity(versi, wrong, mark(opened))
        assert set(found.value.fields) == {"nama", "tanggal_revisi", "nomor", "satuan_waktu", "hitungan_hari"}
        assert "Langkah 1, 2 belum memakai menit" in found.value.fields["satuan_waktu"]
        with pytest.raises(FieldErrors, match="Paling banyak 200 baris"):
            save_lists(versi, replace(lists_of(versi), tujuan="a\n" * 201), mark(lists_of(versi)))
        with pytest.raises(FieldErrors, match="Baris 2 terlalu panjang"):
            save_lists(versi, replace(lists_of(versi), tujuan="a\n" + "b" * 1001), mark(lists_of(versi)))


def test_two_people_at_one_form(department: PerangkatDaerah) -> None:
    first, second = (make_user(department, ALL, name) for name in ("Penyusun Satu", "Penyusun Dua"))
    with acting(first.actor):
        versi = new_draft()
    opened = lists_of(versi)
    with acting(second.actor):
        save_lists(versi, replace(opened, tujuan="Punya dua"), mark(opened))
    with acting(first.actor):
        with pytest.raises(Busy, match="disimpan oleh Penyusun Dua"):
            save_lists(versi, replace(opened, tujuan="Punya satu"), mark(opened))
        now = lists_of(get_version(versi.uuid))
        assert now.tujuan == "Punya dua"
        # Another part was not touched: nobody is in the way there.
        save_identity(versi, replace(identity_of(versi), nomor="1"), mark(identity_of(versi)))
        save_lists(versi, replace(opened, tujuan="Punya satu"), mark(now))


def test_the_name_stays_once_a_version_is_ratified(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        form = identity_of(versi)
        save_identity(versi, replace(form, nama="Nama Baru", pola="bertingkat"), mark(form))
        versi = get_version(versi.uuid)
        assert (versi.sop.nama, versi.sop.pola, step_of(versi, 1).kadensi) == ("Nama Baru", "bertingkat", "triwulan")
        ratify(versi)
        with pytest.raises(StateError, match="Buat versi baru"):
            save_identity(versi, form, mark(identity_of(versi)))
        draft = new_version(versi)
        assert name_is_fixed(draft)
        save_identity(draft, replace(identity_of(draft), nama="Lain", nomor="2"), mark(identity_of(draft)))
        draft = get_version(draft.uuid)
        assert (draft.sop.nama, draft.nomor) == ("Nama Baru", "2")


@pytest.mark.usefixtures("each_database")
def test_a_draft_is_deleted_with_all_that_it_says(department: PerangkatDaerah) -> None:
    user = make_user(department, ALL)
    with acting(user.actor):
        versi = new_draft(2)
        ratify(versi)
        draft = new_version(versi)
        assert what_goes(draft) == "konsep versi 2 dengan 2 langkah dan 1 kolom pelaksana"
        with pytest.raises(StateError):
            delete_draft(versi)
        assert delete_draft(draft) is False
        assert [row.id for row in SopVersi.select()] == [versi.id]
        assert (SopLangkah.select().count(), SopPelaksana.select().count()) == (2, 1)
        alone = new_draft(nama="Sendiri")
        opened = identity_of(alone)
        assert delete_draft(alone) is True
        assert SopDokumen.select().count() == 1
        with pytest.raises(NotFound, match="sudah dihapus"):
            save_identity(alone, opened, mark(opened))
    with acting(make_user(department, ("sop_kinerja.sop.update",)).actor), pytest.raises(NotAllowed):
        delete_draft(versi)
