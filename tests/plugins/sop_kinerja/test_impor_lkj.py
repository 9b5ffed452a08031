"""A published table comes in: the printed capaian come out through the recap, and where a source misprints it is said."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from core.actor import acting, system_actor
from core.errors import InputError, StateError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.lkj.baca import Pilihan
from plugins.sop_kinerja.models import (
    Bukti,
    Indikator,
    Penyampaian,
    Realisasi,
    RekapAngka,
    RekapCapaian,
    RiwayatAngka,
)
from plugins.sop_kinerja.services import impor_lkj
from plugins.sop_kinerja.services.agregat import refresh
from plugins.sop_kinerja.services.impor_lkj_laporan import differences
from plugins.sop_kinerja.skala import round_half_up

SAMPLE = (Path(__file__).parent / "lkj_sample.csv").read_bytes()
HEAD = "instansi;tahun;periode;sasaran;indikator;satuan;arah;target;realisasi;capaian_cetak;predikat_cetak\n"
PRINTED = {
    "Indeks Kualitas Lingkungan Hidup (IKLH)": "90.49",
    "IKLH terhadap target akhir RPJMD 2021 (80)": "90.49",
    "Indeks Pembangunan Gender (IPG)": "101.26",
    "IPG terhadap target akhir RPJMD 2021": "101.21",
    "Persentase masyarakat yang bisa mengakses sanitasi secara layak terhadap target akhir RPJMD 2021": "93.21",
    "Indeks Kualitas Udara": "100.36",
    "Indeks Kualitas Udara s.d. 2016 terhadap target akhir Renstra 2016": "100.36",
    "Rasio ketersediaan sekolah/penduduk usia sekolah SD/MI terhadap target akhir RPJM": "115.52",
    "Rasio ketersediaan sekolah/penduduk usia sekolah SMP/MTs terhadap target akhir RPJM": "79.19",
}


@pytest.fixture
def owner(department: PerangkatDaerah, activate: Callable[..., object]) -> Iterator[PerangkatDaerah]:
    activate("sop_kinerja", department)
    with acting(system_actor(department.id)):
        yield department


def bring(content: bytes, *, partly: bool = False, reason: str = "", given: Pilihan | None = None) -> list[Realisasi]:
    impor, _ = impor_lkj.put(content, "tabel.csv", given or Pilihan())
    impor_lkj.take(str(impor.uuid), partly=partly, reason=reason)
    made = impor_lkj.get_import(str(impor.uuid)).hasil["penyampaian"]
    return list(Realisasi.select().join(Penyampaian).where(Penyampaian.uuid.in_(made)).order_by(Realisasi.id))


def row(*cells: str) -> bytes:
    """A table of one agency, one row for each text of seven cells: indikator to predikat_cetak."""
    lines = [f"Kabupaten Lain;2020;tahunan;;{cell}\n" for cell in cells]
    return (HEAD + "".join(lines)).encode()


@pytest.mark.usefixtures("each_database")
def test_the_printed_capaian_come_out_of_the_recap(owner: PerangkatDaerah) -> None:
    assert len(bring(SAMPLE)) == 16
    refresh(owner.id)
    found = {str(one.indikator_tahun.uraian): one for one in RekapAngka.select()}
    assert {name: str(round_half_up(found[name].capaian)) for name in PRINTED} == PRINTED
    ratio = found["Rasio guru/murid per kelas rata-rata SD/MI terhadap target akhir RPJM"]
    assert (ratio.nilai, ratio.capaian) == (None, None) and "rasio" in ratio.alasan
    whole = {str(one.periode): one for one in RekapCapaian.select().where(RekapCapaian.tingkat == "pemda")}
    assert (whole["2016-TH"].dinilai, whole["2016-TH"].belum_dinilai) == (5, 2)
    assert whole["2020-TH"].dinilai == 9


def test_every_figure_is_approved_with_its_source_as_evidence(owner: PerangkatDaerah) -> None:
    rows = bring(SAMPLE)
    assert {one.penyampaian.status for one in rows} == {"disahkan"}
    assert {one.penyampaian.disahkan_oleh for one in rows} == {"Sistem Selaras"}
    assert Bukti.select().count() == 16
    assert len({bukti.dokumen.sha256 for bukti in Bukti.select()}) == 1
    text = next(one for one in rows if one.uraian.startswith("Rasio guru/murid per kelas rata-rata SD"))
    assert (text.target, text.nilai, text.formula) == (None, None, "tanpa")
    assert "target 1:32, realisasi 1:17,9, capaian 83,86" in text.keterangan
    assert not Indikator.select().where(Indikator.aktif).exists(), "nobody is asked for a figure of a published table"


def test_the_decimal_point_is_read_only_with_a_note(owner: PerangkatDaerah) -> None:
    _, seen = impor_lkj.put(SAMPLE, "tabel.csv", Pilihan())
    pointed = next(one for one in seen.baris if one.baris.target.teks == "97.72")
    assert pointed.target == Decimal("97.72") and any(
        "titiknya tanda desimal" in each for each in pointed.baris.catatan
    )
    assert any("dipastikan oleh capaian tercetak" in each for each in pointed.baris.catatan)


def test_brought_in_again_nothing_is_doubled(owner: PerangkatDaerah) -> None:
    bring(SAMPLE)
    impor, seen = impor_lkj.put(SAMPLE, "lagi.csv", Pilihan())
    assert seen.banyak("sama") == 16
    with pytest.raises(StateError, match="Tidak ada baris baru"):
        impor_lkj.take(str(impor.uuid))
    assert Realisasi.select().count() == 16


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("A;%;naik;80;72,39;90,49;Tinggi", "menurut skala yang berlaku «Sangat Tinggi»"),
        ("A;%;naik;80;72,39;90,94;", "Dua angka tampaknya tertukar"),
        ("A;%;naik;80;72,39;90,48;", "dipotong, bukan dibulatkan"),
        ("A;%;naik;80;88;100;", "membatasi capaian pada 100%"),
        ("A;%;naik;80;88;1,10;", "perbandingan, bukan persen"),
        ("A;%;turun;10;8;125;", "rumus T/R × 100"),
        ("A;%;naik;10;8;125;", "rumus T/R × 100"),
    ],
)
def test_a_printed_value_that_differs_is_said(owner: PerangkatDaerah, cell: str, said: str) -> None:
    impor, seen = impor_lkj.put(row(cell), "t.csv", Pilihan())
    assert any(said in each for each in differences(seen.baris[0]))
    impor_lkj.take(str(impor.uuid))
    kept = impor_lkj.get_import(str(impor.uuid)).hasil
    found = kept["dipotong"] if "dipotong" in said else kept["berbeda"]
    assert any(said in each for each in found[0]["kalimat"])
    assert said in Realisasi.get().keterangan, "the explanation of the figure says it too"


def test_half_a_table_is_taken_only_when_asked(owner: PerangkatDaerah) -> None:
    content = row("A;%;naik;80;72;;", "B;%;naik;80;72,3,9;;")
    impor, seen = impor_lkj.put(content, "t.csv", Pilihan())
    problem = seen.baris[1].baris.masalah[0]
    assert (seen.baris[1].baris.nomor, problem.kolom) == (3, "realisasi") and "72,3,9" in problem.kalimat
    with pytest.raises(InputError, match="1 baris tidak terbaca, jadi tidak ada yang diambil"):
        impor_lkj.take(str(impor.uuid))
    assert not Realisasi.select().exists() and not Indikator.select().exists()
    impor_lkj.take(str(impor.uuid), partly=True)
    assert [one.uraian for one in Realisasi.select()] == ["A"]
    with pytest.raises(StateError, match="sudah diambil"):
        impor_lkj.take(str(impor.uuid), partly=True)


def test_a_correction_keeps_what_was_approved(owner: PerangkatDaerah) -> None:
    bring(row("A;%;naik;80;72;;"))
    changed = row("A;%;naik;80;73;;")
    impor, seen = impor_lkj.put(changed, "t.csv", Pilihan())
    assert seen.baris[0].keadaan == "mengganti"
    with pytest.raises(InputError) as caught:
        impor_lkj.take(str(impor.uuid))
    assert caught.value.field == "alasan"
    impor_lkj.take(str(impor.uuid), reason="Salah ketik pada terbitan pertama.")
    kept = RiwayatAngka.get()
    assert (kept.nilai, kept.alasan) == (Decimal(72), "Salah ketik pada terbitan pertama.")
    refresh(owner.id)
    assert RekapAngka.get().nilai == Decimal(73)


def test_the_same_name_of_two_agencies_is_two_indicators(owner: PerangkatDaerah) -> None:
    two = HEAD + "Kab. A;2020;tahunan;;IPM;indeks;naik;70;71;;\nKab. B;2020;tahunan;;IPM;indeks;naik;60;66;;\n"
    assert sorted(one.nilai for one in bring(two.encode())) == [66, 71]
    assert Indikator.select().count() == 2
    assert {one.unit for one in Penyampaian.select()} == {"Kab. A", "Kab. B"}


def test_nothing_is_taken_of_a_target_that_is_set_otherwise(owner: PerangkatDaerah) -> None:
    bring(row("A;%;naik;80;72;;"))
    Penyampaian.update(status="dibatalkan").execute()  # its figure no longer counts, its target does
    _, seen = impor_lkj.put(row("A;%;naik;85;72;;"), "t.csv", Pilihan())
    assert (
        seen.baris[0].keadaan == "bermasalah"
        and "sudah ditetapkan di sini 80" in seen.baris[0].baris.masalah[0].kalimat
    )
