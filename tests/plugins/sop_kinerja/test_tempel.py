"""Tables pasted from Word, Excel and scans: what can be read is read right, what cannot is told line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.banding import CONTENT
from plugins.sop_kinerja.banding.tulisan import degree
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.tempel import Pasted, read_table
from plugins.sop_kinerja.tempel.waktu import Time, Unreadable, read_time
from tests.plugins.sop_kinerja import pasted_forms

SEEDS = {sop.kode: sop for sop in seed_sops()}
HEAD = (
    "No\tUraian Kegiatan\tPelaksana\t\tMutu Baku\t\t\tKeterangan\n\t\tStaf\tKepala\tKelengkapan\tWaktu\tOutput\t\n"
    "1\t2\t3\t4\t5\t6\t7\t8\n"
)


def sentences(found: Pasted) -> str:
    return "\n".join(str(one) for one in found.problems)


@pytest.mark.parametrize("kode", sorted(pasted_forms.TABLES))
def test_the_forms_as_they_come_out_of_a_scan(kode: str) -> None:
    """The tables of the five documents as scans gave them: nine steps with their times, needs and outputs."""
    sop = SEEDS[kode]
    found = read_table(pasted_forms.TABLES[kode], sop.pola)
    assert not found.fatal, sentences(found)
    assert [degree(a.label, b.label) != CONTENT for a, b in zip(found.columns, sop.pelaksana, strict=True)]
    assert found.satuan_waktu == sop.satuan_waktu
    assert found.printed_total == sop.jumlah_waktu_tercetak
    for read, step in zip(found.steps, sop.langkah, strict=True):
        assert degree(read.uraian, step.uraian) != CONTENT
        for name in ("nomor", "waktu", "kelengkapan", "output", "keterangan", "kadensi", "ya_ke", "mulai", "selesai"):
            assert getattr(read, name) == getattr(step, name), (read.nomor, name)


def test_performers_where_the_form_shows_them() -> None:
    found = read_table(pasted_forms.TABLES["dkp3_balangan"], "bertingkat")
    labels = {column.kode: column.label for column in found.columns}
    shown = [[labels[kode] for kode in step.pelaksana] for step in found.steps]
    kasubbag = "Kasubbag Perencanaan dan Pelaporan"
    assert shown == [
        ["Sekretaris"],
        [kasubbag],
        ["Kepala Bidang"],
        ["Kepala Seksi"],
        [kasubbag],
        [],
        [],
        [],
        [kasubbag],
    ]
    said = sentences(found)
    assert "langkah 7: ada tanda Ya (kolom Kepala Bidang) dan Tidak (kolom Kepala Seksi)" in said
    assert "Pelaksana langkah 6, 7, 8 tidak tertanda di tabel" in said


def test_a_scan_without_columns_takes_nothing_and_names_each_line() -> None:
    found = read_table(pasted_forms.LAMANDAU)
    assert not found.steps and not found.columns
    assert "Tabel langkah tidak ditemukan" in found.fatal[0].sentence
    lines = [one for one in found.fatal if one.line]
    assert len(lines) == 10
    assert str(lines[1]).startswith("Baris 9: waktu «1 Jam» terbaca, tetapi kolom-kolomnya menyatu")


def row(
    number: object, uraian: str, time: str, marks: str = "\t", needs: str = "Disposisi", output: str = "Surat"
) -> str:
    return f"{number}\t{uraian}\t{marks}\t{needs}\t{time}\t{output}\t\n"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (row(1, "Menyusun", "30 Hri"), "Baris 4: satuan waktu «Hri» pada «30 Hri» tidak dikenal; tulis Menit, Jam"),
        (row(1, "Menyusun", ""), "Baris 4: tidak ada waktu yang terbaca"),
        (row(1, "Menyusun", "lama"), "tidak ada waktu yang terbaca"),
        (row(1, "Menyusun", "1 hari 2 jam"), "mencampur hari dengan jam"),
        (row(1, "Menyusun", "0,5 hari"), "bukan bilangan hari yang utuh"),
        (row(1, "", "1 Hari"), "uraian kegiatannya kosong"),
        ("1\tMenyusun\t15 Menit\n", "kolomnya kurang"),
        (row(1, "A", "1 jam") + row(3, "B", "1 jam"), "Baris 5: bernomor 3, seharusnya 2"),
        (row(1, "A", "1 jam") + row(1, "A", "1 jam"), "bernomor 1, seharusnya 2"),
        (
            row(1, "A", "1 jam") + "2 Memeriksa konsep Disposisi 1 Hari Surat\n",
            "Baris 5: ada waktu, tetapi kolom-kolom",
        ),
        ("", "tidak ada satu pun baris langkah"),
        (row(1, "A", "1 jam") + HEAD.replace("Kepala", "Camat"), "kolom pelaksana di sini lain"),
        (row(1, "A", "1 jam") + "No\tUraian\tPelaksana\n", "Kepala tabel tidak lengkap"),
    ],
)
def test_what_cannot_be_read_stops_it_and_says_where(lines: str, sentence: str) -> None:
    found = read_table(HEAD + lines)
    assert sentence in "\n".join(str(one) for one in found.fatal), sentences(found)


def test_a_row_that_cannot_be_read_leaves_its_place() -> None:
    """One wrong unit is one problem, not one for every row after it."""
    found = read_table(HEAD + row(1, "A", "1 jam") + row(2, "B", "3 Hri") + row(3, "C", "1 jam"))
    assert [step.nomor for step in found.steps] == [1, 3]
    assert len(found.fatal) == 1


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (row("l.", "Menyusun", "1 Jam"), "nomornya tidak terbaca; dianggap langkah 1"),
        (row(1, "Menyusun", "1 Jam", marks="???\t"), "isi sel pelaksana «???» tidak dikenal"),
        (row(1, "Menyusun", "1 Jam", marks="\t\t[]"), "waktu berada 1 kolom dari tempatnya"),
        (row(1, "Menyusun", "1 Jam", marks="\t[]\t"), "kolom pelaksananya bergeser"),
        (row(1, "A", "1 Jam") + "\tdan B\t\t\tATK\t\t\t\n", "dibaca sebagai lanjutan baris di atasnya"),
        (row(1, "A", "1 Jam") + row(2, "B", "1 Jam", marks="Mulai\t"), "tanda Mulai bukan pada langkah pertama"),
    ],
)
def test_what_is_doubtful_is_read_and_flagged(lines: str, sentence: str) -> None:
    found = read_table(HEAD + lines)
    assert not found.fatal and found.steps
    assert sentence in sentences(found)


def test_cells_that_were_broken_over_lines() -> None:
    excel = HEAD + '1\t"Menyusun\nkonsep"\t□\t\t"1. Disposisi\n2. Surat (asli, salinan)"\t1 Jam\tKonsep\tSegera\n'
    (step,) = read_table(excel).steps
    assert (step.uraian, step.keterangan) == ("Menyusun konsep", "Segera")
    assert step.kelengkapan == ("Disposisi", "Surat (asli, salinan)")
    assert step.pelaksana == ("staf",)
    word = HEAD + "1\tMenyusun\nkonsep\t\tx\tDisposisi\t1 Jam\tKonsep\t\nKepala Dinas\n\nNama Terang\n"
    (step,) = read_table(word).steps
    assert (step.uraian, step.pelaksana) == ("Menyusun konsep", ("kepala",))


def test_a_flat_heading_and_pipes() -> None:
    text = (
        "| No | Kegiatan | Camat | Kasubag | Kelengkapan | Waktu | Output | Ket |\n"
        "| 1 | Memerintahkan | Mulai | | Disposisi | 15 menit | Disposisi | |\n"
        "| 2 | Menyusun | | Selesai | ATK, komputer | 1,5 jam | Laporan | - |\n"
        "| | | | | Jumlah | 105 menit | | |\n"
    )
    found = read_table(text)
    assert [(step.pelaksana, step.waktu_nilai, step.waktu_satuan) for step in found.steps] == [
        (("camat",), 15, "menit"),
        (("kasubag",), 90, "menit"),
    ]
    assert found.printed_total == "105 menit" and not found.problems


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("15 Menit", None, Time(15, "menit")),
        ("120 hari", None, Time(120, "hari")),
        ("± 2 HARI kerja", None, Time(2, "hari")),
        ("1.440 menit", None, Time(1440, "menit")),
        ("1 jam 30 menit", None, Time(90, "menit")),
        ("480", "menit", Time(480, "menit")),
        ("480", None, None),
        ("Disposisi", None, None),
        ("Surat 2 hari lalu", None, None),
        ("", None, None),
    ],
)
def test_times(cell: str, unit: str | None, expected: Time | None) -> None:
    assert read_time(cell, unit) == expected


@pytest.mark.parametrize("cell", ["3 Mnt", "2 minggu", "1,5 menit", "2 hari 3 jam"])
def test_times_that_are_none(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_time(cell)


@given(st.text(alphabet=st.sampled_from(list('12aA.|\t\n"[]→ ')) | st.characters(), max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for whole in (text, HEAD + text, HEAD + row(1, "A", "1 jam") + text):
        found = read_table(whole)
        assert found.fatal or [step.nomor for step in found.steps] == list(range(1, len(found.steps) + 1))
        assert found.steps or found.fatal


def test_too_much_text() -> None:
    assert "lebih dari 200.000 huruf" in sentences(read_table("x" * 200_001))
