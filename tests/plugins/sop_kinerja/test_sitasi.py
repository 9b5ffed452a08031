"""Citations of regulations: the many ways to write one of them, and what is only spoken of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.periksa.sitasi import Sitasi, cited, revoked_one

WAYS = {
    "UU": ("Undang-Undang", "UNDANG-UNDANG", "Undang undang", "UU", "uu"),
    "PP": ("Peraturan Pemerintah", "PERATURAN PEMERINTAH", "PP", "Pp"),
    "Perpres": ("Peraturan Presiden", "Perpres", "PERPRES"),
    "Permendagri": ("Peraturan Menteri Dalam Negeri", "Permendagri", "PERMENDAGRI", "Permen Dagri"),
    "PermenPANRB": (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        "Peraturan Menteri Negara Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        "Peraturan Menteri PAN dan RB",
        "PermenPAN dan RB",
        "Permen PAN dan RB",
        "PermenPAN-RB",
        "PERMENPANRB",
        "Permenpan RB",
        "Permen PAN & RB",
    ),
    "Permenkeu": ("Peraturan Menteri Keuangan", "PMK", "Permenkeu"),
}
REGIONS = {"Perda": ("Peraturan Daerah", "Perda"), "Perbup": ("Peraturan Bupati", "PERBUP")}
_WRITTEN = st.sampled_from([(kind, way) for kind, ways in WAYS.items() for way in ways])
_LOCAL = st.sampled_from([(kind, way) for kind, ways in REGIONS.items() for way in ways])
_NUMBERED = st.sampled_from([" Nomor {}", " No. {}", " No.{}", " No {}", " Nomor: {}", " NOMOR {}", " {}"])
_DATED = st.sampled_from([" Tahun {}", " tahun {}", " Th. {}", " Thn {}", "/{}", " TAHUN {}"])
_STATE = st.sampled_from(["", " Republik Indonesia", " RI", " R.I."])
_AFTER = st.sampled_from(["", " tentang Pemerintahan Daerah", ";", ", tentang Perubahan Atas PP 18/2016", "."])
_NUMBERS = st.tuples(st.integers(1, 999), st.integers(0, 2)).map(lambda pair: (pair[0], "0" * pair[1] + str(pair[0])))
_YEARS = st.integers(1945, 2030)


@given(_WRITTEN, _STATE, _NUMBERED, _NUMBERS, _DATED, _YEARS, _AFTER)
def test_one_regulation_in_all_its_spellings(
    written: tuple[str, str], state: str, numbered: str, number: tuple[int, str], dated: str, year: int, after: str
) -> None:
    text = f"{written[1]}{state}{numbered.format(number[1])}{dated.format(year)}{after}"
    assert cited(text) == (Sitasi(written[0], str(number[0]), year),)
    assert cited(f"  1.   {text.replace(' ', '  ')}") == cited(text)


@given(_LOCAL, st.sampled_from(["Banggai", "Kabupaten Banggai", "Kab. Banggai"]), _NUMBERED, _NUMBERS, _DATED, _YEARS)
def test_a_local_regulation_has_its_region(
    written: tuple[str, str], region: str, numbered: str, number: tuple[int, str], dated: str, year: int
) -> None:
    text = f"{written[1]} {region}{numbered.format(number[1])}{dated.format(year)} tentang Kedudukan"
    assert cited(text) == (Sitasi(written[0], str(number[0]), year, "banggai"),)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    cited(text)


_WORDS = ["Peraturan", "Menteri", "Daerah", "Nomor", "1", "/", "2020", "Tahun", "PP", "UU", "dan", "a", "(", "."]


@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_no_heap_of_its_own_words_takes_long(words: list[str]) -> None:
    cited(" ".join(words))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("PP Nomor 72 Tahun 2019 Tentang Perubahan Atas Peraturan Pemerintah Nomor 18 Tahun 2016", "PP 72 2019"),
        ("UU 23 Tahun 2014 sebagaimana telah diubah dengan UU 9 Tahun 2015", "UU 23 2014, UU 9 2015"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022", "Perppu 2 2022"),
        ("Peraturan Menteri Keuangan Nomor 73/PMK.05/2019", "Permenkeu 73/PMK.05 2019"),
        ("Peraturan Menteri Negara PAN Nomor PER/21/M.PAN/11/2008", "PermenPANRB PER/21/M.PAN/11 2008"),
        ("Peraturan Menteri Kesehatan Republik Indonesia Nomor 43 Tahun 2019", "Permen 43 2019"),
        ("PP 79/2005; PP 60/2008", "PP 79 2005, PP 60 2008"),
        ("Peraturan perundang-undangan yang berlaku", ""),
        ("73/PMK.05/2019", ""),
        ("Supp 12/2017 dan app 3/2020", ""),
    ],
)  # fmt: skip
def test_what_is_cited_and_what_is_only_spoken_of(text: str, named: str) -> None:
    assert ", ".join(f"{one.jenis} {one.nomor} {one.tahun}" for one in cited(text)) == named


def test_master_data_as_a_value() -> None:
    row = revoked_one("Peraturan Pemerintah", "079", 2005, "PP Nomor 12 Tahun 2017")
    assert row is not None and (str(row.sitasi), row.oleh) == ("PP Nomor 79 Tahun 2005", "PP Nomor 12 Tahun 2017")
    local = revoked_one("Perda Kabupaten Banggai", "3", 2016, "")
    assert local is not None and str(local.sitasi) == "Perda Banggai Nomor 3 Tahun 2016"
    assert revoked_one("Surat", "3", 2016, "") is None
