"""Addresses of cells: 'AB12' is column 28, row 12."""

import re

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def letters(column: int) -> str:
    """28 is 'AB'."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cell(column: int, row: int) -> str:
    return f"{letters(column)}{row}"


def place(reference: str) -> tuple[int, int]:
    """(column, row), both from 1.

    :raises ValueError: for what is no address of a cell.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell: {reference[:20]!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def spanned(reference: str) -> tuple[int, int, int, int]:
    """(first column, first row, last column, last row) of a range such as 'B2:C3', or of one cell.

    :raises ValueError: for what is neither.
    """
    first, _, last = reference.partition(":")
    return *place(first), *place(last or first)
