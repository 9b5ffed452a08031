"""The place a signature leaves for itself in a PDF: the only bytes that it does not cover.

A reader may overlook what is changed there (a longer length, another version number, a name in
other capitals), so the place is held to the one form that RFC 5652 and PDF prescribe. With that,
no byte of a signed file can change unseen.
"""

import re

from asn1crypto import cms
from pyhanko.sign.validation import EmbeddedPdfSignature


def seals_whole_file(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the signed ranges and the signature's own well-formed place are the whole file."""
    start, before, after, rest = (int(number) for number in signature.byte_range)
    place = pdf[before:after]
    if start != 0 or after + rest != len(pdf) or place[:1] != b"<" or place[-1:] != b">":
        return False
    digits = place[1:-1]
    if len(digits) % 2 or not re.fullmatch(rb"[0-9a-f]*|[0-9A-F]*", digits):
        return False
    content = bytes.fromhex(digits.decode())
    end = _end_of_der(content, 0)
    if end is None or content[end:].strip(b"\0"):
        return False
    return _plain(cms.ContentInfo.load(content[:end]), signature)


def _plain(info: cms.ContentInfo, signature: EmbeddedPdfSignature) -> bool:
    """Whether the parts that the signer's key does not protect say what they must say."""
    body = info["content"]
    (signer,) = body["signer_infos"]
    named = [each.dump() for each in body["digest_algorithms"]]
    if named != [signer["digest_algorithm"].dump()]:
        return False
    if signer["sid"].name != "issuer_and_serial_number":
        return True  # named by its key: then the certificate found by it is the check
    issuer = signer["sid"].chosen["issuer"].dump()
    return bool(
        body["version"].native == "v1"
        and signer["version"].native == "v1"
        and issuer == signature.signer_cert.issuer.dump()
    )


def _end_of_der(content: bytes, start: int, depth: int = 0) -> int | None:
    """Where the value that begins at `start` ends; None unless every length in it is written in
    the one way that DER allows and what is inside fills it exactly."""
    if depth > 32 or start + 2 > len(content):
        return None
    tag, length, body = content[start], content[start + 1], start + 2
    if length >= 0x80:
        body += length - 0x80
        digits = content[start + 2 : body]
        length = int.from_bytes(digits, "big")
        if not digits or digits[0] == 0 or length < 0x80:
            return None
    end = body + length
    # Tag 0 is the zeros of the filling, taken in by a length that was made longer.
    if tag == 0 or tag & 0x1F == 0x1F or end > len(content):
        return None
    if tag & 0x20:
        part: int | None = body
        while part is not None and part < end:
            part = _end_of_der(content, part, depth + 1)
        if part != end:
            return None
    return end
