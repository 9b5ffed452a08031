"""Reading what the embedded mail sink has taken in: one .eml file per message in `home/mail`."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as POLICY
from hashlib import sha256
from pathlib import Path

from config.settings import get_settings


@dataclass(frozen=True)
class Received:
    """A message in the sink; `key` is its file's name without the ending."""

    key: str
    message: EmailMessage


def folder() -> Path:
    return get_settings().mail_folder


def fingerprint(message_id: str) -> str:
    """The part of a file's name that comes from the Message-ID, by which a message is found again."""
    return sha256(message_id.strip().encode()).hexdigest()[:32]


def has_arrived(message_id: str) -> bool:
    return any(folder().glob(f"*{fingerprint(message_id)}*.eml"))


def received(limit: int = 200) -> Iterator[Received]:
    """Messages, newest first."""
    if not folder().is_dir():
        return
    for path in sorted(folder().glob("*.eml"), reverse=True)[:limit]:
        yield Received(path.stem, _parse(path))


def read(key: str) -> Received | None:
    """One message; None for a key that names none (or tries to leave the folder)."""
    path = folder() / f"{Path(key).name}.eml"
    return Received(path.stem, _parse(path)) if path.is_file() else None


def _parse(path: Path) -> EmailMessage:
    parsed = message_from_bytes(path.read_bytes(), policy=POLICY)
    assert isinstance(parsed, EmailMessage)
    return parsed
