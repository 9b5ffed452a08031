"""A certificate authority for demonstration and training. It vouches for nobody: a letter with
legal force needs a certificate of a recognised provider (in government: BSrE).

Keys are P-256. No CRL distribution point is written into a certificate: the demo CA publishes no
revocation list, and an address that nobody answers makes every checker wait, then doubt. Withdrawal
of a demo certificate is therefore a matter of our own register, not of the file.
"""

import os
import secrets
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from core.clock import now
from plugins.surat.signing.errors import DemoCaBroken

ROOT_NAME = "CA Peragaan Selaras (bukan untuk naskah resmi)"
ROOT_LIFE = timedelta(days=3653)  # ten years
SIGNER_LIFE = timedelta(days=730)  # two years
CLOCK_SKEW = timedelta(minutes=5)  # another machine's clock may be behind ours
STORE = "ca.pem"  # key and certificate in one file, so that half a CA cannot exist


@dataclass(frozen=True)
class DemoCA:
    """A root key and its certificate. Get one by `DemoCA.open(folder)`."""

    _key: ec.EllipticCurvePrivateKey
    _certificate: x509.Certificate

    @classmethod
    def open(cls, folder: Path, *, valid_from: datetime | None = None) -> "DemoCA":
        """The CA kept in `folder`, made at the first call; two processes agree on one.

        `valid_from` (aware; now unless told) counts only when it is made: a demo that plays last
        year's letters needs a root that is older than they are.
        Raises DemoCaBroken when what is kept there cannot be read.
        """
        store = folder / STORE
        if not store.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_first(store, _new_root(valid_from or now() - CLOCK_SKEW))
        try:
            pem = store.read_bytes()
            key = serialization.load_pem_private_key(pem, password=None)
            certificate = x509.load_pem_x509_certificate(pem)
        except (OSError, ValueError) as error:
            raise DemoCaBroken(
                "Sertifikat induk peragaan tidak terbaca. Pulihkan dari cadangan, atau kosongkan "
                "foldernya agar dibuat baru (tanda tangan lama tidak lagi dipercaya)."
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey) or (key.public_key() != certificate.public_key()):
            raise DemoCaBroken("Kunci dan sertifikat induk peragaan tidak cocok satu sama lain.")
        return cls(key, certificate)

    def root_certificate(self) -> bytes:
        """The root certificate, DER: what a checker is told to trust."""
        return self._certificate.public_bytes(serialization.Encoding.DER)

    def issue(
        self,
        subject_name: str,
        passphrase: str,
        *,
        serial: str | None = None,
        organisation: str | None = None,
        title: str | None = None,
        valid_from: datetime | None = None,
    ) -> bytes:
        """PKCS#12 with a new key and certificate for a signer, locked by `passphrase`.

        `serial` goes into the subject (a NIP), so that two of one name can be told apart;
        `organisation` and `title` are the department and the position. `valid_from` (aware)
        is now unless told. X.509 allows 64 characters a part; what is longer is cut.
        """
        if not passphrase:
            raise ValueError("an empty passphrase locks nothing")
        begin = valid_from or now() - CLOCK_SKEW
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            _builder(key, begin, SIGNER_LIFE)
            .subject_name(_name(subject_name, organisation, title, serial))
            .issuer_name(self._certificate.subject)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_documents=True), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        return pkcs12.serialize_key_and_certificates(
            name=subject_name.encode(),
            key=key,
            cert=certificate,
            cas=[self._certificate],
            encryption_algorithm=serialization.BestAvailableEncryption(passphrase.encode()),
        )


def _new_root(begin: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(ROOT_NAME, "Selaras", None, None)
    certificate = (
        _builder(key, begin, ROOT_LIFE)
        .subject_name(name)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_documents=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def _builder(key: ec.EllipticCurvePrivateKey, begin: datetime, life: timedelta) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _name(common: str, organisation: str | None, title: str | None, serial: str | None) -> x509.Name:
    parts = (
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.TITLE, title),
        (NameOID.SERIAL_NUMBER, serial),
        (NameOID.COMMON_NAME, common),
    )
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in parts if value])


def _usage(*, signs_documents: bool) -> x509.KeyUsage:
    """A signer may sign and not deny it afterwards; the root may only issue."""
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,  # "non-repudiation"
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _keep_first(target: Path, content: bytes) -> None:
    """Put `content` at `target`, readable by us alone, whole or not at all; the first one wins."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{secrets.token_hex(4)}-")
    draft = Path(name)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, target)  # fails when it is there, unlike a rename
    except FileExistsError:
        pass  # another process was quicker: its root is the root
    finally:
        draft.unlink(missing_ok=True)
