"""A published table comes in: the printed capaian come out through the recap, and a misprint of its source is said."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.actor import acting, system_actor
from core.errors import InputError, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, csrf_token, sign_in
from plugins.sop_kinerja.cli_impor import kinerja
from plugins.sop_kinerja.lkj.baris import Pilihan
from plugins.sop_kinerja.models import (
    Bukti,
    ImporTabel,
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
from tests.plugins.sop_kinerja.halaman import page

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


@pytest.fixture
def team(owner: PerangkatDaerah, make_user: Callable[..., User], client: FlaskClient) -> FlaskClient:
    sign_in(client, make_user(("sop_kinerja.rekap.*", "sop_kinerja.impor.create", "sop_kinerja.penyampaian.*")))
    return client


def upload(client: FlaskClient, content: bytes, name: str = "tabel.csv", **more: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client), "berkas": (BytesIO(content), name), **more}
    return client.post("/sop-kinerja/impor-capaian", data=data)


def test_the_pages_from_upload_to_report(team: FlaskClient, post: Callable[..., TestResponse]) -> None:
    answer = upload(team, row("A;%;naik;80;72,39;95,00;Tinggi", "B;%;naik;delapan;72;;", "C;%;naik;8 0 0;72;;"))
    text = page(team, answer.location)
    assert "Baris 2 · Kabupaten Lain" in text
    assert "Capaian tercetak 95,00%, hitungan 90,49%." in text and "menurut skala yang berlaku" in text
    assert "Target «delapan» bukan angka: belum dapat dinilai, bukan nol." in text
    assert "Kolom target:" in text and "1 baris tidak terbaca" in text
    refused = post(team, f"{answer.location}/ambil", sebagian="tidak")
    assert refused.status_code == 400 and "tidak ada yang diambil" in refused.get_data(as_text=True)
    post(team, f"{answer.location}/ambil", sebagian="terbaca")
    text = page(team, answer.location)
    assert "Salah cetak" in text and "95,00" in text and "Baris yang tidak terbaca" in text
    assert "/sop-kinerja/capaian?periode=2020-TH" in text, "it leads on to the recap of each period"
    assert "tabel.csv" in page(team, "/sop-kinerja/impor-capaian")
    evidence = Bukti.get()
    where = f"/sop-kinerja/penyampaian/{evidence.realisasi.penyampaian.uuid}"
    for shown in (page(team, where), page(team, f"{where}/bukti/{evidence.uuid}/lihat")):
        assert "/kasus/" not in shown, "no case asked for it, so no page leads to one"
    original = team.get(f"{answer.location}/berkas")
    assert original.get_data().startswith(b"instansi;")
    original.close()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "Pilih berkas CSV atau XLSX"),
        (b"%PDF-1.7 x", "a.csv", "bukan CSV atau XLSX"),
        (b"a;b\n1;2\n", "a.csv", "Kepala tabel tidak ditemukan"),
        (b"indikator;target;realisasi\n", "a.csv", "tidak ada baris yang berisi"),
        (b'indikator;target;realisasi\n"A;1;2\n', "a.csv", "tanda kutip tidak berpasangan"),
        (b"indikator;target;target;realisasi\nA;1;2;3\n", "a.csv", "Sisakan satu"),
        (b"PK\x03\x04rusak", "a.xlsx", "ZIP"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(team: FlaskClient, content: bytes, name: str, said: str) -> None:
    answer = upload(team, content, name)
    assert answer.status_code == 400 and said in answer.get_data(as_text=True)
    assert not ImporTabel.select().exists()


def test_what_the_file_does_not_say_is_said_on_the_page(team: FlaskClient) -> None:
    content = b"Laporan Kinerja;;\n;;\nIndikator Kinerja;Target 2021;Realisasi;Capaian (%)\nA;80;72,39;90,49\n"
    answer = upload(team, content, tahun="2021", periode="TW4", arah="naik")
    text = page(team, answer.location)
    assert "Triwulan IV 2021" in text and "90,49%" in text
    blank = page(team, upload(team, content).location)
    assert "Tahun kosong" in blank


def test_another_department_sees_nothing_of_it(
    team: FlaskClient, other_department: PerangkatDaerah, make_user: Callable[..., User], activate: Callable[..., None]
) -> None:
    where = upload(team, row("A;%;naik;80;72;;")).location
    activate("sop_kinerja", other_department)
    sign_in(team, make_user(("sop_kinerja.*",), other_department))
    assert team.get(where).status_code == 404


def test_the_command(owner: PerangkatDaerah, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes(SAMPLE.replace(b'"90,49%"', b'"94,09%"', 1))
    code = f"{owner.pemerintah_daerah.kode}/{owner.kode}"
    result = CliRunner().invoke(kinerja, ["impor", str(path), code], catch_exceptions=False)
    assert "SALAH CETAK: Capaian tercetak 94,09%, hitungan 90,49%." in result.output
    assert "Periksa: Di atas 200%" in result.output, "0,79 against 62: the source mixes units"
    assert "Diambil: 16 baris" in result.output
    assert "Rekap Tahun 2016:" in result.output and "5 dinilai, 2 belum dapat dinilai" in result.output
    again = CliRunner().invoke(kinerja, ["impor", str(path), code], catch_exceptions=False)
    assert "Tidak ada yang baru" in again.output


def test_the_command_takes_nothing_while_a_row_cannot_be_read(owner: PerangkatDaerah, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes(row("A;%;naik;80;72;;", "B;%;naik;80;7,2,3;;"))
    code = f"{owner.pemerintah_daerah.kode}/{owner.kode}"
    with pytest.raises(InputError, match="tidak ada yang diambil"):
        CliRunner().invoke(kinerja, ["impor", str(path), code], catch_exceptions=False)
    assert not Realisasi.select().exists()
    result = CliRunner().invoke(kinerja, ["impor", str(path), code, "--terbaca"], catch_exceptions=False)
    assert "MASALAH kolom realisasi" in result.output and Realisasi.select().count() == 1
