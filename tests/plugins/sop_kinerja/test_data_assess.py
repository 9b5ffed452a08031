"""A figure far off its target is marked, never refused."""

from decimal import Decimal

import pytest

from plugins.sop_kinerja.services.data_assess import assess


@pytest.mark.parametrize(
    ("nilai", "word"),
    [("786", "Di atas 200%"), ("157", "Di atas 200%"), ("156", ""), ("78", ""), ("19.5", ""), ("19.4", "Di bawah 25%")],
)
def test_the_mark(nilai: str, word: str) -> None:
    found = assess(Decimal(nilai), Decimal(78), "naik")
    assert found.value is not None and found.predikat
    assert found.doubt.startswith(word) and bool(found.doubt) == bool(word)


def test_what_cannot_be_assessed_is_no_doubt() -> None:
    assert assess(None, Decimal(78), "naik").doubt == ""
    assert assess(Decimal(1), Decimal(0), "naik").doubt == ""
