"""The layouts in which reports print their tables. Regions and figures are invented; nothing here needs a database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plugins.sop_kinerja.lkj.baca import read
from plugins.sop_kinerja.lkj.baris import Bacaan, Pilihan
from plugins.sop_kinerja.lkj.sel import TabelDitolak
from tests.plugins.sop_kinerja.test_lkj_baca import workbook

TODAY = date(2026, 11, 20)
UP = Pilihan(arah="naik")
UP_2022 = Pilihan(arah="naik", tahun=2022)


def table(text: str, given: Pilihan = UP) -> Bacaan:
    return read(text.strip("\n").encode(), "t.csv", given, TODAY)


def figures(found: Bacaan) -> list[tuple[str, str, str, str, str]]:
    """(indikator, period, target, realisasi, printed) of the rows that can be taken."""
    assert not found.bermasalah, [row.masalah for row in found.bermasalah]
    cells = [(one.indikator, one.periode, one.nilai_target, one.nilai_realisasi, one.cetak.nilai) for one in found.siap]
    return [(*each[:2], *("" if value is None else f"{value:f}" for value in each[2:])) for each in cells]


def test_titles_numbering_merged_goals_and_means() -> None:
    found = table("""
Tabel 3.1;;;;;;;
Pengukuran Kinerja Tahun 2022;;;;;;;
No;Sasaran Strategis;Indikator Kinerja;Satuan;Target;Realisasi;% Capaian;Kategori
(1);(2);(3);(4);(5);(6);(7)=(6)/(5);(8)
1;Meningkatnya mutu pendidikan;Harapan Lama Sekolah;Tahun;12,85;12,74;99,14;Sangat Tinggi
;;Rata-rata Lama Sekolah;Tahun;8,10;8,02;99,01;Sangat Tinggi
;Rata-rata capaian sasaran 1;;;;;99,08;
2;Turunnya kemiskinan;Angka Kemiskinan;%;7,10;7,52;94,08;-
Jumlah;;;;;;;
""")
    assert figures(found) == [
        ("Harapan Lama Sekolah", "2022-TH", "12.85", "12.74", "99.14"),
        ("Rata-rata Lama Sekolah", "2022-TH", "8.10", "8.02", "99.01"),
        ("Angka Kemiskinan", "2022-TH", "7.10", "7.52", "94.08"),
    ]
    assert [one.sasaran for one in found.siap] == ["Meningkatnya mutu pendidikan"] * 2 + ["Turunnya kemiskinan"]
    assert [one.dilewati for one in found.baris if one.dilewati] == ["Baris ringkasan, bukan indikator."] * 2
    assert {"Tahun 2022 dibaca dari judul tabel.", "Periode tidak disebut, jadi dibaca sebagai tahunan."} <= set(
        found.catatan
    )


def test_a_head_of_two_lines() -> None:
    found = table("""
No;Sasaran;Indikator Kinerja;Satuan;Tahun 2022;;;Predikat
;;;;Target;Realisasi;Capaian (%);
1;2;3;4;5;6;7;8
1;Sasaran A;Indeks A;Indeks;70,00;72,10;103,00;Sangat Tinggi
""")
    assert figures(found) == [("Indeks A", "2022-TH", "70.00", "72.10", "103.00")]
    assert found.siap[0].predikat_cetak == "Sangat Tinggi"


def test_years_side_by_side() -> None:
    text = """
No,Indikator Kinerja Utama,Satuan,Target 2021,Realisasi 2021,Capaian 2021,Target 2022,Realisasi 2022,Capaian 2022
1,IKLH,Indeks,"70,5","71,2","100,99","71,0","70,2","98,87"
"""
    both = [("IKLH", "2021-TH", "70.5", "71.2", "100.99"), ("IKLH", "2022-TH", "71.0", "70.2", "98.87")]
    assert figures(table(text)) == both
    one = table(text, UP_2022)
    assert figures(one) == both[1:] and "Hanya kolom tahun 2022 yang dibaca." in one.catatan


def test_realisasi_of_years_past_is_not_the_years() -> None:
    found = table("""
Indikator;Satuan;Target Tahun 2022;Realisasi;;;Capaian
;;;2020;2021;2022;%
IPM;Poin;71,20;69,9;70,4;71,02;99,75
""")
    assert figures(found) == [("IPM", "2022-TH", "71.20", "71.02", "99.75")]
    assert "Kolom yang tidak dipakai: Realisasi 2020, Realisasi 2021." in found.catatan


def test_quarters_side_by_side() -> None:
    found = table(
        """
Indikator Kinerja;Satuan;Triwulan I;;Triwulan II;;Triwulan III;
;;T;R;T;R;T;R
Imunisasi;%;20;21;45;44;70;
Dokumen;dokumen;0;0;;;1;1
""",
        UP_2022,
    )
    assert figures(found) == [
        ("Imunisasi", "2022-TW1", "20", "21", ""),
        ("Imunisasi", "2022-TW2", "45", "44", ""),
        ("Imunisasi", "2022-TW3", "70", "", ""),
        ("Dokumen", "2022-TW1", "0", "0", ""),
        ("Dokumen", "2022-TW3", "1", "1", ""),
    ]


def test_quarters_without_targets_of_their_own_are_refused() -> None:
    with pytest.raises(TabelDitolak, match="tidak berpasangan"):
        table("Indikator;Target;Realisasi TW I;Realisasi TW II;Capaian\nA;95;21;44;101,58", UP_2022)


def test_the_capaian_that_is_a_realisasi() -> None:
    found = table('sep=;\nIndikator;Satuan;Target;Capaian;% Capaian\n"Jalan\nmantap";%;72,5;70,1;96,69', UP_2022)
    assert figures(found) == [("Jalan mantap", "2022-TH", "72.5", "70.1", "96.69")]


def test_the_budget_beside_the_figures_is_none_of_them() -> None:
    grouped = """
Indikator Kinerja;Kinerja;;;Anggaran;;;Tingkat efisiensi
;Target;Realisasi;%;Pagu;Realisasi;%;
IPM;71,20;71,02;99,75;1.000.000;900.000;90,00;9,75
"""
    flat = """
Indikator;Target;Realisasi;Capaian;Pagu Anggaran (Rp);Realisasi Anggaran (Rp);%
IPM;71,20;71,02;99,75;1.000.000;900.000;90,00
"""
    for text in (grouped, flat):
        assert figures(table(text, UP_2022)) == [("IPM", "2022-TH", "71.20", "71.02", "99.75")]


def test_two_tables_below_one_another() -> None:
    found = table(
        """
Sasaran,Indikator,Satuan,Target,Realisasi,Capaian
S1,A,%,80,82,"102,50"
,,,,,
No,Indikator Kinerja,Target,Realisasi,% Capaian,Predikat
1,C,10,12,120,Sangat Tinggi
""",
        UP_2022,
    )
    assert [each[0] for each in figures(found)] == ["A", "C"]
    assert any("2 tabel berturut-turut" in note for note in found.catatan)


def test_quotes_that_are_wrong_for_one_separator_are_right_for_the_next() -> None:
    found = table(
        'Indikator, sasaran, dan lainnya;;\nIndikator;Target;Realisasi\n"A, B";80;82\nC, D, "E";80;82', UP_2022
    )
    assert [each[0] for each in figures(found)] == ["A, B", 'C, D, "E"']


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("I", "TW1"),
        ("2", "TW2"),
        ("TW 3", "TW3"),
        ("Triwulan ke-4", "TW4"),
        ("Semester II", "S2"),
        ("TW IV Tahun 2022", "TW4"),
    ],
)
def test_a_column_of_quarters_holds_their_numbers(cell: str, code: str) -> None:
    found = table(f"Indikator,Target,Realisasi,Tahun,Triwulan\nA,80,82,2022,{cell}")
    assert found.siap[0].periode == f"2022-{code}"


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("Maximize", "naik"), ("Minimize", "turun"), ("lower is better", "turun"), ("menurun", "turun"),
        ("semakin rendah semakin baik", "turun"), ("Semakin tinggi realisasi semakin baik kinerja", "naik"),
        ("Positif (+)", "naik"), ("negatif", "turun"), ("turun rasio", "turun_rasio"), ("tidak naik", "tanpa"),
        ("semakin tinggi semakin buruk", "tanpa"), ("naik/turun", "tanpa"), ("n/a", "tanpa"),
        ("R/T x 100%", "naik"), ("(2T − R)/T × 100", "turun"), ("T/R", "turun_rasio"),
    ],
)  # fmt: skip
def test_directions_as_reports_write_them(words: str, formula: str) -> None:
    assert table(f"Indikator;Arah;Target;Realisasi\nA;{words};80;82", Pilihan(tahun=2022)).siap[0].formula == formula


def test_merged_cells_of_a_sheet_and_numbers_as_they_are_shown() -> None:
    rows: list[list[Any]] = [
        ["CAPAIAN KINERJA TAHUN 2022"],
        ["No", "Sasaran", "Indikator", "Satuan", "Tahun 2022", None, None, "Predikat"],
        [None, None, None, None, "Target", "Realisasi", "Capaian", None],
        [1, "Sasaran panjang", "A", "%", 0.8, 0.7239, 0.904875, "Sangat Tinggi"],
        [None, None, "B", "Indeks", 3.5, 3.41, 97.4285714, None, "catatan samping"],
        ["Rata-rata capaian", None, None, None, None, None, 93.96],
    ]
    merged = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "A4:A5", "B4:B5", "A6:F6")
    formats = {"E4": "0%", "F4": "0.00%", "G4": "0.00%", "G5": '0.00"%"'}
    found = read(workbook(*rows, formats=formats, merged=merged), "t.xlsx", UP, TODAY)
    first, second = found.siap
    assert (first.nilai_target, first.nilai_realisasi) == (80, Decimal("72.39"))
    assert (first.cetak.tempat, second.cetak.nilai, second.cetak.tempat) == (2, Decimal("97.428571"), 2)
    assert (second.sasaran, second.cetak.teks) == ("Sasaran panjang", "97,43")
    assert not found.bermasalah and found.baris[-1].dilewati


def test_a_mean_that_is_merged_over_its_rows_is_not_held_against_each() -> None:
    rows = [
        ("Sasaran", "Indikator", "Target", "Realisasi", "Capaian", "Predikat"),
        ("S", "A", 80, 76, 97.5, "Sangat Tinggi"),
        (None, "B", 80, 80, None, None),
        ("S2", "C", 70, 71, 101.43, None),
        (None, "D", None, 72, 102.86, None),
    ]
    content = workbook(*rows, merged=("A2:A3", "E2:E3", "F2:F3", "C4:C5"))
    first, second, third, last = read(content, "t.xlsx", UP_2022, TODAY).baris
    for each in (first, second):
        assert (each.cetak.nilai, each.predikat_cetak) == (None, "") and "sel gabungan" in each.catatan[0]
    assert second.sasaran == "S" and third.cetak.nilai is not None
    assert last.masalah[0].kolom == "Target" and "Tulis angka setiap baris" in last.masalah[0].kalimat


def test_other_sheets_with_tables_are_named() -> None:
    content = workbook(
        ("Indikator", "Target", "Realisasi"), ("A", 1, 2), more=("IKU", ("Indikator", "Target", "Realisasi"))
    )
    assert "Lembar lain yang juga memuat tabel tidak dibaca: IKU." in read(content, "t.xlsx", UP_2022, TODAY).catatan


@pytest.mark.parametrize(
    ("cell", "satuan", "value"),
    [
        ("Rp 1.234.567,00", "Rupiah", "1234567"), ("Rp. 12.500.000,-", "Rp", "12500000"),
        ("12,5 juta", "Rupiah", "12500000"),
        ("12,5 juta", "juta rupiah", "12.5"), ("3,5 hari", "hari kerja", "3.5"), ("70,12 (BB)", "nilai", "70.12"),
        ("80,5/A", "nilai", "80.5"), ("–3,5", "%", "-3.5"), ("'72,39", "%", "72.39"), ("1.667 %", "%", "1667"),
        ("6 (enam) dokumen", "dokumen", "6"), ("1,250", "orang", "1250"),
        ("125,000", "Kepala keluarga", "125000"), ("12,500", "juta rupiah", "12.5"),
    ],
)  # fmt: skip
def test_numbers_with_what_is_printed_around_them(cell: str, satuan: str, value: str) -> None:
    found = table(f'Indikator;Satuan;Target;Realisasi\nA;{satuan};1;"{cell}"', UP_2022)
    assert not found.bermasalah, found.bermasalah[0].masalah
    assert found.siap[0].nilai_realisasi == Decimal(value)


@pytest.mark.parametrize("cell", ["- %", "Rp -", "belum dirilis", "…", "N/A"])
def test_no_figure_is_none_whatever_stands_around_it(cell: str) -> None:
    found = table(f"Indikator;Satuan;Target;Realisasi\nA;%;80;{cell}", UP_2022)
    assert found.siap[0].realisasi.nilai is None and found.siap[0].realisasi.jenis in ("kosong", "teks")


def test_units_that_differ_between_the_two_figures_are_refused() -> None:
    found = table("Indikator;Satuan;Target;Realisasi\nA;waktu;3 hari;2 bulan", Pilihan(arah="turun", tahun=2022))
    assert found.bermasalah[0].masalah[0].kalimat == "Satuannya «bulan», sedangkan target memakai «hari». Samakan."


def test_of_people_a_point_parts_thousands_also_where_the_table_mixes() -> None:
    text = "Indikator;Satuan;Target;Realisasi;Capaian\nA;indeks;97.72;98,07;100,36\nB;orang;1.234;1.300;105,35"
    assert figures(table(text, UP_2022))[1] == ("B", "2022-TH", "1234", "1300", "105.35")


def test_a_table_of_decimal_points_parts_thousands_with_commas() -> None:
    head = "Indikator;Satuan;Target;Realisasi;Capaian\n"
    rows = "A;indeks;72.15;72.31;100.22\nB;indeks;1,250;1,198;95.84"
    found = table(head + rows, UP_2022)
    assert figures(found)[1] == ("B", "2022-TH", "1250", "1198", "95.84")
    assert "«1,250» dibaca 1.250: tabel ini memakai titik sebagai tanda desimal." in found.siap[1].catatan
    mixed = table(head + rows + "\nC;indeks;70,5;71,2;100,99", UP_2022)
    assert [one.indikator for one in mixed.bermasalah] == ["B"], "where both are written it could be either"
