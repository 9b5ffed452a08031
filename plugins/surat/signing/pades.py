"""Signing a PDF: PAdES B-B (ETSI.CAdES.detached), with a visible block.

B-B carries no timestamp of a third party: the time is what our clock said, and the report of
`verify` says so. The signature is appended, so the letter that was agreed to stays inside the
signed file byte for byte.
"""

import io
from datetime import datetime
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509 as pyca
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyhankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from core.idn.dates import format_date
from plugins.surat.signing.errors import (
    CertificateDamaged,
    CertificateExpired,
    SigningError,
    UnreadablePdf,
    WrongPassphrase,
)

FIELD = "TandaTangan"
DAMAGED = "Berkas sertifikat penanda tangan rusak. Minta admin menerbitkannya kembali."


def sign(
    pdf: bytes,
    p12: bytes,
    passphrase: str,
    *,
    reason: str,
    location: str,
    page: int,
    box: tuple[float, float, float, float],
    stamp_pdf: bytes | None,
    signing_time: datetime,
) -> bytes:
    """`pdf` with one more signature, made by the key in `p12`, over every byte of the result.

    `page` counts from 1; `box` is (x0, y0, x1, y1) in points from the lower left, as
    core.papers.find_box gives it; the first page of `stamp_pdf` is fitted into it. `signing_time`
    is aware. Raises WrongPassphrase, CertificateDamaged, CertificateExpired, UnreadablePdf or
    SigningError; none of them holds the passphrase.
    """
    if signing_time.tzinfo is None:
        raise ValueError("a signing time needs a time zone")
    signer, certificate = _open(p12, passphrase)
    _check_validity(certificate, signing_time)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        pages = int(writer.prev.root["/Pages"]["/Count"])
        taken = sum(1 for _ in writer.prev.embedded_signatures)
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise UnreadablePdf(
            "Berkas naskah bukan PDF yang utuh, sehingga tidak dapat ditandatangani. Buat ulang naskahnya."
        ) from error
    if not 1 <= page <= pages:
        raise ValueError(f"the paper has {pages} pages, none is number {page}")
    name = FIELD if taken == 0 else f"{FIELD}{taken + 1}"
    try:
        out = _TimedSigner(
            signing_time,
            PdfSignatureMetadata(
                field_name=name,
                md_algorithm="sha256",
                reason=reason,
                location=location,
                subfilter=SigSeedSubFilter.PADES,
            ),
            signer=signer,
            stamp_style=_stamp_style(stamp_pdf),
            new_field_spec=SigFieldSpec(name, on_page=page - 1, box=_whole(box)),
        ).sign_pdf(writer)
    except (PyhankoSigningError, PdfError) as error:
        raise SigningError(
            "Naskah belum dapat ditandatangani secara elektronik. Coba lagi, atau alihkan ke tanda tangan konvensional."
        ) from error
    signed: bytes = out.getvalue()
    return signed


class _TimedSigner(PdfSigner):
    """pyHanko asks the machine for the time; ours is the time that the letter shows as well."""

    def __init__(self, signing_time: datetime, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._signing_time = signing_time

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._signing_time
        return session


class _StampPage(PdfContent):
    """The first page of a PDF held in memory (pyHanko's own class wants a file's name)."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        source = PdfFileReader(io.BytesIO(self._pdf))
        page = self._ensure_writer.import_page_as_xobject(source, page_ix=0)
        self.resources.xobject["/Stempel"] = page
        x0, y0, x1, y1 = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(x1 - x0), height=abs(y1 - y0))
        return b"/Stempel Do"


def _stamp_style(stamp_pdf: bytes | None) -> StaticStampStyle:
    fit = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(0, 0, 0, 0),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
    content = _StampPage(stamp_pdf) if stamp_pdf is not None else None
    return StaticStampStyle(border_width=0, background=content, background_layout=fit)


def _whole(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return round(x0), round(y0), round(x1), round(y1)


def _open(p12: bytes, passphrase: str) -> tuple[SimpleSigner, pyca.Certificate]:
    try:
        asn1_pkcs12.Pfx.load(p12, strict=True).native  # noqa: B018  (lazy: only reading parses)
    except (ValueError, TypeError):
        raise CertificateDamaged(DAMAGED) from None
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=passphrase.encode())
    except ValueError:
        # `from None`: what lies beneath has seen the passphrase.
        raise WrongPassphrase(
            "Frasa sandi tidak cocok dengan sertifikat penanda tangan. Periksa huruf besar dan "
            "kecilnya, lalu coba lagi."
        ) from None
    if signer.signing_cert is None:
        raise CertificateDamaged(DAMAGED)
    # The root is known to whoever checks; inside the file it would be bytes that nothing covers.
    signer.embed_roots = False
    return signer, pyca.load_der_x509_certificate(signer.signing_cert.dump())


def _check_validity(certificate: pyca.Certificate, moment: datetime) -> None:
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if moment > end:
        raise CertificateExpired(
            f"Sertifikat elektronik penanda tangan kedaluwarsa sejak {format_date(end.date())}. Minta admin "
            "menerbitkan sertifikat baru, atau gunakan tanda tangan konvensional."
        )
    if moment < begin:
        raise CertificateExpired(
            f"Sertifikat elektronik penanda tangan baru berlaku mulai {format_date(begin.date())}. "
            "Tunggu sampai tanggal itu, atau gunakan tanda tangan konvensional."
        )
