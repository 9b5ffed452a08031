"""What a session holds: the account with its session version and key, and the department in which it acts."""

from flask import session
from flask_login import UserMixin, current_user, login_user

from core.accounts import sessions
from core.accounts.models import Akun

_DEPARTMENT = "perangkat_daerah"


class SessionUser(UserMixin):
    """The account behind a session. The id carries `versi_sesi`, so that a new password ends every session, and the
    session's own key, so that signing out ends this one on the server too."""

    def __init__(self, akun: Akun, key: str) -> None:
        self.akun = akun
        self.key = key

    def get_id(self) -> str:
        return f"{self.akun.id}:{self.akun.versi_sesi}:{self.key}"


def load_user(session_id: str) -> SessionUser | None:
    account, _, rest = session_id.partition(":")
    version, _, key = rest.partition(":")
    if not (account.isdecimal() and version.isdecimal() and key):
        return None
    akun = sessions.account_of(int(account), int(version), key)
    return SessionUser(akun, key) if akun is not None else None


def open_user(akun: Akun) -> SessionUser:
    """The user of a session that begins now."""
    return SessionUser(akun, sessions.open_session(akun))


def start(akun: Akun) -> None:
    """A new session with nothing of the old one in it, so that one planted before sign-in is worth nothing."""
    end()
    session.permanent = True
    login_user(open_user(akun))


def end() -> None:
    """Forgets the session here and on the server: a copy of its cookie is worth nothing from now on."""
    if current_user.is_authenticated:
        sessions.close_session(current_user.key)
    session.clear()


def chosen_department() -> int | None:
    chosen = session.get(_DEPARTMENT)
    return chosen if isinstance(chosen, int) else None


def choose_department(perangkat_daerah_id: int) -> None:
    session[_DEPARTMENT] = perangkat_daerah_id
