"""The official SOP AP form as a PDF, in two passes: typst says how high each row is, then pages break, the flowchart
finds its ways, and typst draws what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core import clock
from core.papers import PaperError, compile_paper, query_paper
from core.permissions import require
from plugins.sop_kinerja.bagan import PAPER, Chart, bands, layout, least_height
from plugins.sop_kinerja.bagan.paginasi import Room, paginate
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_paper_isi import head
from plugins.sop_kinerja.sopform import SopData

FOLDER = Path(__file__).resolve().parent.parent / "papers"
MARKS = {"konsep": "KONSEP", "disahkan": "", "dicabut": "DICABUT"}
_SIZES = (8.0, 7.0, 6.0, 5.0)
"""Type sizes of the table, in points: a smaller one only when a row fits on no page."""
_LOOSE = 14.0
"""What a row may grow where its page has room: a drawing that can breathe."""


@dataclass(frozen=True)
class _Sizes:
    """What typst measured, in points."""

    body: float
    title: float
    head: float
    foot: float
    rows: tuple[float, ...]


def sop_pdf(versi: SopVersi, paper: str = "A4") -> bytes:
    """The form of the version, marked as long as it is not in force.

    :raises PaperError: for a character that the typeface lacks, or a step whose text fits on no page.
    """
    require("sop_kinerja.sop.read")
    created = versi.disahkan or clock.now()
    return form_pdf(data_of(versi), mark=MARKS[str(versi.status)], paper=paper, created=created)


def form_pdf(sop: SopData, *, created: datetime, mark: str = "", paper: str = "A4") -> bytes:
    """The form of any document; see `sop_pdf`."""
    data = head(sop, mark, paper)
    for size in _SIZES:
        data["besar"] = size
        found = query_paper(FOLDER / "sop_ukur.typ", data, "ukuran")[0]
        sizes = _Sizes(
            body=found["tubuh"],
            title=found["judul"],
            head=found["kepala"],
            foot=found["jumlah"] + found["pengesahan"],
            rows=tuple(
                max(height, least_height(sop, step.nomor)) + 1
                for height, step in zip(found["baris"], sop.langkah, strict=True)
            ),
        )
        pages = _pages(sop, data, sizes)
        if pages is not None:
            return compile_paper(FOLDER / "sop.typ", data | {"halaman": pages}, created=created)
    longest = max(zip(sizes.rows, sop.langkah, strict=True), key=lambda one: one[0])[1]
    raise PaperError(
        f"Formulir belum dapat dibuat: uraian langkah {longest.nomor} terlalu panjang untuk satu halaman. "
        "Pendekkan uraiannya."
    )


def _pages(sop: SopData, data: dict[str, Any], sizes: _Sizes) -> list[dict[str, Any]] | None:
    """What stands on each page of the table; None when a row fits on none."""
    room = Room(sizes.body - sizes.head, sizes.title, sizes.foot, PAPER.band)
    groups = paginate(sop, sizes.rows, room)
    rows = list(sizes.rows)
    for number, (group, count) in enumerate(zip(groups, bands(sop, groups), strict=True)):
        used = sum(rows[row] for row in group) + sum(count) * room.band
        used += (room.first if number == 0 else 0) + (room.last if number == len(groups) - 1 else 0)
        if used > room.page:
            return None
        for row in group:
            rows[row] += min(_LOOSE, (room.page - used) / len(group))
    chart = layout(sop, data["lebar"][2:-4], rows, groups)
    return [_page(sop, data, chart, number, rows) for number in range(len(chart.pages))]


def _page(sop: SopData, data: dict[str, Any], chart: Chart, number: int, heights: Sequence[float]) -> dict[str, Any]:
    box = chart.pages[number]
    cells = {row["no"]: row for row in data["baris"]}
    height_of = {step.nomor: height for step, height in zip(sop.langkah, heights, strict=True)}
    first, last = box.rows[0][1], box.rows[-1][2]
    above, below = round(first / PAPER.band), round((box.height - last) / PAPER.band)
    from_before, on_next = "Lanjutan dari halaman sebelumnya", "Berlanjut ke halaman berikutnya"
    return {
        "tinggi": box.height,
        "baris": [
            *({"tinggi": PAPER.band, "keterangan": from_before if i == 0 else ""} for i in range(above)),
            *(cells[nomor] | {"tinggi": height_of[nomor]} for nomor, _, _ in box.rows),
            *({"tinggi": PAPER.band, "keterangan": on_next if i == 0 else ""} for i in range(below)),
        ],
        "bentuk": [
            {"jenis": one.kind, "x": one.x, "y": one.y, "w": one.w, "h": one.h, "teks": one.teks}
            for one in chart.shapes
            if one.page == number
        ],
        "garis": [one.points for one in chart.joins if one.page == number],
        "panah": [
            {"titik": one.points, "label": one.label, "x": one.spot[0], "y": one.spot[1]}
            for one in chart.arrows
            if one.page == number
        ],
    }
