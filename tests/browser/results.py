"""What comes out of a run, looked at with other programs than our own: the signed letter and the recap's workbook."""

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate

from plugins.surat.signing.verify import SignatureReport, verify
from tests.browser.figures import ALL, MEAN, number

_NOT_ASSESSED = len([figure for figure in ALL if figure.capaian is None])


def check_signature(pdf: bytes, home: Path, folder: Path) -> None:
    """pyHanko and poppler both find it valid and covering the whole file, and both see a changed byte."""
    store = next(home.rglob("ca.pem")).read_bytes()
    root = load_pem_x509_certificate(store).public_bytes(Encoding.DER)
    report = _pyhanko(pdf, root)
    assert report.valid and report.covers_whole_file, report.reason
    told = _poppler("pdfsig", pdf, folder)
    assert "Signature is Valid." in told and "Total document signed" in told, told
    middle = len(pdf) // 3
    changed = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    assert not _pyhanko(changed, root).valid
    assert "Signature is Valid." not in _poppler("pdfsig", changed, folder)


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF, as poppler reads them."""
    return " ".join(_poppler("pdftotext", pdf, folder, "-").split())


def check_workbook(content: bytes) -> None:
    """Every figure as it was typed, the capaian as worked out by hand, and the mean with what it leaves out."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    rows = list(book["Rekapitulasi"].iter_rows(values_only=True))
    found = {str(line[3]).split()[0]: line for line in rows if isinstance(line[0], int)}
    assert set(found) == {figure.kode for figure in ALL}
    for figure in ALL:
        line = found[figure.kode]
        # An empty cell would count as 0 in whatever somebody works out beside it.
        assert line[7] == (pytest.approx(number(figure.typed)) if figure.typed else "belum diisi"), figure.kode
        wanted = "belum dapat dinilai" if figure.capaian is None else pytest.approx(figure.capaian, abs=1e-6)
        assert line[8] == wanted, figure.kode
    (whole,) = [line for line in book["Per Perangkat Daerah"].iter_rows(values_only=True) if line[1] == "Keseluruhan"]
    assert whole[3:6] == (len(ALL) - _NOT_ASSESSED, _NOT_ASSESSED, pytest.approx(MEAN, abs=1e-6))


def _pyhanko(pdf: bytes, root: bytes) -> SignatureReport:
    """In a thread of its own: pyHanko starts an event loop, and in tests of browsers playwright's is running."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(verify, pdf, root).result()


def _poppler(program: str, pdf: bytes, folder: Path, *more: str) -> str:
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    try:
        done = subprocess.run([program, path, *more], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.fail(f"{program} is missing: install the package poppler-utils.")
    return done.stdout + done.stderr
