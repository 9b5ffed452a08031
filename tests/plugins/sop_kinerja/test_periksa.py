"""The linter: silent on a good SOP, and each fault found by its own rule, at its place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.sop_kinerja.periksa import GALAT, PERINGATAN, SARAN, TINGKAT, Konteks, Posisi, Temuan, inspect
from plugins.sop_kinerja.sopform import KebutuhanData, PelaksanaData, SopData
from tests.plugins.sop_kinerja.good_sops import CAMPAIGN, GOOD, TODAY, YEAR, known


def change(sop: SopData, nomor: int, **fields: Any) -> SopData:
    steps = (replace(step, **fields) if step.nomor == nomor else step for step in sop.langkah)
    return replace(sop, langkah=tuple(steps))


def found(sop: SopData) -> list[Temuan]:
    return inspect(sop, known(sop))


@pytest.mark.parametrize("sop", GOOD, ids=lambda sop: sop.kode)
def test_a_good_sop_raises_no_question(sop: SopData) -> None:
    assert found(sop) == []


HEADER = [
    ({"nomor": " "}, "nomor_kosong", PERINGATAN, "bagian-nomor"),
    ({"nama": ""}, "nama_kosong", GALAT, "bagian-nama"),
    ({"tanggal_pembuatan": None}, "tanggal_pembuatan_kosong", PERINGATAN, "bagian-tanggal_pembuatan"),
    ({"tanggal_pengesahan": None}, "tanggal_pengesahan_kosong", SARAN, "bagian-tanggal_pengesahan"),
    ({"tanggal_efektif": None}, "tanggal_efektif_kosong", SARAN, "bagian-tanggal_efektif"),
    (
        {"tanggal_efektif": None, "tanggal_pengesahan": None},
        "tanggal_berlaku_kosong",
        PERINGATAN,
        "bagian-tanggal_pengesahan",
    ),
    ({"tanggal_pengesahan": date(2025, 12, 1)}, "disahkan_sebelum_dibuat", GALAT, "bagian-tanggal_pengesahan"),
    ({"tanggal_revisi": date(2025, 12, 1)}, "direvisi_sebelum_dibuat", GALAT, "bagian-tanggal_revisi"),
    ({"tanggal_efektif": date(2026, 1, 6)}, "berlaku_surut", PERINGATAN, "bagian-tanggal_efektif"),
    ({"disahkan_oleh_jabatan": ""}, "pengesah_kosong", PERINGATAN, "bagian-disahkan_oleh_jabatan"),
    ({"dasar_hukum": ()}, "bagian_kosong", PERINGATAN, "bagian-dasar_hukum"),
    ({"peralatan": ("",)}, "bagian_kosong", SARAN, "bagian-peralatan"),
    ({"keterkaitan": ("SOP pengumpulan data kinerja",)}, "terkait_diri_sendiri", PERINGATAN, "bagian-keterkaitan"),
    ({"peralatan": ("Mampu bekerja dalam tim",)}, "peralatan_berisi_kualifikasi", PERINGATAN, "bagian-peralatan"),
    ({"peralatan": ("Menguasai pengolahan Data",)}, "peralatan_berisi_kualifikasi", PERINGATAN, "bagian-peralatan"),
    ({"dasar_hukum": ("PP No. 79 Tahun 2005",)}, "dasar_dicabut", PERINGATAN, "bagian-dasar_hukum"),
    ({"dasar_hukum": ("Peraturan yang berlaku",)}, "dasar_tanpa_nomor", SARAN, "bagian-dasar_hukum"),
    ({"dasar_hukum": ("PP 12/2017", "PP Nomor 12 Tahun 2017")}, "dasar_ganda", SARAN, "bagian-dasar_hukum"),
    ({"dasar_hukum": ("PP 12/2071",)}, "dasar_di_depan", PERINGATAN, "bagian-dasar_hukum"),
    (
        {"dasar_hukum": ("Perbup Contoh 7/2017 tentang Uraian Tugas Dinas Sosial",)},
        "dasar_lembaga_lain",
        PERINGATAN,
        "bagian-dasar_hukum",
    ),
    ({"dasar_hukum": ("Perda Kabupaten Lain 3/2016",)}, "dasar_daerah_lain", PERINGATAN, "bagian-dasar_hukum"),
    ({"kualifikasi": ("Memahami uraian tugas Inspektorat",)}, "lembaga_lain", PERINGATAN, "bagian-kualifikasi"),
    ({"pencatatan": ("Sekretaris: lembar disposisi, paraf",)}, "tanda_belum_diatur", SARAN, "bagian-pencatatan"),
    ({"jumlah_waktu_tercetak": ""}, "jumlah_tidak_tercetak", SARAN, "bagian-jumlah_waktu_tercetak"),
    ({"jumlah_waktu_tercetak": "9 hari 2 jam"}, "jumlah_berbeda", PERINGATAN, "bagian-jumlah_waktu_tercetak"),
    ({"jumlah_waktu_tercetak": "sembilan hari"}, "jumlah_tidak_terbaca", PERINGATAN, "bagian-jumlah_waktu_tercetak"),
    ({"hitungan_hari": "pengaturan"}, "hari_tidak_jelas", PERINGATAN, "bagian-hitungan_hari"),
    ({"tujuan": ("Pedoman bagi Kabupaten Lain",)}, "nama_lembaga_berbeda", PERINGATAN, "bagian-tujuan"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "code", "severity", "anchor"), HEADER)
def test_the_header(fields: dict[str, Any], code: str, severity: str, anchor: str) -> None:
    only = found(replace(CAMPAIGN, **fields))
    assert [(one.kode, one.tingkat, one.tempat.anchor) for one in only] == [(code, severity, anchor)]


STEPS = [
    (CAMPAIGN, 2, {"pelaksana": ()}, "langkah_tanpa_pelaksana", GALAT),
    (CAMPAIGN, 4, {"pelaksana": ("kasubbag", "sekretaris")}, "pelaksana_lebih_dari_satu", SARAN),
    (CAMPAIGN, 5, {"uraian": "Menetapkan rekapitulasi dari Kasubag Evlap"}, "jabatan_tanpa_kolom", PERINGATAN),
    (CAMPAIGN, 5, {"uraian": "Kasubbag Perencanaan menetapkan rekapitulasi"}, "pelaksana_lain_di_uraian", PERINGATAN),
    (CAMPAIGN, 1, {"uraian": "Meminta data kepada seksi dan instansi terkait"}, "pelaksana_tidak_disebut", PERINGATAN),
    (CAMPAIGN, 3, {"uraian": "Penyampaian data kinerja"}, "uraian_tanpa_kata_kerja", SARAN),
    (CAMPAIGN, 2, {"mulai": True}, "mulai_ganda", GALAT),
    (CAMPAIGN, 1, {"mulai": False}, "tanpa_mulai", PERINGATAN),
    (CAMPAIGN, 4, {"tidak_ke": 9}, "tidak_keliru", GALAT),
    (CAMPAIGN, 4, {"tidak_ke": 4}, "tidak_keliru", GALAT),
    (CAMPAIGN, 4, {"tidak_ke": None}, "keputusan_tanpa_tidak", GALAT),
    (CAMPAIGN, 5, {"tidak_ke": 4}, "cabang_tanpa_keputusan", GALAT),
    (CAMPAIGN, 2, {"keterangan": "TIDAK kembali ke awal"}, "ya_tidak_tanpa_keputusan", PERINGATAN),
    (CAMPAIGN, 2, {"uraian": "Menyusun surat, jika setuju dikirim"}, "ya_tidak_tanpa_keputusan", PERINGATAN),
    (YEAR, 4, {"uraian": "Menyampaikan laporan kinerja semester"}, "keputusan_tanpa_ukuran", SARAN),
    (YEAR, 3, {"uraian": "Menyusun laporan semester dan tahunan"}, "kadensi_ganda", PERINGATAN),
    (CAMPAIGN, 2, {"kadensi": "perintah"}, "kadensi_di_luar_pola", PERINGATAN),
    (YEAR, 4, {"tidak_ke": 1}, "tidak_lintas_kadensi", GALAT),
    (CAMPAIGN, 2, {"waktu_satuan": "minggu"}, "satuan_tidak_dikenal", GALAT),
    (CAMPAIGN, 2, {"waktu_nilai": -2}, "waktu_negatif", GALAT),
    (CAMPAIGN, 2, {"output": ""}, "output_kosong", PERINGATAN),
    (CAMPAIGN, 4, {"kelengkapan": ("Kertas", "Bolpoin"), "kebutuhan": ()}, "kelengkapan_hanya_alat", SARAN),
    (CAMPAIGN, 4, {"kelengkapan": (), "kebutuhan": ()}, "kelengkapan_hanya_alat", SARAN),
    (CAMPAIGN, 4, {"kelengkapan": ("Data kinerja", "Berita acara")}, "kelengkapan_tanpa_asal", SARAN),
    (CAMPAIGN, 2, {"kelengkapan": ("Disposisi", "Rekapitulasi data kinerja")}, "kelengkapan_berputar", GALAT),
    (CAMPAIGN, 2, {"kebutuhan": (KebutuhanData("Disposisi", "hasil", dari=4),)}, "kelengkapan_berputar", GALAT),
    (CAMPAIGN, 2, {"kebutuhan": (KebutuhanData("Disposisi", "hasil", dari=2),)}, "kelengkapan_berputar", GALAT),
    (CAMPAIGN, 2, {"kebutuhan": (KebutuhanData("Disposisi", "hasil", dari=9),)}, "hasil_tanpa_langkah", GALAT),
    (YEAR, 2, {"output": "Lembar Disposisi"}, "output_disposisi", PERINGATAN),
    (CAMPAIGN, 5, {"output": "Draf rekapitulasi"}, "hasil_akhir_draf", PERINGATAN),
    (YEAR, 2, {"kelengkapan": ("Disposisi Perjanjian Kinerja",)}, "kelengkapan_dirangkai", PERINGATAN),
    (YEAR, 5, {"kelengkapan": ("Laporan kinerja triwulan",)}, "kelengkapan_beda_kadensi", PERINGATAN),
    (YEAR, 2, {"kelengkapan": ("Disposisi", "Kinerja Aksi")}, "nama_dokumen_berbeda", PERINGATAN),
    (YEAR, 2, {"kelengkapan": ("Disposisi", "Laporan Progress Bulanan")}, "ejaan", SARAN),
    (CAMPAIGN, 5, {"uraian": "Menetapkan rekapitulasi Kabupaten Lain"}, "nama_lembaga_berbeda", PERINGATAN),
]  # fmt: skip


@pytest.mark.parametrize(("sop", "nomor", "fields", "code", "severity"), STEPS)
def test_a_step(sop: SopData, nomor: int, fields: dict[str, Any], code: str, severity: str) -> None:
    spoilt = [one for one in found(change(sop, nomor, **fields)) if one.kode not in _FOLLOWING.get(code, ())]
    assert [(one.kode, one.tingkat, one.tempat.anchor) for one in spoilt] == [(code, severity, f"langkah-{nomor}")]


# What a fault brings along by its nature.
_FOLLOWING = {
    "langkah_tanpa_pelaksana": ("kolom_tidak_dipakai",),
}


def codes(sop: SopData, konteks: Konteks | None = None) -> list[str]:
    return [one.kode for one in inspect(sop, konteks or known(sop))]


def test_columns() -> None:
    extra = PelaksanaData("arsiparis", "Arsiparis", "jabatan")
    assert codes(replace(CAMPAIGN, pelaksana=(*CAMPAIGN.pelaksana, extra))) == ["kolom_tidak_dipakai"]
    twin = replace(CAMPAIGN.pelaksana[0], label="Kepala Dinas Kelautan")
    assert "kode_kolom_kembar" in codes(replace(CAMPAIGN, pelaksana=(*CAMPAIGN.pelaksana, twin)))
    double = replace(CAMPAIGN.pelaksana[0], kode="lain")
    assert set(codes(replace(CAMPAIGN, pelaksana=(*CAMPAIGN.pelaksana, double)))) == {
        "kolom_kembar",
        "kolom_tidak_dipakai",
    }
    fewer = replace(CAMPAIGN, pelaksana=CAMPAIGN.pelaksana[1:])
    assert set(codes(fewer)) == {"pelaksana_tanpa_kolom"}


def test_who_stands_behind_a_column() -> None:
    assert codes(CAMPAIGN, replace(known(CAMPAIGN), posisi=None)) == []  # a file that no office stands behind
    assert codes(CAMPAIGN, replace(known(CAMPAIGN), posisi={})) == ["kolom_tanpa_jabatan"] * 3
    assert codes(CAMPAIGN, known(CAMPAIGN, held=False)) == ["jabatan_tanpa_pemegang"] * 3
    positions = dict(known(CAMPAIGN).posisi or {})
    positions["kasubbag"] = (Posisi("Kasubbag A", True), Posisi("Kasubbag B", False))
    (only,) = inspect(CAMPAIGN, replace(known(CAMPAIGN), posisi=positions))
    assert (only.kode, only.tempat.anchor) == ("jabatan_tanpa_pemegang", "kolom-kasubbag")
    assert "«Kasubbag B»" in only.masalah and "Kasubbag A" not in only.masalah


def test_ways_that_lead_nowhere() -> None:
    assert codes(replace(CAMPAIGN, langkah=(), pelaksana=(), jumlah_waktu_tercetak="")) == ["tanpa_langkah"]
    skipped = change(CAMPAIGN, 2, ya_ke=4)
    assert {one.kode: one.tempat.anchor for one in found(skipped)}["tak_terjangkau"] == "langkah-3"
    lost = change(CAMPAIGN, 5, ya_ke=7, selesai=False)
    assert {"ya_keliru", "tanpa_akhir"} <= set(codes(lost))
    loop = change(CAMPAIGN, 5, ya_ke=2, selesai=False)
    assert {"ya_keliru", "tanpa_akhir", "putaran_tanpa_keluar"} <= set(codes(loop))
    twice = replace(CAMPAIGN, langkah=(*CAMPAIGN.langkah, CAMPAIGN.langkah[-1]))
    assert "nomor_langkah_kembar" in codes(twice)


def test_rounds_that_are_torn_apart() -> None:
    assert "kadensi_terputus" in codes(change(YEAR, 4, kadensi="triwulan"))
    turned = change(change(YEAR, 1, kadensi="semester"), 2, kadensi="semester")
    turned = change(change(turned, 3, kadensi="triwulan"), 4, kadensi="triwulan")
    assert "kadensi_mundur" in codes(turned)


def test_times_side_by_side() -> None:
    short = change(CAMPAIGN, 2, waktu_nilai=3, waktu_satuan="menit")
    assert "waktu_terlalu_singkat" in codes(short)
    handing_over = change(short, 2, uraian="Meneruskan surat permintaan data")
    assert "waktu_terlalu_singkat" not in codes(handing_over)
    assert "waktu_timpang" in codes(change(CAMPAIGN, 4, waktu_nilai=120))
    same = CAMPAIGN
    for nomor in range(1, 6):
        same = change(same, nomor, waktu_nilai=1, waktu_satuan="hari")
    assert [code for code in codes(same) if code != "jumlah_berbeda"] == ["waktu_seragam"]
    assert "waktu_nol" in codes(change(CAMPAIGN, 2, waktu_nilai=0))
    assert "satuan_bercampur" in codes(replace(CAMPAIGN, satuan_waktu="menit"))
    assert "melebihi_periode" in codes(change(YEAR, 3, waktu_nilai=140))
    assert "melebihi_periode" not in codes(replace(change(YEAR, 3, waktu_nilai=140), hitungan_hari="kalender"))


def test_who_may_be_named_without_a_column_of_his_own() -> None:
    assert codes(change(CAMPAIGN, 5, uraian="Menyampaikan rekapitulasi data kinerja kepada Sekretaris Daerah")) == []
    assert codes(change(CAMPAIGN, 5, uraian="Kepala Dinas Perikanan menetapkan rekapitulasi data kinerja")) == []
    assert codes(change(CAMPAIGN, 2, uraian="Menugaskan Staf menyusun surat permintaan data")) == [
        "jabatan_tanpa_kolom"
    ]
    told = replace(CAMPAIGN, definisi=("Staf adalah petugas pada Kasubbag Perencanaan",))
    assert codes(change(told, 2, uraian="Menugaskan Staf menyusun surat permintaan data")) == []


def test_a_date_that_has_not_come() -> None:
    early = replace(known(CAMPAIGN), hari_ini=date(2026, 1, 4))
    assert codes(CAMPAIGN, early) == ["dibuat_di_depan"]


def test_an_office_that_calls_itself_otherwise() -> None:
    bagian = replace(
        CAMPAIGN, perangkat_daerah="Sekretariat Daerah", unit="Bagian Organisasi", dasar_hukum=("PP 12/2017",)
    )
    assert codes(replace(bagian, disahkan_oleh_jabatan="Kepala Bagian Organisasi")) == []
    assert codes(replace(bagian, disahkan_oleh_jabatan="", pencatatan=("Arsip Sub Bagian Organisasi",)))[-1] == (
        "nama_lembaga_berbeda"
    )  # fmt: skip


def test_the_gravest_come_first_in_the_order_of_the_form() -> None:
    spoilt = change(change(replace(CAMPAIGN, nomor="", nama=""), 2, output=" "), 4, tidak_ke=None)
    spoilt = replace(spoilt, jumlah_waktu_tercetak="")
    shown = [(one.tingkat, one.tempat.anchor) for one in found(spoilt)]
    assert shown == [
        (GALAT, "bagian-nama"),
        (GALAT, "langkah-4"),
        (PERINGATAN, "bagian-nomor"),
        (PERINGATAN, "langkah-2"),
        (SARAN, "bagian-jumlah_waktu_tercetak"),
    ]
    assert list(TINGKAT) == [GALAT, PERINGATAN, SARAN]


def test_every_finding_says_what_and_what_to_do() -> None:
    spoilt = replace(change(CAMPAIGN, 2, pelaksana=(), output=""), nomor="", hitungan_hari="pengaturan")
    for one in inspect(spoilt, Konteks(TODAY, {})):
        assert one.masalah.endswith((".", "?")) and one.tindakan.endswith((".", "?"))
        assert one.masalah != one.tindakan and one.tempat.label
