"""QR codes for the papers: the address under which anyone may check the letter in hand."""

import io
from typing import Any

import segno

# Q repairs a quarter of the code: a stamp or a fold over it must not spoil it.
ERROR_LEVEL = "q"
QUIET_ZONE = 2  # modules; the paper around it is white anyway


def qr_svg(url: str) -> bytes:
    """The code of `url` as an SVG file, black on nothing, sharp at any size."""
    return _write(url, kind="svg", xmldecl=True, svgns=True, omitsize=False)


def qr_png(url: str, *, scale: int = 8) -> bytes:
    """The code of `url` as a black and white PNG, `scale` pixels a module."""
    return _write(url, kind="png", scale=scale)


def _write(url: str, **how: Any) -> bytes:
    out = io.BytesIO()
    segno.make_qr(url, error=ERROR_LEVEL).save(out, border=QUIET_ZONE, **how)
    return out.getvalue()
