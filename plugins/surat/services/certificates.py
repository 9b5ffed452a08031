"""Certificates of signers: issued by the demo CA, locked by a passphrase that nobody keeps."""

import os
import secrets
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from config.settings import get_settings
from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError, StateError, StorageError
from core.idn.dates import format_date
from core.organisation.models import Pegawai
from core.permissions import require
from plugins.surat.errors import NoCertificate
from plugins.surat.models import Sertifikat
from plugins.surat.signing.ca import DemoCA

FREE_ATTEMPTS = 5
LOCK = timedelta(minutes=15)
MIN_PASSPHRASE = 8
FIELD = "frasa_sandi"


def authority() -> DemoCA:
    return DemoCA.open(_keys() / "ca")


def issue_own(passphrase: str, again: str) -> Sertifikat:
    """A certificate for the acting person, which takes the place of an earlier one.

    :raises FieldErrors: for a weak passphrase or one that was not repeated.
    """
    actor = require("surat.sertifikat.create")
    if actor.pegawai_id is None:
        raise StateError("Akun ini tidak terhubung dengan data pegawai, sehingga tidak dapat bersertifikat.")
    errors = {}
    if not MIN_PASSPHRASE <= len(passphrase) <= 200:
        errors[FIELD] = f"Frasa sandi paling sedikit {MIN_PASSPHRASE} huruf; kalimat pendek mudah diingat."
    elif passphrase != again:
        errors["ulangi"] = "Frasa sandi yang diulang tidak sama."
    if errors:
        raise FieldErrors(errors)
    return issue(Pegawai.get_by_id(actor.pegawai_id), passphrase)


def issue(pegawai: Pegawai, passphrase: str, *, title: str = "", valid_from: datetime | None = None) -> Sertifikat:
    """A new certificate for `pegawai` in the acting department (no permission is asked: see `issue_own`)."""
    actor = current_actor()
    department = actor.perangkat_daerah_id
    p12 = authority().issue(
        pegawai.nama,
        passphrase,
        serial=pegawai.nip,
        organisation=actor.perangkat_daerah or None,
        title=title or None,
        valid_from=valid_from,
    )
    certificate = _open(p12, passphrase)
    assert certificate is not None
    name = f"{secrets.token_hex(16)}.p12"
    _write(_keys() / name, p12)
    with transaction():
        mine = (Sertifikat.pegawai == pegawai) & (Sertifikat.status == "aktif")
        Sertifikat.update({Sertifikat.status: "diganti"}).where(mine).execute()
        row = Sertifikat.create(
            perangkat_daerah=department,
            pegawai=pegawai,
            subjek=pegawai.nama,
            berkas=name,
            nomor_seri=f"{certificate.serial_number:x}",
            berlaku_mulai=certificate.not_valid_before_utc,
            berlaku_sampai=certificate.not_valid_after_utc,
        )
        audit.record("surat.sertifikat.create", row, detail={"nomor_seri": row.nomor_seri, "pegawai": pegawai.nama})
    return row


def own() -> Sertifikat | None:
    """The acting person's active certificate in this department."""
    actor = current_actor()
    if actor.pegawai_id is None:
        return None
    return Sertifikat.get_or_none((Sertifikat.pegawai == actor.pegawai_id) & (Sertifikat.status == "aktif"))


def usable(otherwise: str = "atau alihkan surat ini ke tanda tangan konvensional.") -> Sertifikat:
    """The acting person's certificate, fit to sign with now.

    :param otherwise: what else can be done, as the end of a sentence
    :raises NoCertificate: none, locked for a while, or run out; says what to do.
    """
    row = own()
    if row is None:
        raise NoCertificate(
            f"Anda belum mempunyai sertifikat elektronik. Terbitkan di halaman «Sertifikat saya», {otherwise}"
        )
    if row.terkunci_sampai and row.terkunci_sampai > clock.now():
        raise NoCertificate(
            "Sertifikat terkunci sementara karena frasa sandi terlalu sering keliru. Coba lagi dalam 15 menit, "
            + otherwise
        )
    if not row.berlaku_mulai <= clock.now() <= row.berlaku_sampai:
        raise NoCertificate(
            f"Sertifikat Anda berlaku sampai {format_date(row.berlaku_sampai.date())}. Terbitkan yang baru, {otherwise}"
        )
    return row


def unlock(row: Sertifikat, passphrase: str) -> bytes:
    """The PKCS#12 of the certificate, once the passphrase has proved to open it. Call it before the transaction
    that signs: a wrong passphrase is counted, whatever becomes of the rest; a field left empty is no attempt.

    :raises InputError: beside the field, without the passphrase.
    """
    if not passphrase:
        raise InputError("Isi frasa sandi sertifikat Anda.", FIELD)
    try:
        p12 = (_keys() / row.berkas).read_bytes()
    except OSError as error:
        raise StorageError("Berkas kunci sertifikat tidak terbaca. Terbitkan sertifikat baru.") from error
    if _open(p12, passphrase) is not None:
        if row.gagal:
            Sertifikat.update({Sertifikat.gagal: 0, Sertifikat.terkunci_sampai: None}).where(
                Sertifikat.id == row.id
            ).execute()
        return p12
    left = _count_failure(row)
    raise InputError(
        f"Frasa sandi tidak cocok dengan sertifikat Anda. Sisa percobaan: {left}."
        if left
        else "Frasa sandi tidak cocok. Sertifikat terkunci selama 15 menit.",
        FIELD,
    )


def _count_failure(row: Sertifikat) -> int:
    """How many attempts are left."""
    with transaction():
        counted = Sertifikat.update({Sertifikat.gagal: Sertifikat.gagal + 1}).where(Sertifikat.id == row.id)
        counted.execute()
        failed = Sertifikat.get_by_id(row.id).gagal
        if failed >= FREE_ATTEMPTS:
            locked = {Sertifikat.gagal: 0, Sertifikat.terkunci_sampai: clock.now() + LOCK}
            Sertifikat.update(locked).where(Sertifikat.id == row.id).execute()
        audit.record("surat.sertifikat.wrong_passphrase", row)
    return max(0, FREE_ATTEMPTS - failed)


def _open(p12: bytes, passphrase: str) -> x509.Certificate | None:
    """The signer's certificate, None when the passphrase does not open it."""
    try:
        return pkcs12.load_key_and_certificates(p12, passphrase.encode())[1]
    except ValueError:
        return None


def _keys() -> Path:
    return get_settings().home / "keys"


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all, readable by us alone (mkstemp makes it 0600)."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except OSError as error:
        raise StorageError("Kunci sertifikat tidak dapat disimpan: media penyimpanan tidak dapat ditulisi.") from error
