"""Tables as agencies really make them: strict on numbers, generous on form. Nothing here needs a database."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.idn.numbers import format_number
from plugins.sop_kinerja.capaian import capaian
from plugins.sop_kinerja.lkj.angka import read_figure
from plugins.sop_kinerja.lkj.baca import read
from plugins.sop_kinerja.lkj.banding import compare
from plugins.sop_kinerja.lkj.baris import Bacaan, BarisLkj, Pilihan
from plugins.sop_kinerja.lkj.sel import Sel, TabelDitolak
from plugins.sop_kinerja.skala import round_half_up

TODAY = date(2026, 11, 20)
HEAD = ("instansi", "tahun", "periode", "indikator", "satuan", "arah", "target", "realisasi", "capaian_cetak")
ROW = ("Dinas A", 2020, "tahunan", "IKU", "%", "naik", "80", "72,39", "90,49")


def table(*rows: str, name: str = "t.csv", given_: Pilihan | None = None) -> Bacaan:
    return read("\n".join(rows).encode(), name, given_ or Pilihan(), TODAY)


def one(**cells: str) -> BarisLkj:
    """A row in which only these cells differ from ROW."""
    values = {**dict(zip(HEAD, map(str, ROW), strict=True)), **cells}
    return table(";".join(HEAD), ";".join(values[name] for name in HEAD)).baris[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", "80"), ("72,39", "72.39"), ("1.234", "1234"), ("1.234.567,5", "1234567.5"), ("-3,5", "-3.5"),
        ("−3,5", "-3.5"), ("58%", "58"), ("58 %", "58"), ("58 persen", "58"), ("97.72", "97.72"), ("0.277", "0.277"),
        ("1,234.56", "1234.56"), ("1,234,567", "1234567"), ("12 345,6", "12345.6"), ("+5", "5"), ("12 kasus", "12"),
        ("0,3333333333", "0.333333"),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str) -> None:
    found = read_figure(Sel.of_text(text), "kasus")
    assert (found.jenis, found.nilai) == ("angka", Decimal(value)), found.galat


@pytest.mark.parametrize("text", ["97.72", "0.277", "1,234.56", "1,234,567", "12 345,6", "0,3333333333"])
def test_what_is_not_plain_indonesian_bears_a_note(text: str) -> None:
    assert read_figure(Sel.of_text(text)).catatan


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "belum ada", "Belum rilis", "\u00a0"])
def test_nothing_is_not_zero(text: str) -> None:
    found = read_figure(Sel.of_text(text))
    assert (found.jenis, found.nilai) == ("kosong", None)


@pytest.mark.parametrize("text", ["WTP", "B", "Rangking 6", "A (80,5)", "1:32", "1 : 17,9", "Sangat Baik"])
def test_words_and_ratios_are_no_numbers(text: str) -> None:
    found = read_figure(Sel.of_text(text))
    assert found.jenis in ("teks", "rasio") and found.nilai is None
    row = one(target=text, realisasi=text)
    assert row.siap and row.formula == "tanpa" and row.nilai_target is None and row.nilai_realisasi is None


@pytest.mark.parametrize(
    "text",
    [
        "72,3,9",
        "1.23.4",
        "72,39*",
        "(5,2)",
        "1e5",
        "12..5",
        "72,39)",
        "#DIV/0!",
        "9999999999999",
        "٧٢",
        "5-",
        "1.2345,6",
    ],
)
def test_what_is_doubtful_is_refused_with_its_cell(text: str) -> None:
    row = one(realisasi=text)
    assert not row.siap
    assert row.masalah[0].kolom == "realisasi" and row.nomor == 2


@settings(deadline=None)
@given(st.decimals(-999999, 999999, places=3))
def test_what_the_product_writes_is_read_back(value: Decimal) -> None:
    found = read_figure(Sel.of_text(format_number(value)))
    assert found.nilai == value and not found.titik


@pytest.mark.parametrize(
    ("target", "realisasi", "printed", "nilai"),
    [
        ("1.234", "1.300", "105,35", ("1234", "1300")),  # both readings give the same: Indonesian
        ("1.234", "1,3", "105,35", ("1.234", "1.3")),  # only the decimal point fits what was printed
        ("12.5", "12,5", "100", ("12.5", "12.5")),
    ],
)
def test_the_printed_capaian_settles_what_could_be_two_things(
    target: str, realisasi: str, printed: str, nilai: tuple[str, str]
) -> None:
    row = one(target=target, realisasi=realisasi, capaian_cetak=printed)
    assert row.siap, row.masalah
    assert (row.nilai_target, row.nilai_realisasi) == (Decimal(nilai[0]), Decimal(nilai[1]))


def test_a_point_that_nothing_confirms_is_refused_where_the_table_mixes() -> None:
    rows = ["Dinas A;2020;tahunan;A;%;naik;97.72;98,07;", "Dinas A;2020;tahunan;B;%;naik;1.234;1.300;"]
    first, second = table(";".join(HEAD), *rows).baris
    assert first.siap and first.nilai_target == Decimal("97.72"), "97.72 can only be one thing"
    assert {each.kolom for each in second.masalah} == {"target", "realisasi"}
    assert "1.234 atau 1,234" in second.masalah[0].kalimat
    other = table(";".join(HEAD), rows[0], rows[1].replace("Dinas A", "Dinas B")).baris[1]
    assert other.siap and other.nilai_target == 1234, "another agency's hand says nothing of this one's"


def test_a_point_that_can_only_be_a_decimal_point_stays_one_against_a_misprint() -> None:
    row = one(target="97.72", realisasi="98,07", capaian_cetak="104,00")
    assert row.siap and row.nilai_target == Decimal("97.72"), "what is printed beside it is only compared"
    open_ = one(target="1.250", realisasi="98.07", capaian_cetak="104,00")
    assert "tidak memastikannya" in open_.masalah[0].kalimat


def test_a_table_that_writes_points_as_a_rule_may_misprint_its_capaian() -> None:
    rows = ["A;2020;tahunan;A;%;naik;97.72;98.07;104.00", "A;2020;tahunan;B;%;naik;1.250;1.300;99.00"]
    first, second = table(";".join(HEAD), *rows).baris
    assert first.siap and (first.nilai_target, first.cetak.nilai) == (Decimal("97.72"), 104)
    assert not second.siap, "1.250 still could be two things"


def test_order_names_separators_and_extra_columns_do_not_matter() -> None:
    given_ = Pilihan(tahun=2020, periode="tahunan", arah="naik")
    for separator in ",;\t|":
        cells = ["No", "Realisasi", "Target 2020", "Indikator Kinerja Utama (IKU)", "Satuan", "% Capaian", "Ket."]
        line = ["1", '"72,39"', "80", "IKLH", "indeks", '"90,49%"', "x"]
        rows = ["Laporan Kinerja", "", separator.join(cells), separator.join(line)]
        for encoded in (f"\ufeff{chr(10).join(rows)}".encode(), "\r\n".join(rows).encode("utf-16")):
            (row,) = read(encoded, "t.csv", given_, TODAY).baris
            assert row.siap, row.masalah
            assert (row.nilai_target, row.nilai_realisasi, row.cetak.nilai) == (80, Decimal("72.39"), Decimal("90.49"))
            assert (row.indikator, row.periode, row.nomor) == ("IKLH", "2020-TH", 4)


def test_windows_1252_is_read_with_a_note() -> None:
    found = read("indikator;target;realisasi\nPersentase – A;80;72\n".encode("cp1252"), "t.csv", Pilihan(), TODAY)
    assert found.baris[0].indikator == "Persentase – A" and "Windows-1252" in found.catatan[0]


def test_an_unquoted_comma_does_not_shift_figures() -> None:
    (row,) = table("indikator,target,realisasi", "A,80,72,39").baris
    assert not row.siap and "memuat 4 sel, kepalanya 3" in row.masalah[0].kalimat


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"tahun": "dua ribu"}, "tahun", "bukan tahun"),
        ({"periode": "s.d. TW III"}, "periode", "bukan periode"),
        ({"tahun": "2030"}, "periode", "belum mulai"),
        ({"indikator": ""}, "indikator", "kosong"),
        ({"satuan": "indeks", "target": "80%"}, "target", "Hanya angka ini yang bertanda persen"),
        ({"target": "≤ 80"}, "target", "bertentangan dengan arah"),
        ({"realisasi": "80-90"}, "realisasi", "Realisasi harus satu angka"),
        ({"indikator": "x" * 2001}, "indikator", "Paling banyak 2000"),
    ],
)
def test_each_problem_names_its_column(cells: dict[str, str], column: str, said: str) -> None:
    row = one(**cells)
    assert (row.masalah[0].kolom, said in row.masalah[0].kalimat) == (column, True), row.masalah


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tahunan", "2020-TH"), ("Triwulan II", "2020-TW2"), ("TW4", "2020-TW4"), ("tw 1", "2020-TW1"),
        ("Semester 2", "2020-S2"), ("Maret", "2020-B03"), ("2020-TW3", "2020-TW3"), ("Triwulan I 2020", "2020-TW1"),
    ],
)  # fmt: skip
def test_periods(text: str, code: str) -> None:
    assert one(periode=text).periode == code


@pytest.mark.parametrize(
    ("text", "formula"),
    [("naik", "naik"), ("Positif", "naik"), ("Makin rendah makin baik", "turun"), ("turun_rasio", "turun_rasio"),
     ("tidak jelas", "tanpa"), ("", "tanpa"), ("rentang", "rentang")],
)  # fmt: skip
def test_directions_are_never_guessed(text: str, formula: str) -> None:
    assert one(arah=text).formula == formula


def test_ranges() -> None:
    row = one(arah="rentang", target="60–80", realisasi="70")
    assert (row.nilai_target, row.nilai_target_atas) == (60, 80)
    assert one(target="60-80").formula == "tanpa", "a range is no single target"


def test_headings_repetitions_and_sums_are_no_figures() -> None:
    found = table(
        ";".join(HEAD),
        ";".join(map(str, ROW)),
        "Dinas B;;;;;;;;",
        ";".join(HEAD),
        ";".join(map(str, ROW)),
        ";".join(map(str, ROW)).replace("72,39", "73"),
        ";;;Rata-rata capaian;;;;;95,00",
    )
    assert [row.dilewati[:8] for row in found.baris] == ["", "Bukan ba", "Mengulan", "", "Baris ri"]
    assert "sudah ada pada baris 2 dengan angka lain" in found.baris[3].masalah[0].kalimat


@settings(deadline=None)
@given(st.decimals("0.01", 500, places=2), st.decimals(0, 500, places=2), st.integers(0, 3), st.booleans())
def test_rounding_and_truncation_are_told_apart(target: Decimal, actual: Decimal, places: int, cut: bool) -> None:
    computed = capaian(actual, target, "naik").value
    assert computed is not None
    rounded = round_half_up(computed, places)
    truncated = computed.quantize(Decimal(1).scaleb(-places), rounding="ROUND_DOWN")
    found = compare(truncated if cut else rounded, places, computed)
    assert found.hasil == ("dipotong" if cut and truncated != rounded else "sama")
    beside = compare(rounded + 2 * Decimal(1).scaleb(-places), places, computed)
    assert beside.beda


def workbook(
    *rows: Any, formats: dict[str, str] | None = None, merged: tuple[str, ...] = (), more: tuple[str, Any] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, pattern in (formats or {}).items():
        sheet[place].number_format = pattern
    for area in merged:
        sheet.merge_cells(area)
    if more is not None:
        book.create_sheet(more[0]).append(more[1])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_as_a_person_sees_it() -> None:
    content = workbook(
        ("LAPORAN KINERJA",),
        HEAD,
        ("Dinas A", 2020, "tahunan", "IKU", "%", "naik", 0.8, 0.7239, 0.904875),
        ("Dinas A", "2020", "TW1", "Kasus", "kasus", "naik", 1234, "1.300,5", "105,39"),
        ("Dinas A", 2020.0, "TW2", "Kasus", "kasus", "naik", 0.1 + 0.2, 1 / 3, None),
        formats={"G3": "0%", "H3": "0.00%", "I3": "0.00%"},
    )
    first, second, third = read(content, "t.xlsx", Pilihan(), TODAY).baris
    assert (first.nilai_target, first.nilai_realisasi, first.cetak.nilai) == (80, Decimal("72.39"), Decimal("90.4875"))
    assert (second.nilai_target, second.nilai_realisasi, second.nomor) == (1234, Decimal("1300.5"), 4)
    assert (third.nilai_target, third.nilai_realisasi) == (Decimal("0.3"), Decimal("0.333333"))
    assert any("dibulatkan ke 6" in note for note in third.catatan)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (date(2020, 5, 1), "berisi tanggal"),
        (True, "BENAR atau SALAH"),
        ("=1/0", "rumus yang belum dihitung"),
        ("#DIV/0!", "galat Excel"),
    ],
)
def test_cells_that_lie_are_refused(cell: Any, said: str) -> None:
    content = workbook(HEAD, (*ROW[:7], cell, ""))
    (row,) = read(content, "t.xlsx", Pilihan(), TODAY).baris
    assert row.masalah[0].kolom == "realisasi" and said in row.masalah[0].kalimat


def test_a_cell_at_the_last_row_and_column_harms_nobody() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    assert len(read(stream.getvalue(), "t.xlsx", Pilihan(), TODAY).siap) == 1


def test_a_workbook_without_such_a_table_is_refused() -> None:
    with pytest.raises(TabelDitolak, match="Kepala tabel tidak ditemukan"):
        read(workbook(("a", "b"), (1, 2)), "t.xlsx", Pilihan(), TODAY)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        read(content, "t.csv", Pilihan(), TODAY)
    except TabelDitolak as error:
        assert str(error)


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=5), max_size=6))
def test_no_table_breaks_the_reader(rows: list[list[str]]) -> None:
    content = "\n".join(["indikator;target;realisasi", *(";".join(row) for row in rows)]).encode("utf-8", "replace")
    try:
        found = read(content, "t.csv", Pilihan(tahun=2020, periode="tahunan", arah="naik"), TODAY)
    except TabelDitolak:
        return
    for row in found.baris:
        assert row.siap or row.masalah or row.dilewati
