"""Checking a signed PDF, offline: whole, unchanged, and signed under a root that we trust.

pyHanko checks the mathematics and the chain; seal.py checks in addition that the last signature
reaches to the very end of the file, so that a change appended later is seen.
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from core.clock import now
from plugins.surat.signing.seal import seals_whole_file

# A forged or damaged file is a finding, told in the report; pyHanko logs each with a traceback.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)

CLOCK_SKEW = timedelta(minutes=5)

NOT_A_PDF = "Berkas ini bukan PDF yang utuh, sehingga tidak dapat diperiksa."
UNSIGNED = "Dokumen ini tidak memuat tanda tangan elektronik."
CHANGED = "Isi dokumen berubah setelah ditandatangani. Jangan gunakan dokumen ini."
APPENDED = (
    "Ada tambahan setelah dokumen ditandatangani, dan tambahan itu tidak tercakup tanda tangan. "
    "Jangan gunakan dokumen ini."
)
UNKNOWN_SIGNER = (
    "Isi dokumen utuh, tetapi sertifikat penanda tangannya tidak diterbitkan oleh penerbit yang "
    "dipercaya di sini, atau tidak berlaku pada waktu penandatanganan."
)
FROM_THE_FUTURE = "Waktu penandatanganan yang tertulis belum terjadi, sehingga tidak dapat dipercaya."


@dataclass(frozen=True)
class SignatureReport:
    """What a check found. `valid` is the answer; the rest says why.

    `intact`: the signed bytes are unchanged. `covers_whole_file`: nothing was added after.
    `signer` and `signed_at` (aware) are what the last signature says, even when it is not valid;
    the time is the signer's own clock, as PAdES B-B has no timestamp of a third party.
    `reason` is one or two Indonesian sentences for the screen.
    """

    valid: bool
    intact: bool
    covers_whole_file: bool
    signer: str | None
    signed_at: datetime | None
    reason: str


def verify(pdf: bytes, trusted_root: bytes) -> SignatureReport:
    """Check every signature in `pdf` against the root certificate (DER); uses no network.

    A certificate has to be valid at the time of signing that the file states; whether it has
    run out since then does not matter. Never raises for what is in `pdf`.
    """
    if not pdf.startswith(b"%PDF-"):
        return SignatureReport(False, False, False, None, None, NOT_A_PDF)
    # Any byte of a hostile file may be wrong, and the parser's errors have no common class.
    try:
        signatures = list(PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures)
    except Exception:
        return SignatureReport(False, False, False, None, None, _unreadable(pdf))
    if not signatures:
        return SignatureReport(False, False, False, None, None, UNSIGNED)
    last = signatures[-1]
    signer, signed_at = _who(last), _when(last)
    try:
        whole = seals_whole_file(pdf, last)
        statuses = [_status(each, trusted_root) for each in signatures]
        intact = all(each.intact and each.valid for each in statuses)
    except Exception:
        return SignatureReport(False, False, False, signer, signed_at, CHANGED)
    good = f"Dokumen ini utuh, ditandatangani secara elektronik oleh {signer}".rstrip(".") + "."
    fault = _fault(statuses, intact=intact, whole=whole, signed_at=signed_at)
    return SignatureReport(
        valid=fault is None,
        intact=intact,
        covers_whole_file=whole,
        signer=signer,
        signed_at=signed_at,
        reason=fault or good,
    )


def _fault(
    statuses: Sequence[PdfSignatureStatus],
    *,
    intact: bool,
    whole: bool,
    signed_at: datetime | None,
) -> str | None:
    if not intact:
        return CHANGED
    if not whole or not all(each.docmdp_ok for each in statuses):
        return APPENDED
    if signed_at is None or signed_at > now() + CLOCK_SKEW:
        return FROM_THE_FUTURE
    if not all(each.bottom_line for each in statuses):
        return UNKNOWN_SIGNER
    return None


def _status(signature: EmbeddedPdfSignature, trusted_root: bytes) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(trusted_root)],
        moment=_when(signature) or now(),
        allow_fetching=False,
    )
    return validate_pdf_signature(signature, signer_validation_context=context)


def _who(signature: EmbeddedPdfSignature) -> str | None:
    try:
        return str(signature.signer_cert.subject.native["common_name"])
    except Exception:
        return None


def _when(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        moment = signature.self_reported_timestamp
    except Exception:
        return None
    if moment is None or moment.tzinfo is None:
        return None
    return moment.astimezone(UTC)


def _unreadable(pdf: bytes) -> str:
    return CHANGED if b"ETSI.CAdES.detached" in pdf else NOT_A_PDF
