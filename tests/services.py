"""Fixtures that start real servers on the test's home: the queue and the mail sink."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from config.settings import get_settings
from core import queue as broker
from core.mail import inbox
from workers import valkey
from workers.processes import Child
from workers.supervisor import Supervisor
from workers.up import mail_sink as mail_sink_spec


@dataclass(frozen=True)
class MailSink:
    """The running sink. `child.process.kill()` and `child.spawn()` play a crash and a restart."""

    child: Child

    @property
    def messages(self) -> list[EmailMessage]:
        """What has arrived, oldest first."""
        return [found.message for found in inbox.received()][::-1]


@pytest.fixture
def mail_sink(home: Path) -> Iterator[MailSink]:
    settings = get_settings()
    with Supervisor(home / "log", lambda _: None) as supervisor:
        child = supervisor.start(mail_sink_spec(settings, dict(os.environ)))
        supervisor.wait_ready(child)
        yield MailSink(child)


@pytest.fixture
def queue(home: Path) -> Iterator[Child]:
    """A real Valkey; `queue.terminate()` and `queue.spawn()` play its fall and return."""
    with Supervisor(home / "log", lambda _: None) as supervisor:
        child = supervisor.start(valkey.spec(get_settings()))
        supervisor.wait_ready(child)
        broker.reset()
        yield child
        broker.reset()
