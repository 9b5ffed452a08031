"""What becomes of a table that was brought in: its recap, the approval of its year, whose its rows are."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core import clock, files, jobs
from core.actor import acting
from core.errors import StateError
from core.files import Dokumen
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_department, make_user
from plugins.sop_kinerja.lkj.baris import Pilihan
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Realisasi, Target
from plugins.sop_kinerja.services import capaian_setuju, impor_lkj, keluaran
from plugins.sop_kinerja.services.agregat import refresh
from plugins.sop_kinerja.services.capaian_periode import recap
from tests.plugins.sop_kinerja.test_impor_lkj import HEAD, SAMPLE, bring, owner, row

__all__ = ["owner"]


def test_the_year_of_a_report_is_approved_without_semesters(owner: PerangkatDaerah) -> None:
    bring(SAMPLE)
    refresh(owner.id)
    kept = capaian_setuju.approve("2020-TH")
    assert kept.isi["dasar"].startswith("Semua angkanya disampaikan langsung untuk Tahun 2020")
    assert [line["capaian"] for line in kept.isi["bagian"][0]["baris"]][:2] == ["90,4875", "90,4875"]


def test_a_year_that_rests_on_quarters_still_needs_its_semesters(owner: PerangkatDaerah) -> None:
    parts = "".join(f"Kab. A;2021;TW{part};;IPM;indeks;naik;70;71;;\n" for part in (1, 2, 3, 4))
    bring((HEAD + parts + "Kab. A;2021;tahunan;;AKI;kasus;turun;9;8;;\n").encode())
    Indikator.update(agregasi_periode="terakhir").where(Indikator.uraian == "IPM").execute()
    IndikatorTahun.update(agregasi_periode="terakhir").where(IndikatorTahun.uraian == "IPM").execute()
    refresh(owner.id)
    with pytest.raises(StateError, match="setelah Semester I 2021 dan Semester II 2021"):
        capaian_setuju.approve("2021-TH")


def test_the_page_and_the_workbook_say_the_capaian_that_was_printed(
    owner: PerangkatDaerah, client: FlaskClient, login_as: Any
) -> None:
    bring(row("IKLH;indeks;naik;80;72,39;90,49;Sangat Tinggi", "AKI;kasus;turun;6,50;5,90;109,23;"))
    refresh(owner.id)
    user = make_user(owner, ("sop_kinerja.*",))
    login_as(client, user)
    text = client.get("/sop-kinerja/capaian?periode=2020-TH").get_data(as_text=True)
    assert "90,49%" in text and "109,23%" in text and "jadi tidak menunggu persetujuan semester" in text
    with acting(user.actor):
        jobs.run(keluaran.request("capaian", "xlsx", "2020-TH").id)
        (made,) = [one for one in Dokumen.select() if one.nama.endswith(".xlsx")]
        book = load_workbook(io.BytesIO(files.read(made)), data_only=True)
    found = {line[3]: line[8] for line in book["Capaian"].iter_rows(values_only=True) if line[3]}
    values = {name.split("  ")[-1].partition(" (")[0]: value for name, value in found.items() if "  " in str(name)}
    assert {name: round(float(value), 2) for name, value in values.items()} == {"IKLH": 90.49, "AKI": 109.23}


def test_nothing_is_added_to_a_year_that_was_approved(owner: PerangkatDaerah) -> None:
    bring(row("A;%;naik;80;72;;"))
    IndikatorTahun.update(status="disahkan", disahkan=clock.now(), disahkan_oleh="Kepala").execute()
    quarter = row("A;%;naik;40;38;;").replace(b";tahunan;", b";TW2;")
    _, seen = impor_lkj.put(quarter, "t.csv", Pilihan())
    (problem,) = seen.baris[0].baris.masalah
    assert problem.kolom == "target" and "sudah disahkan tanpa target untuk Triwulan II 2020" in problem.kalimat
    month = row("A;%;naik;40;38;;").replace(b";tahunan;", b";Maret;")
    assert len(bring(month)) == 1, "months divide a quarter, and nobody signs them"
    assert sorted(str(one.periode) for one in Target.select()) == ["2020-B03", "2020-TH"]


def test_a_past_year_is_judged_by_the_formula_that_it_had(owner: PerangkatDaerah) -> None:
    bring(row("A;kasus;turun;6,5;5,9;;"))
    IndikatorTahun.update(formula="turun_rasio").execute()
    Realisasi.update(nilai=None).execute()
    _, seen = impor_lkj.put(row("A;kasus;turun;6,5;5,9;;"), "t.csv", Pilihan())
    assert "dengan rumus capaian lain" in seen.baris[0].baris.masalah[0].kalimat
    made = bring(row("A;kasus;turun;6,5;5,9;110,17;"), given=Pilihan(turun="turun_rasio"), reason="Rumus instansi")
    assert [one.formula for one in made] == ["turun_rasio"]


def test_whose_the_rows_become_is_said(owner: PerangkatDaerah) -> None:
    with scope(EVERYWHERE):
        other = make_department("Dinas Kesehatan Contoh", owner.pemerintah_daerah)
    cells = [f"{name};2021;tahunan;;IPM;indeks;naik;70;71;;\n" for name in (owner.nama, other.nama, "Kab. Jauh")]
    impor, seen = impor_lkj.put((HEAD + "".join(cells)).encode(), "t.csv", Pilihan())
    told = " ".join(seen.catatan)
    assert f"disimpan di {owner.nama} sebagai angka terbitan" in told and "Kab. Jauh (1 baris)" in told
    assert "Dinas Kesehatan Contoh juga perangkat daerah di sini" in told and f"{owner.nama} (" not in told
    impor_lkj.take(str(impor.uuid))
    refresh(owner.id)
    with scope(EVERYWHERE):
        assert not Realisasi.select().where(Realisasi.perangkat_daerah == other.id).exists()
    assert {str(one.indikator.sumber_data) for _, one in recap("2021-TH").semua} == {"", other.nama, "Kab. Jauh"}


def test_the_report_that_is_kept_tells_rules_and_rounding_from_misprints(owner: PerangkatDaerah) -> None:
    cells = (
        "A;%;naik;80;76;59,00;",
        "B;%;turun;6,5;5,9;110,17;",
        "C;%;naik;93,55;93,21;99,63;",
        "D;opini;naik;WTP;WTP;100;",
    )
    impor, _ = impor_lkj.put(row(*cells), "t.csv", Pilihan())
    kept = impor_lkj.get_import(str(impor.uuid)).hasil
    sums = kept["hitungan"]
    assert (sums["salah_cetak"], sums["aturan_lain"], sums["dipotong"], sums["tak_dapat"]) == (1, 1, 1, 1)
    assert [(one["indikator"], one["cetakan"]) for one in kept["berbeda"]] == [
        ("A", "salah_cetak"),
        ("B", "aturan_lain"),
    ]
    assert kept["berbeda"][0]["capaian"] == "95,0000%"
    assert impor.berbeda == 2


def test_a_row_that_repeats_another_may_be_misprinted_all_the_same(owner: PerangkatDaerah) -> None:
    _, seen = impor_lkj.put(row("A;%;naik;80;76;95,00;", "A;%;naik;80;76;59,00;"), "t.csv", Pilihan())
    assert [(one.keadaan, one.cetakan) for one in seen.baris] == [("baru", "sama"), ("dilewati", "salah_cetak")]


def test_a_source_that_cuts_no_other_capaian_did_not_cut_this_one(owner: PerangkatDaerah) -> None:
    cut = ("A;%;naik;80;95;100;", "B;%;naik;80;76;95,00;")
    _, seen = impor_lkj.put(row(*cut), "t.csv", Pilihan())
    assert [one.cetakan for one in seen.baris] == ["aturan_lain", "sama"]
    _, seen = impor_lkj.put(row(*cut, "C;%;naik;80;84;105,00;"), "t.csv", Pilihan())
    assert [one.cetakan for one in seen.baris] == ["salah_cetak", "sama", "sama"]
    assert "hitungan 118,75%. Baris lain sumber ini tidak dibatasi." in seen.baris[0].capaian.kalimat
