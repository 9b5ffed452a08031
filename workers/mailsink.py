"""The embedded mail server: takes every message on loopback and keeps it as one .eml file, to be read in the panel.

It sends nothing anywhere. A message is on disk before it is acknowledged, and one Message-ID is kept once: a sender
that was killed between our acknowledgement and its own note sends again.
"""

import asyncio
import hashlib
import logging
import signal
from datetime import UTC, datetime
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from config import home as house
from config.logging import configure
from config.settings import ensure_home, get_settings

log = logging.getLogger(__name__)

LARGEST = 50 * 1024 * 1024
"""Bytes of one message."""


class Mailbox:
    """A folder of .eml files named `<UTC time>-<hash of Message-ID>.eml`, so that their order is that of arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = {path.stem.rpartition("-")[2]: path for path in folder.glob("*.eml")}

    def keep(self, content: bytes, sender: str, recipients: list[str]) -> Path:
        """Writes the message, with its envelope in front as headers; gives the first one's path for a repeated one.

        OSError: the disk is full or gone.
        """
        digest = _identity(content)
        if digest in self._known:
            return self._known[digest]
        path = self.folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{digest}.eml"
        envelope = f"X-Envelope-From: {sender}\r\nX-Envelope-To: {', '.join(recipients)}\r\n"
        house.write_atomic(path, envelope.encode() + content)
        self._known[digest] = path
        return path

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Called by aiosmtpd for each message; its name is given."""
        content = envelope.original_content or b""
        try:
            path = self.keep(content, envelope.mail_from or "", list(envelope.rcpt_tos))
        except OSError as error:
            log.error("message not kept: %s", error)
            return "452 Insufficient system storage"
        log.info("kept %s", path.name)
        return "250 OK"


def _identity(content: bytes) -> str:
    """32 hex digits of the SHA-256 of the Message-ID, or of the whole content where there is none."""
    message_id = BytesParser().parsebytes(content, headersonly=True)["Message-ID"]
    return hashlib.sha256(str(message_id).strip().encode() if message_id else content).hexdigest()[:32]


async def serve(mailbox: Mailbox, host: str, port: int, home: Path) -> None:
    """Listens until SIGTERM or SIGINT; the port (a free one for 0, or when taken) is recorded in the home."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)

    def protocol() -> Any:
        return SMTP(mailbox, hostname="selaras", data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=loop)

    try:
        server = await loop.create_server(protocol, host, port)
    except OSError:
        server = await loop.create_server(protocol, host, 0)
    house.record_sink_port(home, server.sockets[0].getsockname()[1])
    async with server:
        await ended.wait()


def main() -> None:
    settings = get_settings()
    configure(settings.log_level)
    ensure_home(settings)
    asyncio.run(serve(Mailbox(settings.mail_folder), settings.smtp_host, settings.smtp_port, settings.home))


if __name__ == "__main__":
    main()
