"""Electronic signatures, checked by pyHanko (ours) and by pdfsig (poppler)."""

import re
import stat
import subprocess
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from core.papers import compile_paper, find_box
from core.testing.examples import examples
from plugins.surat.qr import qr_png, qr_svg
from plugins.surat.signing.ca import DemoCA
from plugins.surat.signing.errors import (
    CertificateDamaged,
    CertificateExpired,
    DemoCaBroken,
    UnreadablePdf,
    WrongPassphrase,
)
from plugins.surat.signing.pades import sign
from plugins.surat.signing.verify import SignatureReport, verify

TEMPLATES = Path(__file__).parents[3] / "plugins" / "surat" / "templates" / "surat"
PASSPHRASE = "frasa-sandi-yang-panjang"
BEGIN = datetime(2023, 1, 2, 1, 0, tzinfo=UTC)
SIGNED_AT = datetime(2023, 7, 3, 3, 0, tzinfo=UTC)
LETTER = {
    "hal": "Permintaan Data",
    "paragraf": ["Isi surat."],
    "cara": "elektronik",
    "penanda_tangan": {"jabatan": "SEKRETARIS DAERAH", "nama": "Drs. Contoh, M.Si."},
}


@dataclass(frozen=True)
class Office:
    """A root, a signer and a letter signed by him."""

    ca: DemoCA
    p12: bytes
    letter: bytes
    signed: bytes

    @property
    def root(self) -> bytes:
        return self.ca.root_certificate()

    def check(self, pdf: bytes) -> SignatureReport:
        return verify(pdf, self.root)


def seal(letter: bytes, p12: bytes, passphrase: str = PASSPHRASE, *, at: datetime = SIGNED_AT) -> bytes:
    box = find_box(TEMPLATES / "permintaan_data.typ", LETTER)
    assert box is not None
    stamp = compile_paper(
        TEMPLATES / "stempel.typ",
        {"jabatan": "Sekretaris Daerah", "nama": "Drs. Contoh, M.Si.", "tanggal": "3 Juli 2023"},
        created=SIGNED_AT,
        images={"qr": qr_svg("https://contoh.go.id/periksa/abc")},
    )
    return sign(
        letter,
        p12,
        passphrase,
        reason="Permintaan data kinerja",
        location="Nanga Bulik",
        page=box.page,
        box=(box.x0, box.y0, box.x1, box.y1),
        stamp_pdf=stamp,
        signing_time=at,
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    ca = DemoCA.open(tmp_path_factory.mktemp("ca"), valid_from=BEGIN)
    p12 = ca.issue("Drs. Contoh, M.Si.", PASSPHRASE, serial="197001011995011999", valid_from=BEGIN)
    letter = compile_paper(TEMPLATES / "permintaan_data.typ", LETTER, created=SIGNED_AT)
    return Office(ca, p12, letter, seal(letter, p12))


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "naskah.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout


def signed_ranges(pdf: bytes) -> tuple[int, int, int]:
    """End of the first range, start of the second, length of the file."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+", pdf)
    assert found
    return int(found[1]), int(found[2]), len(pdf)


def flipped(pdf: bytes, position: int, bit: int) -> bytes:
    changed = bytearray(pdf)
    changed[position] ^= 1 << bit
    return bytes(changed)


def test_signature_holds_for_us(office: Office) -> None:
    report = office.check(office.signed)
    assert report.valid, report.reason
    assert report.intact
    assert report.covers_whole_file
    assert report.signer == "Drs. Contoh, M.Si."
    assert report.signed_at == SIGNED_AT
    assert report.reason == "Dokumen ini utuh, ditandatangani secara elektronik oleh Drs. Contoh, M.Si."


def test_signature_holds_for_poppler(office: Office, tmp_path: Path) -> None:
    told = pdfsig(office.signed, tmp_path)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "SHA-256" in told


def test_the_letter_agreed_to_stays_inside(office: Office) -> None:
    assert office.signed.startswith(office.letter)


def test_the_block_is_visible(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(office.signed)
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Ditandatangani secara elektronik oleh:" in text


@settings(max_examples=examples(80), deadline=None)
@given(data=st.data(), bit=st.integers(0, 7))
def test_one_changed_bit_is_noticed_by_both(
    office: Office, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, bit: int
) -> None:
    before, after, end = signed_ranges(office.signed)
    position = data.draw(st.integers(0, before - 1) | st.integers(after, end - 1))
    changed = flipped(office.signed, position, bit)
    assert not office.check(changed).valid
    assert "Signature is Valid" not in pdfsig(changed, tmp_path_factory.getbasetemp())


@settings(max_examples=examples(150), deadline=None)
@given(data=st.data(), bit=st.integers(0, 7))
def test_a_changed_bit_in_the_signature_itself_is_noticed(office: Office, data: st.DataObject, bit: int) -> None:
    before, after, _ = signed_ranges(office.signed)
    position = data.draw(st.integers(before, after - 1))
    assert not office.check(flipped(office.signed, position, bit)).valid


@pytest.mark.parametrize("bit", range(8))
def test_every_bit_of_the_outermost_lengths_is_noticed(office: Office, bit: int) -> None:
    """Where a longer length would take in the zeros behind: too few places to be hit by chance."""
    before, _, _ = signed_ranges(office.signed)
    for position in range(before, before + 60):
        assert not office.check(flipped(office.signed, position, bit)).valid, position - before


@pytest.mark.parametrize("addition", [b"\n", b"% catatan\n", b"\0" * 100, b"%PDF-1.7\n%%EOF"])
def test_bytes_appended_are_noticed(office: Office, addition: bytes, tmp_path: Path) -> None:
    report = office.check(office.signed + addition)
    assert not report.valid
    assert not report.covers_whole_file
    assert "Total document signed" not in pdfsig(office.signed + addition, tmp_path)


def test_a_change_appended_in_due_form_is_noticed(office: Office, tmp_path: Path) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(office.signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = writer.add_object(page["/MediaBox"])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    report = office.check(out.getvalue())
    assert not report.valid
    assert not report.covers_whole_file
    assert report.intact
    assert "tidak tercakup" in report.reason
    assert "Total document signed" not in pdfsig(out.getvalue(), tmp_path)


def test_a_second_signature_covers_the_first(office: Office, tmp_path: Path) -> None:
    other = office.ca.issue("Ir. Kedua", PASSPHRASE, valid_from=BEGIN)
    twice = seal(office.signed, other, at=SIGNED_AT + timedelta(hours=1))
    report = office.check(twice)
    assert report.valid, report.reason
    assert report.signer == "Ir. Kedua"
    assert pdfsig(twice, tmp_path).count("Signature is Valid") == 2


def test_another_root_is_not_trusted(office: Office, tmp_path: Path) -> None:
    report = verify(office.signed, DemoCA.open(tmp_path).root_certificate())
    assert not report.valid
    assert report.intact
    assert "penerbit yang dipercaya" in report.reason


def test_no_signature_and_no_pdf(office: Office) -> None:
    assert "tidak memuat tanda tangan" in office.check(office.letter).reason
    for garbage in (b"", b"bukan pdf", b"%PDF-", b"%PDF-1.7\n" + bytes(500), office.letter[:3000]):
        report = office.check(garbage)
        assert not report.valid
        assert "bukan PDF yang utuh" in report.reason


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_garbage_never_raises(office: Office, garbage: bytes, inside: bool) -> None:
    middle = len(office.signed) // 2
    pdf = office.signed[:middle] + garbage + office.signed[middle:] if inside else b"%PDF-1.7\n" + garbage
    assert office.check(pdf).valid is (inside and not garbage)


def test_a_time_that_has_not_come_is_not_believed(office: Office) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    p12 = office.ca.issue("Esok", PASSPHRASE, valid_from=later - timedelta(days=1))
    report = office.check(seal(office.letter, p12, at=later))
    assert not report.valid
    assert "belum terjadi" in report.reason


def test_a_signature_outlives_its_certificate(office: Office) -> None:
    """The letter is from 2023, its certificate ran out in 2025: what counts is the day of signing."""
    assert office.check(office.signed).valid


def test_wrong_passphrase_is_told_and_kept_secret(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    wrong = "sandi-keliru-12345"
    with pytest.raises(WrongPassphrase) as raised:
        seal(office.letter, office.p12, wrong)
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + caplog.text
    assert wrong not in told
    assert PASSPHRASE not in told


def test_passphrase_is_not_in_the_file(office: Office) -> None:
    assert PASSPHRASE.encode() not in office.signed
    assert PASSPHRASE.encode() not in office.p12


@pytest.mark.parametrize("days", [-1, 731])
def test_certificate_outside_its_time_is_refused(office: Office, days: int) -> None:
    with pytest.raises(CertificateExpired, match=r"(kedaluwarsa sejak|berlaku mulai) \d+ \w+ \d{4}"):
        seal(office.letter, office.p12, at=BEGIN + timedelta(days=days))


def test_damaged_certificate_and_damaged_letter(office: Office) -> None:
    with pytest.raises(CertificateDamaged):
        seal(office.letter, b"bukan sertifikat")
    with pytest.raises(UnreadablePdf):
        seal(b"bukan pdf", office.p12)


def test_signing_with_no_stamp(office: Office) -> None:
    signed = sign(
        office.letter, office.p12, PASSPHRASE, reason="Uji", location="Nanga Bulik", page=1,
        box=(50, 50, 200, 100), stamp_pdf=None, signing_time=SIGNED_AT,
    )  # fmt: skip
    assert office.check(signed).valid


def test_a_page_that_is_not_there(office: Office) -> None:
    with pytest.raises(ValueError, match="pages"):
        sign(
            office.letter, office.p12, PASSPHRASE, reason="", location="", page=9,
            box=(0, 0, 9, 9), stamp_pdf=None, signing_time=SIGNED_AT,
        )  # fmt: skip


def test_demo_ca_is_made_once_and_kept_private(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    first = DemoCA.open(folder)
    assert DemoCA.open(folder).root_certificate() == first.root_certificate()
    (store,) = folder.iterdir()
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    root = x509.load_der_x509_certificate(first.root_certificate())
    assert root.not_valid_after_utc - root.not_valid_before_utc > timedelta(days=3650)
    store.write_bytes(b"rusak")
    with pytest.raises(DemoCaBroken):
        DemoCA.open(folder)


def test_signer_certificate_may_sign_and_nothing_else(office: Office) -> None:
    from cryptography.hazmat.primitives.serialization import pkcs12

    _, certificate, _ = pkcs12.load_key_and_certificates(office.p12, PASSPHRASE.encode())
    assert certificate is not None
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=730)


def test_qr_is_an_image_of_its_kind() -> None:
    assert qr_svg("https://contoh.go.id/a").startswith(b"<?xml")
    assert qr_png("https://contoh.go.id/a").startswith(b"\x89PNG")
    assert qr_png("https://contoh.go.id/a") == qr_png("https://contoh.go.id/a")
