"""What is written where a whole number belongs."""

import pytest
from flask import Flask

from core.web.given import current_page, whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("999999999", 999_999_999)])
def test_a_number_is_read(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "1.5", "1_0", "²", "١", "9" * 10, "9" * 5000, "satu"])
def test_anything_else_is_none(text: str | None) -> None:
    assert whole(text) is None


@pytest.mark.parametrize(("asked", "page"), [("3", 3), ("0", 1), ("-2", 1), ("9" * 30, 1), ("dua", 1)])
def test_a_list_always_has_a_page(asked: str, page: int) -> None:
    with Flask("uji").test_request_context(query_string={"halaman": asked}):
        assert current_page() == page
