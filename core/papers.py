"""Papers: a typst template and data become a PDF that an archive can keep (PDF/A-2b).

The data goes in as one JSON string and is only ever read by `json(bytes(sys.inputs.data))`: typst
shows a string from there as text, so a `#`, `*`, `$` or `@` typed by a clerk stays that character.
No font of the machine is used: letters look the same on every server, in the face of the package
fontpkg-arimo (Arimo, OFL; drawn to the widths of Arial).
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typst

from core.errors import ConfigurationError, SelarasError

PIECES = Path(__file__).parent / "templates" / "papers"
MAX_IMAGE = 2_000_000  # bytes; a logo or a QR, never a photograph
NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})


class PaperError(SelarasError):
    """The paper could not be made; the sentence says which one and, when known, why."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a page: `page` counts from 1, the rest are points from the lower left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def compile_paper(
    template: Path,
    data: Mapping[str, Any],
    *,
    created: datetime,
    images: Mapping[str, bytes] = NO_IMAGES,
) -> bytes:
    """The PDF of `template` filled with `data`; the same arguments give the same bytes.

    `template` may `#import "/papers/common.typ": *` and other .typ files of its own folder.
    `data` holds only what JSON knows: dates, money and numbers are written out by the caller
    (core.idn). `created` (aware) becomes the document's date. `images` maps the name by which the
    template asks for a picture to the bytes of a PNG, JPEG or SVG.
    Raises PaperError; a value that JSON does not know is the programmer's TypeError.
    """
    with _compiler(template, data, images) as compiler:
        pdf = compiler.compile(format="pdf", pdf_standards="a-2b", timestamp=_offset(created))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def find_box(
    template: Path,
    data: Mapping[str, Any],
    *,
    label: str = "kotak_tte",
    images: Mapping[str, bytes] = NO_IMAGES,
) -> Box | None:
    """Where the template reserved a rectangle under `label`, or None when it reserved none.

    The template writes it down with `kotak(label, width, height)` of common.typ; when several
    stand there, the first counts.
    """
    found = query_paper(template, data, label, images=images)
    if not found:
        return None
    spot = found[0]
    top = spot["page_height"] - spot["y"]
    return Box(
        page=spot["page"],
        x0=round(spot["x"], 2),
        y0=round(top - spot["height"], 2),
        x1=round(spot["x"] + spot["width"], 2),
        y1=round(top, 2),
    )


def query_paper(
    template: Path,
    data: Mapping[str, Any],
    label: str,
    *,
    images: Mapping[str, bytes] = NO_IMAGES,
) -> list[Any]:
    """What the template wrote down under `label` with `metadata`, in the order of the paper: how a caller learns how
    large typst sets a text before it decides where things stand. Raises PaperError as compile_paper does."""
    with _compiler(template, data, images) as compiler:
        found: list[Any] = json.loads(compiler.query(f"<{label}>", field="value"))
    return found


@contextmanager
def _compiler(template: Path, data: Mapping[str, Any], images: Mapping[str, bytes]) -> Iterator[typst.Compiler]:
    """A compiler over a folder of its own, so that a template reaches no other file of ours."""
    text = json.dumps(dict(data), ensure_ascii=False, allow_nan=False)
    with tempfile.TemporaryDirectory(prefix="naskah-") as name:
        root = Path(name)
        shutil.copytree(PIECES, root / "papers")
        try:
            shutil.copyfile(template, root / template.name)
            for sibling in template.parent.glob("*.typ"):
                shutil.copyfile(sibling, root / sibling.name)
            (root / "gambar").mkdir()
            for image, content in images.items():
                _check_image(image, content)
                (root / "gambar" / image).write_bytes(content)
            yield typst.Compiler(
                input=root / template.name,
                root=root,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"data": text, "gambar": json.dumps(sorted(images))},
            )
        except typst.TypstError as error:
            raise PaperError(_sentence(template, error)) from error
        except OSError as error:
            raise PaperError(
                f"Naskah «{template.stem}» belum dapat dibuat karena berkas templatnya tidak terbaca. Hubungi admin."
            ) from error


@cache
def _fonts() -> typst.Fonts:
    try:
        folder = resources.files("fontpkg_arimo") / "files"
    except ModuleNotFoundError as error:
        raise ConfigurationError("Paket huruf «fontpkg-arimo» belum terpasang pada server ini.") from error
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _offset(moment: datetime) -> int:
    """Whole seconds: typst takes no time zone with a name, and a PDF keeps no smaller part."""
    if moment.tzinfo is None:
        raise ValueError("the date of a document needs a time zone")
    return int(moment.timestamp())


def _check_image(name: str, content: bytes) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"not a name for a picture: {name!r}")
    if len(content) > MAX_IMAGE:
        raise PaperError(f"Gambar «{name}» lebih besar dari 2 MB. Perkecil lalu unggah kembali.")
    if not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<?xml", b"<svg")):
        raise PaperError(f"Gambar «{name}» bukan PNG, JPEG, atau SVG. Ganti gambarnya.")


def _sentence(template: Path, error: typst.TypstError) -> str:
    glyph = re.search(r'the text `"(.+?)"` could not be displayed', error.message)
    if glyph:
        return (
            f"Naskah «{template.stem}» memuat tanda «{glyph[1]}» yang tidak ada pada huruf "
            "naskah dinas. Hapus atau ganti tanda itu."
        )
    if "image" in error.message:
        return f"Salah satu gambar pada naskah «{template.stem}» rusak. Unggah kembali gambarnya."
    return f"Naskah «{template.stem}» belum dapat dibuat: templat atau datanya keliru. Hubungi admin."
