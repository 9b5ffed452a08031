"""The sink over real SMTP."""

import smtplib
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from config.home import sink_port
from config.settings import Settings
from workers.mailsink import LARGEST, Mailbox
from workers.supervisor import Supervisor
from workers.up import mail_sink


@pytest.fixture
def sink(supervisor: Supervisor, settings: Settings) -> Settings:
    supervisor.wait_ready(supervisor.start(mail_sink(settings, {"SELARAS_HOME": str(settings.home)})))
    return settings


def _message(message_id: str, text: str = "Terlampir rekap.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "selaras@localhost", "kabag@contoh.go.id", message_id
    message["Subject"] = "Rekap triwulan – Lamandau"
    message.set_content(text)
    return message


def test_a_message_becomes_one_file(sink: Settings) -> None:
    with smtplib.SMTP("127.0.0.1", sink_port(sink.home), timeout=5) as smtp:
        smtp.send_message(_message("<1@selaras>"), to_addrs=["kabag@contoh.go.id", "arsip@contoh.go.id"])
    (path,) = sink.mail_folder.iterdir()
    stored = BytesParser().parsebytes(path.read_bytes())
    assert stored["Message-ID"] == "<1@selaras>"
    assert stored["X-Envelope-To"] == "kabag@contoh.go.id, arsip@contoh.go.id"
    assert "Terlampir rekap." in stored.get_payload()


def test_the_same_message_id_is_accepted_and_kept_once(sink: Settings) -> None:
    with smtplib.SMTP("127.0.0.1", sink_port(sink.home), timeout=5) as smtp:
        for text in ("pertama", "lagi"):
            assert smtp.send_message(_message("<2@selaras>", text)) == {}
        smtp.send_message(_message("<3@selaras>"))
    contents = [path.read_text() for path in sorted(sink.mail_folder.iterdir())]
    assert len(contents) == 2 and "pertama" in contents[0]


def test_what_was_kept_is_known_after_a_restart(settings: Settings) -> None:
    content = b"Message-ID: <4@selaras>\r\n\r\nisi\r\n"
    first = Mailbox(settings.mail_folder).keep(content, "a@x", ["b@x"])
    assert Mailbox(settings.mail_folder).keep(content, "a@x", ["b@x"]) == first
    assert list(settings.mail_folder.iterdir()) == [first]


def test_a_message_that_is_too_large_is_refused(sink: Settings) -> None:
    with smtplib.SMTP("127.0.0.1", sink_port(sink.home), timeout=5) as smtp:
        smtp.ehlo()
        code, _ = smtp.mail("a@x", [f"size={LARGEST + 1}"])
    assert code == 552
