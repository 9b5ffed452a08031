"""What an uploaded file looks like: its pages as pictures, drawn in a child process that may take only so much.

A PDF is never handed to the browser's own viewer: phones have none inside a page, a viewer cannot run in the sandbox
that our answers set, and what a stranger's PDF makes a reader do stays unknown. A picture of the page does nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import NotFound, SelarasError, StorageError
from core.files.models import Dokumen
from core.files.storage import path_of

PDF = "application/pdf"
IMAGES = ("image/png", "image/jpeg")
"""Shown by the browser itself."""
MOST_PAGES = 200
"""Pages beyond are not looked for: whoever reads that far downloads the file."""
SECONDS = 15
# One thread, and few arenas: on a machine of many cores these alone would reserve more than the child may have.
_ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_CHILD = Path(__file__).with_name("preview_child.py")
_NO_PAGE, _NO_PDF = 3, 4
"""What the child ends with; any other end is that it took too much."""


class PreviewError(SelarasError):
    """The file cannot be drawn; the sentence says so, and what to do instead."""

    status = 422


@dataclass(frozen=True)
class Pages:
    """How many pages a PDF has; `more`: beyond MOST_PAGES nobody counted."""

    count: int
    more: bool


def can_show(dokumen: Dokumen) -> bool:
    """Whether there is something to look at without downloading."""
    return dokumen.media == PDF or dokumen.media in IMAGES


def count_pages(dokumen: Dokumen) -> Pages:
    """Of a PDF.

    :raises PreviewError: when it is broken, locked, or takes too much.
    """
    with _work(dokumen) as folder:
        text = _run(dokumen, folder, "count", MOST_PAGES + 1)
    count = int(text)
    return Pages(min(count, MOST_PAGES), count > MOST_PAGES)


def page_picture(dokumen: Dokumen, page: int) -> bytes:
    """A page of a PDF, from 1, as PNG of about 1,150 pixels width.

    :raises NotFound: when there is no such page.
    :raises PreviewError: when it is broken, locked, or takes too much.
    """
    if not 1 <= page <= MOST_PAGES:
        raise NotFound(f"Berkas ini tidak mempunyai halaman {page}.")
    with _work(dokumen) as folder:
        _run(dokumen, folder, "draw", page)
        return (folder / "halaman.png").read_bytes()


@contextmanager
def _work(dokumen: Dokumen) -> Iterator[Path]:
    """A folder of its own with a copy of the file: the child reaches nothing else of ours by a relative name."""
    with tempfile.TemporaryDirectory(prefix="pratinjau-") as name:
        folder = Path(name)
        try:
            shutil.copyfile(path_of(dokumen), folder / "berkas.pdf")
        except OSError as error:
            raise StorageError(f"Isi berkas «{dokumen.nama}» tidak dapat dibaca. Hubungi admin situs.") from error
        yield folder


def _run(dokumen: Dokumen, folder: Path, what: str, number: int) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), what, str(number)],
            cwd=folder,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PreviewError(_too_much(dokumen)) from error
    if done.returncode == _NO_PAGE:
        raise NotFound(f"Berkas ini tidak mempunyai halaman {number}.")
    if done.returncode == _NO_PDF:
        raise PreviewError(
            f"Pratinjau «{dokumen.nama}» tidak dapat dibuat: berkas PDF-nya rusak atau berkata sandi. Unduh berkasnya, "
            "atau minta diunggah kembali tanpa kata sandi."
        )
    if done.returncode != 0:
        raise PreviewError(_too_much(dokumen))
    return done.stdout.decode("ascii")


def _too_much(dokumen: Dokumen) -> str:
    return f"Pratinjau «{dokumen.nama}» terlalu berat untuk dibuat. Unduh berkasnya untuk melihatnya."
