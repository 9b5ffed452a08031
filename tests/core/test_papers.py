"""Papers: what is typed comes out literally, and the same data gives the same file."""

import struct
import subprocess
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.papers import Box, PaperError, compile_paper, find_box, query_paper

CREATED = datetime(2023, 7, 3, 3, 0, tzinfo=UTC)
TEMPLATE = """
#import "/papers/common.typ": *
#show: naskah.with(kertas: ambil(data, "kertas", lain: "A4"), judul: "Uji")
#ambil(data, "isi")
#if ambil(data, "kotak") != "" { v(20mm); h(10mm); kotak("kotak_tte", 60mm, 20mm, []) }
#gambar("logo", width: 10mm)
"""


def png() -> bytes:
    """The smallest picture: one black pixel."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    body = (struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


PNG = png()
TRICKS = (
    '#read("/etc/passwd") #panic("x") #sys.inputs',
    "*bukan tebal* _bukan miring_ `bukan kode`",
    "$x^2$ @acuan <label> = Judul",
    "\\ // bukan komentar /* juga bukan */",
    "- butir + butir / istilah: ~ -- --- ...",
    "'tunggal' \"ganda\" [kurung] {kurawal}",
    "https://contoh.go.id/?a=b&c=d#e",
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "uji.typ"
    path.write_text(TEMPLATE)
    return path


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("trick", TRICKS)
def test_markup_that_a_clerk_types_comes_out_literally(template: Path, trick: str) -> None:
    pdf = compile_paper(template, {"isi": trick}, created=CREATED)
    assert squeezed(trick) in squeezed(text_of(pdf))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40))
def test_any_printable_text_comes_out_literally(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("naskah") / "uji.typ"
    path.write_text(TEMPLATE)
    assert text in squeezed(text_of(compile_paper(path, {"isi": text}, created=CREATED)))


def test_same_data_same_bytes(template: Path) -> None:
    data = {"isi": "Surat", "kotak": "ya"}
    local = CREATED.astimezone(timezone(timedelta(hours=7)))
    first = compile_paper(template, data, created=CREATED, images={"logo": PNG})
    assert first == compile_paper(template, data, created=local, images={"logo": PNG})
    assert first != compile_paper(template, data, created=CREATED + timedelta(days=1), images={"logo": PNG})


def test_is_an_archival_pdf_in_an_embedded_face(template: Path) -> None:
    pdf = compile_paper(template, {"isi": "Surat"}, created=CREATED)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"Arimo" in pdf


def test_pages_are_counted(template: Path) -> None:
    pages = text_of(compile_paper(template, {"isi": "baris\n" * 120}, created=CREATED)).split("\f")
    assert "Halaman 1 dari 3" in pages[0]
    assert "Halaman 3 dari 3" in pages[2]


@pytest.mark.parametrize(("paper", "size"), [("A4", "595.276 x 841.89"), ("F4", "609.449 x 935.433")])
def test_paper_sizes(template: Path, paper: str, size: str) -> None:
    pdf = compile_paper(template, {"isi": "x", "kertas": paper}, created=CREATED)
    info = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert size in info


def test_reserved_box_is_found_where_it_stands(template: Path) -> None:
    box = find_box(template, {"isi": "x", "kotak": "ya"})
    assert isinstance(box, Box)
    assert box.page == 1
    assert box.x1 - box.x0 == pytest.approx(170.08, abs=0.02)  # 60 mm
    assert box.y1 - box.y0 == pytest.approx(56.69, abs=0.02)  # 20 mm
    assert box.x0 == pytest.approx(70.87, abs=0.02)  # the left margin: a block starts a new line
    assert find_box(template, {"isi": "x"}) is None


def test_a_paper_is_asked_what_it_wrote_down(tmp_path: Path) -> None:
    asked = tmp_path / "ukur.typ"
    asked.write_text(
        '#import "/papers/common.typ": *\n'
        "#context for teks in data.teks { [#metadata(measure(block(width: 50pt, teks)).height.pt())<tinggi>] }"
    )
    short, long = query_paper(asked, {"teks": ["satu", "kata " * 40]}, "tinggi")
    assert 0 < short < long
    assert query_paper(asked, {"teks": []}, "tinggi") == []


def test_box_on_a_later_page(template: Path) -> None:
    box = find_box(template, {"isi": "baris\n" * 120, "kotak": "ya"})
    assert box is not None
    assert box.page == 3


def test_a_character_outside_the_face_is_named(template: Path) -> None:
    with pytest.raises(PaperError, match="tanda «😀»"):
        compile_paper(template, {"isi": "Terima kasih 😀"}, created=CREATED)


@pytest.mark.parametrize("image", [b"bukan gambar", PNG[:40], b"<svg>rusak"])
def test_a_broken_image_is_told(template: Path, image: bytes) -> None:
    with pytest.raises(PaperError, match=r"[Gg]ambar"):
        compile_paper(template, {"isi": "x"}, created=CREATED, images={"logo": image})


def test_an_image_too_large_is_told(template: Path) -> None:
    with pytest.raises(PaperError, match="2 MB"):
        compile_paper(template, {"isi": "x"}, created=CREATED, images={"logo": PNG + bytes(2_000_000)})


def test_a_missing_template_and_a_broken_one(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.typ"
    broken.write_text("#tidak_ada()")
    for path in (broken, tmp_path / "hilang.typ"):
        with pytest.raises(PaperError, match="Hubungi admin"):
            compile_paper(path, {}, created=CREATED)


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "intip.typ"
    path.write_text('#read("/../../../../../../etc/hostname")')
    with pytest.raises(PaperError):
        compile_paper(path, {}, created=CREATED)


def test_mistakes_of_the_programmer_crash(template: Path) -> None:
    with pytest.raises(TypeError):
        compile_paper(template, {"isi": CREATED}, created=CREATED)
    with pytest.raises(ValueError, match="time zone"):
        compile_paper(template, {"isi": "x"}, created=datetime(2023, 7, 3))  # noqa: DTZ001
    with pytest.raises(ValueError, match="picture"):
        compile_paper(template, {"isi": "x"}, created=CREATED, images={"../logo": PNG})
