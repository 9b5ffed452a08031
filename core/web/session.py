"""What a session holds: the account with its session version, and the department in which it acts."""

from flask import session
from flask_login import UserMixin, login_user

from core.accounts.models import Akun

_DEPARTMENT = "perangkat_daerah"


class SessionUser(UserMixin):
    """The account behind a session. The id carries `versi_sesi`, so that a new password ends every session."""

    def __init__(self, akun: Akun) -> None:
        self.akun = akun

    def get_id(self) -> str:
        return f"{self.akun.id}:{self.akun.versi_sesi}"


def load_user(session_id: str) -> SessionUser | None:
    account, _, version = session_id.partition(":")
    if not (account.isdigit() and version.isdigit()):
        return None
    akun = Akun.get_or_none((Akun.id == int(account)) & (Akun.versi_sesi == int(version)))
    return SessionUser(akun) if akun is not None and akun.aktif else None


def start(akun: Akun) -> None:
    """A new session with nothing of the old one in it, so that one planted before sign-in is worth nothing."""
    session.clear()
    session.permanent = True
    login_user(SessionUser(akun))


def end() -> None:
    session.clear()


def chosen_department() -> int | None:
    chosen = session.get(_DEPARTMENT)
    return chosen if isinstance(chosen, int) else None


def choose_department(perangkat_daerah_id: int) -> None:
    session[_DEPARTMENT] = perangkat_daerah_id
