"""Whole numbers as a person, a crawler or a forged form may have written them."""

from flask import request

LONGEST = 9
"""Digits: ids and page numbers stay below a thousand million, and within what both databases take."""


def whole(text: str | None) -> int | None:
    """The number, when the text is one (0 and up, plain digits) that a database takes; None for anything else."""
    return int(text) if text and len(text) <= LONGEST and text.isascii() and text.isdecimal() else None


def current_page(name: str = "halaman") -> int:
    """The page of a list, from 1; what is no number is the first page.

    :param name: of the argument, where a page has two lists
    """
    return max(1, whole(request.args.get(name)) or 1)
