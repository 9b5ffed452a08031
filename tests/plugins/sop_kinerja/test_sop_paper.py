"""The printed form says what the data says, and draws as many symbols as it has: read back from the PDF itself."""

import re
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from core.actor import acting
from core.errors import NotAllowed
from core.idn.dates import format_date
from core.organisation.models import PerangkatDaerah
from core.papers import PaperError
from core.testing.people import make_user
from plugins.sop_kinerja.bagan import PAPER, bands, links_of, symbols_of
from plugins.sop_kinerja.bagan.paginasi import Room, paginate
from plugins.sop_kinerja.services.sop_paper import form_pdf, sop_pdf
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import SopData
from tests.plugins.sop_kinerja.bagan_support import Drawn, drawings, sop_of, step
from tests.plugins.sop_kinerja.kasus_world import make_campaign

SEEDS = {sop.kode: sop for sop in seed_sops()}
DAY = datetime(2026, 1, 2, tzinfo=UTC)
MISSING = "poppler-utils is missing: the package has pdftotext and pdftocairo."


def _read(pdf: bytes, tmp_path: Path, *command: str) -> str:
    file = tmp_path / "formulir.pdf"
    file.write_bytes(pdf)
    try:
        done = subprocess.run([command[0], *command[1:], str(file), "-"], capture_output=True, check=True)
    except FileNotFoundError as error:
        raise AssertionError(MISSING) from error
    return done.stdout.decode()


def _text(pdf: bytes, tmp_path: Path) -> str:
    """All that is written, without the blanks at which lines were broken."""
    return _squeezed(_read(pdf, tmp_path, "pdftotext", "-raw"))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _drawn(pdf: bytes, tmp_path: Path) -> Counter[str]:
    """The shapes by kind, told apart by their outlines alone: white with corners or curves, black triangles."""
    found: Counter[str] = Counter()
    for number in range(1, _pages(pdf, tmp_path) + 1):
        svg = _read(pdf, tmp_path, "pdftocairo", "-svg", "-f", str(number), "-l", str(number))
        found.update(filter(None, map(_kind, re.findall(r"<path[^>]*>", svg))))
    return found


def _pages(pdf: bytes, tmp_path: Path) -> int:
    return _read(pdf, tmp_path, "pdftotext", "-raw").count("\f")


def _kind(path: str) -> str:
    outline = re.search(r'\bd="([^"]*)"', path)
    if outline is None:
        return ""
    points = [tuple(map(float, pair)) for pair in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", outline[1].split("Z")[0])]
    if "fill:rgb(0%,0%,0%)" in path.replace(" ", "") and len(points) == 3 and "C" not in outline[1]:
        return "panah"
    if "fill:rgb(100%,100%,100%)" not in path.replace(" ", ""):
        return ""
    if "C" in outline[1]:
        return "kapsul"
    if len(points) == 5:
        return "segilima"
    level = sum(abs(a[1] - b[1]) < 0.1 for a, b in pairwise(points))
    return "kotak" if level else "wajik"


@pytest.mark.parametrize("kode", SEEDS)
def test_the_form_says_what_the_document_says(kode: str, tmp_path: Path) -> None:
    sop = SEEDS[kode]
    text = _text(form_pdf(sop, created=DAY), tmp_path)
    said = [
        sop.nama, sop.nomor, sop.disahkan_oleh_jabatan.upper(), sop.perangkat_daerah.upper(), sop.unit.upper(),
        *sop.dasar_hukum, *sop.kualifikasi, *sop.keterkaitan, *sop.peralatan, *sop.peringatan, *sop.pencatatan,
        sop.penjelasan_singkat, *sop.tujuan, *sop.definisi, *(column.label for column in sop.pelaksana),
    ]  # fmt: skip
    said += [
        format_date(day)
        for day in (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_pengesahan, sop.tanggal_efektif)
        if day
    ]
    for one in sop.langkah:
        said += [one.uraian, *one.kelengkapan, one.output, one.keterangan]
    missing = [what for what in said if what and _squeezed(what) not in text]
    assert not missing


@pytest.mark.parametrize(
    ("kode", "total"),
    [
        ("inspektorat_balangan", "122 hari 3 jam 2 menit"),
        ("bpkpad_balangan", "122 hari 3 jam 2 menit (tercetak pada formulir: 122 Hari 3 jam)"),
        ("dkp3_balangan", "122 hari 3 jam 2 menit"),
        ("organisasi_lamandau", "36 hari 3 jam"),
        ("batui_selatan_banggai", "2.055 menit"),
    ],
)
def test_the_totals(kode: str, total: str, tmp_path: Path) -> None:
    assert _squeezed(f"Jumlah {total}") in _text(form_pdf(SEEDS[kode], created=DAY), tmp_path)


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("kode", SEEDS)
def test_as_many_shapes_are_drawn_as_the_data_has(kode: str, paper: str, tmp_path: Path) -> None:
    sop = SEEDS[kode]
    pdf = form_pdf(sop, created=DAY, paper=paper)
    drawn = _drawn(pdf, tmp_path)
    wanted = Counter(symbol.kind for symbol in symbols_of(sop))
    arrows = len(links_of(sop))
    connectors = drawn.pop("segilima", 0)
    assert connectors % 2 == 0 and connectors  # each of the five fills two pages with its steps
    assert drawn.pop("panah") == arrows + connectors // 2
    assert drawn == wanted
    lines = _read(pdf, tmp_path, "pdftotext", "-raw").splitlines()
    alone = [line.split() for line in lines if set(line.split()) <= {"Ya", "Tidak", "Mulai", "Selesai"}]
    words = Counter(word for line in alone for word in line)
    decisions = sum(one.tidak_ke is not None for one in sop.langkah)
    assert words["Ya"] == words["Tidak"] == decisions
    assert words["Mulai"] == 1 and words["Selesai"] == len(sop.langkah[-1].pelaksana)


@pytest.mark.parametrize("kode", SEEDS)
def test_every_page_has_its_head_and_number(kode: str, tmp_path: Path) -> None:
    sop = SEEDS[kode]
    pages = _read(form_pdf(sop, created=DAY), tmp_path, "pdftotext", "-raw").split("\f")[:-1]
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert _squeezed(f"Halaman {number} dari {len(pages)}") in _squeezed(page)
    for page in pages[1:]:
        assert all(_squeezed(column.label) in _squeezed(page) for column in sop.pelaksana)
        assert "Kelengkapan" in page and "Uraian Kegiatan" in page
    # No row is split: the words of each step stand on one page.
    for one in sop.langkah:
        assert sum(_squeezed(one.uraian) in _squeezed(page) for page in pages) == 1


def test_a_draft_is_marked(department: PerangkatDaerah, tmp_path: Path) -> None:
    campaign = make_campaign(department)
    with acting(campaign.people["kabag_organisasi"].actor):
        assert "KONSEP" not in _text(sop_pdf(campaign.versi), tmp_path)
        campaign.versi.status, campaign.versi.disahkan = "konsep", None
        assert "KONSEP" in _text(sop_pdf(campaign.versi), tmp_path)
    with acting(make_user(department, (), "Tamu").actor), pytest.raises(NotAllowed):
        sop_pdf(campaign.versi)


def test_a_long_row_gets_smaller_type_and_one_too_long_is_told() -> None:
    long = replace(step(1, ("k0",), 0, None), uraian="Menyusun laporan kinerja. " * 60)
    assert form_pdf(sop_of(1, (long,)), created=DAY).startswith(b"%PDF")
    endless = replace(long, uraian="Menyusun laporan kinerja. " * 900)
    with pytest.raises(PaperError, match="langkah 1 terlalu panjang"):
        form_pdf(sop_of(1, (endless,)), created=DAY)


def test_a_list_longer_than_a_page_goes_on_over_the_next(tmp_path: Path) -> None:
    laws = tuple(f"Peraturan Daerah Nomor {number} tentang Susunan Perangkat Daerah" for number in range(1, 121))
    text = _text(form_pdf(replace(SEEDS["inspektorat_balangan"], dasar_hukum=laws), created=DAY), tmp_path)
    assert all(_squeezed(law) in text for law in laws)


@pytest.mark.parametrize("sop", [sop_of(0, ()), sop_of(3, ()), sop_of(0, (step(1, ("x",), 0, None),))])
def test_a_draft_with_nothing_in_it_is_a_form_still(sop: SopData) -> None:
    assert form_pdf(sop, created=DAY, mark="KONSEP").startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(drawings())
def test_pages_hold_every_row_once_and_never_more_than_fits(drawn: Drawn) -> None:
    room = Room(page=420, first=20, last=90, band=PAPER.band)
    groups = paginate(drawn.sop, drawn.heights, room)
    assert [row for group in groups for row in group] == list(range(len(drawn.heights)))
    for number, (group, count) in enumerate(zip(groups, bands(drawn.sop, groups), strict=True)):
        height = sum(drawn.heights[row] for row in group) + sum(count) * room.band
        height += room.first if number == 0 else 0
        height += room.last if number == len(groups) - 1 else 0
        assert height <= room.page or len(group) == 1
