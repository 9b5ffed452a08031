"""What a careful reader questions in the five documents, and the finding that answers each question."""

from dataclasses import replace

import pytest

from plugins.sop_kinerja.periksa import GALAT, Konteks, Temuan, inspect
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.good_sops import REVOKED, TODAY
from tests.plugins.sop_kinerja.test_sopdata import BALANGAN

SOPS = {sop.kode: sop for sop in seed_sops()}
LAMANDAU, BANGGAI = "organisasi_lamandau", "batui_selatan_banggai"


def found(kode: str) -> list[Temuan]:
    return inspect(SOPS[kode], Konteks(TODAY, dicabut=REVOKED))


# Question -> the documents that it is put to, the finding, where, and a word that it must say.
QUESTIONS = [
    ("no number", (LAMANDAU, BANGGAI), "nomor_kosong", "bagian-nomor", "belum bernomor"),
    ("no date", (LAMANDAU, BANGGAI), "tanggal_pembuatan_kosong", "bagian-tanggal_pembuatan", "kosong"),
    ("no date", (LAMANDAU, BANGGAI), "tanggal_berlaku_kosong", "bagian-tanggal_pengesahan", "sejak kapan"),
    ("no one signs", (LAMANDAU,), "pengesah_kosong", "bagian-disahkan_oleh_jabatan", "mengesahkan"),
    ("2 minutes, 30 minutes", BALANGAN, "waktu_terlalu_singkat", "langkah-3", "2 menit, sedangkan langkah 4"),
    ("120 days beside minutes", BALANGAN, "waktu_timpang", "langkah-7", "120 hari"),
    ("step 7 against step 9", BALANGAN, "kadensi_ganda", "langkah-7", "langkah 9"),
    ("printed total", ("bpkpad_balangan",), "jumlah_berbeda", "bagian-jumlah_waktu_tercetak", "kurang 2 menit"),
    ("step 1's performer", BALANGAN, "pelaksana_tidak_disebut", "langkah-1", "letak simbol"),
    ("step 1's performer", (BANGGAI,), "uraian_tanpa_kata_kerja", "langkah-1", "siapa berbuat apa"),
    ("itself as related", (LAMANDAU,), "terkait_diri_sendiri", "bagian-keterkaitan", "SOP ini sendiri"),
    ("which days", (*BALANGAN, LAMANDAU), "hari_tidak_jelas", "bagian-hitungan_hari", "hari kalender"),
    # Beyond that list: what else the forms themselves give away
    ("no total", ("inspektorat_balangan", LAMANDAU), "jumlah_tidak_tercetak", "bagian-jumlah_waktu_tercetak", "tidak"),
    ("Kasubag Evlap", (BANGGAI,), "jabatan_tanpa_kolom", "langkah-2", "«Kasubag Evlap»"),
    ("Kasubag Evlap", (BANGGAI,), "jabatan_tanpa_kolom", "langkah-8", "«Kasubag Evlap»"),
    ("Rapat Kepala Seksi", (BANGGAI,), "uraian_tanpa_kata_kerja", "langkah-4", "Rapat Kepala Seksi"),
    ("Rapat Kepala Seksi", (BANGGAI,), "pelaksana_lebih_dari_satu", "langkah-4", "Kasubag Perenc"),
    ("Kec. Batui", (BANGGAI,), "nama_lembaga_berbeda", "langkah-9", "Kecamatan Batui Selatan"),
    ("an Inspektorat's tasks", (BANGGAI,), "lembaga_lain", "bagian-kualifikasi", "Inspektorat"),
    ("an Inspektorat's basis", (BANGGAI,), "dasar_lembaga_lain", "bagian-dasar_hukum", "Inspektorat"),
    ("revoked basis", (BANGGAI,), "dasar_dicabut", "bagian-dasar_hukum", "PP Nomor 79 Tahun 2005"),
    ("revoked basis", (BANGGAI,), "dasar_dicabut", "bagian-dasar_hukum", "PermenPANRB Nomor 29 Tahun 2010"),
    ("doubtful basis", ("inspektorat_balangan",), "dasar_dicabut", "bagian-dasar_hukum", "PP Nomor 8 Tahun 2008"),
    ("Tim Kerja", (LAMANDAU,), "jabatan_tanpa_kolom", "langkah-1", "«Tim Kerja»"),
    ("abilities as tools", (LAMANDAU,), "peralatan_berisi_kualifikasi", "bagian-peralatan", "4 dari 4"),
    ("Sub Bagian", (LAMANDAU,), "nama_lembaga_berbeda", "bagian-pencatatan", "Sub Bagian Organisasi"),
    ("Kinerja Aksi", ("inspektorat_balangan", "dkp3_balangan"), "nama_dokumen_berbeda", "langkah-2", "kinerja aksi"),
    ("Progress", ("bpkpad_balangan",), "ejaan", "langkah-3", "progress"),
    ("run together", ("inspektorat_balangan", "dkp3_balangan"), "kelengkapan_dirangkai", "langkah-2", "satu dokumen"),
    ("triwulan for semester", BALANGAN, "kelengkapan_beda_kadensi", "langkah-9", "triwulan"),
    ("decided on nothing", BALANGAN, "keputusan_tanpa_ukuran", "langkah-7", "diputuskan"),
    ("still a draft", BALANGAN, "hasil_akhir_draf", "langkah-9", "Draft Laporan Kinerja"),
    ("no effect", ("inspektorat_balangan", "dkp3_balangan"), "tanggal_efektif_kosong", "bagian-tanggal_efektif", ""),
]  # fmt: skip
_CASES = [(kode, *rest) for question, kodes, *rest in QUESTIONS for kode in kodes]


@pytest.mark.parametrize(("kode", "code", "anchor", "said"), _CASES)
def test_each_question_has_its_answer(kode: str, code: str, anchor: str, said: str) -> None:
    answers = [one for one in found(kode) if (one.kode, one.tempat.anchor) == (code, anchor)]
    assert any(said in one.masalah for one in answers), [one.masalah for one in answers]


@pytest.mark.parametrize("kode", SOPS)
def test_they_can_be_ratified_with_their_questions_open(kode: str) -> None:
    assert found(kode) and not [one for one in found(kode) if one.tingkat == GALAT]


@pytest.mark.parametrize("kode", SOPS)
def test_nobody_is_asked_what_the_form_does_say(kode: str) -> None:
    said = {one.kode for one in found(kode)}
    assert not said & {"kelengkapan_berputar", "kelengkapan_tanpa_asal", "kolom_tidak_dipakai", "dasar_tanpa_nomor"}
    if kode == "bpkpad_balangan":
        assert "jumlah_tidak_tercetak" not in said
    if kode == BANGGAI:
        assert "hari_tidak_jelas" not in said and "waktu_terlalu_singkat" not in said


def test_an_answered_question_is_gone() -> None:
    sop = replace(SOPS["bpkpad_balangan"], jumlah_waktu_tercetak="122 Hari 3 Jam 2 Menit", hitungan_hari="kerja")
    said = {one.kode for one in inspect(sop, Konteks(TODAY))}
    assert not said & {"jumlah_berbeda", "hari_tidak_jelas"}
