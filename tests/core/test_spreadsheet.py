"""XLSX: text stays text, numbers stay exact, and it prints as an office wants it."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import StorageError
from core.spreadsheet import NOT_ASSESSABLE, Cell, Column, Formula, Kind, Table, write_workbook
from core.spreadsheet_cells import CUT, clean

CREATED = datetime(2023, 7, 15, 8, 0, tzinfo=UTC)
COLUMNS = (
    Column("Indikator", width=40),
    Column("Target", Kind.NUMBER, unit="orang"),
    Column("Capaian", Kind.PERCENT),
    Column("Tanggal", Kind.DATE),
    Column("Anggaran", Kind.RUPIAH),
)
ROW: Sequence[Cell] = ("Angka", Decimal("1234.5"), Decimal("97.53"), date(2023, 7, 14), 1_500_000)


def written(path: Path, *rows: Sequence[Cell], columns: Sequence[Column] = COLUMNS, **options: Any) -> Any:
    write_workbook(path, [Table("Rekap", columns, rows, **options)], created=CREATED)
    return openpyxl.load_workbook(path)["Rekap"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rekap.xlsx"


def test_values_and_formats(path: Path) -> None:
    sheet = written(path, ROW)
    assert [cell.value for cell in sheet[2]] == ["Angka", 1234.5, 0.9753, datetime(2023, 7, 14), 1_500_000]  # noqa: DTZ001
    assert [cell.number_format for cell in sheet[2]] == [
        "@", "#,##0.00", "#,##0.00%", "[$-421]d mmmm yyyy", '"Rp"#,##0;-"Rp"#,##0',
    ]  # fmt: skip
    assert sheet["B1"].value == "Target\n(orang)"


def test_prints_as_an_office_wants_it(path: Path) -> None:
    sheet = written(path, ROW, ROW, title=("Rekapitulasi", "Triwulan II Tahun 2023"))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["Rekapitulasi", "Triwulan II Tahun 2023", None]
    assert sheet["A4"].value == "Indikator"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E6"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|'/c calc'!A1",
        "+62812",
        "-5",
        "@SUM(A1)",
        "{=A1}",
        "\t=1",
        "https://x.go.id",
        "mailto:a@b",
        "007",
    ],
)
def test_text_is_never_more_than_text(path: Path, text: str) -> None:
    sheet = written(path, (text,), columns=(Column(text),))
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.value == text
        assert cell.data_type == "s"
        assert cell.hyperlink is None
    for name, content in parts(path):
        assert b"<f>" not in content, name
        assert b"hyperlink" not in content, name


def test_text_that_looks_like_an_escape_of_excel_is_escaped(path: Path) -> None:
    """Excel would show _x0041_ as A; openpyxl leaves such text as it stands in the file."""
    written(path, ("_x0041_",), columns=(Column("A"),))
    assert b"<t>_x005F_x0041_</t>" in dict(parts(path))["xl/worksheets/sheet1.xml"]


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back_as_cleaned(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    sheet = written(path, (text,), columns=(Column("A"),))
    assert (sheet["A2"].value or "") == clean(text)


def test_a_live_formula_only_when_asked(path: Path) -> None:
    row: Sequence[Cell] = ("Jumlah", Formula("=SUM(B1:B1)", Decimal("12.5")), None, None, None)
    assert written(path, row)["B2"].value == "=SUM(B1:B1)"
    assert openpyxl.load_workbook(path, data_only=True)["Rekap"]["B2"].value == 12.5
    with pytest.raises(ValueError, match="begins with ="):
        Formula("SUM(B1)", 1)


def test_nothing_and_not_assessable_are_different(path: Path) -> None:
    sheet = written(path, ("a", None, NOT_ASSESSABLE, None, None))
    assert sheet["B2"].value is None
    assert sheet["C2"].value == "belum dapat dinilai"


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (Decimal("123456789012.345"), 123456789012.345),
        (Decimal("0.1"), 0.1),
        (Decimal("-0.000001"), -0.000001),
        (Decimal("1000000000000000000"), 1e18),
        (Decimal("1234567890.123456"), "1.234.567.890,123456"),
        (197001011995011999, "197.001.011.995.011.999"),
    ],
)
def test_fifteen_digits_are_exact_and_more_become_text(path: Path, number: Decimal | int, cell: float | str) -> None:
    assert written(path, (number,), columns=(Column("A", Kind.NUMBER),))["A2"].value == cell


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6, allow_nan=False, allow_infinity=False))
def test_numbers_survive_the_file(tmp_path_factory: pytest.TempPathFactory, number: Decimal) -> None:
    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    value = written(path, (number,), columns=(Column("A", Kind.NUMBER),))["A2"].value
    assert Decimal(repr(value)) == number


def test_same_data_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(tmp_path / name, ROW)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert b"2023-07-15T08:00:00Z" in dict(parts(tmp_path / "a.xlsx"))["docProps/core.xml"]


def test_too_long_and_forbidden_text() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert clean("a\r\nb\rc\td") == "a\nb\nc\td"
    assert clean("x" * 32_767) == "x" * 32_767
    cut = clean("x" * 40_000)
    assert len(cut) == 32_767
    assert cut.endswith(CUT)
    pairs = clean("\U0001f600" * 20_000)
    assert len(pairs.encode("utf-16-le")) // 2 <= 32_767
    assert pairs.removesuffix(CUT) == "\U0001f600" * ((32_767 - len(CUT)) // 2)


def test_a_long_table_goes_on_in_another_sheet(path: Path) -> None:
    rows = ((number,) for number in range(10))
    table = Table("Data", (Column("No.", Kind.NUMBER),), rows, title=("Judul",))
    assert write_workbook(path, [table], created=CREATED, rows_per_sheet=7) == 10
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Data", "Data (2)", "Data (3)"]
    values = [sheet.cell(line, 1).value for sheet in book for line in range(4, sheet.max_row + 1)]
    assert values == list(range(10))
    assert all(sheet["A3"].value == "No." for sheet in book)


def test_a_table_that_just_fits_takes_one_sheet(path: Path) -> None:
    table = Table("Data", (Column("No.", Kind.NUMBER),), [(number,) for number in range(6)])
    write_workbook(path, [table], created=CREATED, rows_per_sheet=7)
    assert openpyxl.load_workbook(path).sheetnames == ["Data"]


def test_sheet_names_that_excel_takes(path: Path) -> None:
    names = ("Dinas [A]/B:C*?", "dinas [a]/b:c*?", "x" * 40, "x" * 41, "", "'kutip'")
    write_workbook(path, [Table(name, COLUMNS, [ROW]) for name in names], created=CREATED)
    found = openpyxl.load_workbook(path).sheetnames
    assert found == ["Dinas -A--B-C--", "dinas -a--b-c-- (2)", "x" * 31, "x" * 27 + " (2)", "Data", "kutip"]


def test_progress_is_told(path: Path) -> None:
    told: list[int] = []
    rows = ((number,) for number in range(25))
    table = Table("Data", (Column("No.", Kind.NUMBER),), rows)
    write_workbook(path, [table], created=CREATED, progress=told.append, every=10)
    assert told == [10, 20, 25]


@pytest.mark.parametrize("cell", [1.5, True, CREATED, b"x", Decimal("NaN")])
def test_a_value_with_no_rule_is_a_mistake(path: Path, cell: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="column 'A'"):
        written(path, (cell,), columns=(Column("A"),))
    assert list(path.parent.iterdir()) == []


def test_a_row_of_another_length_is_a_mistake(path: Path) -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells for 5 columns"):
        written(path, ROW, ("a",))
    assert not path.exists()


def test_an_old_day_is_written_out(path: Path) -> None:
    assert written(path, (date(1899, 5, 1),), columns=(Column("A", Kind.DATE),))["A2"].value == "1 Mei 1899"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="XLSX"):
        written(tmp_path / "tidak" / "ada.xlsx", ROW)
