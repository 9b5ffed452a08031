"""What a step needs before it begins, read from the words of the forms, or said outright by the file."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.kebutuhan import ACUAN, yields
from plugins.sop_kinerja.sopdata import SopDataError, seed_sops
from plugins.sop_kinerja.sopform import KebutuhanData
from tests.plugins.sop_kinerja.good_sops import guess_needs
from tests.plugins.sop_kinerja.test_sopdata import BALANGAN, GOOD, load

SOPS = {sop.kode: sop for sop in seed_sops()}
PK, RENCANA = ("pk", None), ("rencana_aksi", None)


def said(kode: str) -> dict[int, list[tuple[str, int | None]]]:
    """Step -> its needs as (kind of reference, or `laporan`; or the step that yields it)."""
    return {
        step.nomor: [(need.kode or need.jenis, need.dari) for need in step.kebutuhan] for step in SOPS[kode].langkah
    }


@pytest.mark.parametrize("kode", BALANGAN)
def test_balangan_needs_references_then_its_own_outputs_then_the_reports_below(kode: str) -> None:
    found = said(kode)
    assert set(found[1]) == {PK, RENCANA}
    assert {PK, RENCANA} <= set(found[2]) and {PK, RENCANA, ("progres_bulanan", None)} <= set(found[3])
    assert [need for need in found[4] + found[5] if need[0] == "hasil"] == [("hasil", 3), ("hasil", 4)]
    assert found[6] == [("catatan_pembagian_tugas", None)]
    assert found[7] == found[9] == [("laporan", None)]
    assert found[8] == [("hasil", 7)]


def test_a_disposition_comes_from_the_step_before_it() -> None:
    assert said("bpkpad_balangan")[2][0] == ("hasil", 1)
    assert said("bpkpad_balangan")[3][0] == ("hasil", 2)
    assert said("inspektorat_balangan")[2] == [PK, RENCANA]  # «Disposisi Perjanjian Kinerja», run together in print


def test_lamandau_needs_what_its_steps_make_and_no_paper_or_pens() -> None:
    found = said("organisasi_lamandau")
    assert found == {
        1: [], 2: [("hasil", 1)], 3: [], 4: [], 5: [], 6: [], 7: [],
        8: [("hasil", 7)] * 3, 9: [("hasil", 8)] * 2, 10: [("hasil", 8), ("hasil", 9)],
    }  # fmt: skip


def test_banggai_hands_one_document_on() -> None:
    found = said("batui_selatan_banggai")
    assert found == {1: [], **{number: [("hasil", number - 1)] for number in range(2, 10)}}
    marks = {column.kode: column.tanda for column in SOPS["batui_selatan_banggai"].pelaksana}
    assert marks == {
        "camat": "tanda_tangan",
        "sekretaris": "paraf",
        "kepala_seksi_lurah": "tanpa",
        "kasubag": "paraf",
        "kasubag_perenc": "paraf",
    }


@pytest.mark.parametrize(
    ("output", "wanted", "answer"),
    [
        ("Lembar Disposisi", "Disposisi", True),
        ("Disposisi", "Disposisi Kabag", True),
        ("Draft Laporan Kinerja", "Draft laporan kinerja", True),
        ("Data Laporan Kinerja; Draft Rekapitulasi", "Rekapitulasi Data Kinerja Perangkat Daerah", True),
        ("Data Kinerja diterima di Bagian Organisasi", "Data Kinerja", True),
        ("Dokumen Format data", "Dokumen", True),
        ("Dokumen Format data", "Format data", True),
        ("Surat Permintaan Data Kinerja", "Data Kinerja", False),
        ("Surat Permintaan Data Kinerja", "Surat Pengantar", False),
        ("Draft Laporan Kinerja", "Dokumen", False),
        ("", "Disposisi", False),
        ("Disposisi", "", False),
    ],
)
def test_what_yields_what(output: str, wanted: str, answer: bool) -> None:
    assert yields(output, wanted) is answer


@given(
    st.lists(
        st.lists(
            st.sampled_from(["PK", "Disposisi", "Dokumen", "Data Kinerja", "Laporan Triwulan", "Kertas", "?"]),
            max_size=4,
        ),
        min_size=1,
        max_size=9,
    )
)
def test_a_need_names_a_kelengkapan_and_comes_from_before(cells: list[list[str]]) -> None:
    sample = SOPS["bpkpad_balangan"]
    steps = tuple(
        replace(sample.langkah[at % 9], nomor=at + 1, kelengkapan=tuple(cell), output="; ".join(cell), kebutuhan=())
        for at, cell in enumerate(cells)
    )
    sop = guess_needs(replace(sample, langkah=steps))
    for step in sop.langkah:
        assert {need.nama for need in step.kebutuhan} <= set(step.kelengkapan)
        for need in step.kebutuhan:
            assert (need.kode in ACUAN) == (need.jenis == "acuan")
            assert (need.dari in range(1, step.nomor)) == (need.jenis == "hasil")
    assert guess_needs(sop) == sop


SAID = 'kelengkapan = ["SK Tim", "PK"]\nkebutuhan = [{nama = "SK Tim", jenis = "acuan", kode = "sk_tim"}]\nnomor = 1'


def test_a_file_may_say_it_outright(tmp_path: Path) -> None:
    sop = load(tmp_path, GOOD.replace("nomor = 1", SAID, 1))
    assert sop.langkah[0].kebutuhan == (KebutuhanData("SK Tim", "acuan", "sk_tim"),)
    silent = load(tmp_path, GOOD.replace("nomor = 1", 'kelengkapan = ["PK"]\nkebutuhan = []\nnomor = 1', 1))
    assert silent.langkah[0].kebutuhan == ()
    guessed = load(tmp_path, GOOD.replace("nomor = 1", 'kelengkapan = ["PK"]\nnomor = 1', 1))
    assert guessed.langkah[0].kebutuhan == (KebutuhanData("PK", "acuan", "pk"),)


def test_marks_and_the_meaning_of_a_day_in_a_file(tmp_path: Path) -> None:
    text = GOOD.replace('jenis = "jabatan"', 'jenis = "jabatan"\ntanda = "paraf"', 1)
    sop = load(tmp_path, text.replace("satuan_waktu", 'hitungan_hari = "kerja"\nsatuan_waktu', 1))
    assert (sop.pelaksana[0].tanda, sop.hitungan_hari) == ("paraf", "kerja")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('{nama = "Lain", jenis = "acuan", kode = "x"}', "“Lain” tidak ada dalam kelengkapan langkah ini"),
        ('{nama = "PK", jenis = "acuan"}', "“PK”: kode jenis dokumen wajib pada acuan"),
        ('{nama = "PK", jenis = "hasil", dari = 1, kode = "pk"}', "kode jenis dokumen wajib pada acuan, dan hanya"),
        ('{nama = "PK", jenis = "hasil"}', "“PK”: dari harus nomor sebuah langkah sebelum langkah ini"),
        ('{nama = "PK", jenis = "hasil", dari = 2}', "“PK”: dari harus nomor sebuah langkah sebelum langkah ini"),
        ('{nama = "PK", jenis = "acuan", kode = "pk", dari = 1}', "“PK”: dari hanya untuk hasil langkah lain"),
        ('{nama = "PK", jenis = "laporan"}', "hanya langkah semester dan tahunan"),
        ('{nama = "PK", jenis = "pinjam"}', "kebutuhan 1, isian jenis: “pinjam” tidak dikenal"),
        ('{nama = "PK", jenis = "laporan", dar = 1}', "kebutuhan 1, isian dar: nama isian ini tidak dikenal"),
        ('"PK"', "isian kebutuhan: paling sedikit satu tabel"),
    ],
)
def test_a_need_that_cannot_be_met_is_refused(tmp_path: Path, field: str, message: str) -> None:
    text = GOOD.replace("nomor = 2", f'kelengkapan = ["PK"]\nkebutuhan = [{field}]\nnomor = 2', 1)
    with pytest.raises(SopDataError, match=re.escape(message)):
        load(tmp_path, text)


def test_the_seeds_say_nothing_that_their_words_would_not() -> None:
    for sop in SOPS.values():
        assert guess_needs(replace(sop, langkah=tuple(replace(s, kebutuhan=()) for s in sop.langkah))) == sop
