"""The data folder: where it is, what lies in it, and the few facts that running services leave there."""

import os
import secrets
import tempfile
from pathlib import Path

from config.errors import SettingsError

FOLDERS = ("run", "log", "mail", "queue", "files")
# sun_path holds 108 bytes on Linux and 104 on macOS, the closing NUL among them.
SOCKET_LIMIT = 103


def default_home() -> Path:
    """`var/` of a checkout, so that clones don't share data; else the user's data folder (XDG)."""
    root = Path(__file__).resolve().parent.parent
    if (root / "pyproject.toml").is_file():
        return root / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "selaras"


def ensure(home: Path) -> None:
    """Makes `home` and its folders, private to the user. SettingsError: it can't be written."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (home / name).mkdir(mode=0o700, exist_ok=True)
            # A folder that exists may still be on a file system that went read-only.
            with tempfile.TemporaryFile(dir=home / name):
                pass
    except OSError as error:
        raise SettingsError(
            f"Folder data {home} tidak dapat ditulisi ({error.strerror}); pilih folder lain dengan SELARAS_HOME."
        ) from error


def queue_socket(home: Path) -> Path:
    """The socket path of the embedded Valkey: in the home, or the recorded short one where that is too long."""
    path = home / "run" / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_LIMIT:
        return path
    try:
        return Path((home / "run" / "valkey-socket").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return path


def prepare_queue_socket(home: Path) -> Path:
    """`queue_socket`, after making and recording a private short folder when the home's path is too long."""
    path = queue_socket(home)
    if len(os.fsencode(path)) <= SOCKET_LIMIT and path.parent.is_dir():
        return path
    path = Path(tempfile.mkdtemp(prefix="selaras-")) / "valkey.sock"
    write_atomic(home / "run" / "valkey-socket", str(path).encode())
    return path


def sink_port(home: Path) -> int:
    """The loopback port of the mail sink; 0 when it never ran in this home."""
    try:
        return int((home / "run" / "smtp-port").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return 0


def record_sink_port(home: Path, port: int) -> None:
    write_atomic(home / "run" / "smtp-port", str(port).encode())


def secret_key(home: Path) -> str:
    """The key that signs sessions, made once, readable by its owner only. SettingsError: it can't be kept."""
    path = home / "secret-key"
    try:
        if not path.exists():
            _make_once(path, secrets.token_urlsafe(48).encode())
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SettingsError(f"Kunci rahasia {path} tidak dapat dibaca atau ditulis: {error.strerror}.") from error


def write_atomic(path: Path, content: bytes) -> None:
    """Replaces `path` so that a reader sees the old content or the new, never a part; safe across a power cut."""
    temporary = _temporary(path, content)
    temporary.replace(path)
    _sync_folder(path.parent)


def _make_once(path: Path, content: bytes) -> None:
    """As `write_atomic`, but the first of several processes wins and the others keep its content."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = _temporary(path, content)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def _temporary(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
