"""The flowchart of an SOP AP, drawn as PermenPANRB 35/2012 wants it. Pure: from a SopData to shapes and lines.

`isi` says what is drawn, `sambungan` what leads to another page, `halaman` where it stands, `rute` which way each
arrow takes, `jalur` parts the arrows that share a gutter, `tata` puts it all together, `svg` makes it a picture for
the browser.
"""

from plugins.sop_kinerja.bagan.bentuk import PAPER, SCREEN, Arrow, Chart, Join, PageBox, Shape, Style
from plugins.sop_kinerja.bagan.isi import links_of, symbols_of
from plugins.sop_kinerja.bagan.sambungan import bands
from plugins.sop_kinerja.bagan.tata import layout, least_height

__all__ = [
    "PAPER", "SCREEN", "Arrow", "Chart", "Join", "PageBox", "Shape", "Style",
    "bands", "layout", "least_height", "links_of", "symbols_of",
]  # fmt: skip
