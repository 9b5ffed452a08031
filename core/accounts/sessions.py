"""Sessions that the server knows of: signing out ends one for good, also for whoever has copied its cookie."""

import hashlib
import secrets
from datetime import timedelta

from core import clock
from core.accounts.models import Akun, Sesi
from core.db import transaction

LIFETIME = timedelta(hours=12)
"""A working day; on a shared computer nobody is signed in the next morning."""


def open_session(akun: Akun) -> str:
    """A new session of the account. Gives its key, which only the cookie keeps: the table has its SHA-256."""
    key = secrets.token_urlsafe(24)
    with transaction():
        Sesi.delete().where(Sesi.berakhir <= clock.now()).execute()
        Sesi.create(akun=akun, sidik=_fingerprint(key), berakhir=clock.now() + LIFETIME)
    return key


def account_of(akun_id: int, versi_sesi: int, key: str) -> Akun | None:
    """The account behind an open session; None when it has been ended, is over, or the account may not sign in."""
    found = (
        Akun.select()
        .join(Sesi, on=(Sesi.akun == Akun.id))
        .where(
            (Akun.id == akun_id)
            & (Akun.versi_sesi == versi_sesi)
            & (Akun.aktif == True)  # noqa: E712
            & (Sesi.sidik == _fingerprint(key))
            & (Sesi.berakhir > clock.now())
        )
        .first()
    )
    assert found is None or isinstance(found, Akun)
    return found


def close_session(key: str) -> None:
    """Ends it; nothing happens when it has ended already."""
    Sesi.delete().where(Sesi.sidik == _fingerprint(key)).execute()


def _fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
