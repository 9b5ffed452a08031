"""A real SMTP server on loopback that counts every message it accepted, and keeps it as the embedded sink does."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from config import home as house
from workers.mailsink import Mailbox


class Counting(Mailbox):
    """`refuse` is the answer for the next message, instead of taking it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.accepted: Counter[str] = Counter()
        self.refuse = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.accepted[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return await super().handle_DATA(server, session, envelope)


@contextmanager
def serving(home: Path) -> Iterator[tuple[Counting, int]]:
    """The server and its port, recorded in the home as the sink's own."""
    counting = Counting(home / "mail")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = loop.create_server(lambda: SMTP(counting, hostname="uji", loop=loop), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(made, loop).result(10)
    try:
        port = server.sockets[0].getsockname()[1]
        house.record_sink_port(home, port)
        yield counting, port
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
