"""Draws a page of `berkas.pdf` in the working folder: started by preview.py, in a process that may be killed.

Imports nothing of ours: `count N` prints how many pages there are, at most N; `draw N` writes page N to halaman.png.
"""

import resource
import sys
from pathlib import Path

import typst

MEMORY = 2 << 30
"""Bytes of address space; threads reserve much of it without using it."""
PROCESSOR = 12
"""Seconds of computing."""
OUTPUT = 40 << 20
"""Bytes of a file written."""
NO_PAGE, NO_PDF = 3, 4

# The paper is as wide as a screen and at most twice as tall, however large the page says it is: so no picture is huge.
TEMPLATE = """
#set page(width: 640pt, height: auto, margin: 0pt)
#let number = int(sys.inputs.page)
#let whole = image("berkas.pdf", page: number, width: 640pt)
#context if measure(whole).height > 1300pt {
  align(center, image("berkas.pdf", page: number, width: 640pt, height: 1300pt, fit: "contain"))
} else { whole }
"""


def main(what: str, number: int) -> int:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    Path("halaman.typ").write_text(TEMPLATE, "utf-8")
    try:
        if what == "draw":
            Path("halaman.png").write_bytes(_draw(number, 130))
        else:
            print(_count(number))
    except typst.TypstError as error:
        return NO_PAGE if _no_page(error) else NO_PDF
    return 0


def _draw(page: int, ppi: float) -> bytes:
    made = typst.compile("halaman.typ", root=".", format="png", ppi=ppi, sys_inputs={"page": str(page)})
    assert isinstance(made, bytes)
    return made


def _count(most: int) -> int:
    """The last page that there is, found by halving: typst tells only whether a page is there."""
    _draw(1, 1)
    there, missing = 1, 2
    while missing <= most and _there(missing):
        there, missing = missing, missing * 2
    missing = min(missing, most + 1)
    while missing - there > 1:
        middle = (there + missing) // 2
        if _there(middle):
            there = middle
        else:
            missing = middle
    return there


def _there(page: int) -> bool:
    try:
        _draw(page, 1)
    except typst.TypstError as error:
        if _no_page(error):
            return False
        raise
    return True


def _no_page(error: typst.TypstError) -> bool:
    return "does not exist" in error.message


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
