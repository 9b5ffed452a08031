"""The flowchart in the browser: a picture for each row, joined without gaps, with one link for each step."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings

from plugins.sop_kinerja.bagan import Chart
from plugins.sop_kinerja.bagan.layar import column_widths, row_height, screen_chart
from plugins.sop_kinerja.bagan.svg import OVER, Mark, slices
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.bagan_support import Drawn, drawings, sop_of, step

LAMANDAU = next(sop for sop in seed_sops() if sop.kode == "organisasi_lamandau")


def _marks(drawn_steps, **given) -> dict[int, Mark]:
    return {one.nomor: Mark(f"Langkah {one.nomor}", f"#langkah-{one.nomor}", **given) for one in drawn_steps}


def _elements(svg: str, kind: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(svg).iter() if kind in one.get("class", "").split()]


@settings(max_examples=40, deadline=None)
@given(drawings())
def test_every_line_and_symbol_is_in_the_pictures(drawn: Drawn) -> None:
    chart = screen_chart(drawn.sop, {})
    pictures = slices(chart, _marks(drawn.sop.langkah))
    assert list(pictures) == [one.nomor for one in drawn.sop.langkah]
    assert sum(len(_elements(one.svg, "bagan-bentuk")) for one in pictures.values()) == len(chart.shapes)
    assert sum(len(_elements(one.svg, "bagan-ujung")) for one in pictures.values()) == len(chart.arrows)
    assert sum(len(_elements(one.svg, "bagan-langkah")) for one in pictures.values()) == len(drawn.sop.langkah)
    assert _drawn_height(pictures) + 1e-6 >= _height_of_arrows(chart)


def _height_of_arrows(chart: Chart) -> float:
    return sum(abs(a[1] - b[1]) for arrow in chart.arrows for a, b in zip(arrow.points, arrow.points[1:], strict=False))


def _drawn_height(pictures) -> float:
    """Of all upright parts in all pictures: they overlap by a little, so that no gap shows."""
    total = 0.0
    for picture in pictures.values():
        for line in _elements(picture.svg, "bagan-panah"):
            numbers = [float(one) for one in re.findall(r"-?[\d.]+", line.get("d", ""))]
            if len(numbers) == 4:
                total += abs(numbers[1] - numbers[3]) + 0.1  # written with one decimal
    return total


def test_the_pictures_use_no_style_and_escape_what_was_typed() -> None:
    marks = _marks(LAMANDAU.langkah)
    marks[1] = Mark('Langkah 1: "><script>alert(1)</script>', "#langkah-1")
    pictures = slices(screen_chart(LAMANDAU, {}), marks)
    everything = "".join(one.svg for one in pictures.values())
    assert "style=" not in everything and "<script" not in everything and "role=" not in everything
    assert ElementTree.fromstring(pictures[1].svg).find(".//a").get("aria-label") == marks[1].name  # type: ignore[union-attr]


def test_states_counts_and_loops_are_shown() -> None:
    chart = screen_chart(LAMANDAU, {})
    plain = slices(chart, _marks(LAMANDAU.langkah))
    assert not any(_elements(one.svg, "bagan-ikon") for one in plain.values())
    for state in ("selesai", "sekarang", "tertahan", "kembali"):
        shown = slices(chart, _marks(LAMANDAU.langkah, state=state))
        assert all(len(_elements(one.svg, "bagan-ikon")) == 1 for one in shown.values())
        assert all(f"bagan-{state}" in one.svg for one in shown.values())
    crowd = slices(chart, _marks(LAMANDAU.langkah, state="sekarang", count=12, late=True))
    assert all([one.text for one in _elements(p.svg, "bagan-jumlah")] == ["12"] for p in crowd.values())
    assert all("bagan-telat" in one.svg for one in crowd.values())
    looped = slices(chart, _marks(LAMANDAU.langkah), {3: 2})
    assert [one.text for picture in looped.values() for one in _elements(picture.svg, "bagan-kali-teks")] == ["2×"]
    assert any(_elements(one.svg, "bagan-balik") for one in looped.values())


def test_rows_are_as_high_as_their_texts_and_columns_as_wide_as_their_words() -> None:
    assert row_height((("satu dua tiga", 200.0),)) < row_height((("satu dua tiga " * 20, 200.0),))
    assert row_height((("satu\ndua\ntiga", 200.0),)) == row_height((("satu dua tiga " * 6, 200.0),))
    assert row_height((("x" * 300, 100.0),)) > 300
    assert row_height(()) > 0
    narrow, wide = column_widths(["Camat", "Administrasi"] + ["Kasi"] * 6)[:2]
    assert narrow < wide
    assert column_widths([]) == []


def test_neighbouring_pictures_touch() -> None:
    sop = sop_of(1, (step(1, ("k0",), 2, None), step(2, ("k0",), 0, None)))
    chart = screen_chart(sop, {})
    first, second = slices(chart, _marks(sop.langkah)).values()
    rim = chart.pages[0].rows[0][2]
    lines = [_elements(one.svg, "bagan-panah")[0].get("d", "") for one in (first, second)]
    (_, _, _, end), (_, start, _, _) = ([float(one) for one in re.findall(r"-?[\d.]+", line)] for line in lines)
    assert end > rim > start
    assert end - start < 2 * OVER + 0.2
