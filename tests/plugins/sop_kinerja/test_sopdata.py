import re
from pathlib import Path

import pytest

from core.idn.durations import Duration, format_duration
from plugins.sop_kinerja.sopdata import SEED_FOLDER, SopData, SopDataError, load_sop, seed_sops

SOPS = {sop.kode: sop for sop in seed_sops()}
BALANGAN = ("inspektorat_balangan", "bpkpad_balangan", "dkp3_balangan")

GOOD = """
kabupaten = "Contoh"
perangkat_daerah = "Dinas Contoh"
nama = "Pengumpulan Data Kinerja"
satuan_waktu = "campuran"
pola = "perintah"
tanggal_pembuatan = 2026-01-02

[[pelaksana]]
kode = "kepala"
label = "Kepala"
jenis = "jabatan"

[[langkah]]
nomor = 1
uraian = "Memerintahkan"
pelaksana = "kepala"
jenis = "kegiatan"
mulai = true
waktu_nilai = 15
waktu_satuan = "menit"
ya_ke = 2
kadensi = "perintah"

[[langkah]]
nomor = 2
uraian = "Memeriksa"
pelaksana = ["kepala"]
jenis = "keputusan"
selesai = true
waktu_nilai = 1
waktu_satuan = "hari"
ya_ke = 0
tidak_ke = 1
kadensi = "perintah"
aksi = "kinerja.telaah"
"""


def load(folder: Path, text: str) -> SopData:
    path = folder / "contoh.toml"
    path.write_text(text, encoding="utf-8")
    return load_sop(path)


def test_all_five_load() -> None:
    assert sorted(SOPS) == sorted([*BALANGAN, "organisasi_lamandau", "batui_selatan_banggai"])


@pytest.mark.parametrize(
    ("kode", "total", "shown"),
    [
        *((kode, Duration(122, 182), "122 hari 3 jam 2 menit") for kode in BALANGAN),
        ("organisasi_lamandau", Duration(36, 180), "36 hari 3 jam"),
        ("batui_selatan_banggai", Duration(0, 2055), "2.055 menit"),
    ],
)
def test_the_sum_of_the_standard_times(kode: str, total: Duration, shown: str) -> None:
    sop = SOPS[kode]
    assert sop.jumlah_waktu == total
    assert format_duration(sop.jumlah_waktu, unit="menit" if sop.satuan_waktu == "menit" else None) == shown


def test_the_printed_total_is_kept_as_printed() -> None:
    assert {kode: sop.jumlah_waktu_tercetak for kode, sop in SOPS.items() if sop.jumlah_waktu_tercetak} == {
        "bpkpad_balangan": "122 Hari 3 jam"
    }


@pytest.mark.parametrize("sop", SOPS.values(), ids=SOPS)
def test_the_parts_fit(sop: SopData) -> None:
    columns = {column.kode for column in sop.pelaksana}
    assert {kode for step in sop.langkah for kode in step.pelaksana} == columns
    numbers = {step.nomor for step in sop.langkah}
    for step in sop.langkah:
        assert step.ya_ke in numbers | {0}
        assert (step.tidak_ke in numbers) == (step.jenis == "keputusan")
    assert [step.nomor for step in sop.langkah if step.mulai] == [1]
    assert [step.nomor for step in sop.langkah if step.selesai] == [len(sop.langkah)]


@pytest.mark.parametrize("kode", BALANGAN)
def test_balangan_rolls_up_through_the_year(kode: str) -> None:
    sop = SOPS[kode]
    assert [step.kadensi for step in sop.langkah] == ["triwulan"] * 5 + ["semester"] * 3 + ["tahunan"]
    assert [step.nomor for step in sop.langkah if step.jenis == "keputusan"] == [7]
    assert sop.pola == "bertingkat"


def test_dkp3_performers_stand_where_the_form_shows_them() -> None:
    steps = SOPS["dkp3_balangan"].langkah
    assert [steps[i - 1].pelaksana for i in (1, 2, 3, 4, 5)] == [
        ("sekretaris",),
        ("kasubbag_perencanaan",),
        ("kepala_bidang",),
        ("kepala_seksi",),
        ("kasubbag_perencanaan",),
    ]


def test_lamandau_is_a_campaign_with_a_letter() -> None:
    sop = SOPS["organisasi_lamandau"]
    decisions = {step.nomor: step.tidak_ke for step in sop.langkah if step.jenis == "keputusan"}
    assert decisions == {2: 1, 3: 2, 4: 2, 5: 2, 7: 6, 8: 7, 9: 8}
    assert [step.aksi for step in sop.langkah] == [
        "",
        "surat.draf",
        "surat.paraf",
        "surat.paraf",
        "surat.tanda_tangan",
        "surat.distribusi",
        "kinerja.pengumpulan",
        "kinerja.verifikasi",
        "kinerja.telaah",
        "arsip.berkaskan",
    ]
    assert (sop.perangkat_daerah, sop.unit, sop.nomor) == ("Sekretariat Daerah", "Bagian Organisasi", "")
    assert [c.kode for c in sop.pelaksana if c.jenis != "jabatan"] == ["perangkat_daerah"]
    assert sop.langkah[9].pelaksana == ("tim_kinerja", "pelaksana")
    assert sop.nama in [name.removeprefix("SOP ") for name in sop.keterkaitan]


def test_banggai_is_in_minutes() -> None:
    sop = SOPS["batui_selatan_banggai"]
    assert [step.waktu_nilai for step in sop.langkah] == [15, 30, 15, 60, 480, 480, 480, 15, 480]
    assert not any(step.tidak_ke for step in sop.langkah)


def test_no_real_person_is_named() -> None:
    for path in SEED_FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\d{8}\s?\d{6}|\bNIP\b", text), path.name


def test_a_good_file(tmp_path: Path) -> None:
    sop = load(tmp_path, GOOD)
    assert (sop.kode, sop.nomor, sop.tanggal_revisi, sop.tujuan) == ("contoh", "", None, ())
    assert sop.langkah[0].pelaksana == sop.langkah[1].pelaksana == ("kepala",)
    assert sop.jumlah_waktu == Duration(1, 15)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kabupaten = "Contoh"', "", "contoh.toml, isian kabupaten: wajib diisi"),
        ('kabupaten = "Contoh"', "kabupaten = 3", "contoh.toml, isian kabupaten: wajib diisi dengan teks"),
        ('pola = "perintah"', 'pola = "acak"', "contoh.toml, isian pola: “acak” tidak dikenal; pilih bertingkat"),
        ("2026-01-02", '"2 Januari 2026"', "contoh.toml, isian tanggal_pembuatan: harus berupa tanggal"),
        ("2026-01-02", "2026-01-02T10:00:00", "contoh.toml, isian tanggal_pembuatan: harus berupa tanggal"),
        ('label = "Kepala"', "", "contoh.toml, pelaksana 1, isian label: wajib diisi"),
        ('kode = "kepala"', 'kode = "Kepala Dinas"', "contoh.toml, isian pelaksana: kode “Kepala Dinas”"),
        ('uraian = "Memeriksa"', 'urain = "Memeriksa"', "contoh.toml, langkah 2, isian uraian: wajib diisi"),
        ("mulai = true", "muali = true", "contoh.toml, langkah 1, isian muali: nama isian ini tidak dikenal"),
        ("mulai = true", "mulai = 1", "contoh.toml, langkah 1, isian mulai: harus true atau false"),
        ("mulai = true", "", "contoh.toml, isian langkah: tidak ada langkah dengan mulai = true"),
        ("selesai = true", "", "contoh.toml, langkah 2, isian selesai: harus true tepat bila ya_ke"),
        ("nomor = 2", "nomor = 3", "contoh.toml, isian langkah: nomor langkah harus urut"),
        ("nomor = 2", 'nomor = "2"', "contoh.toml, langkah 2, isian nomor: harus berupa bilangan bulat"),
        ("nomor = 2", "nomor = true", "contoh.toml, langkah 2, isian nomor: harus berupa bilangan bulat"),
        ("nomor = 2", "", "contoh.toml, langkah 2, isian nomor: wajib diisi dengan bilangan bulat"),
        (
            '["kepala"]',
            '["camat"]',
            "langkah 2, isian pelaksana: “camat” tidak mempunyai kolom; kolom yang ada: kepala",
        ),
        ('["kepala"]', '["kepala", "kepala"]', "langkah 2, isian pelaksana: pelaksana yang sama"),
        ('["kepala"]', "[]", "langkah 2, isian pelaksana: wajib diisi"),
        ('["kepala"]', "[1]", "langkah 2, isian pelaksana: harus berupa daftar teks"),
        ("waktu_nilai = 15", "waktu_nilai = -15", "langkah 1, isian waktu_nilai: Waktu tidak boleh kurang dari nol"),
        ('"hari"', '"minggu"', "langkah 2, isian waktu_satuan: “minggu” tidak dikenal; pilih menit, jam, hari"),
        ('satuan_waktu = "campuran"', 'satuan_waktu = "menit"', "langkah 2, isian waktu_satuan: harus menit"),
        ("ya_ke = 2", "ya_ke = 9", "langkah 1, isian ya_ke: langkah 9 bukan langkah sesudah"),
        ("ya_ke = 2", "ya_ke = 1", "langkah 1, isian ya_ke: langkah 1 bukan langkah sesudah"),
        ("tidak_ke = 1", "tidak_ke = 2", "langkah 2, isian tidak_ke: langkah 2 bukan langkah sebelum"),
        ("tidak_ke = 1", "", "langkah 2, isian tidak_ke: wajib diisi pada keputusan"),
        ('"keputusan"', '"kegiatan"', "langkah 2, isian tidak_ke: hanya untuk langkah yang jenisnya keputusan"),
        ("kinerja.telaah", "telaah", "langkah 2, isian aksi: “telaah” harus berbentuk plugin.perbuatan"),
        ("ya_ke = 2", "ya_ke = 0\nselesai = true", "isian langkah: langkah 2 tidak dapat dicapai"),
        ("kabupaten =", "kabupaten", "contoh.toml: bukan TOML yang benar"),
    ],
)
def test_a_broken_file_is_told_by_file_step_and_field(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(SopDataError, match=re.escape(said)):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_two_columns_need_two_codes(tmp_path: Path) -> None:
    twice = '[[pelaksana]]\nkode = "kepala"\nlabel = "Kepala lagi"\njenis = "jabatan"\n\n[[langkah]]'
    with pytest.raises(SopDataError, match="kode “kepala” dipakai lebih dari sekali"):
        load(tmp_path, GOOD.replace("[[langkah]]", twice, 1))


def test_an_empty_an_unreadable_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SopDataError, match=r"contoh\.toml, isian pelaksana: paling sedikit satu tabel"):
        load(tmp_path, "")
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SopDataError, match=r"biner\.toml: berkas bukan teks UTF-8"):
        load_sop(tmp_path / "biner.toml")
    with pytest.raises(SopDataError, match=r"hilang\.toml: berkas tidak dapat dibaca"):
        load_sop(tmp_path / "hilang.toml")
