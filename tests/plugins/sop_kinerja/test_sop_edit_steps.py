"""The steps of a draft: what is typed is what the form says, and what names a step follows it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from core.actor import acting
from core.errors import Busy, FieldErrors, InputError, NotFound, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import JenisAcuan, SopLangkah
from plugins.sop_kinerja.services.sop import steps_of
from plugins.sop_kinerja.services.sop_actions import on_offer
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit_columns import Column, add_column
from plugins.sop_kinerja.services.sop_edit_steps import add_step, get_step, move_step, new_form, remove_step, save_step
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopform import KebutuhanData
from tests.plugins.sop_kinerja.kasus_world import lamandau
from tests.plugins.sop_kinerja.sop_desk import ALL, change, form_of, new_draft, put, step_of, uuid_of, words


@pytest.mark.usefixtures("each_database")
def test_a_step_says_what_was_typed(department: PerangkatDaerah, activate: Callable[..., None]) -> None:
    activate("sop_kinerja", department)
    with acting(make_user(department, ALL).actor):
        versi = new_draft(3)
        add_column(versi, Column("Tim"))
        JenisAcuan.create(perangkat_daerah=department, kode="renja", nama="Rencana Kerja")
        change(
            versi,
            2,
            uraian="Memeriksa\ndata",
            jenis="keputusan",
            oleh="tim",
            serta=("kabag",),
            kelengkapan=(("Rencana Kerja", "acuan:renja"), ("Hasil A", f"hasil:{uuid_of(versi, 1)}"), ("Kertas", "")),
            waktu="30",
            satuan="menit",
            output="Data",
            keterangan="cepat",
            tidak=uuid_of(versi, 1),
            aksi="kinerja.verifikasi",
        )
        step = data_of(versi).langkah[1]
        assert (step.uraian, step.jenis, step.pelaksana) == ("Memeriksa\ndata", "keputusan", ("tim", "kabag"))
        assert (step.waktu_nilai, step.waktu_satuan, step.output, step.keterangan) == (30, "menit", "Data", "cepat")
        assert (step.ya_ke, step.tidak_ke, step.aksi, step.kadensi) == (3, 1, "kinerja.verifikasi", "kampanye")
        assert step.kelengkapan == ("Rencana Kerja", "Hasil A", "Kertas")
        assert step.kebutuhan == (
            KebutuhanData("Rencana Kerja", "acuan", "renja"),
            KebutuhanData("Hasil A", "hasil", dari=1),
        )
        change(versi, 2)  # saved as it is, it stays as it is
        assert data_of(versi).langkah[1] == step
        ratify(versi)
        with pytest.raises(StateError, match="Buat versi baru"):
            change(versi, 2, uraian="Lain")


def test_gaps_are_let_through(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        put(versi, "B", oleh="", waktu="", jenis="keputusan")
        step = data_of(versi).langkah[1]
        assert (step.pelaksana, step.waktu_nilai, step.tidak_ke) == ((), 0, None)
        assert form_of(versi, 2).waktu == ""
        with pytest.raises(StateError, match=r"Langkah 2 belum mempunyai pelaksana. Langkah 2 adalah keputusan"):
            ratify(versi)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"uraian": " "}, "uraian", "wajib diisi"),
        ({"uraian": "x" * 2001}, "uraian", "paling banyak 2000"),
        ({"jenis": "rapat"}, "jenis", "Pilih"),
        ({"waktu": "1,5"}, "waktu", "bilangan bulat"),
        ({"waktu": "-3"}, "waktu", "bilangan bulat"),
        ({"waktu": "٣"}, "waktu", "bilangan bulat"),
        ({"waktu": "9" * 30}, "waktu", "paling banyak 99.999"),
        ({"satuan": "minggu"}, "satuan", "“minggu” tidak dikenal"),
        ({"oleh": "bupati"}, "oleh", "tidak ada"),
        ({"oleh": "", "serta": ("kabag",)}, "oleh", "Pilih siapa yang mengerjakan"),
        ({"serta": ("bupati",)}, "serta", "tidak ada"),
        ({"mulai": True}, "mulai", "sudah dimulai di langkah 1"),
        ({"aksi": "roket.luncur"}, "aksi", "tidak ditawarkan"),
        ({"ya": "x"}, "ya", "tidak ada"),
        ({"tidak": "x", "jenis": "keputusan"}, "tidak", "tidak ada"),
        ({"output": "x" * 251}, "output", "paling banyak 250"),
        ({"kelengkapan": (("A", ""), ("A", ""))}, "kelengkapan-2", "disebut dua kali"),
        ({"kelengkapan": (("", "laporan"),)}, "kelengkapan-1", "wajib diisi"),
        ({"kelengkapan": (("A", "acuan:rahasia"),)}, "kelengkapan-1", "jenis dokumen acuan ini tidak ada"),
        ({"kelengkapan": (("A", "hasil:x"),)}, "kelengkapan-1", "langkah yang menghasilkannya tidak ada"),
        ({"kelengkapan": (("A", "laporan"),)}, "kelengkapan-1", "hanya langkah semester atau tahunan"),
        ({"kelengkapan": (("A", "apa"),)}, "kelengkapan-1", "pilih apa yang diperiksa"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    department: PerangkatDaerah, typed: dict[str, Any], field: str, sentence: str
) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(3)
        before = data_of(versi)
        with pytest.raises(FieldErrors) as found:
            change(versi, 2, **typed)
        assert list(found.value.fields) == [field] and sentence in found.value.fields[field]
        assert data_of(versi) == before


def test_arrows_go_where_they_can(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(4)
        one, two, three, four = (uuid_of(versi, nomor) for nomor in (1, 2, 3, 4))
        for typed, sentence in (
            ({"ya": one}, "harus ke langkah sesudah"),
            ({"tidak": one}, "Hanya keputusan"),
            ({"jenis": "keputusan", "tidak": three}, "harus kembali ke langkah sebelumnya"),
            ({"kelengkapan": (("Hasil", f"hasil:{four}"),)}, "saling menunggu"),
        ):
            with pytest.raises(FieldErrors, match=sentence):
                change(versi, 2, **typed)
        change(versi, 1, ya=three)
        change(versi, 2, ya="selesai")
        change(versi, 4, ya="selesai")  # the last is the end anyway
        assert [step.ya_ke for step in steps_of(versi)] == [3, 0, None, None]
        change(versi, 1, ya=two)  # which is the next
        assert [step.ya_ke for step in data_of(versi).langkah] == [2, 0, 4, 0]


def test_a_tiered_sop_keeps_its_runs_apart(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(2, pola="bertingkat")
        put(versi, "C", kadensi="semester", kelengkapan=(("Laporan Triwulan", "laporan"),))
        put(versi, "D")
        assert [step.kadensi for step in steps_of(versi)] == ["triwulan", "triwulan", "semester", "semester"]
        with pytest.raises(FieldErrors, match="pelaksanaan yang lain"):
            change(versi, 3, jenis="keputusan", tidak=uuid_of(versi, 1))
        with pytest.raises(FieldErrors, match="pelaksanaan yang lain"):
            change(versi, 3, kelengkapan=(("Hasil", f"hasil:{uuid_of(versi, 1)}"),))
        with pytest.raises(FieldErrors, match="Pilih kapan"):
            change(versi, 3, kadensi="kampanye")
        change(versi, 3, mulai=True)  # the semester begins somewhere too
        with pytest.raises(FieldErrors, match="sudah dimulai di langkah 3"):
            change(versi, 4, mulai=True)
        ratify(versi)


def test_minutes_only_where_the_form_says_so(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft()
        type(versi).update(satuan_waktu="menit").where(type(versi).id == versi.id).execute()
        with pytest.raises(FieldErrors, match="Semua waktu formulir ini dalam menit"):
            put(versi, "A", satuan="jam")
        put(versi, "A", satuan="menit")


@pytest.mark.usefixtures("each_database")
def test_steps_take_their_arrows_along(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(5)
        change(versi, 1, ya=uuid_of(versi, 3))
        change(versi, 4, jenis="keputusan", tidak=uuid_of(versi, 2), kelengkapan=(("B", f"hasil:{uuid_of(versi, 2)}"),))
        assert put(versi, "X", 2) == ()
        assert words(versi) == "AXBCDE"
        d = step_of(versi, 5)
        assert (step_of(versi, 1).ya_ke, d.tidak_ke, d.kebutuhan[0]["dari"]) == (4, 3, 3)
        assert move_step(versi, uuid_of(versi, 2), 1, 2) == ()
        assert words(versi) == "ABXCDE"
        assert (step_of(versi, 5).tidak_ke, step_of(versi, 1).ya_ke) == (2, 4)
        assert remove_step(versi, uuid_of(versi, 4), 4) == ()  # A led to C, which is gone: now to D after it
        assert words(versi) == "ABXDE" and step_of(versi, 1).ya_ke == 4
        gone = remove_step(versi, uuid_of(versi, 2), 2)
        assert gone == (
            "Langkah 3: tentukan lagi ke langkah mana Tidak kembali.",
            "Langkah 3: kelengkapan dari hasil langkah lain tidak diperiksa lagi.",
        )
        assert (step_of(versi, 3).tidak_ke, step_of(versi, 3).kebutuhan, step_of(versi, 3).kelengkapan) == (
            None,
            [],
            ["B"],
        )
        assert [step.mulai for step in steps_of(versi)] == [True, False, False, False]
        remove_step(versi, uuid_of(versi, 1), 1)
        assert words(versi) == "XDE" and step_of(versi, 1).mulai  # the work begins at the first step, as it did
        put(versi, "N", 1)
        assert [bool(step.mulai) for step in steps_of(versi)] == [True, False, False, False]
        put(versi, "M", 1, mulai=False)
        assert [bool(step.mulai) for step in steps_of(versi)] == [False, True, False, False, False]
        assert move_step(versi, uuid_of(versi, 1), -1, 1) == ()
        with pytest.raises(Busy, match="Langkah 3 kini bernomor 4"):
            move_step(versi, uuid_of(versi, 4), 1, 3)


def test_an_imported_draft_is_one_row_of_steps(department: PerangkatDaerah) -> None:
    """Seeds say «Ya to 2» of step 1: that is the next step, and stays it wherever the step goes."""
    with acting(make_user(department, ALL).actor):
        versi = import_sop(replace(lamandau(), kode="lain"), department.id)
        last = uuid_of(versi, 10)
        move_step(versi, last, -1, 10)
        assert [step.ya_ke for step in data_of(versi).langkah] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 0]
        put(versi, "Menutup", oleh="tim_kinerja")
        assert [step.ya_ke for step in data_of(versi).langkah][-2:] == [11, 0]
        remove_step(versi, uuid_of(versi, 1), 1)
        assert [step.tidak_ke for step in steps_of(versi) if step.jenis == "keputusan"][:2] == [None, 1]


def test_a_form_sent_twice_makes_one_step(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft()
        uuid, form = str(uuid4()), replace(new_form(versi, 1), uraian="A")
        add_step(versi, form, 1, uuid)
        add_step(versi, form, 1, uuid)
        assert words(versi) == "A"
        with pytest.raises(InputError, match="tidak lengkap"):
            add_step(versi, form, 1, "bukan uuid")


def test_two_people_at_one_step(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(3)
        uuid, opened = uuid_of(versi, 3), form_of(versi, 3)
        put(versi, "X", 1)  # other numbers are no change of the step
        save_step(versi, uuid, replace(opened, uraian="Satu"), mark(opened))
        with pytest.raises(Busy, match="Langkah 4 baru saja disimpan"):
            save_step(versi, uuid, replace(opened, uraian="Dua"), mark(opened))
        remove_step(versi, uuid, 4)
        with pytest.raises(NotFound, match="baru saja dihapus"):
            get_step(versi, uuid)


def test_an_action_whose_plugin_is_off_stays_and_says_so(
    department: PerangkatDaerah, activate: Callable[..., None]
) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        SopLangkah.update(aksi="surat.draf").where(SopLangkah.versi == versi.id).execute()
        assert dict(on_offer(department.id, ["surat.draf"]))["surat.draf"] == (
            "Surat: draf (tidak aktif di perangkat daerah ini)"
        )
        change(versi, 1, uraian="Lain")
        assert step_of(versi, 1).aksi == "surat.draf"
    activate("surat", department)
    assert "tidak aktif" not in dict(on_offer(department.id, ["surat.draf"]))["surat.draf"]
