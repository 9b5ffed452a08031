from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nip import NipError, parse_nip, written

# Made up: no real person's number belongs in the repository.
PNS = "19900101 201501 1 001"
PPPK = "199001012022212012"


@pytest.mark.parametrize("text", [PNS, "199001012015011001", " 19900101.201501.1.001 ", "19900101-201501-1-001"])
def test_reads_with_and_without_separators(text: str) -> None:
    nip = parse_nip(text)
    assert nip.digits == "199001012015011001"
    assert nip.shown == str(nip) == PNS
    assert nip.birth_date == date(1990, 1, 1)
    assert (nip.appointment_year, nip.appointment_month) == (2015, 1)
    assert (nip.sex, nip.serial) == ("pria", "001")
    assert not nip.is_pppk


def test_a_pppk_has_a_code_in_place_of_the_month() -> None:
    nip = parse_nip(PPPK)
    assert nip.is_pppk
    assert (nip.appointment_year, nip.appointment_month, nip.sex) == (2022, None, "wanita")
    assert nip.shown == written(PPPK) == "19900101 202221 2 012"
    assert written("12 menyusul") == "12 menyusul"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "hanya terdiri atas angka"),
        ("19900101 201501 A 001", "hanya terdiri atas angka"),
        ("١٩٩٠٠١٠١٢٠١٥٠١١٠٠١", "hanya terdiri atas angka"),
        ("19900101 201501 1 01", "yang ditulis 17 angka"),
        ("18990101 201501 1 001", "tahun 1899"),
        ("19901301 201501 1 001", "bulan 13"),
        ("19900230 201501 1 001", "tidak ada tanggal 30"),
        ("19900101 201513 1 001", "Bulan pengangkatan.*13"),
        ("19900101 201500 1 001", "Bulan pengangkatan.*00"),
        ("19900101 198912 1 001", "mendahului tanggal lahir"),
        ("19900101 200512 1 001", "usia 15 tahun; paling muda 16"),
        ("19000101 201501 1 001", "usia 115 tahun; paling tua 65"),
        ("19900101 201501 3 001", "jenis kelamin.*bukan 3"),
        ("19900101 201501 1 000", "tidak boleh 000"),
    ],
)
def test_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(NipError, match=said):
        parse_nip(text)


@given(
    st.dates(date(1950, 1, 1), date(2005, 12, 31)),
    st.integers(17, 60),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_any_right_number_is_read_back(born: date, age: int, month: int, sex: str, serial: int) -> None:
    digits = f"{born:%Y%m%d}{born.year + age}{month:02d}{sex}{serial:03d}"
    nip = parse_nip(digits)
    assert nip.digits == digits
    assert parse_nip(nip.shown) == nip
    assert nip.birth_date == born
