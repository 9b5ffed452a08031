"""Two SOPs side by side: which step is which, what counts as another writing only, and what it comes to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.banding import CONTENT, SAME, WRITING, changes, compare, summarise
from plugins.sop_kinerja.banding.ringkasan import numbers
from plugins.sop_kinerja.banding.tulisan import degree, degree_of_items
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import LangkahData, SopData

SEEDS = {sop.kode: sop for sop in seed_sops()}
INSPEKTORAT, BPKPAD, DKP3 = (SEEDS[f"{name}_balangan"] for name in ("inspektorat", "bpkpad", "dkp3"))
LAMANDAU = SEEDS["organisasi_lamandau"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Draft Laporan Kinerja", "Draft Laporan Kinerja", SAME),
        ("Rencana aksi", "RENCANA AKSI;", WRITING),
        ("PK", "Perjanjian Kinerja", WRITING),
        ("Laporan Progress Bulanan", "Laporan Progres Bulanan", WRITING),
        ("Kinerja Aksi", "Rencana Aksi", WRITING),
        ("Kasubag Perenc", "Kasubbag Perencanaan", WRITING),
        ("Dokjumen Surat Keluar", "Dokumen Surat Keluar", WRITING),
        ("kepada OPD dan Intansi terkait", "kepada OPD dan Instansi terkait", WRITING),
        ("Merekap dua laporan untuk menyusun laporan", "Merekap dua laporan untuk menyusun laporan kinerja", WRITING),
        ("Merekap 2 laporan", "Merekap 4 laporan", CONTENT),
        ("Laporan triwulan", "Laporan semester", CONTENT),
        ("Setuju", "Tidak setuju", CONTENT),
        ("", "Disposisi", CONTENT),
    ],
)
def test_what_is_only_another_writing(left: str, right: str, expected: int) -> None:
    assert degree(left, right) == degree(right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["PK", "Rencana Aksi"], ["Rencana aksi", "Perjanjian Kinerja"], WRITING),
        (["Disposisi Perjanjian Kinerja", "Kinerja Aksi"], ["Disposisi", "Rencana Aksi", "PK"], WRITING),
        (["PK", "Rencana Aksi"], ["PK"], CONTENT),
        (["PK", "PK"], ["PK"], CONTENT),
        ([], ["Disposisi"], CONTENT),
    ],
)
def test_lists_whose_order_says_nothing(left: list[str], right: list[str], expected: int) -> None:
    assert degree_of_items(left, right) == degree_of_items(right, left) == expected


@pytest.mark.parametrize(("left", "right"), [(INSPEKTORAT, DKP3), (BPKPAD, INSPEKTORAT)])
def test_balangans_departments_differ_only_in_who_does_it(left: SopData, right: SopData) -> None:
    found = compare(left, right)
    assert summarise(found).startswith(
        "Kesembilan langkahnya sama; yang berbeda hanya pelaksananya (langkah 2–5 dan 7–9)."
    )
    on_paper = {one.field for pair in found.steps for one in pair.content} - {"kebutuhan", "aksi"}
    assert on_paper == {"pelaksana"}


def test_the_two_with_the_same_columns() -> None:
    assert summarise(compare(BPKPAD, DKP3)).startswith("Kesembilan langkahnya sama, termasuk pelaksana dan mutu baku")


def test_others_have_no_step_in_common() -> None:
    found = compare(LAMANDAU, DKP3)
    assert summarise(found) == (
        "Tidak ada langkah yang sama; 10 langkah hanya ada di kiri; 9 langkah hanya ada di kanan."
    )
    assert [pair.state for pair in found.steps] == ["kiri"] * 10 + ["kanan"] * 9


def test_a_step_put_in_between_shifts_numbers_and_nothing_else() -> None:
    new = _insert(LAMANDAU, 3, "Rapat persiapan dengan seluruh tim")
    assert changes(LAMANDAU, new) == ("Langkah 3 ditambah: «Rapat persiapan dengan seluruh tim».",)
    assert changes(new, LAMANDAU) == ("Langkah 3 dihapus: «Rapat persiapan dengan seluruh tim».",)


def test_each_field_of_a_step_has_its_sentence() -> None:
    new = _with(LAMANDAU, 4, waktu_nilai=2, tidak_ke=1, output="Surat", aksi="", pelaksana=("sekda", "tim_kinerja"))
    assert changes(LAMANDAU, new) == (
        "Langkah 4: pelaksana berubah: «Asisten Administrasi Umum» menjadi «Sekda, Tim Kinerja».",
        "Langkah 4: waktu berubah: «1 jam» menjadi «2 jam».",
        "Langkah 4: output berubah: «Rancangan Surat Permintaan Data Kinerja» menjadi «Surat».",
        "Langkah 4: Ya/Tidak berubah: «Ya: langkah 5; Tidak: langkah 2» menjadi «Ya: langkah 5; Tidak: langkah 1».",
        "Langkah 4: aksi dikosongkan, semula «surat.paraf».",
    )


def test_sixty_minutes_are_an_hour_in_another_writing() -> None:
    (pair,) = [one for one in compare(LAMANDAU, _with(LAMANDAU, 2, waktu_nilai=60, waktu_satuan="menit")).steps
               if one.differences]  # fmt: skip
    assert pair.state == "tulisan" and pair.writing[0].field == "waktu"


def test_a_step_that_moved_is_one_step() -> None:
    steps = {step.uraian: step for step in DKP3.langkah}
    order = [*DKP3.langkah[:2], *DKP3.langkah[3:5], DKP3.langkah[2], *DKP3.langkah[5:]]
    moved = replace(DKP3, langkah=tuple(replace(step, nomor=i) for i, step in enumerate(order, 1)))
    found = compare(DKP3, moved)
    assert len(found.steps) == len(steps)
    assert [pair.left.nomor for pair in found.steps if pair.left and pair.moved] == [3]


def test_columns_boxes_and_header() -> None:
    first, second, *rest = LAMANDAU.pelaksana
    new = replace(
        LAMANDAU,
        nomor="000.8.3.3/15/OR",
        dasar_hukum=LAMANDAU.dasar_hukum[1:],
        pelaksana=(replace(first, label="Kepala Biro"), replace(second, tanda="paraf"), *rest),
    )
    sentences = changes(LAMANDAU, new)
    assert sentences[0] == "Nomor SOP diisi: «000.8.3.3/15/OR»."
    assert sentences[1].startswith("Dasar hukum dihapus: «Peraturan Pemerintah")
    assert sentences[2:] == (
        "Kolom pelaksana «Kabag Organisasi» kini berjudul «Kepala Biro».",
        "Kolom pelaksana «Tim Kinerja»: tanpa pencatatan menjadi paraf.",
        "Langkah 1: pelaksana ditulis lain: «Kabag Organisasi» menjadi «Kepala Biro».",
        "Langkah 3: pelaksana ditulis lain: «Kabag Organisasi» menjadi «Kepala Biro».",
        "Langkah 9: pelaksana ditulis lain: «Kabag Organisasi» menjadi «Kepala Biro».",
    )


@pytest.mark.parametrize(
    ("given_", "shown"), [([1], "langkah 1"), ([1, 2], "langkah 1 dan 2"), ([5, 1, 2, 3], "langkah 1–3 dan 5")]
)
def test_numbers_in_words(given_: list[int], shown: str) -> None:
    assert numbers(given_) == shown


@given(st.sampled_from(sorted(SEEDS)), st.lists(st.integers(1, 9), unique=True, max_size=5))
def test_every_step_stands_in_exactly_one_pair(kode: str, without: list[int]) -> None:
    """Also of drafts with holes; and an SOP compared with itself has nothing to say."""
    sop = SEEDS[kode]
    part = replace(sop, langkah=tuple(step for step in sop.langkah if step.nomor not in without))
    found = compare(sop, part)
    assert sorted(pair.left.nomor for pair in found.steps if pair.left) == [step.nomor for step in sop.langkah]
    assert sorted(pair.right.nomor for pair in found.steps if pair.right) == [step.nomor for step in part.langkah]
    assert changes(part, part) == ()


def test_two_empty_drafts() -> None:
    empty = replace(DKP3, langkah=())
    assert summarise(compare(empty, empty)) == "Kedua SOP belum mempunyai langkah."


def _with(sop: SopData, nomor: int, **changed: object) -> SopData:
    return replace(sop, langkah=tuple(replace(s, **changed) if s.nomor == nomor else s for s in sop.langkah))


def _insert(sop: SopData, nomor: int, uraian: str) -> SopData:
    """The SOP with one more plain step at `nomor`; what pointed past it points on."""

    def later(number: int | None) -> int | None:
        return number + 1 if number and number >= nomor else number

    def shift(step: LangkahData) -> LangkahData:
        needs = tuple(replace(need, dari=later(need.dari)) for need in step.kebutuhan)
        following = step.ya_ke + 1 if step.ya_ke > nomor else step.ya_ke
        return replace(
            step, nomor=later(step.nomor) or 0, ya_ke=following, tidak_ke=later(step.tidak_ke), kebutuhan=needs
        )

    new = replace(
        sop.langkah[0], nomor=nomor, uraian=uraian, mulai=False, ya_ke=nomor + 1, output="Notula", kelengkapan=("ATK",)
    )
    shifted = [shift(step) for step in sop.langkah]
    return replace(sop, langkah=(*shifted[: nomor - 1], new, *shifted[nomor - 1 :]))
