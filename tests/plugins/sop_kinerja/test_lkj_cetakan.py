"""What a source printed beside its figures: a misprint is said with what it should have been, and nothing else is
called one. Indicators and figures are invented; nothing here needs a database."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.idn.numbers import format_number
from plugins.sop_kinerja.capaian import Formula, capaian
from plugins.sop_kinerja.lkj.baca import read
from plugins.sop_kinerja.lkj.baris import BY_PRINT, Pilihan
from plugins.sop_kinerja.services.impor_lkj_nilai import Dinilai, Penilai
from plugins.sop_kinerja.services.skala import BAWAAN
from plugins.sop_kinerja.skala import round_half_up

TODAY = date(2026, 11, 20)


def judged(*cells: str, given_: Pilihan | None = None) -> list[Dinilai]:
    """Of rows «satuan;arah;target;realisasi;capaian;predikat»."""
    lines = [f"I{number};{cell}" for number, cell in enumerate(cells)]
    text = "\n".join(["indikator;satuan;arah;target;realisasi;capaian;predikat", *lines])
    found = read(text.encode(), "t.csv", given_ or Pilihan(tahun=2022), TODAY)
    assert not found.bermasalah, found.bermasalah[0].masalah
    judge = Penilai({2022: BAWAAN})
    return [judge.of(row) for row in found.baris]


@pytest.mark.parametrize(
    "cell",
    [
        "%;naik;87,50;91,20;104,23;Sangat Tinggi", "%;naik;87,50;91,20;104,2;", "%;naik;87,50;91,20;104;ST",
        "%;turun;6,50;5,90;109,23;", "%;turun;5;12;-40,00;Sangat Rendah", "orang;naik;3;50;1667 %;",
        "%;turun_rasio;6,50;5,90;110,17;", "%;naik;5,2;-1,8;-34,62;",
        "Rupiah;naik;Rp 1.234.567,00;Rp1.300.000,00;105,30;",
        "orang;naik;1,234.56;1,300.00;105.30;", "indeks;naik;97.72;98,07;100,36;", "%;rentang;80-85;83;100;",
        "%;rentang;3±1;2,61;100;",
        "%;naik;80;836;1.045,00%;", "hari;turun;3,5 hari;3 hari;114,29;", "%;naik;≥ 80;85;106,25;",
        "nilai;naik;70;72,5 (BB);103,57;", "indeks;naik;0,277;0,320;115,52;",
    ],
)  # fmt: skip
def test_what_agrees_is_the_same(cell: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == "sama", found


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%;naik;87,50;91,20;104,32;", "Capaian tercetak 104,32%, hitungan 104,23%. Dua angka tampaknya tertukar."),
        ("%;naik;80;76;96,00;", "Capaian tercetak 96,00%, hitungan 95,00%. Satu angka tampaknya salah ketik."),
        ("%;naik;80;76;9,50;", "Capaian tercetak 9,50%, hitungan 95,00%. Letak komanya tampaknya keliru."),
        ("%;naik;80;76;76;", "Capaian tercetak 76%, hitungan 95,00%. Angka tercetak sama dengan realisasinya."),
        ("indeks;naik;97.72;98,07;104,00;", "Capaian tercetak 104,00%, hitungan 100,36%."),
        (
            "indeks;naik;0,277;0,320;115,25;",
            "Capaian tercetak 115,25%, hitungan 115,52%. Dua angka tampaknya tertukar.",
        ),
        ("orang;naik;1.234;1.300;153,35;", "Capaian tercetak 153,35%, hitungan 105,35%."),
    ],
)
def test_a_misprint_is_said_with_the_figure_that_it_should_be(cell: str, said: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == "salah_cetak" and found.capaian.kalimat.startswith(said), found.capaian


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%;turun;6,50;5,90;110,17;", "rumus T/R × 100. Bila itu rumusnya, tulis arah «turun rasio»"),
        ("%;turun;6,50;5,90;90,77;", "rumus R/T × 100"),
        ("%;naik;7,10;7,52;94,08;", "rumus (2T − R)/T × 100"),
        ("%;naik;80;95;100;", "membatasi capaian pada 100%"),
        ("%;naik;80;95;0,00;", ""),
        ("%;naik;80;76;0,95;", "sebagai perbandingan"),
        ("%;naik;5,2;-1,8;0,00;", "negatif sebagai 0"),
    ],
)
def test_another_rule_of_the_source_is_no_misprint(cell: str, said: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == ("aturan_lain" if said else "salah_cetak") and said in found.capaian.kalimat, found.capaian


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("%;naik;93,55;93,21;99,63;", "dipotong"),
        ("%;naik;80;72,1;91;", "pembulatan"),  # 90,125 rounded up
    ],
)
def test_rounding_alone_counts_as_the_same(cell: str, kind: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == kind and "Dianggap sama" in found.capaian.kalimat


@pytest.mark.parametrize("cell", ["%;naik;0,37;0,29;78,91;", "%;naik;0,5;0,3;66,67;", "%;naik;0,277;0,320;115,60;"])
def test_what_unrounded_figures_would_give_is_said_without_calling_it_a_misprint(cell: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == "mungkin" and "Dapat berasal dari pembulatan" in found.capaian.kalimat


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("opini;naik;WTP;WTP;100;", "tidak dapat dihitung"),
        ("kasus;turun;0;0;100;", "tidak dapat dihitung"),
        ("%;tidak jelas;82;77,50;94,51;", "sesuai dengan rumus R/T × 100; bila itu rumusnya, sebutkan arahnya"),
        ("nilai;naik;B (65,00);B (63,20);97,23;", "sesuai dengan rumus R/T × 100"),
        ("%;tidak jelas;80;95;100;", "tidak dapat dihitung"),
    ],
)
def test_what_cannot_be_checked_says_so(cell: str, said: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == "tak_dapat" and said in found.capaian.kalimat
    assert found.assessed.value is None and found.assessed.reason


@pytest.mark.parametrize(
    "cell", ["rasio;tidak jelas;1:32;1:17,9;83,86;", "%;;80;76;59,00;", "nilai;naik;B (65,00);B (63,20);79,23;"]
)
def test_what_no_formula_gives_is_odd(cell: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == "janggal" and "tidak sesuai dengan rumus mana pun" in found.capaian.kalimat


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        ("%;naik;80;76;95,00;Rendah", "salah_cetak", "menurut skala yang berlaku «Sangat Tinggi»"),
        ("%;naik;80;76;95,00;Baik", "tak_dapat", "tidak ada pada skala yang berlaku"),
        ("%;naik;80;72,39;90,49;Tinggi", "aturan_lain", "batas pita sumbernya mungkin lain"),
        ("%;naik;80;76;95,00;SANGAT  TINGGI", "sama", "sama"),
    ],
)
def test_a_predikat_is_compared_only_with_its_own_scale(cell: str, kind: str, said: str) -> None:
    (found,) = judged(cell)
    assert found.cetakan == kind and said in found.predikat.kalimat


def test_a_table_without_directions_may_be_judged_by_what_it_printed() -> None:
    cells = ("%;;80;82;102,50;", "%;;7,10;7,52;94,08;", "kasus;;5;4;125,00;", "%;;50;50;100;", "%;;80;76;59,00;")
    found = judged(*cells, given_=Pilihan(tahun=2022, arah=BY_PRINT))
    assert [one.cetakan for one in found] == ["sama", "sama", "sama", "sama", "janggal"]
    assert found[4].assessed.value is None, "what no formula gives is not assessed"


FORMULAS: tuple[Formula, ...] = ("naik", "turun", "turun_rasio")
ROUNDED: tuple[Callable[[Decimal, Decimal], Decimal], ...] = (
    lambda value, unit: value.quantize(unit, rounding="ROUND_HALF_UP"),
    lambda value, unit: value.quantize(unit, rounding="ROUND_HALF_EVEN"),
    lambda value, unit: value.quantize(unit, rounding="ROUND_DOWN"),
    lambda value, unit: value.quantize(unit, rounding="ROUND_UP"),
)
figure = st.decimals("0.5", 900, places=2)


@settings(deadline=None)
@given(figure, figure, st.sampled_from(FORMULAS), st.integers(0, 2), st.sampled_from(ROUNDED))
def test_no_row_that_is_right_is_accused(
    target: Decimal, actual: Decimal, formula: Formula, places: int, rounded: Callable[[Decimal, Decimal], Decimal]
) -> None:
    value = capaian(actual, target, formula).value
    assert value is not None
    cells = [format_number(each, 2) for each in (target, actual)]
    printed = format_number(rounded(value, Decimal(1).scaleb(-places)), places)
    (found,) = judged(f"indeks;{formula};{cells[0]};{cells[1]};{printed};")
    assert found.cetakan in ("sama", "dipotong", "pembulatan"), found.capaian


@settings(deadline=None)
@given(st.integers(40, 900), st.integers(40, 900), st.integers(0, 9), st.integers(0, 4))
def test_a_wrong_digit_is_noticed(target: int, actual: int, digit: int, place: int) -> None:
    value = capaian(Decimal(actual), Decimal(target), "naik").value
    assert value is not None
    text = format_number(round_half_up(value), 2)
    at = [index for index, each in enumerate(text) if each.isdigit()][min(place, 2)]
    wrong = f"{text[:at]}{digit}{text[at + 1 :]}"
    assume(
        wrong != text
        and not wrong.startswith("0.")
        and abs(value - Decimal(wrong.replace(".", "").replace(",", "."))) >= 1
    )
    (found,) = judged(f"orang;naik;{target};{actual};{wrong};")
    assert found.cetakan in ("salah_cetak", "aturan_lain") and format_number(value, 2) in found.capaian.kalimat
